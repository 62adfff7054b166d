import type { Knex } from 'knex';
import type { WebhookDeliveryQuery } from '../contract/webhook.ts';
import { type LastAttempt, Webhook } from '../models/webhook.ts';
import { type DeliveryWithAttempts, WebhookAttempt, WebhookDelivery } from '../models/webhook-delivery.ts';
import { notFound } from '../problems.ts';

/** How many attempts are told with each delivery. */
const attemptsTold = 20;

/**
 * A webhook of the partner.
 *
 * @throws Problem `not_found`.
 */
export async function findWebhook(knex: Knex, partnerId: number, id: number): Promise<Webhook> {
  const webhook = await Webhook.query(knex).findOne({ id, partner_id: partnerId });
  if (!webhook) throw notFound('webhook');
  return webhook;
}

/** How the latest attempt of each webhook went, by its id. */
export async function lastAttempts(
  knex: Knex,
  webhookIds: readonly number[],
): Promise<Map<number, LastAttempt>> {
  // By the latest deliveries alone: those of a month are many, and attempts are made soon after they are queued.
  const { rows } = await knex.raw(
    `SELECT w.id, a.* FROM unnest(?::bigint[]) AS w (id) CROSS JOIN LATERAL (
      SELECT a.started_at, a.status, a.error FROM (
        SELECT d.id FROM webhook_delivery d WHERE d.webhook_id = w.id ORDER BY d.id DESC LIMIT 100
      ) d JOIN webhook_attempt a ON a.delivery_id = d.id ORDER BY a.started_at DESC, a.delivery_id DESC, a.number DESC
      LIMIT 1
    ) a`,
    [[...webhookIds]],
  );
  return new Map(
    (rows as LastAttemptRow[]).map(({ id, started_at, status, error }) => [
      id,
      { startedAt: started_at, status, error },
    ]),
  );
}

interface LastAttemptRow extends Pick<LastAttempt, 'status' | 'error'> {
  readonly id: number;
  readonly started_at: Date;
}

export interface DeliveriesRequest {
  readonly webhookId: number;
  readonly query: Pick<WebhookDeliveryQuery, 'state' | 'type'>;
  readonly limit: number;
  /** Only deliveries before the one with this id. */
  readonly before?: number | undefined;
}

/** What a webhook was sent, the latest first. */
export async function listDeliveries(
  knex: Knex,
  request: DeliveriesRequest,
): Promise<DeliveryWithAttempts[]> {
  const { webhookId, query, limit, before } = request;
  const found = WebhookDelivery.query(knex)
    .where({ webhook_id: webhookId })
    .orderBy('id', 'desc')
    .limit(limit);
  if (before) found.where('id', '<', before);
  if (query.state) found.where('state', query.state);
  if (query.type) found.where('type', query.type);
  return withAttempts(knex, await found);
}

/**
 * A delivery of the partner.
 *
 * @throws Problem `not_found`.
 */
export async function findDelivery(knex: Knex, partnerId: number, id: number): Promise<DeliveryWithAttempts> {
  const delivery = await WebhookDelivery.query(knex).findOne({ id, partner_id: partnerId });
  if (!delivery) throw notFound('delivery');
  const [found] = await withAttempts(knex, [delivery]);
  return found as DeliveryWithAttempts;
}

async function withAttempts(
  knex: Knex,
  deliveries: readonly WebhookDelivery[],
): Promise<DeliveryWithAttempts[]> {
  const attempts = await WebhookAttempt.query(knex)
    .joinRaw('JOIN webhook_delivery d ON d.id = webhook_attempt.delivery_id')
    .whereIn(
      'd.id',
      deliveries.map(({ id }) => id),
    )
    .whereRaw('webhook_attempt.number > d.attempts - ?', [attemptsTold])
    .orderBy('webhook_attempt.number', 'desc')
    .select('webhook_attempt.*');
  const byDelivery = Map.groupBy(attempts, ({ deliveryId }) => deliveryId);
  return deliveries.map((delivery) => ({ delivery, attempts: byDelivery.get(delivery.id) ?? [] }));
}
