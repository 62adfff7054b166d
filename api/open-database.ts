import type { Knex } from 'knex';
import { connectDatabase } from './database/connect.ts';
import { migrateDatabase } from './database/migrate.ts';
import { isPooled, requireSession } from './database/reach.ts';
import { setRoleDefaults } from './database/role-defaults.ts';
import { lockDataDir } from './embedded/data-dir-lock.ts';
import { findEmbeddedPostgres, startEmbeddedPostgres } from './embedded/embedded-postgres.ts';
import type { Environment } from './env.ts';

export interface Database {
  readonly knex: Knex;
  /** Where a session lasts: no pooler in between that gives each transaction another. */
  readonly sessionUrl: string;
  /** Runs the migrations that are new, then `afterwards`; one process at a time. */
  bringUpToDate(afterwards?: () => Promise<void>): Promise<void>;
  /** Tells a second server on the same DATA_DIR where this one listens. */
  announce(url: string): void;
}

/**
 * Connects to the database that the environment names, or to the one of this machine: started here, or with `shared`
 * found where another process has it running. What is opened is closed with `started`.
 *
 * @throws AlreadyRunningError, DataDirError, EmbeddedDatabaseError, DatabaseError, each in a line for a person.
 */
export async function openDatabase(
  env: Environment,
  started: AsyncDisposableStack,
  { shared = false } = {},
): Promise<Database> {
  let url = env.databaseUrl ?? (shared ? await findEmbeddedPostgres(env.dataDir) : undefined);
  let announce = (_url: string): void => {};
  if (!url) {
    const lock = await lockDataDir(env.dataDir);
    started.defer(() => lock.release());
    announce = lock.announce;
    const quiet = { info() {}, warn: console.warn, error: console.error };
    const embedded = await startEmbeddedPostgres({ dataDir: env.dataDir, log: quiet });
    started.defer(() => embedded.stop());
    url = embedded.url;
  }
  const pooled = env.databaseUrl !== undefined && (await isPooled(url));
  const { databasePrepare: named = !pooled, databaseDirectUrl } = env;
  const knex = connectDatabase({ url, pooled, named });
  started.defer(() => knex.destroy());
  const sessionUrl = databaseDirectUrl ?? url;
  const bringUpToDate = async (afterwards = async () => {}): Promise<void> => {
    await requireSession(sessionUrl, databaseDirectUrl ? 'DATABASE_DIRECT_URL' : 'DATABASE_URL');
    const migrating = connectDatabase({ url: sessionUrl, poolSize: 2, unbounded: true });
    try {
      await migrateDatabase(migrating, sessionUrl, async () => {
        if (pooled) await setRoleDefaults(knex, console.warn);
        await afterwards();
      });
    } finally {
      await migrating.destroy();
    }
  };
  return { knex, sessionUrl, bringUpToDate, announce };
}
