import type { Knex } from 'knex';

/** Why events of a mentor's other calendar could not be read, beside how many. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE busy_feed ADD COLUMN skipped_reasons jsonb NOT NULL DEFAULT '[]';
    -- What is read from a file has changed: one that stayed the same is read once more.
    UPDATE busy_feed SET etag = NULL;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE busy_feed DROP COLUMN skipped_reasons');
}
