import type { Knex } from 'knex';
import type { Notification } from '../contract/notification.ts';
import { prepared } from '../database/prepared.ts';
import { messageFor } from '../domain/messages.ts';
import type { MentorSession } from '../models/mentor-session.ts';

export interface Notice {
  readonly kind: Notification['type'];
  readonly session: Pick<MentorSession, 'id' | 'startsAt'>;
  /** Path of what it is about; the session unless told. */
  readonly link?: string;
  /** User id of the reader. */
  readonly to: number;
  /** Of how many sessions it tells, this one and others of its series; one unless told. */
  readonly count?: number;
  /** Name of the person who did it. */
  readonly who: string;
  /** When it was done, epoch ms. */
  readonly now: number;
  /** What is free instead, epoch ms. */
  readonly freeStarts?: readonly number[];
}

/** The type by which a reader turns off those that have none of their own. */
const turnedOffBy: { readonly [kind in Notice['kind']]?: Notice['kind'] } = {
  session_requested: 'session_booking',
  session_accepted: 'session_booking',
  session_declined: 'session_cancelled',
  session_expired: 'session_cancelled',
};

/** Writes a notification in its reader's language and zone. The table itself announces it when the commit is done. */
export async function notify(
  trx: Knex.Transaction,
  { kind, session, count = 1, to, who, now, freeStarts = [], ...about }: Notice,
): Promise<void> {
  const { rows } = await prepared(trx, 'find_reader', readerById, [to, turnedOffBy[kind] ?? kind]);
  const { locale, timezone, is_live } = rows[0] as Reader;
  const startsAt = session.startsAt.getTime();
  const { title, message } = messageFor(
    { kind, who, startsAt, count, freeStarts },
    { locale, timeZone: timezone ?? 'UTC' },
  );
  const { link = `/mentorship/sessions/${session.id}` } = about;
  await prepared(trx, 'insert_notification', insertion, [
    to,
    kind,
    title,
    message,
    link,
    is_live,
    new Date(now),
  ]);
}

interface Reader {
  readonly locale: string | null;
  readonly timezone: string | null;
  readonly is_live: boolean;
}

// Locked, so that a reader's notifications are committed in the order of their ids, and a stream that has sent one has
// sent all before it.
const readerById = `
  SELECT u.locale, coalesce(m.timezone, u.timezone) AS timezone,
    coalesce((u.notification_preferences -> $2::text ->> 'live')::boolean, true) AS is_live
  FROM app_user u LEFT JOIN mentor m ON m.user_id = u.id WHERE u.id = $1 FOR NO KEY UPDATE OF u`;

// A notification that she has turned off is still stored, as read, so that her list is complete.
const insertion = `
  INSERT INTO notification (user_id, type, title, message, link, is_live, is_read, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, NOT $6::boolean, $7)`;
