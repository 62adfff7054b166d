import type { Knex } from 'knex';

/** Addresses that mail comes back from are not used, until they are changed or an admin has them used again. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE app_user
      ADD COLUMN mail_bounced_at timestamptz,
      -- The codes of whoever did not take it, such as '550 5.1.1'.
      ADD COLUMN mail_bounce_reason text,
      ADD CONSTRAINT app_user_bounced_with_reason
        CHECK ((mail_bounced_at IS NULL) = (mail_bounce_reason IS NULL));
    CREATE INDEX app_user_bounced_idx ON app_user (partner_id, id) WHERE mail_bounced_at IS NOT NULL;

    -- Addresses are changed by tokens, accounts, admins and imports.
    CREATE FUNCTION forget_bounce() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      NEW.mail_bounced_at := NULL;
      NEW.mail_bounce_reason := NULL;
      RETURN NEW;
    END $$;
    CREATE TRIGGER app_user_forget_bounce BEFORE UPDATE OF email ON app_user FOR EACH ROW
      WHEN (OLD.mail_bounced_at IS NOT NULL AND lower(OLD.email) IS DISTINCT FROM lower(NEW.email))
      EXECUTE FUNCTION forget_bounce();

    -- Which address of ours takes reports about the partner's mail: another number makes another address.
    ALTER TABLE partner ADD COLUMN mail_report_generation integer NOT NULL DEFAULT 1;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE partner DROP COLUMN mail_report_generation;
    DROP TRIGGER app_user_forget_bounce ON app_user; DROP FUNCTION forget_bounce;
    ALTER TABLE app_user DROP COLUMN mail_bounced_at, DROP COLUMN mail_bounce_reason;
  `);
}
