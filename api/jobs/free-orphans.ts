import type pg from 'pg';

/**
 * Announces, for as long as this connection lives, that the worker pool `name` is alive: an advisory lock ends with
 * its connection, however the process ends.
 */
export async function announceWorkers(client: pg.ClientBase, name: string): Promise<void> {
  await client.query(`SELECT pg_advisory_lock(hashtextextended('workers ' || $1, 0))`, [name]);
}

/**
 * Gives back the jobs that were under way in processes that died; the queue itself would wait for four hours.
 * Called on another connection than `announceWorkers` was: a connection can always take its own lock.
 */
export async function freeOrphans(pool: pg.Pool): Promise<void> {
  await pool.query(`
    SELECT graphile_worker.force_unlock_workers(array_agg(locked_by)) FROM (
      SELECT DISTINCT locked_by FROM graphile_worker.jobs WHERE locked_by IS NOT NULL
    ) holder
    WHERE pg_try_advisory_xact_lock(hashtextextended('workers ' || locked_by, 0))
    HAVING count(*) > 0`);
}
