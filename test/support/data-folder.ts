import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectDatabase } from '../../api/database/connect.ts';
import { migrateDatabase } from '../../api/database/migrate.ts';
import { startEmbeddedPostgres } from '../../api/embedded/embedded-postgres.ts';

/** What an embedded database tells nobody but of trouble. */
export const quietLog = { info() {}, warn: console.warn, error: console.error };

let made: Promise<string> | undefined;

/**
 * Fills `folder` as a DATA_DIR whose server was started once and stopped: its database is made and migrated. Made once
 * for a run of `npm test` (TEST_DATA_DIR, set by test/run.ts) or once in this process, which costs seconds, and copied.
 */
export async function fillDataFolder(folder: string): Promise<void> {
  const { TEST_DATA_DIR } = process.env;
  made ??= TEST_DATA_DIR ? Promise.resolve(TEST_DATA_DIR) : makeDataFolder();
  await cp(await made, folder, { recursive: true });
}

/** Makes the folder that `fillDataFolder` copies. @returns its path; whoever calls this removes it. */
export async function makeDataFolder(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mentor-booking-data-'));
  const postgres = await startEmbeddedPostgres({ dataDir, log: quietLog });
  const knex = connectDatabase({ url: postgres.url, poolSize: 2 });
  await migrateDatabase(knex, postgres.url);
  await knex.destroy();
  await postgres.stop();
  return dataDir;
}

/** Removes the folder that this process made for itself, if it did; called once by hooks.ts. */
export async function removeDataFolder(): Promise<void> {
  if (made && !process.env.TEST_DATA_DIR) await rm(await made, { recursive: true, force: true });
}
