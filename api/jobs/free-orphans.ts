import type pg from 'pg';

/**
 * Announces, for as long as this connection lives, that the worker pool `name` is alive: an advisory lock ends with
 * its connection, however the process ends.
 */
export async function announceWorkers(client: pg.ClientBase, name: string): Promise<void> {
  await client.query(`SELECT pg_advisory_lock(hashtextextended('workers ' || $1, 0))`, [name]);
}

/**
 * Gives back the deliveries to webhooks that were under way in processes that died: they are due at once, and may
 * arrive twice.
 */
export async function freeDeliveries(pool: pg.Pool): Promise<void> {
  // Each name is tried once, and only those that somebody claimed by.
  await pool.query(`
    WITH holder AS MATERIALIZED (SELECT DISTINCT claimed_by FROM webhook_delivery WHERE claimed_by IS NOT NULL),
      dead AS MATERIALIZED (
        SELECT claimed_by FROM holder WHERE pg_try_advisory_xact_lock(hashtextextended('workers ' || claimed_by, 0)))
    UPDATE webhook_delivery d SET claimed_by = NULL FROM dead WHERE d.claimed_by = dead.claimed_by`);
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
