import assert from 'node:assert/strict';
import { pino } from 'pino';
import { operations } from '../../../api/contract/operations.ts';
import type { WaitingListEntry } from '../../../api/contract/waiting-list.ts';
import { offerFreedTime } from '../../../api/jobs/offer-freed-time.ts';
import { call, type TestApi, tokenSecret } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';

/** Looks at every line that is due, as a worker does. */
export async function look(api: TestApi, now: () => number = () => api.now): Promise<void> {
  const warnings: unknown[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void warnings.push(line) });
  const options = { knex: api.knex, clock: now, tokenSecret, log };
  const { signal } = new AbortController();
  // Once more than it has to: what a round offers makes the line due again.
  for (let round = 0; round < 3; round++) await offerFreedTime(options, signal);
  assert.deepEqual(warnings, []);
}

/**
 * A mentor with one slot a week of 30 minutes, Monday 2026-11-23 at 09:00 in Nairobi the first, unless told otherwise.
 */
export const addBusyMentor = (
  api: TestApi,
  external_id: string,
  hours: readonly (readonly [string, string])[] = [['09:00', '09:30']],
  rest: object = {},
): Promise<TestMentor> => addMentor(api, { external_id, hours, days: [0], ...rest });

/** What somebody who wants 30 minutes on that Monday wishes. */
export const wishes = { duration_minutes: 30, from: '2026-11-23', to: '2026-11-23' };

/** Joins, and must succeed. */
export async function join(api: TestApi, token: string, body: object): Promise<WaitingListEntry> {
  const joined = await call(api, operations.joinWaitingList, { token, body: { ...wishes, ...body } });
  assert.equal(joined.status, 201, JSON.stringify(joined.body));
  return joined.body;
}

/** The student's entries as the API tells them now. */
export async function entries(api: TestApi, token: string): Promise<WaitingListEntry[]> {
  const { status, body } = await call(api, operations.getWaitingList, { token });
  assert.equal(status, 200);
  return body.entries;
}

/** Her one entry. */
export async function entry(api: TestApi, token: string): Promise<WaitingListEntry> {
  const [first, ...more] = await entries(api, token);
  assert.ok(first && more.length === 0);
  return first;
}
