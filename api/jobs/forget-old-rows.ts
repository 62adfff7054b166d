import type { Knex } from 'knex';
import { Message } from '../models/message.ts';

/**
 * Removes rows that have served their purpose: codes and sign-ins that ended, idempotency keys after a day, kept mail
 * and what webhooks were sent
 * after a month, audit entries after 400 days. Then, too, goes the hash by which limits know an erased person: a missed
 * session counts for 366 days at most.
 */
export async function forgetOldRows(knex: Knex, now: number): Promise<void> {
  const before = (days: number) => new Date(now - days * 24 * 60 * 60_000);
  await knex('idempotency_key').where('created_at', '<', before(1)).delete();
  await knex('kept_mail').where('created_at', '<', before(30)).delete();
  // What is still to be tried is tried for little more than a day.
  await knex('webhook_delivery').where('created_at', '<', before(30)).whereNot('state', 'queued').delete();
  // Who was told what and when stays; what it looked like does not.
  await Message.query(knex)
    .whereNotNull('content')
    .where('created_at', '<', before(30))
    .patch({ content: null });
  await knex('sign_in_code').where('expires_at', '<', before(0)).delete();
  await knex('sign_in_address').where('asked_since', '<', before(1)).delete();
  await knex('phone_code').where('expires_at', '<', before(1)).delete();
  await knex('early_report').where('received_at', '<', before(2)).delete();
  await knex('sign_in').where('expires_at', '<', before(0)).delete();
  await knex('app_user')
    .whereNotNull('erased_key')
    .where('erased_at', '<', before(400))
    .update({ erased_key: null });
  await knex('audit_entry').where('created_at', '<', before(400)).delete();
}
