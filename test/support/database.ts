import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { connectDatabase } from '../../api/database/connect.ts';
import { migrateDatabase } from '../../api/database/migrate.ts';
import { startEmbeddedPostgres } from '../../api/embedded/embedded-postgres.ts';

interface TestServer {
  /** Address of a database on the server, by name. */
  urlOf(database: string): string;
  stop(): Promise<void>;
}

const quiet = { info() {}, warn: console.warn, error: console.error };

let server: Promise<TestServer> | undefined;
let count = 0;

/** One real PostgreSQL for the whole run: embedded, or TEST_DATABASE_URL where a server is given. */
async function startServer(): Promise<TestServer> {
  const given = process.env.TEST_DATABASE_URL;
  const dataDir = await mkdtemp(join(tmpdir(), 'mentor-booking-test-'));
  const embedded = given ? undefined : await startEmbeddedPostgres({ dataDir, log: quiet });
  const base = new URL(given ?? (embedded?.url as string));
  const started: TestServer = {
    urlOf(database) {
      const url = new URL(base);
      url.pathname = `/${database}`;
      return url.href;
    },
    async stop() {
      await embedded?.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  await admin(base.href, `DROP DATABASE IF EXISTS test_template WITH (FORCE)`);
  await admin(base.href, `CREATE DATABASE test_template`);
  const knex = connectDatabase({ url: started.urlOf('test_template') });
  await migrateDatabase(knex, started.urlOf('test_template'));
  await knex.destroy();
  return started;
}

async function admin(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(sql);
  await client.end();
}

/** A migrated database of one's own, copied from a template in some 50 ms. @returns its address. */
export async function freshDatabase(): Promise<string> {
  server ??= startServer();
  const { urlOf } = await server;
  const name = `test_${process.pid}_${++count}`;
  await admin(urlOf('postgres'), `CREATE DATABASE ${name} TEMPLATE test_template`);
  return urlOf(name);
}

/** Stops the server of this run; called once by hooks.ts. */
export async function stopDatabase(): Promise<void> {
  await (await server)?.stop();
}
