import type { Knex } from 'knex';
import { Webhook } from '../../models/webhook.ts';
import { notFound } from '../../problems.ts';

/**
 * A webhook of the partner, locked until the transaction ends.
 *
 * @throws Problem `not_found`.
 */
export async function lockWebhook(trx: Knex.Transaction, partnerId: number, id: number): Promise<Webhook> {
  const webhook = await Webhook.query(trx).findOne({ id, partner_id: partnerId }).forNoKeyUpdate();
  if (!webhook) throw notFound('webhook');
  return webhook;
}
