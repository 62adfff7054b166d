import type { Knex } from 'knex';

/**
 * A mentor's subjects as they are compared with one that is asked for, whatever its accents and case: to make them so
 * in each question would be most of what a list of 1,000 mentors costs when nothing has changed.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE FUNCTION searchable_all(texts text[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
      SELECT coalesce(array_agg(searchable(one)), '{}') FROM unnest(texts) one
    $$;
    ALTER TABLE mentor
      ADD COLUMN subject_keys text[] NOT NULL GENERATED ALWAYS AS (searchable_all(subjects)) STORED;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE mentor DROP COLUMN subject_keys; DROP FUNCTION searchable_all(text[]);');
}
