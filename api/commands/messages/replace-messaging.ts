import type { Messaging } from '../../contract/message.ts';
import { Partner } from '../../models/partner.ts';
import { lockPartner } from '../../queries/find-partner.ts';
import { audit, changesBetween } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { moveReminders } from '../move-reminders.ts';

/** Replaces how the partner's people are told, and moves the reminders of sessions to come with it. */
export async function replaceMessaging(context: CommandContext, input: Messaging): Promise<Messaging> {
  const { actor, now } = context;
  return commit(context, async (trx) => {
    const { reminderMinutes } = await lockPartner(trx, actor.partnerId);
    const after = { reminderMinutes: input.reminder_minutes.toSorted((one, other) => other - one) };
    await Partner.query(trx).findById(actor.partnerId).patch(after);
    await moveReminders(trx, { partnerId: actor.partnerId, now });
    await audit(trx, context, {
      subject: 'partner',
      id: null,
      changes: changesBetween({ reminderMinutes }, after, ['reminderMinutes']),
    });
    return { reminder_minutes: after.reminderMinutes };
  });
}
