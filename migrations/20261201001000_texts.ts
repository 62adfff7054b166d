import type { Knex } from 'knex';

/** Texts to phones: people's numbers, partners' gateways, what became of each text, and numbers that want none. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- E.164. Of source "person" and without a number: she has taken it away, and tokens bring it back no more.
    ALTER TABLE app_user
      ADD COLUMN phone_number text,
      ADD COLUMN phone_source text CONSTRAINT app_user_phone_source_known CHECK (phone_source IN ('token', 'person')),
      ADD COLUMN phone_confirmed_at timestamptz,
      ADD CONSTRAINT app_user_phone_confirmed
        CHECK ((phone_number IS NULL) = (phone_confirmed_at IS NULL) AND (phone_number IS NULL OR phone_source IS NOT NULL));

    CREATE INDEX app_user_phone_idx ON app_user (partner_id, phone_number) WHERE phone_number IS NOT NULL;

    -- A code that is to confirm a number: what it is made of, never the code.
    CREATE TABLE phone_code (
      user_id bigint CONSTRAINT phone_code_pkey PRIMARY KEY
        CONSTRAINT phone_code_user_fkey REFERENCES app_user (id) ON DELETE CASCADE,
      phone_number text NOT NULL,
      seed bytea NOT NULL,
      tries_left integer NOT NULL,
      expires_at timestamptz NOT NULL,
      asked integer NOT NULL,
      asked_since timestamptz NOT NULL
    );
    CREATE INDEX phone_code_expires_idx ON phone_code (expires_at);

    CREATE TABLE stopped_number (
      partner_id bigint NOT NULL CONSTRAINT stopped_number_partner_fkey REFERENCES partner (id) ON DELETE CASCADE,
      phone_number text NOT NULL,
      stopped_at timestamptz NOT NULL,
      CONSTRAINT stopped_number_pkey PRIMARY KEY (partner_id, phone_number)
    );

    -- By channel, credentials sealed. Quiet hours are wall times of whoever is told.
    ALTER TABLE partner
      ADD COLUMN gateways jsonb NOT NULL DEFAULT '{}',
      ADD COLUMN quiet_hours jsonb;

    -- The message that it stands for, which failed on another channel; and how many SMS it took.
    ALTER TABLE message ADD COLUMN fallback_of bigint, ADD COLUMN segments integer;
    DROP INDEX message_due_idx;
    CREATE INDEX message_due_idx ON message (channel, next_attempt_at, id) WHERE state = 'queued' AND claimed_by IS NULL;
    CREATE INDEX message_provider_idx ON message (partner_id, provider_id) WHERE provider_id IS NOT NULL;

    -- Reports that came before the answer that told by which id the text goes.
    CREATE TABLE early_report (
      partner_id bigint NOT NULL CONSTRAINT early_report_partner_fkey REFERENCES partner (id) ON DELETE CASCADE,
      provider_id text NOT NULL,
      message_id bigint,
      state text NOT NULL CONSTRAINT early_report_state_known CHECK (state IN ('sent', 'delivered', 'failed')),
      reason text,
      is_stopped boolean NOT NULL,
      received_at timestamptz NOT NULL,
      CONSTRAINT early_report_pkey PRIMARY KEY (partner_id, provider_id, state)
    );
    CREATE INDEX early_report_received_idx ON early_report (received_at);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE early_report;
    DROP INDEX message_provider_idx;
    DROP INDEX message_due_idx;
    CREATE INDEX message_due_idx ON message (next_attempt_at, id) WHERE state = 'queued' AND claimed_by IS NULL;
    ALTER TABLE message DROP COLUMN fallback_of, DROP COLUMN segments;
    ALTER TABLE partner DROP COLUMN gateways, DROP COLUMN quiet_hours;
    DROP TABLE stopped_number;
    DROP TABLE phone_code;
    ALTER TABLE app_user DROP COLUMN phone_number, DROP COLUMN phone_source, DROP COLUMN phone_confirmed_at;
  `);
}
