import { type DeliveryWithAttempts, WebhookDelivery } from '../../models/webhook-delivery.ts';
import { findDelivery, findWebhook } from '../../queries/find-webhook.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { eventBody, newEventId } from '../queue-event.ts';
import { attemptDelivery, recordAttempt, type Sending } from './attempt-delivery.ts';

/**
 * Sends a webhook a test, at once and once, and tells how it went.
 *
 * @throws Problem `not_found`.
 */
export async function testWebhook(
  context: CommandContext,
  id: number,
  sending: Sending,
): Promise<DeliveryWithAttempts> {
  const { actor, knex, now } = context;
  const delivery = await commit(context, async (trx) => {
    const { partnerId } = await findWebhook(trx, actor.partnerId, id);
    await audit(trx, context, { subject: 'webhook', id });
    const data = { webhook_id: id, message: 'This is a test of the webhook.' };
    // Failed until it has arrived: no worker takes it up, should this process end meanwhile.
    return WebhookDelivery.query(trx)
      .insert({
        webhookId: id,
        partnerId,
        eventId: newEventId(),
        type: 'test',
        about: 'test',
        body: eventBody('test', data, now),
        state: 'failed',
        nextAttemptAt: new Date(now),
        createdAt: new Date(now),
      })
      .returning('*');
  });
  const attempt = await attemptDelivery(sending, delivery);
  if (attempt) await recordAttempt(sending, delivery, attempt);
  return findDelivery(knex, actor.partnerId, delivery.id);
}
