import type { Knex } from 'knex';

/**
 * Queues a job inside the transaction: a commit starts it, a rollback forgets it.
 *
 * @param task name of the task in jobs/worker.ts
 */
export async function queueJob(trx: Knex.Transaction, task: string, payload: object): Promise<void> {
  // The queue's own function: it offers no other way to queue a job in a transaction of ours.
  await trx.raw('SELECT graphile_worker.add_job(?, ?::json)', [task, JSON.stringify(payload)]);
}
