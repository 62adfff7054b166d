import type { Knex } from 'knex';

/** When an admin asked for a message once more: it goes out although it was told already. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE message ADD COLUMN resent_at timestamptz');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE message DROP COLUMN resent_at');
}
