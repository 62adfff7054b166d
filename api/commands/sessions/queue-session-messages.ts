import type { Knex } from 'knex';
import { prepared } from '../../database/prepared.ts';
import type { MentorSession } from '../../models/mentor-session.ts';
import { bestChannel } from '../../queries/open-channels.ts';

/** What happened to a session: its event, who did it, and when. */
export interface SessionHappening {
  readonly event: 'session_booked' | 'session_cancelled' | 'session_rescheduled' | 'request_received';
  /** User id of whoever did it; null for what came by itself. */
  readonly actorId: number | null;
  /** Epoch ms. */
  readonly now: number;
  /** The start before it was moved. */
  readonly formerStart?: Date;
  /** The later sessions of its series that the same happened to: one message tells of all. */
  readonly rest?: readonly MentorSession[];
}

/**
 * Writes what both people are to be told of a session, in one statement of the transaction: one row a person for what
 * happened, due now, and one for each reminder still to come of what stands. Reminders of the start that it had are
 * skipped.
 */
export async function queueSessionMessages(
  trx: Knex.Transaction,
  session: MentorSession,
  { event, actorId, now, formerStart, rest = [] }: SessionHappening,
): Promise<void> {
  const { mentorId, studentId } = session;
  const all = [session, ...rest];
  const columns = [
    all.map(({ id }) => id),
    all.map(({ startsAt }) => startsAt),
    all.map(({ sequence }) => sequence),
  ];
  const values = [mentorId, studentId, ...columns, event, actorId, new Date(now)];
  // A request that was not moved had no reminders before.
  const isNew = event === 'session_booked' || (event === 'request_received' && !formerStart);
  if (isNew) await prepared(trx, 'queue_messages', insertion, values);
  else await prepared(trx, 'queue_messages_of_change', afterAChange, [...values, formerStart ?? null]);
}

// The reminders that a person has set come before her partner's. A reminder belongs to the session's sequence, so that
// one which was skipped by a move can stand again by another.
const insertion = insertionWith('NULL');

const afterAChange = `
  WITH skipped AS (
    UPDATE message SET state = 'skipped', error = 'changed'
    WHERE session_id = ANY ($3::bigint[]) AND mentor_id = $1 AND state = 'queued' AND event = 'session_reminder'
  ) ${insertionWith('$9::timestamptz')}`;

function insertionWith(formerStart: string): string {
  return `
  INSERT INTO message (partner_id, person_id, mentor_id, session_id, event, channel, occasion, actor_id, starts_at,
    former_starts_at, due_at, next_attempt_at, created_at, series_sessions)
  SELECT u.partner_id, u.id, $1::bigint, s.id, e.event, ${bestChannel('e.event')},
    e.occasion, $7::bigint, s.starts_at,
    ${formerStart}, e.due_at, e.due_at, $8::timestamptz,
    CASE WHEN e.event = $6::text THEN nullif(($3::bigint[])[2:], '{}') END
  FROM app_user u JOIN partner p ON p.id = u.partner_id
    CROSS JOIN unnest($3::bigint[], $4::timestamptz[], $5::integer[])
      WITH ORDINALITY AS s (id, starts_at, sequence, place)
    CROSS JOIN LATERAL (
    SELECT $6::text AS event, s.sequence::text AS occasion, $8::timestamptz AS due_at WHERE s.place = 1
    UNION ALL
    SELECT 'session_reminder', s.sequence || ', ' || minutes || ' minutes before',
      s.starts_at - minutes * interval '1 minute'
    FROM unnest(coalesce(u.reminder_minutes, p.reminder_minutes)) AS minutes
    WHERE $6::text NOT IN ('session_cancelled', 'request_received')
      AND s.starts_at - minutes * interval '1 minute' > $8::timestamptz
  ) e
  WHERE u.id IN ($2::bigint, (SELECT user_id FROM mentor WHERE id = $1::bigint)) AND u.erased_at IS NULL
  ON CONFLICT DO NOTHING`;
}
