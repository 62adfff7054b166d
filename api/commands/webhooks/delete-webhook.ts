import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { lockWebhook } from './lock-webhook.ts';

/**
 * Removes a webhook with all that it was sent.
 *
 * @throws Problem `not_found`.
 */
export async function deleteWebhook(context: CommandContext, id: number): Promise<void> {
  await commit(context, async (trx) => {
    const webhook = await lockWebhook(trx, context.actor.partnerId, id);
    await webhook.$query(trx).delete();
    await audit(trx, context, { subject: 'webhook', id, changes: { url: [webhook.url, null] } });
  });
}
