import type { Knex } from 'knex';

/**
 * A code is good in the browser alone that asked for it, and is tried there; strangers' tries and requests end none.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- Codes live for ten minutes: those under way are asked for again.
    DROP TABLE sign_in_code;

    -- One row for each browser that asked. Addresses that nobody has get rows too, so that all requests are alike. Who
    -- reads the database signs in as nobody: the code is a keyed hash of the address and the seed, and the key is the
    -- server's; of the cookie there is the hash.
    CREATE TABLE sign_in_code (
      browser_hash bytea NOT NULL CONSTRAINT sign_in_code_pkey PRIMARY KEY,
      address_hash bytea NOT NULL,
      seed bytea NOT NULL,
      digits smallint NOT NULL,
      tries_left smallint NOT NULL,
      expires_at timestamptz NOT NULL
    );
    CREATE INDEX sign_in_code_seed_idx ON sign_in_code (address_hash, seed);
    CREATE INDEX sign_in_code_expires_idx ON sign_in_code (expires_at);

    -- How often codes were asked for, on all processes together.
    CREATE TABLE sign_in_address (
      address_hash bytea NOT NULL CONSTRAINT sign_in_address_pkey PRIMARY KEY,
      asked integer NOT NULL,
      asked_since timestamptz NOT NULL,
      -- The code that all who ask share while an address is asked for far too often, and since when.
      shared_seed bytea,
      shared_since timestamptz
    );
    CREATE INDEX sign_in_address_asked_idx ON sign_in_address (asked_since);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE sign_in_address; DROP TABLE sign_in_code;
    CREATE TABLE sign_in_code (
      address_hash bytea NOT NULL CONSTRAINT sign_in_code_pkey PRIMARY KEY,
      seed bytea NOT NULL,
      tries_left smallint NOT NULL,
      expires_at timestamptz NOT NULL,
      asked smallint NOT NULL,
      asked_since timestamptz NOT NULL
    );
    CREATE INDEX sign_in_code_expires_idx ON sign_in_code (expires_at);
  `);
}
