import type { Knex } from 'knex';
import type { Notification } from '../contract/notification.ts';
import { messageFor } from '../domain/messages.ts';
import type { MentorSession } from '../models/mentor-session.ts';
import { prepared } from '../models/prepared.ts';

export interface Notice {
  readonly kind: Notification['type'];
  readonly session: MentorSession;
  /** User id of the reader. */
  readonly to: number;
  /** Name of the person who did it. */
  readonly who: string;
}

/** Writes a notification in its reader's language and zone. The table itself announces it when the commit is done. */
export async function notify(trx: Knex.Transaction, { kind, session, to, who }: Notice): Promise<void> {
  const { rows } = await prepared(trx, 'find_reader', readerById, [to]);
  const { locale, timezone } = rows[0] as { locale: string | null; timezone: string | null };
  const startsAt = session.startsAt.getTime();
  const { title, message } = messageFor({ kind, who, startsAt }, { locale, timeZone: timezone ?? 'UTC' });
  const link = `/mentorship/sessions/${session.id}`;
  await prepared(trx, 'insert_notification', insertion, [to, kind, title, message, link]);
}

// Locked, so that a reader's notifications are committed in the order of their ids, and a stream that has sent one has
// sent all before it.
const readerById = `
  SELECT u.locale, coalesce(m.timezone, u.timezone) AS timezone
  FROM app_user u LEFT JOIN mentor m ON m.user_id = u.id WHERE u.id = $1 FOR NO KEY UPDATE OF u`;

const insertion =
  'INSERT INTO notification (user_id, type, title, message, link) VALUES ($1, $2, $3, $4, $5)';
