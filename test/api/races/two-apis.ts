import assert from 'node:assert/strict';
import type { Knex } from 'knex';
import { delegateTo, startApi, type TestApi } from '../../support/api.ts';
import { assertSound } from './ledger.ts';

/** Two APIs on one database: the first of them, and one or the other by turns. */
interface TwoApis {
  readonly api: TestApi;
  readonly apiOf: (index: number) => TestApi;
}

/**
 * For a `describe` block: two APIs on a database of their own for every test. After each test what stands is sound,
 * `check` holds, and no two transactions waited for each other: they would be run again and nobody would see it, but
 * for the second that each of them costs.
 */
export function useTwoApis(check: (knex: Knex) => Promise<void> = async () => {}): TwoApis {
  let apis: TestApi[] = [];
  let deadlocks: string[] = [];
  const note = (error: { code?: string; message: string }): void => {
    if (error.code === '40P01') deadlocks.push(error.message);
  };
  const apiOf = (index: number): TestApi => apis[index % 2] as TestApi;

  beforeEach(async () => {
    const first = await startApi();
    apis = [first, await startApi({ databaseUrl: first.databaseUrl })];
    deadlocks = [];
    for (const { knex } of apis) knex.on('query-error', note);
  });
  afterEach(async () => {
    for (const { knex } of apis) knex.off('query-error', note);
    assert.deepEqual(deadlocks, []);
    await assertSound(apiOf(0).knex);
    await check(apiOf(0).knex);
    // The second first: the other gives their database back.
    for (const each of apis.reverse()) await each.stop();
  });
  return { api: delegateTo(() => apis[0]), apiOf };
}
