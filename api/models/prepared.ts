import type { Knex } from 'knex';
import type pg from 'pg';

/**
 * Runs `text` ($1, $2, ...) as a named statement, which PostgreSQL parses and plans once a connection.
 *
 * Outside a transaction it goes straight to the driver on a connection of Knex's pool: building a query costs Knex as
 * much as PostgreSQL takes to answer one by key (measured). Inside one it goes through Knex, which keeps the order.
 */
export async function prepared(
  knex: Knex,
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<{ rows: unknown[] }> {
  // As driver options, because Knex itself only knows `?`, and would send an unnamed statement.
  if (knex.isTransaction) return knex.raw(text).options({ name, values });
  const connection: pg.ClientBase = await knex.client.acquireConnection();
  try {
    return await connection.query({ name, text, values: [...values] });
  } finally {
    await knex.client.releaseConnection(connection);
  }
}
