import { type ChildProcess, execFile } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { SpawnPostgres } from './postgres-account.ts';

/** How long one start may take, ms: after a kill -9 PostgreSQL first replays up to 1 GB of its log. */
const READY_TIMEOUT_MS = 300_000;
/** How long a fast shutdown (SIGINT) may take before an immediate one (SIGQUIT), ms. */
const STOP_TIMEOUT_MS = 10_000;
const POLL_MS = 20;

/** Where progress is logged; pino's loggers and `console` fit. */
export interface DatabaseLog {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** A program of PostgreSQL that was started. */
export interface Run {
  readonly child: ChildProcess;
  /** The last part of its log since it was started, on one line. */
  said(): Promise<string>;
}

/**
 * Runs programs with their output appended to a file; not to pipes, which would break when Node is killed.
 * A file over 10 MB is first put aside as `.1`.
 */
export async function runsInto(
  logFile: string,
  spawnAs: SpawnPostgres,
): Promise<(program: string, args: readonly string[]) => Promise<Run>> {
  const size = await stat(logFile).then(
    (file) => file.size,
    () => 0,
  );
  if (size > 10_000_000) await rename(logFile, `${logFile}.1`);
  return async (program, args) => {
    const file = await open(logFile, 'a', 0o600);
    try {
      const { size: from } = await file.stat();
      const child = spawnAs(program, args, file.fd);
      await once(child, 'spawn');
      // It is detached, so an exit of Node without `stop`, such as by an uncaught error, has to end it too.
      const onExit = () => void child.kill('SIGINT');
      process.on('exit', onExit);
      child.once('exit', () => process.off('exit', onExit));
      return { child, said: async () => tail((await readFile(logFile)).subarray(from).toString()) };
    } finally {
      await file.close();
    }
  };
}

function tail(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.replace(/^[\d-]+ [\d:.]+ UTC \[\d+\] /, '').trim())
    .filter(Boolean);
  return lines.slice(-4).join(' | ').slice(-600) || 'it said nothing';
}

/**
 * Starts the server on a free port of 127.0.0.1 and keeps it up: should it end without having been asked to
 * (kill -9, out of memory), it is started again on the same port, where connection pools find it.
 * It does not keep Node alive.
 */
export async function supervise(options: {
  data: string;
  postgres: (port: number) => Promise<Run>;
  log: DatabaseLog;
}): Promise<{ port: number; stop: () => Promise<void> }> {
  const { data, postgres, log } = options;
  let { child, port } = await firstStart(data, postgres);
  let again = Promise.resolve();
  let stopped: Promise<void> | undefined;

  const startAgain = async (ending: string): Promise<void> => {
    log.error(`the database ended (${ending}) and is started again`);
    for (let wait = 100; !stopped; wait = Math.min(wait * 2, 5_000)) {
      await sleep(wait);
      try {
        watch(await startServer(data, await postgres(port)));
        return log.info('the database is up again');
      } catch (error) {
        log.error((error as Error).message);
      }
    }
  };
  const watch = (started: ChildProcess): void => {
    child = started;
    child.unref();
    child.once('exit', (code, signal) => {
      if (!stopped) again = startAgain(signal ?? `exit code ${code}`);
    });
  };
  const stop = async (): Promise<void> => {
    await again;
    await end(child);
  };

  watch(child);
  return {
    port,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

async function firstStart(
  data: string,
  postgres: (port: number) => Promise<Run>,
): Promise<{ child: ChildProcess; port: number }> {
  for (let retries = 20; ; retries--) {
    const port = await freePort();
    const run = await postgres(port);
    try {
      return { child: await startServer(data, run), port };
    } catch (error) {
      // Somebody took the port in between, or the last processes of a killed server have not ended yet.
      const passing = /Address already in use|shared memory block .* still in use/.test(await run.said());
      if (!passing || retries === 0) throw error;
      await sleep(250);
    }
  }
}

/** Waits until the server takes connections, which it writes into line 8 of postmaster.pid. */
async function startServer(data: string, { child, said }: Run): Promise<ChildProcess> {
  const deadline = performance.now() + READY_TIMEOUT_MS;
  while (!hasEnded(child)) {
    const lines = await postmasterLines(data);
    if (lines[0] === `${child.pid}` && lines[7]?.trim() === 'ready') return child;
    if (performance.now() > deadline) {
      await end(child);
      throw new Error(`PostgreSQL was not ready after ${READY_TIMEOUT_MS / 1000} s: ${await said()}`);
    }
    await sleep(POLL_MS);
  }
  throw new Error(`PostgreSQL ended at once: ${await said()}`);
}

async function end(child: ChildProcess): Promise<void> {
  child.ref();
  const ended = hasEnded(child) ? Promise.resolve() : once(child, 'exit');
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (hasEnded(child)) return;
    child.kill(signal);
    await Promise.race([ended, sleep(STOP_TIMEOUT_MS, undefined, { ref: false })]);
  }
  await ended;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Lines of postmaster.pid: process, data folder, start time, port, ...; none when there is no such file. */
async function postmasterLines(data: string): Promise<readonly string[]> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  return text === '' ? [] : text.split('\n');
}

/** The port of the live server on this data; undefined when there is none or it is not ready. */
export async function runningPort(data: string): Promise<number | undefined> {
  const [pid, , , port, , , , state] = await postmasterLines(data);
  if (state?.trim() !== 'ready') return undefined;
  return isServerOf(data, (await commandOf(Number(pid))) ?? '') ? Number(port) : undefined;
}

/**
 * Stops the server that still runs on this data because Node was killed before it could do so.
 * The caller holds the lock of the data folder, so nobody else uses that server.
 *
 * @throws {Error} when it does not end
 */
export async function stopOrphan(data: string, log: DatabaseLog): Promise<void> {
  const [first, ...others] = await postmasterLines(data);
  const pid = Number(first);
  if (!Number.isInteger(pid) || pid <= 1) return;
  const command = await commandOf(pid);
  if (command === undefined) return;
  if (!isServerOf(data, command)) {
    // The id belongs to another process by now, and PostgreSQL would take that for a live server. Put our own
    // there, which it knows for its parent; it then still checks by itself that no old backend is left.
    await writeFile(join(data, 'postmaster.pid'), [process.pid, ...others].join('\n'));
    return;
  }
  log.warn(`stopping the database that an earlier server left behind (process ${pid})`);
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    process.kill(pid, signal);
    const deadline = performance.now() + STOP_TIMEOUT_MS;
    while (performance.now() < deadline) {
      await sleep(POLL_MS);
      if (!isServerOf(data, (await commandOf(pid)) ?? '')) return;
    }
  }
  throw new Error(`the database that an earlier server left behind (process ${pid}) does not stop`);
}

function isServerOf(data: string, command: string): boolean {
  return /postgres/.test(command) && command.includes(`-D ${data} `);
}

/** The command line of a live process; '' for one that ended but was not waited for; undefined for none. */
async function commandOf(pid: number): Promise<string | undefined> {
  try {
    if (process.platform === 'linux') {
      return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
    }
    return (await promisify(execFile)('ps', ['-p', `${pid}`, '-o', 'command='])).stdout;
  } catch {
    return undefined;
  }
}
