import type { Knex } from 'knex';

/** What a person does not want to be rung for stands in her list as read, and no process is told of it. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE notification ADD COLUMN is_live boolean NOT NULL DEFAULT true;
    CREATE INDEX notification_unread_idx ON notification (user_id) WHERE NOT is_read;

    DROP TRIGGER notification_announce ON notification;
    CREATE TRIGGER notification_announce AFTER INSERT ON notification
      FOR EACH ROW WHEN (NEW.is_live) EXECUTE FUNCTION announce_notification();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER notification_announce ON notification;
    CREATE TRIGGER notification_announce AFTER INSERT ON notification
      FOR EACH ROW EXECUTE FUNCTION announce_notification();
    DROP INDEX notification_unread_idx;
    ALTER TABLE notification DROP COLUMN is_live;
  `);
}
