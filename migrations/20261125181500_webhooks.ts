import type { Knex } from 'knex';

/** Addresses of partners that are told what happens, and each event for each of them as a row of its own. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE webhook (
      id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT webhook_pkey PRIMARY KEY,
      partner_id bigint NOT NULL CONSTRAINT webhook_partner_fkey REFERENCES partner (id) ON DELETE CASCADE,
      url text NOT NULL,
      types text[] NOT NULL CONSTRAINT webhook_types_given CHECK (cardinality(types) > 0),
      -- Sealed. The one before signs too until then, so that a receiver can move from one to the other.
      secret text NOT NULL,
      old_secret text,
      old_secret_until timestamptz,
      state text NOT NULL DEFAULT 'active' CONSTRAINT webhook_state_known CHECK (state IN ('active', 'disabled')),
      disabled_reason text CONSTRAINT webhook_disabled_reason_known CHECK (disabled_reason IN ('admin', 'gone', 'failing')),
      disabled_at timestamptz,
      -- The first failure after which nothing arrived; null while the latest did.
      failing_since timestamptz,
      -- Who is told, beside the admins, when it is disabled.
      created_by bigint NOT NULL,
      created_at timestamptz NOT NULL,
      CONSTRAINT webhook_disabled_with_reason CHECK ((state = 'disabled') = (disabled_reason IS NOT NULL))
    );
    CREATE INDEX webhook_partner_idx ON webhook (partner_id);

    CREATE TABLE webhook_delivery (
      id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT webhook_delivery_pkey PRIMARY KEY,
      webhook_id bigint NOT NULL CONSTRAINT webhook_delivery_webhook_fkey REFERENCES webhook (id) ON DELETE CASCADE,
      partner_id bigint NOT NULL,
      -- The same for every webhook and every try.
      event_id text NOT NULL,
      type text NOT NULL,
      -- What it is about, such as 'session 12': what is about the same goes one after the other.
      about text NOT NULL,
      -- As it is signed and sent.
      body text NOT NULL,
      state text NOT NULL DEFAULT 'queued'
        CONSTRAINT webhook_delivery_state_known CHECK (state IN ('queued', 'delivered', 'failed', 'skipped')),
      attempts integer NOT NULL DEFAULT 0,
      -- Attempts that failed since it was queued: they decide when the next comes.
      failures integer NOT NULL DEFAULT 0,
      next_attempt_at timestamptz NOT NULL,
      -- The worker that has it under way.
      claimed_by text,
      created_at timestamptz NOT NULL,
      delivered_at timestamptz
    );
    CREATE INDEX webhook_delivery_due_idx ON webhook_delivery (webhook_id, next_attempt_at, id)
      WHERE state = 'queued' AND claimed_by IS NULL;
    CREATE INDEX webhook_delivery_claimed_idx ON webhook_delivery (webhook_id) WHERE claimed_by IS NOT NULL;
    CREATE INDEX webhook_delivery_order_idx ON webhook_delivery (webhook_id, about, id) WHERE state = 'queued';
    CREATE INDEX webhook_delivery_list_idx ON webhook_delivery (webhook_id, id);
    -- To erase a person from what was told of her, and to forget what is old.
    CREATE INDEX webhook_delivery_about_idx ON webhook_delivery (about);
    CREATE INDEX webhook_delivery_created_idx ON webhook_delivery (created_at);

    CREATE TABLE webhook_attempt (
      delivery_id bigint NOT NULL
        CONSTRAINT webhook_attempt_delivery_fkey REFERENCES webhook_delivery (id) ON DELETE CASCADE,
      number integer NOT NULL,
      started_at timestamptz NOT NULL,
      duration_ms integer NOT NULL,
      -- Without the signature.
      request_headers jsonb NOT NULL,
      -- Null when there was no answer: then error tells why.
      status integer,
      answer text,
      error text,
      detail text,
      CONSTRAINT webhook_attempt_pkey PRIMARY KEY (delivery_id, number)
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE webhook_attempt; DROP TABLE webhook_delivery; DROP TABLE webhook');
}
