import { Notification } from '../../models/notification.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';

/** Marks the caller's notifications as read: all of them, or all up to the newest one that she has seen. */
export async function readAllNotifications(context: CommandContext, upTo: number | undefined): Promise<void> {
  await commit(context, async (trx) => {
    const read = await Notification.query(trx)
      .where({ user_id: context.actor.userId, is_read: false })
      .modify((unread) => upTo !== undefined && unread.where('id', '<=', upTo))
      .patch({ isRead: true });
    if (read > 0) await audit(trx, context, { subject: 'notification', id: null });
  });
}
