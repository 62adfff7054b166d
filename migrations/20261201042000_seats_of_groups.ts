import type { Knex } from 'knex';

/**
 * A hold on a place of a group bars that place and not the whole time, and a session tells how many share it. A change
 * of its group renews the calendar of its mentor as one of its time does.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE slot_hold ADD COLUMN is_seat boolean NOT NULL DEFAULT false;
    ALTER TABLE mentor_session
      ADD COLUMN capacity integer,
      ADD CONSTRAINT mentor_session_capacity_range CHECK (capacity BETWEEN 2 AND 500);
    DROP TRIGGER mentor_session_renew_calendar_version ON mentor_session;
    CREATE TRIGGER mentor_session_renew_calendar_version
      AFTER INSERT OR UPDATE OF starts_at, ends_at, status, group_id, mode, place OR DELETE ON mentor_session
      FOR EACH ROW EXECUTE FUNCTION renew_mentors_calendar_version();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER mentor_session_renew_calendar_version ON mentor_session;
    CREATE TRIGGER mentor_session_renew_calendar_version
      AFTER INSERT OR UPDATE OF starts_at, ends_at, status OR DELETE ON mentor_session
      FOR EACH ROW EXECUTE FUNCTION renew_mentors_calendar_version();
    ALTER TABLE mentor_session DROP CONSTRAINT mentor_session_capacity_range, DROP COLUMN capacity;
    ALTER TABLE slot_hold DROP COLUMN is_seat;
  `);
}
