import type { Knex } from 'knex';

/**
 * Proves that the database can be written to, by a transaction that leaves nothing behind but a number of a sequence.
 * It costs one round trip more than a booking's BEGIN and COMMIT, and nobody waits for it.
 *
 * - `nextval` is refused where nothing may be written (25006): after a failover, on a standby.
 * - The transaction gets an id, so that its COMMIT goes to the log and waits for it to be on disk.
 * - An exported snapshot is a file in the data folder until the transaction ends: on a full disk it cannot be made
 *   (53100), while rows would still find room in pages that are there.
 *
 * @throws what pg throws.
 */
export async function probeWriting(knex: Knex): Promise<void> {
  await knex.transaction((trx) =>
    trx.raw(`SELECT nextval('calendar_version'), pg_current_xact_id(), pg_export_snapshot()`),
  );
}
