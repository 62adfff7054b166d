import type { Knex } from 'knex';

/**
 * Sessions and holds. Double booking is impossible here: two live sessions of one mentor (each with the buffer
 * that follows it) or of one student cannot overlap, whatever the code above does.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE mentor_session (
      id bigint GENERATED ALWAYS AS IDENTITY,
      mentor_id bigint NOT NULL CONSTRAINT mentor_session_mentor_fkey REFERENCES mentor (id),
      student_id bigint NOT NULL CONSTRAINT mentor_session_student_fkey REFERENCES app_user (id),
      starts_at timestamptz NOT NULL,
      ends_at timestamptz NOT NULL,
      -- ends_at and the mentor's buffer: the next session starts no earlier. A column, because
      -- timestamptz + interval depends on the session's time zone and so cannot stand in an index.
      guarded_until timestamptz NOT NULL,
      subject text NOT NULL,
      description text,
      status text NOT NULL DEFAULT 'scheduled',
      meeting_link text,
      notes text,
      cancel_reason text,
      metadata jsonb NOT NULL DEFAULT '{}',
      -- RFC 5545 SEQUENCE: grows with every change of time or status.
      sequence integer NOT NULL DEFAULT 0,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT mentor_session_pkey PRIMARY KEY (mentor_id, id),
      CONSTRAINT mentor_session_status_known CHECK (status IN ('scheduled', 'completed', 'cancelled', 'no_show')),
      CONSTRAINT mentor_session_ends_after_start CHECK (ends_at > starts_at),
      CONSTRAINT mentor_session_guard_covers CHECK (guarded_until >= ends_at),
      CONSTRAINT mentor_session_no_overlap EXCLUDE USING gist
        (mentor_id WITH =, tstzrange(starts_at, guarded_until) WITH &&)
        WHERE (status IN ('scheduled', 'completed')),
      CONSTRAINT mentor_session_student_no_overlap EXCLUDE USING gist
        (student_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
        WHERE (status IN ('scheduled', 'completed'))
    );
    CREATE INDEX mentor_session_id_idx ON mentor_session (id);
    CREATE INDEX mentor_session_mentor_time_idx ON mentor_session (mentor_id, starts_at);
    CREATE INDEX mentor_session_student_time_idx ON mentor_session (student_id, starts_at);

    CREATE TABLE slot_hold (
      id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT slot_hold_pkey PRIMARY KEY,
      mentor_id bigint NOT NULL CONSTRAINT slot_hold_mentor_fkey REFERENCES mentor (id) ON DELETE CASCADE,
      student_id bigint NOT NULL CONSTRAINT slot_hold_student_key UNIQUE
        CONSTRAINT slot_hold_student_fkey REFERENCES app_user (id) ON DELETE CASCADE,
      starts_at timestamptz NOT NULL,
      ends_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT slot_hold_ends_after_start CHECK (ends_at > starts_at)
    );
    CREATE INDEX slot_hold_mentor_time_idx ON slot_hold (mentor_id, starts_at);

    CREATE TABLE session_review (
      mentor_id bigint NOT NULL,
      session_id bigint NOT NULL,
      student_id bigint NOT NULL CONSTRAINT session_review_student_fkey REFERENCES app_user (id),
      rating smallint NOT NULL,
      comment text,
      created_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT session_review_pkey PRIMARY KEY (mentor_id, session_id),
      CONSTRAINT session_review_session_fkey FOREIGN KEY (mentor_id, session_id)
        REFERENCES mentor_session (mentor_id, id) ON DELETE CASCADE,
      CONSTRAINT session_review_rating_range CHECK (rating BETWEEN 1 AND 5)
    );

    -- The first answer to each Idempotency-Key of a person, committed with what it answers.
    CREATE TABLE idempotency_key (
      user_id bigint NOT NULL CONSTRAINT idempotency_key_user_fkey REFERENCES app_user (id) ON DELETE CASCADE,
      key text NOT NULL,
      request_hash bytea NOT NULL,
      status integer,
      body text,
      created_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT idempotency_key_pkey PRIMARY KEY (user_id, key)
    );
    CREATE INDEX idempotency_key_created_idx ON idempotency_key (created_at);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(
    'DROP TABLE idempotency_key; DROP TABLE session_review; DROP TABLE slot_hold; DROP TABLE mentor_session;',
  );
}
