import type { Knex } from 'knex';

/** What people are told, live and by mail, and the anonymous funnel of the widget. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE notification (
      id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT notification_pkey PRIMARY KEY,
      user_id bigint NOT NULL CONSTRAINT notification_user_fkey REFERENCES app_user (id) ON DELETE CASCADE,
      type text NOT NULL,
      title text NOT NULL,
      message text NOT NULL,
      link text NOT NULL,
      is_read boolean NOT NULL DEFAULT false,
      created_at timestamptz NOT NULL DEFAULT now()
    );
    CREATE INDEX notification_user_idx ON notification (user_id, id);

    -- Every process listens; NOTIFY is sent by the commit itself, so nobody hears of what was rolled back.
    CREATE FUNCTION announce_notification() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify('notification', NEW.user_id::text);
        RETURN NULL;
      END
    $$;
    CREATE TRIGGER notification_announce AFTER INSERT ON notification
      FOR EACH ROW EXECUTE FUNCTION announce_notification();

    -- Mail that was kept because no SMTP server is set.
    CREATE TABLE kept_mail (
      id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT kept_mail_pkey PRIMARY KEY,
      recipient text NOT NULL,
      subject text NOT NULL,
      body text NOT NULL,
      calendar text,
      created_at timestamptz NOT NULL DEFAULT now()
    );

    CREATE TABLE widget_event (
      partner_id bigint NOT NULL CONSTRAINT widget_event_partner_fkey REFERENCES partner (id),
      mentor_id bigint NOT NULL CONSTRAINT widget_event_mentor_fkey REFERENCES mentor (id) ON DELETE CASCADE,
      type text NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT widget_event_type_known CHECK (type IN ('view', 'open', 'slot_selected', 'booked'))
    );
    CREATE INDEX widget_event_partner_time_idx ON widget_event (partner_id, created_at);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE widget_event; DROP TABLE kept_mail; DROP TABLE notification; DROP FUNCTION announce_notification();
  `);
}
