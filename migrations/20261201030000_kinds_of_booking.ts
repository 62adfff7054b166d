import type { Knex } from 'knex';

/**
 * Sessions that are asked for before they stand, that several students share, that belong to a series, and that take
 * place somewhere. Those of one group share the mentor's time, each in a seat of its own; all others exclude each
 * other as before.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE mentor_availability
      ADD COLUMN capacity integer NOT NULL DEFAULT 1,
      -- Null: wherever the mentor's sessions take place otherwise.
      ADD COLUMN mode text,
      ADD COLUMN place text,
      ADD CONSTRAINT mentor_availability_capacity_range CHECK (capacity BETWEEN 1 AND 500),
      ADD CONSTRAINT mentor_availability_mode_known CHECK (mode IN ('online', 'in_person', 'phone'));

    CREATE SEQUENCE session_group_id;
    ALTER TABLE mentor_session
      -- The sessions of one mentor and time that share it; each has another seat, from 1 on.
      ADD COLUMN group_id bigint,
      ADD COLUMN seat integer,
      ADD COLUMN series_id bigint,
      ADD COLUMN mode text,
      ADD COLUMN place text,
      -- Until when a request is answered; null where nobody asked first.
      ADD COLUMN decide_by timestamptz,
      ADD COLUMN answers jsonb NOT NULL DEFAULT '{}',
      ADD COLUMN report jsonb,
      DROP CONSTRAINT mentor_session_status_known,
      DROP CONSTRAINT mentor_session_no_overlap,
      DROP CONSTRAINT mentor_session_student_no_overlap,
      ADD CONSTRAINT mentor_session_status_known
        CHECK (status IN ('requested', 'scheduled', 'completed', 'cancelled', 'no_show')),
      ADD CONSTRAINT mentor_session_request_has_deadline CHECK (status <> 'requested' OR decide_by IS NOT NULL),
      ADD CONSTRAINT mentor_session_seat_of_group CHECK ((group_id IS NULL) = (seat IS NULL) AND seat BETWEEN 1 AND 500),
      ADD CONSTRAINT mentor_session_mode_known CHECK (mode IN ('online', 'in_person', 'phone')),
      ADD CONSTRAINT mentor_session_no_overlap EXCLUDE USING gist
        (mentor_id WITH =, tstzrange(starts_at, guarded_until) WITH &&, coalesce(group_id, -id) WITH <>)
        WHERE (status IN ('requested', 'scheduled', 'completed')),
      ADD CONSTRAINT mentor_session_student_no_overlap EXCLUDE USING gist
        (student_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
        WHERE (status IN ('requested', 'scheduled', 'completed'));
    CREATE UNIQUE INDEX mentor_session_group_seat_key ON mentor_session (group_id, seat)
      WHERE status IN ('requested', 'scheduled', 'completed');
    CREATE INDEX mentor_session_series_idx ON mentor_session (series_id, starts_at) WHERE series_id IS NOT NULL;
    CREATE INDEX mentor_session_decide_by_idx ON mentor_session (decide_by) WHERE status = 'requested';
  `);
}

/** Requests that wait and seats beside the first of a group cannot stand without what this adds: they are cancelled. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    UPDATE mentor_session SET status = 'cancelled' WHERE status = 'requested' OR seat > 1;
    DROP INDEX mentor_session_decide_by_idx, mentor_session_series_idx, mentor_session_group_seat_key;
    ALTER TABLE mentor_session
      DROP CONSTRAINT mentor_session_student_no_overlap,
      DROP CONSTRAINT mentor_session_no_overlap,
      DROP CONSTRAINT mentor_session_mode_known,
      DROP CONSTRAINT mentor_session_seat_of_group,
      DROP CONSTRAINT mentor_session_request_has_deadline,
      DROP CONSTRAINT mentor_session_status_known,
      DROP COLUMN report, DROP COLUMN answers, DROP COLUMN decide_by, DROP COLUMN place, DROP COLUMN mode,
      DROP COLUMN series_id, DROP COLUMN seat, DROP COLUMN group_id,
      ADD CONSTRAINT mentor_session_status_known CHECK (status IN ('scheduled', 'completed', 'cancelled', 'no_show')),
      ADD CONSTRAINT mentor_session_no_overlap EXCLUDE USING gist
        (mentor_id WITH =, tstzrange(starts_at, guarded_until) WITH &&)
        WHERE (status IN ('scheduled', 'completed')),
      ADD CONSTRAINT mentor_session_student_no_overlap EXCLUDE USING gist
        (student_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
        WHERE (status IN ('scheduled', 'completed'));
    DROP SEQUENCE session_group_id;
    ALTER TABLE mentor_availability
      DROP CONSTRAINT mentor_availability_mode_known, DROP CONSTRAINT mentor_availability_capacity_range,
      DROP COLUMN place, DROP COLUMN mode, DROP COLUMN capacity;
  `);
}
