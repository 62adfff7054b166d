import type { Knex } from 'knex';

/** Mentors offer time: rules in wall time, never expanded slots, and what replaces them on single dates. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE mentor (
      id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT mentor_pkey PRIMARY KEY,
      partner_id bigint NOT NULL CONSTRAINT mentor_partner_fkey REFERENCES partner (id),
      user_id bigint NOT NULL CONSTRAINT mentor_user_key UNIQUE CONSTRAINT mentor_user_fkey REFERENCES app_user (id),
      name text NOT NULL,
      bio text,
      subjects text[] NOT NULL DEFAULT '{}',
      timezone text NOT NULL,
      avatar_url text,
      is_available boolean NOT NULL DEFAULT true,
      total_sessions integer NOT NULL DEFAULT 0,
      rating_sum integer NOT NULL DEFAULT 0,
      rating_count integer NOT NULL DEFAULT 0,
      slot_step_minutes integer NOT NULL DEFAULT 30,
      min_notice_minutes integer NOT NULL DEFAULT 0,
      booking_window_days integer NOT NULL DEFAULT 60,
      buffer_minutes integer NOT NULL DEFAULT 0,
      durations integer[] NOT NULL DEFAULT '{30,60,90,120}',
      -- Name, subjects and bio in lower case without accents, so that "Ndeye" finds "Ndèye".
      search_text text NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT mentor_total_sessions_range CHECK (total_sessions >= 0),
      CONSTRAINT mentor_slot_step_range CHECK (slot_step_minutes BETWEEN 5 AND 240),
      CONSTRAINT mentor_min_notice_range CHECK (min_notice_minutes BETWEEN 0 AND 525600),
      CONSTRAINT mentor_booking_window_range CHECK (booking_window_days BETWEEN 1 AND 730),
      CONSTRAINT mentor_buffer_range CHECK (buffer_minutes BETWEEN 0 AND 480),
      CONSTRAINT mentor_durations_range CHECK (
        cardinality(durations) BETWEEN 1 AND 8 AND 5 <= ALL (durations) AND 480 >= ALL (durations)
      )
    );
    CREATE INDEX mentor_partner_idx ON mentor (partner_id, id);
    CREATE INDEX mentor_search_idx ON mentor USING gin (search_text gin_trgm_ops);

    CREATE TABLE mentor_availability (
      id bigint GENERATED ALWAYS AS IDENTITY,
      mentor_id bigint NOT NULL CONSTRAINT mentor_availability_mentor_fkey REFERENCES mentor (id) ON DELETE CASCADE,
      rrule text NOT NULL,
      dtstart date NOT NULL,
      exdate date[] NOT NULL DEFAULT '{}',
      rdate date[] NOT NULL DEFAULT '{}',
      start_time time NOT NULL,
      end_time time NOT NULL,
      is_active boolean NOT NULL DEFAULT true,
      created_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT mentor_availability_pkey PRIMARY KEY (mentor_id, id),
      CONSTRAINT mentor_availability_ends_after_start CHECK (end_time > start_time)
    );
    CREATE INDEX mentor_availability_id_idx ON mentor_availability (id);

    CREATE TABLE availability_override (
      mentor_id bigint NOT NULL CONSTRAINT availability_override_mentor_fkey REFERENCES mentor (id) ON DELETE CASCADE,
      date date NOT NULL,
      ranges jsonb NOT NULL,
      CONSTRAINT availability_override_pkey PRIMARY KEY (mentor_id, date)
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE availability_override; DROP TABLE mentor_availability; DROP TABLE mentor;');
}
