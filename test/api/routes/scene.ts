import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import type { ProblemBody } from '../../../api/contract/problem.ts';
import type { Session } from '../../../api/contract/session.ts';
import { call, monday, type TestApi, type TokenClaims, token } from '../../support/api.ts';
import { bookingAt, type TestMentor } from '../../support/people.ts';

export const hour = 60 * 60_000;
export const day = 24 * hour;

/** A token that is good at the API's present time, for tests that move the clock. */
export const tokenNow = (api: Pick<TestApi, 'now'>, claims: TokenClaims = {}): Promise<string> =>
  token({ ...claims, exp: api.now / 1000 + 3600 });

export const adminToken = (partner = 'demo'): Promise<string> =>
  token({ sub: `admin-of-${partner}`, role: 'partner_admin', partner });

/** Books Monday 2026-11-23 at a wall time of Nairobi, and must succeed. */
export async function book(
  api: TestApi,
  mentor: Pick<TestMentor, 'id'>,
  student: string,
  time: string,
  rest: object = {},
): Promise<Session> {
  const { status, body } = await call(api, operations.bookSession, {
    id: mentor.id,
    token: student,
    body: bookingAt(time, rest),
  });
  assert.equal(status, 201, JSON.stringify(body));
  return body;
}

/** A session of 60 minutes that began an hour ago: booked at `monday`, with the clock moved to two hours later. */
export async function bookPast(
  api: TestApi,
  mentor: Pick<TestMentor, 'id'>,
  student: string,
  time = '09:00',
): Promise<Session> {
  const later = api.now;
  api.now = monday;
  const session = await book(api, mentor, student, time, { duration_minutes: 60 });
  api.now = Math.max(later, Date.parse(session.session_date) + hour);
  return session;
}

/** The pointers of every fault, sorted, each once. */
export const pointers = (problem: ProblemBody): string[] =>
  [...new Set((problem.errors ?? []).map(({ pointer }) => pointer))].sort();

/** A query of a table of cases, in which not every case has the same names. */
export type Query = Readonly<Record<string, string | number | boolean>>;

/** The wall times of the free starts of one date. */
export async function timesOn(
  api: TestApi,
  mentor: Pick<TestMentor, 'id'>,
  date: string,
  options: { readonly token?: string; readonly query?: Readonly<Record<string, string | number>> } = {},
): Promise<string[]> {
  const { status, body } = await call(api, operations.listSlots, {
    id: mentor.id,
    ...(options.token && { token: options.token }),
    query: { from: date, days: 1, ...options.query },
  });
  assert.equal(status, 200, JSON.stringify(body));
  return body.slots.map(({ time }) => time);
}
