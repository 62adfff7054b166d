import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clockArguments, clockEnvironment } from '../support/clock.ts';
import { fillDataFolder } from '../support/data-folder.ts';
import { patience, until } from '../support/until.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** How a child ended: one of the two is null. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A server in a process of its own. */
export interface Child {
  readonly process: ChildProcess;
  readonly pid: number;
  /** Signals it, or its whole group where it has one. */
  kill(signal: NodeJS.Signals): void;
  /** All it has written so far, to either stream. */
  output(): string;
  /** Its end; the whole output has arrived by then. */
  readonly ended: Promise<Ending>;
}

export interface RunningChild extends Child {
  /** Where it listens. */
  readonly url: string;
}

const children = new Set<Child>();
const folders: string[] = [];

/** A new, empty folder for one server's data, removed by `endChildren`. */
export async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mentor-booking-main-'));
  folders.push(folder);
  return folder;
}

/** A folder as a first start leaves it, with its database; removed by `endChildren`. */
export async function startedDataFolder(): Promise<string> {
  const folder = await dataFolder();
  await fillDataFolder(folder);
  return folder;
}

/** Runs `node api/main.ts` by the tests' clock, with these settings and nothing of the caller's own. */
export function spawnMain(settings: NodeJS.ProcessEnv, args: readonly string[] = []): Child {
  return spawnChild(process.execPath, [...clockArguments, join(root, 'api/main.ts'), ...args], {
    ...clockEnvironment,
    ...settings,
  });
}

/** Runs a program in the repository's folder; `group` gives it a process group of its own. */
export function spawnChild(
  program: string,
  args: readonly string[],
  settings: NodeJS.ProcessEnv,
  { group = false } = {},
): Child {
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env;
  const env = {
    PATH,
    HOME,
    NODE_COMPILE_CACHE,
    PORT: '0',
    DEMO: '0',
    LOG_LEVEL: 'error',
    RATE_LIMIT: 'off',
    ...settings,
  };
  const started = spawn(program, args, {
    cwd: root,
    env,
    detached: group,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [started.stdout, started.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
  }
  const child: Child = {
    process: started,
    pid: started.pid as number,
    kill: (signal) => {
      try {
        process.kill(group ? -(started.pid as number) : (started.pid as number), signal);
      } catch {
        // It has ended.
      }
    },
    output: () => text,
    ended: once(started, 'close').then(([code, signal]) => ({ code, signal })),
  };
  children.add(child);
  void child.ended.then(() => children.delete(child));
  return child;
}

/** Waits until a child has printed its address; fails at once when it ends instead. */
export async function listening(child: Child): Promise<RunningChild> {
  const address = /^ {2}Mentor Booking +(http:\S+)$/m;
  await until(() => address.test(child.output()) || hasEnded(child), 'the server to print its address');
  const url = address.exec(child.output())?.[1];
  if (!url) throw new Error(`the server ended: ${child.output()}`);
  return Object.assign(child, { url });
}

/** Starts `node api/main.ts` and waits until it listens. */
export const startMain = (settings: NodeJS.ProcessEnv): Promise<RunningChild> =>
  listening(spawnMain(settings));

/** Ends a child by a signal and waits for that. */
export async function stopChild(child: Child, signal: NodeJS.Signals = 'SIGTERM'): Promise<Ending> {
  child.process.kill(signal);
  return child.ended;
}

/** Ends whatever a test left running and removes the folders; call it in `after`. */
export async function endChildren(): Promise<void> {
  for (const child of children) {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), patience);
    await child.ended;
    clearTimeout(late);
  }
  for (const folder of folders.splice(0)) {
    const postmaster = await postmasterOf(folder);
    if (postmaster !== undefined && isAlive(postmaster)) {
      process.kill(postmaster, 'SIGQUIT');
      await until(() => !isAlive(postmaster), 'the database to end');
    }
    await rm(folder, { recursive: true, force: true });
  }
}

/** Process id of the embedded PostgreSQL that its data folder names; undefined when it was shut down. */
export async function postmasterOf(folder: string): Promise<number | undefined> {
  const text = await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8').catch(() => '');
  return Number(text.split('\n')[0]) || undefined;
}

/** Whether a process exists and is no zombie. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function hasEnded({ process: { exitCode, signalCode } }: Child): boolean {
  return exitCode !== null || signalCode !== null;
}
