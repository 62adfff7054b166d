import type { Knex } from 'knex';

/** What is to be sent is a row, written in the transaction that causes it: one a person, event and channel. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE message (
      id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT message_pkey PRIMARY KEY,
      partner_id bigint NOT NULL,
      person_id bigint NOT NULL CONSTRAINT message_person_fkey REFERENCES app_user (id) ON DELETE CASCADE,
      mentor_id bigint NOT NULL,
      session_id bigint NOT NULL,
      event text NOT NULL CONSTRAINT message_event_known CHECK (event IN ('session_booked', 'session_cancelled',
        'session_rescheduled', 'session_reminder', 'review_requested', 'request_received', 'waiting_list_offer')),
      channel text NOT NULL CONSTRAINT message_channel_known CHECK (channel IN ('mail', 'sms', 'whatsapp', 'push')),
      -- Which of such events it is: the session's sequence, or how many minutes before which start a reminder comes.
      occasion text NOT NULL,
      -- Who did it, the start that it tells of, and the one that the session had before.
      actor_id bigint,
      starts_at timestamptz NOT NULL,
      former_starts_at timestamptz,
      due_at timestamptz NOT NULL,
      state text NOT NULL DEFAULT 'queued' CONSTRAINT message_state_known
        CHECK (state IN ('queued', 'sent', 'delivered', 'failed', 'skipped', 'in_doubt')),
      attempts integer NOT NULL DEFAULT 0,
      next_attempt_at timestamptz NOT NULL,
      -- The worker that has it under way, and since when its answer is the only way to know whether it went out.
      claimed_by text,
      handed_over_at timestamptz,
      recipient text,
      error text,
      provider_id text,
      -- What it looked like, kept for a month.
      content jsonb,
      created_at timestamptz NOT NULL,
      sent_at timestamptz,
      delivered_at timestamptz,
      CONSTRAINT message_session_fkey FOREIGN KEY (mentor_id, session_id)
        REFERENCES mentor_session (mentor_id, id) ON DELETE CASCADE,
      CONSTRAINT message_once UNIQUE (session_id, person_id, event, channel, occasion)
    );
    CREATE INDEX message_due_idx ON message (next_attempt_at, id) WHERE state = 'queued' AND claimed_by IS NULL;
    CREATE INDEX message_claimed_idx ON message (claimed_by) WHERE claimed_by IS NOT NULL;
    CREATE INDEX message_partner_idx ON message (partner_id, id);
    CREATE INDEX message_person_idx ON message (person_id, id);

    -- Minutes before the start, the earliest first; of a person null for those of her partner.
    ALTER TABLE partner ADD COLUMN reminder_minutes integer[] NOT NULL DEFAULT '{1440,60}';
    ALTER TABLE app_user ADD COLUMN reminder_minutes integer[];

    -- A mail that is kept instead of being sent is kept once.
    ALTER TABLE kept_mail ADD COLUMN html text, ADD COLUMN message_id bigint CONSTRAINT kept_mail_message_once UNIQUE;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE kept_mail DROP COLUMN html, DROP COLUMN message_id;
    ALTER TABLE app_user DROP COLUMN reminder_minutes;
    ALTER TABLE partner DROP COLUMN reminder_minutes;
    DROP TABLE message;
  `);
}
