import type { Knex } from 'knex';

/** What a partner's limits know an erased person by, when a token of the same `sub` makes another one. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- A keyed hash of the partner and the sub, with the server's secret as its key: nobody reads the sub from it.
    ALTER TABLE app_user ADD COLUMN erased_key bytea;
    CREATE INDEX app_user_erased_key_idx ON app_user (erased_key) WHERE erased_key IS NOT NULL;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE app_user DROP COLUMN erased_key');
}
