import type { Messaging, ReplaceMessaging } from '../../contract/message.ts';
import { Partner } from '../../models/partner.ts';
import { type GatewayAddresses, presentGateways } from '../../models/present-gateways.ts';
import { presentMeeting } from '../../models/present-meeting.ts';
import { lockPartner } from '../../queries/find-partner.ts';
import { placeOf } from '../../secrets/secret-box.ts';
import { audit, changesBetween } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { type MeetingTools, meetingAfter } from '../meetings/meeting-after.ts';
import { moveReminders } from '../move-reminders.ts';
import { gatewaysAfter } from './gateways-after.ts';

/** What messaging is set with. */
export type MessagingTools = MeetingTools & Pick<GatewayAddresses, 'publicUrl'>;

/**
 * Changes how the partner's people are told, and moves the reminders of sessions to come with it; what is left out of
 * `input` stays as it is.
 *
 * @throws Problem `invalid_request` as `meetingAfter` does.
 */
export async function replaceMessaging(
  context: CommandContext,
  input: ReplaceMessaging,
  tools: MessagingTools,
): Promise<Messaging> {
  const { actor, now } = context;
  return commit(context, async (trx) => {
    const partner = await lockPartner(trx, actor.partnerId);
    const { id, reminderMinutes, meeting, meetingSecret, gateways, quietHours } = partner;
    const before = { reminderMinutes, meeting, meetingSecret, gateways, quietHours };
    const place = placeOf.meetingSecret(actor.partnerId);
    const after = {
      ...before,
      ...(input.meeting && meetingAfter(before, input.meeting, tools, place)),
      ...(input.gateway && {
        gateways: gatewaysAfter(gateways, input.gateway, { ...tools, partnerId: id }),
      }),
      ...(input.quiet_hours !== undefined && { quietHours: input.quiet_hours }),
      ...(input.reminder_minutes && {
        reminderMinutes: input.reminder_minutes.toSorted((one, other) => other - one),
      }),
    };
    await Partner.query(trx).findById(actor.partnerId).patch(after);
    if (input.reminder_minutes) await moveReminders(trx, { partnerId: actor.partnerId, now });
    await audit(trx, context, {
      subject: 'partner',
      id: null,
      changes: changesBetween(
        before,
        after,
        ['reminderMinutes', 'quietHours'],
        ['meeting', 'meetingSecret', 'gateways'],
      ),
    });
    return presentMessaging({ id, ...after }, { ...context, ...tools });
  });
}

/** How a partner has its people told, and where their sessions take place, as the wire has it. */
export function presentMessaging(
  partner: Pick<Partner, 'id' | 'reminderMinutes' | 'meeting' | 'meetingSecret' | 'gateways' | 'quietHours'>,
  addresses: GatewayAddresses,
): Messaging {
  const { reminderMinutes, meeting, meetingSecret, quietHours } = partner;
  return {
    reminder_minutes: reminderMinutes,
    meeting: presentMeeting(meeting, meetingSecret),
    gateway: presentGateways(partner, addresses),
    quiet_hours: quietHours,
  };
}
