import assert from 'node:assert/strict';
import type { Knex } from 'knex';
import type { operations } from '../../../api/contract/operations.ts';
import type { ProblemBody } from '../../../api/contract/problem.ts';
import { call, type TestApi, token } from '../../support/api.ts';

/** Tokens of so many students, signed before a race begins. */
export const studentTokens = (count: number, prefix = 's'): Promise<string[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => token({ sub: `${prefix}${index}` })));

/** What one racer was answered: its status, and the code of a problem. */
export interface Outcome {
  readonly status: number;
  readonly code: string | undefined;
  readonly id: number | undefined;
}

/** Calls an operation and tells only how it went. */
export async function outcome(
  api: Pick<TestApi, 'url'>,
  operation: (typeof operations)[
    | 'bookSession'
    | 'bookSeries'
    | 'bookAny'
    | 'rescheduleSession'
    | 'cancelSession'
    | 'createHold'
    | 'holdAny'
    | ('acceptSession' | 'declineSession')],
  options: { token: string; id?: number; body?: unknown; headers?: Record<string, string> },
): Promise<Outcome> {
  const { status, body } = await call(api, operation as typeof operations.bookSession, options);
  const { code } = body as unknown as ProblemBody;
  return { status, code, id: status < 300 ? body.id : undefined };
}

/** How often each answer came: `{ '201': 1, '409 slot_taken': 49 }`. */
export function tally(outcomes: readonly Outcome[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, code } of outcomes) {
    const name = code ? `${status} ${code}` : `${status}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/**
 * Asserts in SQL what must hold of a database whatever was done to it: no overlap, by the mentors' own buffers and
 * not by the guard that the API keeps, and nothing half done.
 */
export async function assertSound(knex: Knex): Promise<void> {
  const faults: Record<string, string> = {
    'sessions of one mentor overlap, buffer included': `
      SELECT a.id, b.id AS other FROM mentor_session a JOIN mentor m ON m.id = a.mentor_id
        JOIN mentor_session b ON b.mentor_id = a.mentor_id AND b.id > a.id
      WHERE a.status IN ('requested', 'scheduled', 'completed') AND b.status IN ('requested', 'scheduled', 'completed')
        AND a.starts_at < b.ends_at + make_interval(mins => m.buffer_minutes)
        AND b.starts_at < a.ends_at + make_interval(mins => m.buffer_minutes)
        AND (a.group_id IS NULL OR a.group_id IS DISTINCT FROM b.group_id)`,
    'a group has two starts, two ends or a seat twice': `
      SELECT group_id FROM mentor_session
      WHERE group_id IS NOT NULL AND status IN ('requested', 'scheduled', 'completed') GROUP BY group_id
      HAVING count(DISTINCT (starts_at, ends_at)) > 1 OR count(DISTINCT seat) < count(*) OR max(seat) > max(capacity)`,
    'sessions of one student overlap': `
      SELECT a.id, b.id AS other FROM mentor_session a
        JOIN mentor_session b ON b.student_id = a.student_id AND b.id > a.id
      WHERE a.status IN ('requested', 'scheduled', 'completed') AND b.status IN ('requested', 'scheduled', 'completed')
        AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at`,
    'a counter differs from its sessions': `
      SELECT m.id, m.total_sessions FROM mentor m WHERE m.total_sessions <>
        (SELECT count(*) FROM mentor_session s WHERE s.mentor_id = m.id AND s.status <> 'cancelled')`,
    'a session, of a series the first, has not exactly one notification of its booking': `
      SELECT s.id FROM mentor_session s JOIN mentor m ON m.id = s.mentor_id
      WHERE (SELECT count(*) FROM notification n WHERE n.user_id = m.user_id
        AND n.type IN ('session_booking', 'session_requested')
        AND n.link = '/mentorship/sessions/' || s.id) <>
        (NOT EXISTS (SELECT FROM mentor_session o WHERE o.series_id = s.series_id AND o.id < s.id))::integer`,
    'a series has no session': `
      SELECT r.id FROM session_series r
      WHERE NOT EXISTS (SELECT FROM mentor_session s WHERE s.series_id = r.id)`,
    'a notification has no session': `
      SELECT n.id FROM notification n WHERE n.type <> 'waiting_list_offer' AND NOT EXISTS
        (SELECT FROM mentor_session s WHERE n.link = '/mentorship/sessions/' || s.id)`,
    'an idempotency key has no answer': 'SELECT user_id, key FROM idempotency_key WHERE status IS NULL',
  };
  for (const [fault, sql] of Object.entries(faults)) {
    const { rows } = await knex.raw(sql);
    assert.deepEqual(rows, [], fault);
  }
}

/** Asserts that each session's booking is told to each of its two people exactly once. */
export async function assertMailQueued(knex: Knex): Promise<void> {
  const { rows } = await knex.raw(`
    SELECT s.id FROM mentor_session s JOIN mentor m ON m.id = s.mentor_id
    WHERE (SELECT array_agg(person_id ORDER BY person_id) FROM message WHERE session_id = s.id
      AND event = 'session_booked') IS DISTINCT FROM
        ARRAY[least(s.student_id, m.user_id), greatest(s.student_id, m.user_id)]`);
  assert.deepEqual(rows, [], 'sessions without exactly one mail a person');
}

export interface LiveSession {
  readonly id: number;
  readonly mentor_id: number;
  readonly student_id: number;
  readonly starts_at: Date;
  readonly ends_at: Date;
}

/** All live sessions, the earliest first. */
export const liveSessions = (knex: Knex): Promise<LiveSession[]> =>
  knex('mentor_session').whereIn('status', ['requested', 'scheduled', 'completed']).orderBy('starts_at');
