import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import type { Series, SeriesDryRun } from '../../../api/contract/series.ts';
import { call, type TestApi } from '../../support/api.ts';
import { bookingAt, type TestMentor } from '../../support/people.ts';

/** A weekly series of four from Monday 2026-11-23 on, at a wall time of Nairobi. */
export const seriesAt = (time: string, rest: object = {}) =>
  bookingAt(time, { every_weeks: 1, count: 4, mode: 'all', ...rest });

/** Books a series, and must succeed. */
export async function bookSeries(
  api: TestApi,
  mentor: Pick<TestMentor, 'id'>,
  student: string,
  body: object,
): Promise<Series> {
  const reply = await call(api, operations.bookSeries, { id: mentor.id, token: student, body });
  assert.equal(reply.status, 201, JSON.stringify(reply.body));
  return reply.body as Series;
}

/** How the dates of a series stand, by a dry run. */
export async function statesOf(
  api: TestApi,
  mentor: Pick<TestMentor, 'id'>,
  student: string,
  body: object,
): Promise<string[]> {
  const dry = { ...body, dry_run: true };
  const reply = await call(api, operations.bookSeries, { id: mentor.id, token: student, body: dry });
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  return (reply.body as SeriesDryRun).occurrences.map(({ state }) => state);
}

/** When sessions start, `MM-DD HH:MM` in UTC. */
export const startsOf = (sessions: readonly { readonly session_date: string }[]): string[] =>
  sessions.map(({ session_date }) => session_date.slice(5, 16).replace('T', ' '));
