import type { Knex } from 'knex';

/** Busy times that come from a mentor's other calendars, and the secret address of the one that we give. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- Grows when the mentor renews the address of her calendar: the one before is known no more.
    ALTER TABLE mentor ADD COLUMN calendar_generation integer NOT NULL DEFAULT 1;

    CREATE TABLE busy_feed (
      id bigint GENERATED ALWAYS AS IDENTITY,
      mentor_id bigint NOT NULL CONSTRAINT busy_feed_mentor_fkey REFERENCES mentor (id) ON DELETE CASCADE,
      url text NOT NULL,
      name text NOT NULL,
      etag text,
      created_at timestamptz NOT NULL DEFAULT now(),
      -- When it was last tried, and last read with success; what stands in the way since.
      read_at timestamptz,
      succeeded_at timestamptz,
      failure text,
      skipped_events integer NOT NULL DEFAULT 0,
      -- Its periods are complete up to here, with whole days as they are in this zone: where either is not enough any
      -- more, an unchanged file is read all the same.
      covered_until timestamptz,
      timezone text,
      CONSTRAINT busy_feed_pkey PRIMARY KEY (mentor_id, id),
      CONSTRAINT busy_feed_url_key UNIQUE (mentor_id, url)
    );
    CREATE INDEX busy_feed_id_idx ON busy_feed (id);
    CREATE INDEX busy_feed_read_idx ON busy_feed (read_at NULLS FIRST);

    CREATE TABLE busy_period (
      mentor_id bigint NOT NULL,
      feed_id bigint NOT NULL,
      starts_at timestamptz NOT NULL,
      ends_at timestamptz NOT NULL,
      CONSTRAINT busy_period_feed_fkey FOREIGN KEY (mentor_id, feed_id)
        REFERENCES busy_feed (mentor_id, id) ON DELETE CASCADE,
      CONSTRAINT busy_period_ends_after_start CHECK (ends_at > starts_at)
    );
    -- Periods of other calendars can last for weeks, so they are found by overlap and not by their start.
    CREATE INDEX busy_period_mentor_idx ON busy_period USING gist (mentor_id, tstzrange(starts_at, ends_at));

    -- By statement: a feed that is read again replaces hundreds of rows at once.
    CREATE FUNCTION renew_calendar_version_of_busy() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE mentor SET calendar_version = nextval('calendar_version')
          WHERE id IN (SELECT mentor_id FROM changed);
        RETURN NULL;
      END
    $$;
    CREATE TRIGGER busy_period_insert_renew_calendar_version AFTER INSERT ON busy_period
      REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION renew_calendar_version_of_busy();
    CREATE TRIGGER busy_period_delete_renew_calendar_version AFTER DELETE ON busy_period
      REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION renew_calendar_version_of_busy();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE busy_period; DROP TABLE busy_feed; DROP FUNCTION renew_calendar_version_of_busy;
    ALTER TABLE mentor DROP COLUMN calendar_generation;
  `);
}
