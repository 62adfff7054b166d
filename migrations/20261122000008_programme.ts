import type { Knex } from 'knex';

/** How a partner runs its programme: its limits, its looks, keys for its programs, and who changed what. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE partner
      -- Days, weeks and terms of the rules are counted in this zone.
      ADD COLUMN timezone text NOT NULL DEFAULT 'UTC',
      -- The shape is ProgrammeRules in api/contract/programme.ts; {} allows everything.
      ADD COLUMN rules jsonb NOT NULL DEFAULT '{}',
      -- Custom properties of the widget without their prefix: {"primary": "#1B4965"}.
      ADD COLUMN theme jsonb NOT NULL DEFAULT '{}';

    CREATE FUNCTION renew_partners_calendar_versions() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE mentor SET calendar_version = nextval('calendar_version') WHERE partner_id = NEW.id;
        RETURN NULL;
      END
    $$;
    CREATE TRIGGER partner_renew_calendar_versions AFTER UPDATE OF rules, timezone ON partner
      FOR EACH ROW EXECUTE FUNCTION renew_partners_calendar_versions();

    -- A key acts as a person of its own, so that the audit names it.
    CREATE TABLE api_key (
      id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT api_key_pkey PRIMARY KEY,
      partner_id bigint NOT NULL CONSTRAINT api_key_partner_fkey REFERENCES partner (id),
      user_id bigint NOT NULL CONSTRAINT api_key_user_key UNIQUE
        CONSTRAINT api_key_user_fkey REFERENCES app_user (id),
      name text NOT NULL,
      scopes text[] NOT NULL,
      secret_hash bytea NOT NULL CONSTRAINT api_key_secret_key UNIQUE,
      created_at timestamptz NOT NULL DEFAULT now(),
      last_used_at timestamptz,
      revoked_at timestamptz
    );
    CREATE INDEX api_key_partner_idx ON api_key (partner_id, id);

    -- One row for each write; it outlives what it tells of, so it refers to nothing. No personal data but the actor's id.
    CREATE TABLE audit_entry (
      id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT audit_entry_pkey PRIMARY KEY,
      partner_id bigint NOT NULL,
      -- Null for what the system did by itself.
      actor_id bigint,
      -- Who she was then: student, mentor, partner_admin, api_key or system.
      actor_role text NOT NULL,
      -- The operation's id: bookSession.
      action text NOT NULL,
      -- What was changed: "session" and its id.
      subject text NOT NULL,
      subject_id bigint,
      -- Names of what was changed, with the values before and after where they are no personal data.
      changes jsonb NOT NULL DEFAULT '{}',
      created_at timestamptz NOT NULL DEFAULT now()
    );
    CREATE INDEX audit_entry_partner_idx ON audit_entry (partner_id, id);
    CREATE INDEX audit_entry_subject_idx ON audit_entry (partner_id, subject, subject_id, id);
    -- Entries come in the order of their time, so ranges of pages find those to forget; it costs a booking next to nothing.
    CREATE INDEX audit_entry_created_idx ON audit_entry USING brin (created_at);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE audit_entry; DROP TABLE api_key;
    DROP TRIGGER partner_renew_calendar_versions ON partner; DROP FUNCTION renew_partners_calendar_versions;
    ALTER TABLE partner DROP COLUMN timezone, DROP COLUMN rules, DROP COLUMN theme;
  `);
}
