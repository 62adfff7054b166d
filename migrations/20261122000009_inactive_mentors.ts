import type { Knex } from 'knex';

/** Mentors are invited and deactivated by their partner; processes hear when a partner's origins change. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE mentor
      ADD COLUMN invited_at timestamptz,
      -- Beside is_available, which is the mentor's own: to activate her again brings back what she had chosen.
      ADD COLUMN deactivated_at timestamptz;

    CREATE TRIGGER mentor_deactivated_renew_calendar_version BEFORE UPDATE OF deactivated_at ON mentor
      FOR EACH ROW EXECUTE FUNCTION renew_calendar_version();

    CREATE FUNCTION announce_origins() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify('origins', '');
        RETURN NULL;
      END
    $$;
    CREATE TRIGGER partner_announce_origins AFTER INSERT OR UPDATE OF origins OR DELETE ON partner
      FOR EACH STATEMENT EXECUTE FUNCTION announce_origins();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER partner_announce_origins ON partner; DROP FUNCTION announce_origins;
    DROP TRIGGER mentor_deactivated_renew_calendar_version ON mentor;
    ALTER TABLE mentor DROP COLUMN invited_at, DROP COLUMN deactivated_at;
  `);
}
