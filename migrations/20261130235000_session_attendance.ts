import type { Knex } from 'knex';

/** Who went into the meeting of a session, and when: one row a person. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE session_attendance (
      mentor_id bigint NOT NULL,
      session_id bigint NOT NULL,
      person_id bigint NOT NULL CONSTRAINT session_attendance_person_fkey REFERENCES app_user (id) ON DELETE CASCADE,
      first_joined_at timestamptz NOT NULL,
      last_joined_at timestamptz NOT NULL,
      CONSTRAINT session_attendance_pkey PRIMARY KEY (mentor_id, session_id, person_id),
      CONSTRAINT session_attendance_session_fkey FOREIGN KEY (mentor_id, session_id)
        REFERENCES mentor_session (mentor_id, id) ON DELETE CASCADE
    );
    CREATE INDEX session_attendance_person_idx ON session_attendance (person_id);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE session_attendance');
}
