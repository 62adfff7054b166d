import { Notification } from '../../models/notification.ts';
import { notFound } from '../../problems.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';

/**
 * Marks one of the caller's notifications as read; reading it twice is no error.
 *
 * @throws Problem `not_found`.
 */
export async function readNotification(context: CommandContext, id: number): Promise<Notification> {
  return commit(context, async (trx) => {
    const row = await Notification.query(trx)
      .findOne({ id, user_id: context.actor.userId })
      .patch({ isRead: true })
      .returning('*')
      .first();
    if (!row) throw notFound('notification');
    await audit(trx, context, { subject: 'notification', id });
    return row as unknown as Notification;
  });
}
