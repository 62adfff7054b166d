import type { NotificationPreferences } from '../../contract/notification.ts';
import { User, wholePreferences } from '../../models/user.ts';
import { audit, changesBetween } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';

/** Sets what the caller is notified of from now on, and by which channel. */
export async function replaceNotificationPreferences(
  context: CommandContext,
  preferences: NotificationPreferences,
): Promise<NotificationPreferences> {
  const { userId } = context.actor;
  return commit(context, async (trx) => {
    const user = await User.query(trx).findById(userId).forUpdate().throwIfNotFound();
    const before = wholePreferences(user.notificationPreferences);
    const types = Object.keys(before) as (keyof NotificationPreferences)[];
    await user.$query(trx).patch({ notificationPreferences: preferences });
    const changes = changesBetween(before, preferences, types);
    await audit(trx, context, { subject: 'person', id: userId, changes });
    return preferences;
  });
}
