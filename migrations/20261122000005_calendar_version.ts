import type { Knex } from 'knex';

/**
 * A number that changes with everything that decides when a mentor is free. A process that has answered for her once
 * asks for this number alone, by key, and reads the calendar again only when it is another: see routes/slot-answers.ts.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE SEQUENCE calendar_version;
    ALTER TABLE mentor ADD COLUMN calendar_version bigint NOT NULL DEFAULT nextval('calendar_version');

    CREATE FUNCTION renew_calendar_version() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.calendar_version := nextval('calendar_version');
        RETURN NEW;
      END
    $$;
    CREATE TRIGGER mentor_renew_calendar_version
      BEFORE UPDATE OF timezone, is_available, slot_step_minutes, min_notice_minutes, booking_window_days,
        buffer_minutes, durations ON mentor
      FOR EACH ROW EXECUTE FUNCTION renew_calendar_version();

    CREATE FUNCTION renew_mentors_calendar_version() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE mentor SET calendar_version = nextval('calendar_version')
          WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.mentor_id ELSE NEW.mentor_id END;
        RETURN NULL;
      END
    $$;
    CREATE TRIGGER mentor_availability_renew_calendar_version
      AFTER INSERT OR UPDATE OR DELETE ON mentor_availability
      FOR EACH ROW EXECUTE FUNCTION renew_mentors_calendar_version();
    CREATE TRIGGER availability_override_renew_calendar_version
      AFTER INSERT OR UPDATE OR DELETE ON availability_override
      FOR EACH ROW EXECUTE FUNCTION renew_mentors_calendar_version();
    CREATE TRIGGER mentor_session_renew_calendar_version
      AFTER INSERT OR UPDATE OF starts_at, ends_at, status OR DELETE ON mentor_session
      FOR EACH ROW EXECUTE FUNCTION renew_mentors_calendar_version();
    CREATE TRIGGER slot_hold_renew_calendar_version
      AFTER INSERT OR UPDATE OR DELETE ON slot_hold
      FOR EACH ROW EXECUTE FUNCTION renew_mentors_calendar_version();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER slot_hold_renew_calendar_version ON slot_hold;
    DROP TRIGGER mentor_session_renew_calendar_version ON mentor_session;
    DROP TRIGGER availability_override_renew_calendar_version ON availability_override;
    DROP TRIGGER mentor_availability_renew_calendar_version ON mentor_availability;
    DROP TRIGGER mentor_renew_calendar_version ON mentor;
    DROP FUNCTION renew_mentors_calendar_version;
    DROP FUNCTION renew_calendar_version;
    ALTER TABLE mentor DROP COLUMN calendar_version;
    DROP SEQUENCE calendar_version;
  `);
}
