import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A data folder that is this process's own until `release` or its end, however it ends. */
export interface DataDirLock {
  /** Tells later comers the address of this server. */
  announce(url: string): void;
  release(): void;
}

/** Another live process holds the data folder. `url` is missing while it still starts. */
export class AlreadyRunningError extends Error {
  override readonly name = 'AlreadyRunningError';
  readonly url: string | undefined;
  readonly pid: number | undefined;

  constructor(dataDir: string, { url, pid }: Holder) {
    const doing = url === undefined ? 'starting' : `running at ${url}`;
    const who = pid === undefined ? '' : ` (process ${pid})`;
    super(
      `A server is already ${doing}${who} on the data folder ${dataDir}; give this one another DATA_DIR.`,
    );
    this.url = url;
    this.pid = pid;
  }
}

/** The data folder cannot be locked for another reason, such as its permissions. */
export class DataDirError extends Error {
  override readonly name = 'DataDirError';
}

interface Holder {
  readonly pid?: number;
  readonly url?: string;
}

/** SQLITE_BUSY: another connection holds the lock. */
const BUSY = 5;

/** The locks of this process: without this, one that the caller forgot would be collected, and so released. */
const held = new Set<DatabaseSync>();

/**
 * Makes the data folder if it is missing and takes it for this process.
 *
 * The lock is an exclusive transaction on the empty SQLite file `server.lock`, as Node has no file locks of its
 * own. The kernel grants it to one process and takes it back when that ends, even by kill -9, so there is
 * nothing stale to find out about: a socket in the folder that was tried before went to two of twenty that
 * came to a dead one at once. `server.json` tells who holds it, and is believed only while somebody does.
 * The lock does not keep the process alive.
 *
 * @throws {AlreadyRunningError} when a live process holds it; {DataDirError} when the folder cannot be used.
 */
export async function lockDataDir(dataDir: string): Promise<DataDirLock> {
  try {
    await mkdir(dataDir, { recursive: true });
    return lock(await realpath(dataDir));
  } catch (error) {
    if (error instanceof AlreadyRunningError) throw error;
    const { message } = error as Error;
    throw new DataDirError(`The data folder ${dataDir} cannot be used: ${message}`, { cause: error });
  }
}

function lock(dataDir: string): DataDirLock {
  const file = join(dataDir, 'server.json');
  const database = new DatabaseSync(join(dataDir, 'server.lock'), { timeout: 0 });
  try {
    database.exec('begin exclusive');
    tell(file, { pid: process.pid });
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === BUSY)
      throw new AlreadyRunningError(dataDir, holderIn(file));
    throw error;
  }
  held.add(database);
  return {
    announce: (url) => tell(file, { pid: process.pid, url }),
    release: () => {
      if (held.delete(database)) database.close();
    },
  };
}

/** By rename, so that nobody reads half of it. */
function tell(file: string, holder: Holder): void {
  writeFileSync(`${file}.new`, JSON.stringify(holder));
  renameSync(`${file}.new`, file);
}

function holderIn(file: string): Holder {
  try {
    const { pid, url } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    return { ...(typeof pid === 'number' && { pid }), ...(typeof url === 'string' && { url }) };
  } catch {
    return {};
  }
}
