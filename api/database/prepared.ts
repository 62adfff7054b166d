import type { Knex } from 'knex';
import type pg from 'pg';

/**
 * Runs `text` ($1, $2, ...) as a named statement, which PostgreSQL parses and plans once a connection; without the
 * name behind a pooler, where the next transaction may be in a session that has never heard of it.
 *
 * It goes straight to the driver, on a connection of Knex's pool or on the transaction's own: building and running a
 * statement costs Knex as much as PostgreSQL takes to answer one by key (measured). For the few that every list and
 * every booking sends; all others are Objection's or Knex's.
 */
export async function prepared(
  knex: Knex,
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<pg.QueryResult> {
  const connection: pg.ClientBase = await knex.client.acquireConnection();
  try {
    return await connection.query({ ...(knex.userParams.named && { name }), text, values: [...values] });
  } finally {
    await knex.client.releaseConnection(connection);
  }
}
