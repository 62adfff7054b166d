import { Logger, runMigrations } from 'graphile-worker';
import type { Knex } from 'knex';
import pg from 'pg';
import { connectionSettings } from './connect.ts';

/** The database cannot be used; the message is one line for the person who starts the server. */
export class DatabaseError extends Error {}

// Any number that nothing else in this database uses.
const turnKey = 6_841_907;

/**
 * Brings the schema up to date, then runs `afterwards`, one process at a time: several may start at once.
 *
 * @throws DatabaseError when the server does not answer, refuses us, or is older than 15.
 */
export async function migrateDatabase(
  knex: Knex,
  url: string,
  afterwards: () => Promise<void> = async () => {},
): Promise<void> {
  const client = await reach(url);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [turnKey]);
    // Knex keeps its lock in a table, where it outlives a process that was killed; ours ends with its connection.
    await knex.migrate.forceFreeMigrationsLock();
    await knex.migrate.latest();
    // The job queue's own schema.
    await runMigrations({ connectionString: url, logger: new Logger(() => () => {}) });
    await afterwards();
  } finally {
    await client.end();
  }
}

async function reach(url: string): Promise<pg.Client> {
  const client = new pg.Client({ ...connectionSettings(url), lock_timeout: 0, statement_timeout: 0 });
  try {
    await client.connect();
  } catch (error) {
    const { host, port, database } = client;
    const { code, message } = error as { code?: string; message: string };
    throw new DatabaseError(
      `DATABASE_URL: PostgreSQL at ${host}:${port}, database ${database}, cannot be used: ${message || code}.`,
    );
  }
  const { rows } = await client.query(`SELECT current_setting('server_version_num')::int AS version`);
  if (rows[0].version < 150_000) {
    await client.end();
    throw new DatabaseError(
      `DATABASE_URL: PostgreSQL 15 or newer is needed, this is ${rows[0].version / 10_000}.`,
    );
  }
  return client;
}
