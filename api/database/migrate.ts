import { Logger, runMigrations } from 'graphile-worker';
import type { Knex } from 'knex';
import type pg from 'pg';
import { settingsOf, unbounded } from './connect.ts';
import { DatabaseError, reach } from './reach.ts';

// Any number that nothing else in this database uses.
const lockKey = 6_841_907;

/**
 * Brings the schema up to date, then runs `afterwards`, one process at a time: several may start at once. Both `knex`
 * and `url` lead to where a session lasts.
 *
 * @throws DatabaseError when the server does not answer, refuses us, or is older than 15.
 */
export async function migrateDatabase(
  knex: Knex,
  url: string,
  afterwards: () => Promise<void> = async () => {},
): Promise<void> {
  const client = await reach(url, 'DATABASE_URL');
  try {
    await requireVersion(client);
    await client.query(settingsOf(unbounded));
    await client.query('SELECT pg_advisory_lock($1)', [lockKey]);
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

async function requireVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query(`SELECT current_setting('server_version_num')::int AS version`);
  const { version } = rows[0];
  if (version >= 150_000) return;
  throw new DatabaseError(`DATABASE_URL: PostgreSQL 15 or newer is needed, this is ${version / 10_000}.`);
}
