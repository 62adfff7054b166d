import { Message } from '../../models/message.ts';
import { Problem } from '../../problems.ts';
import { findMessage } from '../../queries/list-messages.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';

/**
 * Queues a message once more, whatever became of it; one that still waits is tried at once.
 *
 * @throws Problem `not_found`, `message_under_way`, `address_bounced`.
 */
export async function resendMessage(context: CommandContext, id: number): Promise<Message> {
  const { actor, now } = context;
  return commit(context, async (trx) => {
    const { state, channel, person } = await findMessage(trx, actor.partnerId, id);
    if (channel === 'mail' && person?.mailBouncedAt) {
      const detail = `Mail to this address came back (${person.mailBounceReason}): it is not used until it is changed or used again.`;
      throw new Problem('address_bounced', detail);
    }
    const at = new Date(now);
    const queued = await Message.query(trx).findById(id).whereNull('claimed_by').patch({
      state: 'queued',
      attempts: 0,
      error: null,
      handedOverAt: null,
      dueAt: at,
      nextAttemptAt: at,
      resentAt: at,
    });
    if (queued === 0) throw new Problem('message_under_way', 'The message is being sent at this moment.');
    await audit(trx, context, { subject: 'message', id, changes: { state: [state, 'queued'] } });
    return findMessage(trx, actor.partnerId, id);
  });
}
