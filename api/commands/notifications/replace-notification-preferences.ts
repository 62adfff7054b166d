import {
  type NotificationPreferences,
  notificationPreferencesSchema,
  type SetNotificationPreferences,
} from '../../contract/notification.ts';
import { User, wholePreferences } from '../../models/user.ts';
import { audit, changesBetween } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { moveReminders } from '../move-reminders.ts';

const members = notificationPreferencesSchema.required;

/**
 * Sets what the caller is told of from now on, by which channel, and when she is reminded; what `input` leaves out
 * stays as it is. Reminders of her sessions to come are moved with it.
 */
export async function replaceNotificationPreferences(
  context: CommandContext,
  { reminder_minutes, ...input }: SetNotificationPreferences,
): Promise<NotificationPreferences> {
  const { actor, now } = context;
  return commit(context, async (trx) => {
    // Held against bookings, which hold it too before they read when she is reminded.
    const user = await User.query(trx).findById(actor.userId).forUpdate().throwIfNotFound();
    const before = wholePreferences(user);
    const { reminder_minutes: _, ...types } = before;
    const merged = Object.entries(types).map(([type, channels]) => [
      type,
      { ...channels, ...input[type as keyof typeof input] },
    ]);
    const after = await user.$query(trx).patchAndFetch({
      notificationPreferences: Object.fromEntries(merged),
      ...(reminder_minutes !== undefined && {
        reminderMinutes: reminder_minutes?.toSorted((one, other) => other - one) ?? null,
      }),
    });
    if (reminder_minutes !== undefined) await moveReminders(trx, { personId: actor.userId, now });
    const preferences = wholePreferences(after);
    const changes = changesBetween(before, preferences, members);
    await audit(trx, context, { subject: 'person', id: actor.userId, changes });
    return preferences;
  });
}
