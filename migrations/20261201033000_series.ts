import type { Knex } from 'knex';

/**
 * A student's sessions that come back: which series a session belongs to, and which of its occurrences it is. What
 * stands in time are the sessions alone; the series keeps by which rhythm they were booked.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE session_series (
      id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT session_series_pkey PRIMARY KEY,
      partner_id bigint NOT NULL CONSTRAINT session_series_partner_fkey REFERENCES partner (id),
      mentor_id bigint NOT NULL CONSTRAINT session_series_mentor_fkey REFERENCES mentor (id) ON DELETE CASCADE,
      student_id bigint NOT NULL CONSTRAINT session_series_student_fkey REFERENCES app_user (id),
      -- The zone whose wall time it keeps over clock changes: the mentor's when it was booked.
      timezone text NOT NULL,
      every_weeks smallint NOT NULL CONSTRAINT session_series_every_weeks_range CHECK (every_weeks BETWEEN 1 AND 2),
      count smallint NOT NULL CONSTRAINT session_series_count_range CHECK (count BETWEEN 2 AND 12),
      created_at timestamptz NOT NULL
    );
    ALTER TABLE mentor_session
      -- From 0 on; it stays when the session is moved.
      ADD COLUMN occurrence smallint,
      ADD CONSTRAINT mentor_session_series_fkey FOREIGN KEY (series_id) REFERENCES session_series (id),
      ADD CONSTRAINT mentor_session_occurrence_of_series CHECK ((series_id IS NULL) = (occurrence IS NULL));
    -- The other sessions of the series that a message tells of, beside its own.
    ALTER TABLE message ADD COLUMN series_sessions bigint[];
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE message DROP COLUMN series_sessions;
    ALTER TABLE mentor_session
      DROP CONSTRAINT mentor_session_series_fkey, DROP CONSTRAINT mentor_session_occurrence_of_series,
      DROP COLUMN occurrence;
    UPDATE mentor_session SET series_id = NULL;
    DROP TABLE session_series;
  `);
}
