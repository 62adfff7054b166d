import type { Knex } from 'knex';

/** Texts are taken a few of each partner at a time, however many of one of them are due. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE INDEX message_texts_due_idx ON message (partner_id, channel, next_attempt_at, id)
      WHERE state = 'queued' AND claimed_by IS NULL AND channel IN ('sms', 'whatsapp')`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX message_texts_due_idx');
}
