import type { Knex } from 'knex';

/** Where sessions take place by video: a partner's setting, and a mentor's own, null while it is her partner's. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE partner
      ADD COLUMN meeting jsonb NOT NULL DEFAULT '{"kind": "none"}'
        CONSTRAINT partner_meeting_kind_known CHECK (meeting ->> 'kind' IN ('none', 'fixed', 'jitsi', 'bigbluebutton')),
      -- Sealed.
      ADD COLUMN meeting_secret text;
    ALTER TABLE mentor
      ADD COLUMN meeting jsonb
        CONSTRAINT mentor_meeting_kind_known CHECK (meeting ->> 'kind' IN ('none', 'fixed', 'jitsi', 'bigbluebutton')),
      ADD COLUMN meeting_secret text;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE mentor DROP COLUMN meeting_secret, DROP COLUMN meeting;
    ALTER TABLE partner DROP COLUMN meeting_secret, DROP COLUMN meeting;
  `);
}
