import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import pg from 'pg';
import { connectDatabase } from '../../api/database/connect.ts';
import { migrateDatabase } from '../../api/database/migrate.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../api/embedded/embedded-postgres.ts';
import { fillDataFolder, quietLog } from './data-folder.ts';

/** A PostgreSQL on which every test database is a copy of `test_template`, which is migrated. */
export interface TestPostgres {
  /** Address of its database `postgres`. */
  readonly url: string;
  /** Ends it at once, with all of its databases; leaves a server that was given running. */
  stop(): Promise<void>;
}

/**
 * What a server may do without whose data nobody misses: it waits for no disk. Where durability is the point, tests
 * start the product with its own embedded server.
 */
const careless: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  // No database lives long enough to need it, and a hundred of them would be visited again and again.
  autovacuum: 'off',
  checkpoint_timeout: '1h',
  max_wal_size: '4GB',
};

/** Starts a server with its template: an embedded one, or what TEST_DATABASE_URL names, where a server is given. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const given = process.env.TEST_DATABASE_URL;
  const { url, stop } = given ? { url: given, stop: async () => {} } : await startEmbedded();
  await run(databaseAt(url, 'postgres'), [
    'DROP DATABASE IF EXISTS test_template WITH (FORCE)',
    'CREATE DATABASE test_template',
  ]);
  const template = databaseAt(url, 'test_template');
  const knex = connectDatabase({ url: template });
  await migrateDatabase(knex, template);
  await knex.destroy();
  return { url: databaseAt(url, 'postgres'), stop };
}

async function startEmbedded(): Promise<TestPostgres> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mentor-booking-test-'));
  await fillDataFolder(dataDir);
  const embedded = await startEmbeddedPostgres({ dataDir, log: quietLog });
  const settings = Object.entries(careless).map(([name, value]) => `ALTER SYSTEM SET ${name} = '${value}'`);
  await run(databaseAt(embedded.url, 'postgres'), [...settings, 'SELECT pg_reload_conf()']);
  return {
    url: embedded.url,
    async stop() {
      await endAtOnce(embedded, dataDir);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/**
 * An immediate shutdown: a fast one would first write out every database, which takes long when there are a hundred.
 */
async function endAtOnce(embedded: EmbeddedPostgres, dataDir: string): Promise<void> {
  const [postmaster] = (await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n');
  const stopped = embedded.stop();
  process.kill(Number(postmaster), 'SIGQUIT');
  await stopped;
}

function databaseAt(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}

/** Statement by statement: ALTER SYSTEM and CREATE DATABASE stand in no transaction. */
async function run(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

let postgres: Promise<TestPostgres> | undefined;
let count = 0;

/**
 * A migrated database of one's own, on the server of this run of `npm test` (TEST_POSTGRES, set by test/run.ts) or on
 * one of this process. @returns its address.
 */
export async function freshDatabase(): Promise<string> {
  const shared = process.env.TEST_POSTGRES;
  postgres ??= shared ? Promise.resolve({ url: shared, stop: async () => {} }) : startTestPostgres();
  const { url } = await postgres;
  const name = `test_${process.pid}_${++count}`;
  // Copying files costs two thirds of writing the copy to the log, where nothing waits for the disk.
  await run(url, [`CREATE DATABASE ${name} TEMPLATE test_template STRATEGY FILE_COPY`]);
  return databaseAt(url, name);
}

/** An empty database with connections to it. */
export interface EmptyDatabase {
  readonly url: string;
  readonly knex: Knex;
}

const emptied: EmptyDatabase[] = [];

/** An empty database: one that was given back, with its connections, or a fresh one. */
export async function takeDatabase(): Promise<EmptyDatabase> {
  const kept = emptied.pop();
  if (kept) return kept;
  const url = await freshDatabase();
  return { url, knex: connectDatabase({ url, poolSize: 10 }) };
}

/**
 * Takes back a database that nobody uses any more, and empties it for the next: a new one would cost many times that,
 * and each of its connections as much again.
 */
export async function giveBackDatabase(database: EmptyDatabase): Promise<void> {
  const { knex } = database;
  await untilUnused(knex);
  const { rows } = await knex.raw(await rowsLeft(knex));
  // By TRUNCATE, so that rows stand in the order of their insertion again.
  const filled = rows.map(({ name }: { name: string }) => name).join(', ');
  if (filled) await knex.raw(`TRUNCATE ${filled} RESTART IDENTITY CASCADE`);
  await knex.raw(
    "SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace",
  );
  emptied.push(database);
}

let rowsLeftInAll: string | undefined;

/** Asks which tables have rows. */
async function rowsLeft(knex: Knex): Promise<string> {
  if (rowsLeftInAll) return rowsLeftInAll;
  const { rows } = await knex.raw(`SELECT format('SELECT %L AS name WHERE EXISTS (SELECT FROM %1$s)',
      format('%I.%I', schemaname, tablename)) AS text FROM pg_tables
    WHERE schemaname IN ('public', 'graphile_worker') AND tablename !~ 'knex_migrations|migrations$|^_private_tasks'`);
  rowsLeftInAll = rows.map(({ text }: { text: string }) => text).join(' UNION ALL ');
  return rowsLeftInAll as string;
}

/** Ends when no query is under way: one of a request that was broken off may be. */
async function untilUnused(knex: Knex): Promise<void> {
  while (knex.client.pool.numUsed() > 0) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Stops the server of this process, if it has one; called once by hooks.ts. */
export async function stopDatabase(): Promise<void> {
  await Promise.all(emptied.map(({ knex }) => knex.destroy()));
  await (await postgres)?.stop();
}
