import type { Knex } from 'knex';

/**
 * Sessions and people are found by words, a partner reads all of hers, and a mark that was a slip can be taken back.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- Lower case without accents and vowel signs, so that "ndeye" finds "Ndèye". It makes what is kept and what is looked
    -- for alike, so both must go through it.
    CREATE FUNCTION searchable(said text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
      RETURN lower(regexp_replace(normalize(said, NFD), '[\\u0300-\\u036f\\u064b-\\u065f\\u0670]', '', 'g'));

    ALTER TABLE mentor_session
      ADD COLUMN search_text text GENERATED ALWAYS AS (searchable(subject)) STORED,
      -- When the mentor said that it was held or missed; for a while she may take it back.
      ADD COLUMN closed_at timestamptz;
    -- What a partner reads: the sessions of all her mentors by time.
    CREATE INDEX mentor_session_time_idx ON mentor_session (starts_at, id);

    ALTER TABLE mentor ADD COLUMN search_name text GENERATED ALWAYS AS (searchable(name)) STORED;

    ALTER TABLE app_user
      ADD COLUMN search_name text GENERATED ALWAYS AS (searchable(name)) STORED,
      ADD COLUMN search_text text GENERATED ALWAYS AS
        (searchable(name || ' ' || coalesce(email, '') || ' ' || external_id)) STORED;
    CREATE INDEX app_user_search_idx ON app_user USING gin (search_text gin_trgm_ops);
    CREATE INDEX app_user_partner_idx ON app_user (partner_id, id);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP INDEX app_user_partner_idx, app_user_search_idx, mentor_session_time_idx;
    ALTER TABLE app_user DROP COLUMN search_name, DROP COLUMN search_text;
    ALTER TABLE mentor DROP COLUMN search_name;
    ALTER TABLE mentor_session DROP COLUMN search_text, DROP COLUMN closed_at;
    DROP FUNCTION searchable(text);
  `);
}
