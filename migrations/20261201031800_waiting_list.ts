import type { Knex } from 'knex';

/**
 * Students who wait for time, and what they are offered: a start that is held for one of them for a while. What it
 * takes to go on after a crash stands here alone.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE waiting_list_entry (
      -- The place in line: who joined earlier has the smaller one.
      id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT waiting_list_entry_pkey PRIMARY KEY,
      partner_id bigint NOT NULL CONSTRAINT waiting_list_entry_partner_fkey REFERENCES partner (id),
      student_id bigint NOT NULL CONSTRAINT waiting_list_entry_student_fkey REFERENCES app_user (id) ON DELETE CASCADE,
      mentor_id bigint CONSTRAINT waiting_list_entry_mentor_fkey REFERENCES mentor (id) ON DELETE CASCADE,
      mentor_subject text,
      search_subject text GENERATED ALWAYS AS (searchable(mentor_subject)) STORED,
      duration_minutes integer NOT NULL,
      -- Dates, both included, days (0 = Monday) and times of day in this zone; null for any day.
      from_date date NOT NULL,
      to_date date NOT NULL,
      days_of_week integer[],
      start_time time NOT NULL,
      end_time time NOT NULL,
      timezone text NOT NULL,
      -- When the last of the dates has ended.
      ends_at timestamptz NOT NULL,
      -- What the session will be about.
      subject text NOT NULL,
      description text,
      state text NOT NULL DEFAULT 'waiting' CONSTRAINT waiting_list_entry_state_known
        CHECK (state IN ('waiting', 'offered', 'booked', 'left', 'expired')),
      missed_offers integer NOT NULL DEFAULT 0,
      session_id bigint,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      CONSTRAINT waiting_list_entry_mentor_or_subject CHECK ((mentor_id IS NULL) <> (mentor_subject IS NULL)),
      CONSTRAINT waiting_list_entry_ends_after_start CHECK (to_date >= from_date AND end_time > start_time)
    );
    CREATE INDEX waiting_list_entry_student_idx ON waiting_list_entry (student_id, id);
    CREATE INDEX waiting_list_entry_partner_idx ON waiting_list_entry (partner_id, id);
    CREATE INDEX waiting_list_entry_mentor_idx ON waiting_list_entry (mentor_id, id)
      WHERE state IN ('waiting', 'offered');
    CREATE INDEX waiting_list_entry_subject_idx ON waiting_list_entry (partner_id, search_subject, id)
      WHERE state IN ('waiting', 'offered') AND mentor_subject IS NOT NULL;
    CREATE INDEX waiting_list_entry_ends_idx ON waiting_list_entry (ends_at) WHERE state = 'waiting';

    CREATE TABLE waiting_list_offer (
      id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT waiting_list_offer_pkey PRIMARY KEY,
      partner_id bigint NOT NULL,
      entry_id bigint NOT NULL CONSTRAINT waiting_list_offer_entry_fkey
        REFERENCES waiting_list_entry (id) ON DELETE CASCADE,
      mentor_id bigint NOT NULL CONSTRAINT waiting_list_offer_mentor_fkey REFERENCES mentor (id) ON DELETE CASCADE,
      starts_at timestamptz NOT NULL,
      ends_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      -- Null while it stands.
      outcome text CONSTRAINT waiting_list_offer_outcome_known CHECK (outcome IN ('booked', 'declined', 'left', 'missed')),
      created_at timestamptz NOT NULL,
      CONSTRAINT waiting_list_offer_ends_after_start CHECK (ends_at > starts_at)
    );
    CREATE INDEX waiting_list_offer_entry_idx ON waiting_list_offer (entry_id, id);
    CREATE UNIQUE INDEX waiting_list_offer_one_stands ON waiting_list_offer (entry_id) WHERE outcome IS NULL;
    CREATE INDEX waiting_list_offer_expiry_idx ON waiting_list_offer (expires_at) WHERE outcome IS NULL;

    -- An offer is a hold like any other to whoever books; it ends by an answer, or when it is passed on.
    ALTER TABLE slot_hold
      ADD COLUMN waiting_offer_id bigint CONSTRAINT slot_hold_waiting_offer_fkey REFERENCES waiting_list_offer (id) ON DELETE CASCADE,
      DROP CONSTRAINT slot_hold_student_key;
    CREATE UNIQUE INDEX slot_hold_waiting_offer_key ON slot_hold (waiting_offer_id) WHERE waiting_offer_id IS NOT NULL;
    CREATE UNIQUE INDEX slot_hold_student_key ON slot_hold (student_id) WHERE waiting_offer_id IS NULL;

    -- For a mentor whom somebody waits for: as of which calendar her line was looked at, and when time alone may have
    -- changed the answer.
    CREATE TABLE waiting_list_look (
      mentor_id bigint CONSTRAINT waiting_list_look_pkey PRIMARY KEY
        CONSTRAINT waiting_list_look_mentor_fkey REFERENCES mentor (id) ON DELETE CASCADE,
      seen_version bigint NOT NULL,
      look_at timestamptz NOT NULL
    );
    -- Asks to look at a mentor's line. Rows are only added, so that nobody who joins waits for who looks.
    CREATE TABLE waiting_list_call (
      id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT waiting_list_call_pkey PRIMARY KEY,
      mentor_id bigint NOT NULL CONSTRAINT waiting_list_call_mentor_fkey REFERENCES mentor (id) ON DELETE CASCADE
    );
    CREATE INDEX waiting_list_call_mentor_idx ON waiting_list_call (mentor_id);

    CREATE FUNCTION call_for_waiting_list() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO waiting_list_call (mentor_id) SELECT NEW.id WHERE EXISTS (
          SELECT FROM waiting_list_entry WHERE partner_id = NEW.partner_id AND state IN ('waiting', 'offered')
            AND mentor_subject IS NOT NULL);
        RETURN NULL;
      END
    $$;
    CREATE TRIGGER mentor_call_for_waiting_list AFTER INSERT OR UPDATE OF subjects ON mentor
      FOR EACH ROW EXECUTE FUNCTION call_for_waiting_list();

    ALTER TABLE message
      ALTER COLUMN session_id DROP NOT NULL,
      ADD COLUMN waiting_offer_id bigint CONSTRAINT message_waiting_offer_fkey
        REFERENCES waiting_list_offer (id) ON DELETE CASCADE,
      ADD CONSTRAINT message_about_something CHECK ((session_id IS NULL) <> (waiting_offer_id IS NULL));
    CREATE UNIQUE INDEX message_of_offer_once ON message (waiting_offer_id, person_id, channel)
      WHERE waiting_offer_id IS NOT NULL;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DELETE FROM message WHERE waiting_offer_id IS NOT NULL;
    ALTER TABLE message DROP COLUMN waiting_offer_id, ALTER COLUMN session_id SET NOT NULL;
    DROP TRIGGER mentor_call_for_waiting_list ON mentor; DROP FUNCTION call_for_waiting_list;
    DROP TABLE waiting_list_call; DROP TABLE waiting_list_look;
    DELETE FROM slot_hold WHERE waiting_offer_id IS NOT NULL;
    DROP INDEX slot_hold_student_key;
    ALTER TABLE slot_hold DROP COLUMN waiting_offer_id, ADD CONSTRAINT slot_hold_student_key UNIQUE (student_id);
    DROP TABLE waiting_list_offer; DROP TABLE waiting_list_entry;
  `);
}
