import type { Knex } from 'knex';

/**
 * The wall times that the two people of a session were told, so that new zone data which shows it at another time is
 * noticed; what was found, for the partner.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- Wall times are texts such as 2026-12-01T10:00: SQL never converts between zones.
    ALTER TABLE mentor_session
      ADD COLUMN told_zone_data text,
      ADD COLUMN mentor_told_zone text,
      ADD COLUMN mentor_told_time text,
      ADD COLUMN student_told_zone text,
      ADD COLUMN student_told_time text;

    CREATE TABLE zone_change (
      id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT zone_change_pkey PRIMARY KEY,
      partner_id bigint NOT NULL,
      mentor_id bigint NOT NULL,
      session_id bigint NOT NULL,
      person_id bigint NOT NULL CONSTRAINT zone_change_person_fkey REFERENCES app_user (id) ON DELETE CASCADE,
      starts_at timestamptz NOT NULL,
      timezone text NOT NULL,
      told_time text NOT NULL,
      new_time text NOT NULL,
      zone_data text NOT NULL,
      found_at timestamptz NOT NULL,
      CONSTRAINT zone_change_session_fkey FOREIGN KEY (mentor_id, session_id)
        REFERENCES mentor_session (mentor_id, id) ON DELETE CASCADE,
      CONSTRAINT zone_change_once UNIQUE (session_id, person_id, zone_data)
    );
    CREATE INDEX zone_change_partner_idx ON zone_change (partner_id, id);
    CREATE INDEX zone_change_person_idx ON zone_change (person_id);

    ALTER TABLE message DROP CONSTRAINT message_event_known,
      ADD CONSTRAINT message_event_known CHECK (event IN ('session_booked', 'session_cancelled', 'session_rescheduled',
        'session_reminder', 'review_requested', 'request_received', 'waiting_list_offer', 'zone_data_changed'));
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DELETE FROM message WHERE event = 'zone_data_changed';
    ALTER TABLE message DROP CONSTRAINT message_event_known,
      ADD CONSTRAINT message_event_known CHECK (event IN ('session_booked', 'session_cancelled', 'session_rescheduled',
        'session_reminder', 'review_requested', 'request_received', 'waiting_list_offer'));
    DROP TABLE zone_change;
    ALTER TABLE mentor_session DROP COLUMN told_zone_data, DROP COLUMN mentor_told_zone, DROP COLUMN mentor_told_time,
      DROP COLUMN student_told_zone, DROP COLUMN student_told_time;
  `);
}
