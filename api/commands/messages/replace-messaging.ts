import type { Messaging, ReplaceMessaging } from '../../contract/message.ts';
import { Partner } from '../../models/partner.ts';
import { presentMeeting } from '../../models/present-meeting.ts';
import { lockPartner } from '../../queries/find-partner.ts';
import { placeOf } from '../../secrets/secret-box.ts';
import { audit, changesBetween } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { type MeetingTools, meetingAfter } from '../meetings/meeting-after.ts';
import { moveReminders } from '../move-reminders.ts';

/**
 * Replaces how the partner's people are told, and moves the reminders of sessions to come with it.
 *
 * @throws Problem `invalid_request` as `meetingAfter` does.
 */
export async function replaceMessaging(
  context: CommandContext,
  input: ReplaceMessaging,
  tools: MeetingTools,
): Promise<Messaging> {
  const { actor, now } = context;
  return commit(context, async (trx) => {
    const { reminderMinutes, meeting, meetingSecret } = await lockPartner(trx, actor.partnerId);
    const before = { reminderMinutes, meeting, meetingSecret };
    const place = placeOf.meetingSecret(actor.partnerId);
    const after = {
      ...before,
      ...(input.meeting && meetingAfter(before, input.meeting, tools, place)),
      reminderMinutes: input.reminder_minutes.toSorted((one, other) => other - one),
    };
    await Partner.query(trx).findById(actor.partnerId).patch(after);
    await moveReminders(trx, { partnerId: actor.partnerId, now });
    await audit(trx, context, {
      subject: 'partner',
      id: null,
      changes: changesBetween(before, after, ['reminderMinutes'], ['meeting', 'meetingSecret']),
    });
    return presentMessaging(after);
  });
}

/** How a partner has its people told, and where their sessions take place, as the wire has it. */
export function presentMessaging({
  reminderMinutes,
  meeting,
  meetingSecret,
}: Pick<Partner, 'reminderMinutes' | 'meeting' | 'meetingSecret'>): Messaging {
  return { reminder_minutes: reminderMinutes, meeting: presentMeeting(meeting, meetingSecret) };
}
