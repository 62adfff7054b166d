import { fileURLToPath } from 'node:url';
import knex, { type Knex } from 'knex';
import pg from 'pg';

const { builtins } = pg.types;

// Identifiers stay below 2^53 (generated from 1), so a number holds them; dates and times are wall values and
// must never become a JavaScript Date, which would drag in the zone of this process.
const dateArray = 1182;
const parsers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, Number],
  [builtins.DATE, (text) => text],
  [builtins.TIME, (text) => text.slice(0, 5)],
  [dateArray, (text) => (text === '{}' ? [] : text.slice(1, -1).split(','))],
]);

const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    parsers.get(oid) ?? pg.types.getTypeParser(oid as never, format as never),
};

export interface DatabaseOptions {
  /** postgres:// address. */
  readonly url: string;
  /** Connections this process may hold. */
  readonly poolSize?: number;
}

/** Settings of every connection: UTC, and a bound on how long a statement or a lock may take. */
export function connectionSettings(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    types: types as pg.ClientConfig['types'],
    connectionTimeoutMillis: 5_000,
    statement_timeout: 20_000,
    lock_timeout: 15_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: 'mentor-booking',
    options: '-c timezone=UTC',
    keepAlive: true,
  };
}

/** A Knex instance with its own pool. Nothing connects before the first query. */
export function connectDatabase({ url, poolSize = 20 }: DatabaseOptions): Knex {
  return knex({
    client: 'pg',
    // Otherwise Knex writes the values into an error's message, and so people's names and addresses into the log.
    compileSqlOnError: false,
    connection: connectionSettings(url) as Knex.PgConnectionConfig,
    pool: { min: 0, max: poolSize, acquireTimeoutMillis: 15_000 },
    migrations: { directory: fileURLToPath(new URL('../../migrations', import.meta.url)) },
  });
}
