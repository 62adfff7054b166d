import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, realpath, rename, rm, symlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A data folder that is this process's own until `release` or its end, however it ends. */
export interface DataDirLock {
  /** Tells later comers the address of this server. */
  announce(url: string): void;
  release(): Promise<void>;
}

/** Another live server holds the data folder. `url` is missing while it still starts. */
export class AlreadyRunningError extends Error {
  override readonly name = 'AlreadyRunningError';
  readonly url: string | undefined;
  readonly pid: number | undefined;

  constructor(dataDir: string, { url, pid }: Holder) {
    const who = pid === undefined ? '' : ` (process ${pid})`;
    const where = url === undefined ? 'starting' : `running at ${url}`;
    super(
      `A server is already ${where}${who} with the data folder ${dataDir}; set another DATA_DIR to run a second one.`,
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

/**
 * Makes the data folder if it is missing and takes it for this process.
 *
 * The lock is a listening socket, `server.sock` in the folder: the kernel lets go of it when the process ends,
 * even by kill -9, and no process id can be mistaken for another. The file that is left then refuses
 * connections, and is replaced. The lock does not keep the process alive.
 *
 * @throws {AlreadyRunningError} when a live process holds it; {DataDirError} when the folder cannot be used.
 */
export async function lockDataDir(dataDir: string): Promise<DataDirLock> {
  try {
    await mkdir(dataDir, { recursive: true });
    return await withAddress(await realpath(dataDir), async (address) => {
      // Each round either binds, meets a live holder, or clears a dead one's file out of the way.
      for (let round = 0; round < 5; round++) {
        const lock = await bind(address);
        if (lock) return lock;
        const holder = await ask(address);
        if (holder === 'dead') await clear(dataDir, address);
        else if (holder !== 'gone') throw new AlreadyRunningError(dataDir, holder);
      }
      throw new AlreadyRunningError(dataDir, {});
    });
  } catch (error) {
    if (error instanceof AlreadyRunningError) throw error;
    throw new DataDirError(`The data folder ${dataDir} cannot be used: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/**
 * Calls `use` with an address for the socket. The kernel takes at most 103 (macOS) or 107 bytes, so a longer
 * path is reached by a short-lived symbolic link: the socket itself still lies in the data folder.
 */
async function withAddress<T>(dataDir: string, use: (address: string) => Promise<T>): Promise<T> {
  if (process.platform === 'win32') {
    const name = createHash('sha256').update(dataDir.toLowerCase()).digest('hex').slice(0, 32);
    return use(`\\\\.\\pipe\\mentor-booking-${name}`);
  }
  const file = join(dataDir, 'server.sock');
  // Room for the name that `clear` gives it for a moment.
  if (Buffer.byteLength(file) <= 88) return use(file);
  const shortcut = await mkdtemp(join(tmpdir(), 'mb-'));
  try {
    await symlink(dataDir, join(shortcut, 'd'));
    return await use(join(shortcut, 'd', 'server.sock'));
  } finally {
    await rm(shortcut, { recursive: true, force: true });
  }
}

/** Listens at the address, or gives undefined where something stands there already. */
async function bind(address: string): Promise<DataDirLock | undefined> {
  let holder: Holder = { pid: process.pid };
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.unref();
    socket.end(`${JSON.stringify(holder)}\n`);
  });
  server.unref();
  const bound = await listen(server, address);
  if (!bound) return undefined;
  return {
    announce: (url) => {
      holder = { ...holder, url };
    },
    release: async () => {
      if (server.listening) await new Promise((closed) => server.close(closed));
    },
  };
}

function listen(server: Server, address: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    server.listen(address, () => resolve(true));
  });
}

/** Asks whoever listens: its answer, `{}` when it says nothing in 2 s, 'dead' when nobody does, 'gone' without a file. */
function ask(address: string): Promise<Holder | 'dead' | 'gone'> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(address);
    socket.setTimeout(2_000, () => {
      socket.destroy();
      resolve({});
    });
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      answer += chunk;
    });
    socket.on('end', () => resolve(parsed(answer)));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') resolve('dead');
      else if (error.code === 'ENOENT') resolve('gone');
      else if (error.code === 'ECONNRESET' || error.code === 'EPIPE') resolve({});
      else reject(error);
    });
  });
}

function parsed(answer: string): Holder {
  try {
    const { pid, url } = JSON.parse(answer) as Record<string, unknown>;
    return { ...(typeof pid === 'number' && { pid }), ...(typeof url === 'string' && { url }) };
  } catch {
    return {};
  }
}

/**
 * Takes a dead server's file away. It is moved aside and asked again first: of two servers that start at the
 * same time, the slower might otherwise delete the socket that the faster has just made.
 */
async function clear(dataDir: string, address: string): Promise<void> {
  const aside = `${address}.${randomBytes(4).toString('hex')}`;
  try {
    await rename(address, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const holder = await ask(aside);
  if (holder === 'dead' || holder === 'gone') return rm(aside, { force: true });
  await rename(aside, address);
  throw new AlreadyRunningError(dataDir, holder);
}
