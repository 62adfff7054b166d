import type { Knex } from 'knex';

/** Mentors bound how much they take on, are away until a date, and name who is offered meanwhile. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- The key that stand-ins refer to: nobody stands in for a mentor of another partner.
    ALTER TABLE mentor ADD CONSTRAINT mentor_partner_key UNIQUE (partner_id, id);
    DROP INDEX mentor_partner_idx;
    ALTER TABLE mentor
      -- Null: as many as fit.
      ADD COLUMN max_sessions_per_day integer,
      ADD COLUMN max_sessions_per_week integer,
      ADD COLUMN max_new_students_per_month integer,
      -- The first date, in her zone, on which she is back.
      ADD COLUMN paused_until date,
      ADD COLUMN stand_in_mentor_id bigint,
      ADD CONSTRAINT mentor_max_day_range CHECK (max_sessions_per_day BETWEEN 1 AND 100),
      ADD CONSTRAINT mentor_max_week_range CHECK (max_sessions_per_week BETWEEN 1 AND 500),
      ADD CONSTRAINT mentor_max_new_range CHECK (max_new_students_per_month BETWEEN 0 AND 1000),
      ADD CONSTRAINT mentor_stand_in_is_another CHECK (stand_in_mentor_id <> id),
      ADD CONSTRAINT mentor_stand_in_fkey FOREIGN KEY (partner_id, stand_in_mentor_id)
        REFERENCES mentor (partner_id, id);
    CREATE INDEX mentor_stand_in_idx ON mentor (stand_in_mentor_id) WHERE stand_in_mentor_id IS NOT NULL;

    CREATE TRIGGER mentor_limits_renew_calendar_version
      BEFORE UPDATE OF max_sessions_per_day, max_sessions_per_week, max_new_students_per_month, paused_until,
        stand_in_mentor_id ON mentor
      FOR EACH ROW EXECUTE FUNCTION renew_calendar_version();

    -- Lists of who is away name the stand-in, as long as she takes bookings.
    CREATE FUNCTION renew_calendar_version_of_absent() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE mentor SET calendar_version = nextval('calendar_version') WHERE stand_in_mentor_id = NEW.id;
        RETURN NULL;
      END
    $$;
    CREATE TRIGGER mentor_stand_in_renew_calendar_version AFTER UPDATE ON mentor FOR EACH ROW
      WHEN ((OLD.name, OLD.is_available, OLD.deactivated_at)
        IS DISTINCT FROM (NEW.name, NEW.is_available, NEW.deactivated_at))
      EXECUTE FUNCTION renew_calendar_version_of_absent();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER mentor_stand_in_renew_calendar_version ON mentor; DROP FUNCTION renew_calendar_version_of_absent;
    DROP TRIGGER mentor_limits_renew_calendar_version ON mentor;
    ALTER TABLE mentor DROP COLUMN stand_in_mentor_id, DROP COLUMN paused_until, DROP COLUMN max_sessions_per_day,
      DROP COLUMN max_sessions_per_week, DROP COLUMN max_new_students_per_month, DROP CONSTRAINT mentor_partner_key;
    CREATE INDEX mentor_partner_idx ON mentor (partner_id, id);
  `);
}
