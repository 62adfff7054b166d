import type { Knex } from 'knex';
import type { RedeliverSince } from '../../contract/webhook.ts';
import type { Webhook } from '../../models/webhook.ts';
import { type DeliveryWithAttempts, WebhookDelivery } from '../../models/webhook-delivery.ts';
import { Problem } from '../../problems.ts';
import { findDelivery } from '../../queries/find-webhook.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { lockWebhook } from './lock-webhook.ts';

/**
 * Sends one delivery again, under its id; one that is still to be tried is tried at once.
 *
 * @throws Problem `not_found`, `webhook_disabled`.
 */
export async function redeliver(context: CommandContext, id: number): Promise<DeliveryWithAttempts> {
  const { actor, now } = context;
  return commit(context, async (trx) => {
    const { delivery } = await findDelivery(trx, actor.partnerId, id);
    const webhook = await activeWebhook(trx, actor.partnerId, delivery.webhookId);
    await WebhookDelivery.query(trx).findById(id).whereNull('claimed_by').patch(queuedAt(now));
    await audit(trx, context, { subject: 'webhook', id: webhook.id });
    return findDelivery(trx, actor.partnerId, id);
  });
}

/**
 * Sends again what happened since a time. What is under way at this moment is left alone.
 *
 * @returns how many deliveries were queued
 * @throws Problem `not_found`, `webhook_disabled`.
 */
export async function redeliverSince(
  context: CommandContext,
  webhookId: number,
  { since, only_missing = false }: RedeliverSince,
): Promise<number> {
  const { actor, now } = context;
  return commit(context, async (trx) => {
    const webhook = await activeWebhook(trx, actor.partnerId, webhookId);
    const again = WebhookDelivery.query(trx)
      .where({ webhook_id: webhook.id })
      .where('created_at', '>=', new Date(since))
      .whereNot('type', 'test')
      .whereNull('claimed_by');
    if (only_missing) again.whereIn('state', ['failed', 'skipped']);
    const count = await again.patch(queuedAt(now));
    await audit(trx, context, { subject: 'webhook', id: webhook.id, changes: { since: [null, since] } });
    return count;
  });
}

async function activeWebhook(trx: Knex.Transaction, partnerId: number, id: number): Promise<Webhook> {
  const webhook = await lockWebhook(trx, partnerId, id);
  if (webhook.state === 'active') return webhook;
  throw new Problem('webhook_disabled', 'Nothing is sent to a disabled webhook: make it active first.');
}

const queuedAt = (now: number) => ({ state: 'queued', failures: 0, nextAttemptAt: new Date(now) }) as const;
