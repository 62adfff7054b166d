import { setTimeout as sleep } from 'node:timers/promises';
import type { Knex } from 'knex';
import { isDatabaseAway, sqlState } from './sql-errors.ts';

/** How long to wait before each further try while the database is away, ms: a failover that takes longer is told. */
const pausesMs = [20, 200, 800];

/** How often a transaction is run that others get in the way of. */
const maxConflicts = 5;

/**
 * Runs `work` in one transaction, all of it or nothing, and again when it surely left nothing behind:
 *
 * - PostgreSQL ended it, because it and another waited for each other (40P01) or had no order (40001);
 * - the database went away before COMMIT was sent.
 *
 * When it went away afterwards nobody knows whether it was done, so that only `repeatable` work is run again: what
 * finds out that it was done, and then does nothing.
 */
export async function inTransaction<T>(
  knex: Knex,
  work: (trx: Knex.Transaction) => Promise<T>,
  { repeatable = false } = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    let commits = false;
    try {
      return await knex.transaction(async (trx) => {
        const result = await work(trx);
        commits = true;
        return result;
      });
    } catch (error) {
      const pause = isConflict(error) ? pauseAfterConflict(attempt) : pauseWhileAway(attempt, error);
      if (pause === undefined || (commits && !repeatable && isDatabaseAway(error))) throw error;
      await sleep(pause);
    }
  }
}

/** Runs what may be run twice, such as a read, and again while the database is away for a moment. */
export async function acrossFailover<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const pause = pauseWhileAway(attempt, error);
      if (pause === undefined) throw error;
      await sleep(pause);
    }
  }
}

const isConflict = (error: unknown): boolean => ['40P01', '40001'].includes(sqlState(error) ?? '');

const pauseAfterConflict = (attempt: number): number | undefined =>
  attempt < maxConflicts ? attempt * 10 * (1 + Math.random()) : undefined;

const pauseWhileAway = (attempt: number, error: unknown): number | undefined =>
  isDatabaseAway(error) ? pausesMs[attempt - 1] : undefined;
