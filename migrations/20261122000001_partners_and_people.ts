import type { Knex } from 'knex';

/** Partners sign tokens for their people; a person exists from the first token on. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE EXTENSION IF NOT EXISTS btree_gist;
    CREATE EXTENSION IF NOT EXISTS pg_trgm;

    CREATE TABLE partner (
      id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT partner_pkey PRIMARY KEY,
      slug text NOT NULL CONSTRAINT partner_slug_key UNIQUE,
      name text NOT NULL,
      algorithm text NOT NULL,
      shared_secrets text[] NOT NULL DEFAULT '{}',
      jwks jsonb,
      jwks_url text,
      origins text[] NOT NULL DEFAULT '{}',
      created_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT partner_slug_form CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$' AND slug <> 'mentor-booking'),
      CONSTRAINT partner_algorithm_known CHECK (algorithm IN ('HS256', 'RS256', 'ES256', 'EdDSA')),
      CONSTRAINT partner_two_live_secrets CHECK (cardinality(shared_secrets) <= 2),
      -- A shared secret and a public key never serve the same partner: that is how algorithms get mixed up.
      CONSTRAINT partner_one_kind_of_key CHECK (
        CASE WHEN algorithm = 'HS256'
          THEN cardinality(shared_secrets) >= 1 AND jwks IS NULL AND jwks_url IS NULL
          ELSE cardinality(shared_secrets) = 0 AND num_nonnulls(jwks, jwks_url) = 1
        END
      )
    );

    CREATE TABLE app_user (
      id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT app_user_pkey PRIMARY KEY,
      partner_id bigint NOT NULL CONSTRAINT app_user_partner_fkey REFERENCES partner (id),
      external_id text NOT NULL,
      name text NOT NULL,
      email text,
      locale text,
      timezone text,
      is_admin boolean NOT NULL DEFAULT false,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT app_user_external_key UNIQUE (partner_id, external_id)
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE app_user; DROP TABLE partner;');
}
