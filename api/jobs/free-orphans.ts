import type { Knex } from 'knex';
import type pg from 'pg';

/**
 * Announces, for as long as this connection lives, that the worker pool `name` is alive: an advisory lock ends with
 * its connection, however the process ends.
 */
export async function announceWorkers(client: pg.ClientBase, name: string): Promise<void> {
  await client.query(`SELECT pg_advisory_lock(hashtextextended('workers ' || $1, 0))`, [name]);
}

/**
 * Gives back all that was under way in processes that died. Called on other connections than `announceWorkers` was: a
 * connection can always take its own lock.
 */
export async function freeOrphans(pool: pg.Pool, knex: Knex): Promise<void> {
  // The queue itself would wait for four hours.
  await pool.query(`
    SELECT graphile_worker.force_unlock_workers(array_agg(name)) FROM (${deadHolders('graphile_worker.jobs', 'locked_by')}) dead
    HAVING count(*) > 0`);
  // Deliveries are due at once, and may arrive twice.
  await knex.raw(`
    WITH dead AS MATERIALIZED (${deadHolders('webhook_delivery')})
    UPDATE webhook_delivery d SET claimed_by = NULL FROM dead WHERE d.claimed_by = dead.name`);
  await freeMessages(knex);
}

/** Gives back the messages that were under way in workers that died. */
export async function freeMessages(knex: Knex): Promise<void> {
  await knex.raw(`
    WITH dead AS MATERIALIZED (${deadHolders('message')}) ${giveBack} WHERE claimed_by IN (SELECT name FROM dead)`);
}

/** Gives back some messages that are under way nowhere. @param condition SQL over `message` */
export async function giveBackMessages(
  knex: Knex,
  condition: string,
  bindings: Readonly<Record<string, string | number>>,
): Promise<void> {
  await knex.raw(`${giveBack} WHERE ${condition}`, bindings);
}

/** SQL: names of workers that hold rows of a table and are dead. Each is tried once, and only those that hold some. */
const deadHolders = (table: string, column = 'claimed_by'): string => `
  SELECT name FROM (SELECT DISTINCT ${column} AS name FROM ${table} WHERE ${column} IS NOT NULL) holder
  WHERE pg_try_advisory_xact_lock(hashtextextended('workers ' || name, 0))`;

// What a provider was taking when its worker broke off is in doubt: sent again, it might come twice.
const giveBack = `UPDATE message SET claimed_by = NULL,
  state = CASE WHEN state = 'queued' AND handed_over_at IS NOT NULL THEN 'in_doubt' ELSE state END,
  error = CASE WHEN state = 'queued' AND handed_over_at IS NOT NULL THEN 'broken_off' ELSE error END`;
