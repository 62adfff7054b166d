import type { Knex } from 'knex';

/**
 * What partners certify of their mentors, who ask for it, and what became of each; and the languages that mentors
 * speak. A number changes with all that the public sees of a mentor, as `calendar_version` does with her hours.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE certification (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      partner_id bigint NOT NULL REFERENCES partner,
      name text NOT NULL,
      description text,
      created_at timestamptz NOT NULL,
      CONSTRAINT certification_name_not_blank CHECK (name ~ '\\S')
    );
    CREATE UNIQUE INDEX certification_name_key ON certification (partner_id, searchable(name));

    -- What holds now, or did until it expired; who withdraws it deletes it.
    CREATE TABLE mentor_certification (
      mentor_id bigint NOT NULL REFERENCES mentor,
      certification_id bigint NOT NULL REFERENCES certification,
      granted_at timestamptz NOT NULL,
      expires_at timestamptz,
      evidence_url text,
      note text,
      PRIMARY KEY (mentor_id, certification_id),
      CONSTRAINT mentor_certification_expires_later CHECK (expires_at > granted_at)
    );
    CREATE INDEX mentor_certification_certification_idx ON mentor_certification (certification_id);

    CREATE TABLE certification_application (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      mentor_id bigint NOT NULL REFERENCES mentor,
      certification_id bigint NOT NULL REFERENCES certification,
      evidence_url text,
      note text NOT NULL,
      applied_at timestamptz NOT NULL,
      CONSTRAINT certification_application_once UNIQUE (mentor_id, certification_id)
    );
    CREATE INDEX certification_application_certification_idx ON certification_application (certification_id);

    CREATE TABLE certification_event (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      mentor_id bigint NOT NULL REFERENCES mentor,
      certification_id bigint NOT NULL REFERENCES certification,
      type text NOT NULL,
      actor_id bigint NOT NULL REFERENCES app_user,
      granted_at timestamptz,
      expires_at timestamptz,
      evidence_url text,
      note text,
      created_at timestamptz NOT NULL,
      CONSTRAINT certification_event_type_known
        CHECK (type IN ('applied', 'granted', 'renewed', 'declined', 'withdrawn'))
    );
    CREATE INDEX certification_event_mentor_idx ON certification_event (mentor_id, id);

    CREATE SEQUENCE profile_version;
    ALTER TABLE mentor
      ADD COLUMN languages text[] NOT NULL DEFAULT '{}',
      -- A copy of what she was granted, so that who reads a thousand mentors reads no other table.
      ADD COLUMN certifications jsonb NOT NULL DEFAULT '[]',
      ADD COLUMN profile_version bigint NOT NULL DEFAULT nextval('profile_version');

    CREATE FUNCTION renew_profile_version() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.profile_version := nextval('profile_version');
        RETURN NEW;
      END
    $$;
    -- Not of what a booking changes: it waits for no more than before.
    CREATE TRIGGER mentor_renew_profile_version
      BEFORE UPDATE OF name, bio, subjects, languages, timezone, avatar_url, certifications, rating_sum, rating_count,
        meeting ON mentor
      FOR EACH ROW EXECUTE FUNCTION renew_profile_version();

    CREATE FUNCTION copy_certifications() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        changed bigint := CASE TG_OP WHEN 'DELETE' THEN OLD.mentor_id ELSE NEW.mentor_id END;
      BEGIN
        UPDATE mentor SET certifications = coalesce((
          SELECT jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name,
            'granted_at', extract(epoch FROM g.granted_at) * 1000, 'expires_at', extract(epoch FROM g.expires_at) * 1000)
            ORDER BY c.id)
          FROM mentor_certification g JOIN certification c ON c.id = g.certification_id WHERE g.mentor_id = changed), '[]')
        WHERE id = changed;
        RETURN NULL;
      END
    $$;
    CREATE TRIGGER mentor_certification_copy AFTER INSERT OR UPDATE OR DELETE ON mentor_certification
      FOR EACH ROW EXECUTE FUNCTION copy_certifications();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER mentor_certification_copy ON mentor_certification;
    DROP FUNCTION copy_certifications;
    DROP TRIGGER mentor_renew_profile_version ON mentor;
    DROP FUNCTION renew_profile_version;
    ALTER TABLE mentor DROP COLUMN languages, DROP COLUMN certifications, DROP COLUMN profile_version;
    DROP SEQUENCE profile_version;
    DROP TABLE certification_event, certification_application, mentor_certification, certification;
  `);
}
