import type { Knex } from 'knex';

/** Mentors who confirm what is asked of them. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE mentor
      ADD COLUMN requires_confirmation boolean NOT NULL DEFAULT false,
      ADD COLUMN confirmation_hours integer NOT NULL DEFAULT 48,
      ADD CONSTRAINT mentor_confirmation_hours_range CHECK (confirmation_hours BETWEEN 1 AND 336);

    -- Lists of starts say whether they are asked for.
    CREATE TRIGGER mentor_confirmation_renew_calendar_version
      BEFORE UPDATE OF requires_confirmation ON mentor
      FOR EACH ROW EXECUTE FUNCTION renew_calendar_version();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER mentor_confirmation_renew_calendar_version ON mentor;
    ALTER TABLE mentor DROP COLUMN confirmation_hours, DROP COLUMN requires_confirmation;
  `);
}
