import type { Knex } from 'knex';

/**
 * Mentors and admins sign in on the hosted page: by a code in a mail, or with their partner's own sign-in (OpenID
 * Connect).
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- Who reads the database signs in as nobody: the code is a keyed hash of the address and the seed, and the key is the
    -- server's. Addresses that nobody has get rows too, so that all requests are alike.
    CREATE TABLE sign_in_code (
      address_hash bytea NOT NULL CONSTRAINT sign_in_code_pkey PRIMARY KEY,
      seed bytea NOT NULL,
      tries_left smallint NOT NULL,
      expires_at timestamptz NOT NULL,
      -- How many codes were asked for since then; counted here, because processes count each for itself.
      asked smallint NOT NULL,
      asked_since timestamptz NOT NULL
    );
    CREATE INDEX sign_in_code_expires_idx ON sign_in_code (expires_at);

    -- One row for each browser that is signed in.
    CREATE TABLE sign_in (
      id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT sign_in_pkey PRIMARY KEY,
      user_id bigint NOT NULL CONSTRAINT sign_in_user_fkey REFERENCES app_user (id) ON DELETE CASCADE,
      secret_hash bytea NOT NULL CONSTRAINT sign_in_secret_key UNIQUE,
      created_at timestamptz NOT NULL DEFAULT now(),
      last_used_at timestamptz NOT NULL DEFAULT now(),
      expires_at timestamptz NOT NULL
    );
    CREATE INDEX sign_in_user_idx ON sign_in (user_id);

    -- Own tokens that were issued before this are refused: "sign out everywhere".
    ALTER TABLE app_user
      ADD COLUMN tokens_valid_from timestamptz,
      -- By type of notification: {"session_booking": {"live": true, "mail": false}}; what is missing is on.
      ADD COLUMN notification_preferences jsonb NOT NULL DEFAULT '{}',
      ADD COLUMN erased_at timestamptz;
    CREATE INDEX app_user_email_idx ON app_user (lower(email));

    ALTER TABLE partner
      ADD COLUMN oidc_issuer text,
      ADD COLUMN oidc_client_id text,
      ADD COLUMN oidc_client_secret text,
      ADD CONSTRAINT partner_oidc_whole CHECK (num_nonnulls(oidc_issuer, oidc_client_id) IN (0, 2));
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE partner DROP COLUMN oidc_issuer, DROP COLUMN oidc_client_id, DROP COLUMN oidc_client_secret;
    DROP INDEX app_user_email_idx;
    ALTER TABLE app_user
      DROP COLUMN tokens_valid_from, DROP COLUMN notification_preferences, DROP COLUMN erased_at;
    DROP TABLE sign_in; DROP TABLE sign_in_code;
  `);
}
