import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import knex, { type Knex } from 'knex';
import pg from 'pg';
import { isLostSession } from './sql-errors.ts';

const { builtins } = pg.types;

// Identifiers stay below 2^53 (generated from 1), so a number holds them; dates and times are wall values and
// must never become a JavaScript Date, which would drag in the zone of this process.
const dateArray = 1182;
const int8Array = 1016;
const parsers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, Number],
  [builtins.DATE, (text) => text],
  [builtins.TIME, (text) => text.slice(0, 5)],
  [dateArray, items],
  [int8Array, (text) => items(text).map(Number)],
]);

function items(text: string): string[] {
  return text === '{}' ? [] : text.slice(1, -1).split(',');
}

const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    parsers.get(oid) ?? pg.types.getTypeParser(oid as never, format as never),
};

export interface DatabaseOptions {
  /** postgres:// address. */
  readonly url: string;
  /** Connections this process may hold. */
  readonly poolSize?: number;
  /**
   * Whether a pooler stands between that gives each transaction another session (PgBouncer): then nothing is set on
   * connecting, see `setRoleDefaults`.
   */
  readonly pooled?: boolean;
  /** Whether statements get names (`prepared`); unless told otherwise they do where no pooler stands between. */
  readonly named?: boolean;
  /** Whether statements and locks may take any time, as migrations may. */
  readonly unbounded?: boolean;
}

/** How long one statement, one wait for a lock, and a transaction that does nothing may take, ms. */
export const bounds = {
  statement_timeout: 20_000,
  lock_timeout: 15_000,
  idle_in_transaction_session_timeout: 30_000,
} as const;

/** SET statements for one session: UTC, and these bounds, ms; 0 is none, whatever the role's own default is. */
export function settingsOf(limits: Readonly<Record<keyof typeof bounds, number>>): string {
  const settings = Object.entries(limits).map(([name, ms]) => `SET ${name} = ${ms}`);
  return [`SET timezone = 'UTC'`, ...settings].join('; ');
}

export const unbounded = { statement_timeout: 0, lock_timeout: 0, idle_in_transaction_session_timeout: 0 };

/** What every connection is opened with: nothing that a pooler refuses (PgBouncer 1.18 answers 08P01 to timeouts). */
export function connectionSettings(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    types: types as pg.ClientConfig['types'],
    connectionTimeoutMillis: 5_000,
    application_name: 'mentor-booking',
    // A server whose machine vanished says nothing more: without this a quiet connection waits for it two hours.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
}

/** A Knex instance with its own pool. Nothing connects before the first query. */
export function connectDatabase(options: DatabaseOptions): Knex {
  const { url, poolSize = 20, pooled = false, named = !pooled } = options;
  const open = new Set<PooledConnection>();
  const settings = settingsOf(options.unbounded ? unbounded : bounds);
  const made = knex({
    client: 'pg',
    // Otherwise Knex writes the values into an error's message, and so people's names and addresses into the log.
    compileSqlOnError: false,
    // That a connection was dropped is told by the request that met it, if any did.
    log: { warn: (line) => String(line).startsWith('Connection Error') || console.warn(line) },
    connection: connectionSettings(url) as Knex.PgConnectionConfig,
    pool: {
      min: 0,
      max: poolSize,
      acquireTimeoutMillis: 15_000,
      afterCreate(connection: PooledConnection, done: (error: Error | null) => void) {
        dropWhenLost(connection, open);
        if (!options.unbounded) endWhenSilent(connection, bounds.statement_timeout + 10_000);
        if (pooled) done(null);
        else connection.query(settings, (error) => done(error));
      },
    },
    migrations: { directory: fileURLToPath(new URL('../../migrations', import.meta.url)) },
  });
  made.userParams = { named };
  return made;
}

/** pg's client as Knex keeps it in its pool. */
interface PooledConnection extends pg.Client {
  /** Set on a connection that Knex must not give out any more. */
  __knex__disposed?: unknown;
}

/**
 * Takes a connection out of the pool once its session is lost. When a server says that it only reads now, another has
 * taken over, and all other connections of the pool lead to the old one too.
 */
function dropWhenLost(connection: PooledConnection, open: Set<PooledConnection>): void {
  open.add(connection);
  connection.on('end', () => open.delete(connection));
  connection.connection.on('errorMessage', ({ code }: { code?: string }) => {
    if (!isLostSession(code)) return;
    for (const lost of code === '25006' ? open : [connection]) lost.__knex__disposed = code;
  });
}

/**
 * Ends a connection over which nothing has come or gone for so long, ms. A server that lives would have ended its
 * statement by then; one whose machine vanished would be waited for as long as TCP tries, a quarter of an hour.
 */
function endWhenSilent({ connection }: pg.Client, ms: number): void {
  const stream = connection.stream as Socket;
  stream.setTimeout(ms, () => stream.destroy(new Error(`Connection terminated after ${ms} ms of silence`)));
}
