import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clockArguments, clockEnvironment } from './clock.ts';
import { freshDatabase } from './database.ts';

/** The product as `npm start` runs it, in a process of its own, with a database and a DATA_DIR of its own. */
export interface RunningServer {
  /** Origin of the API. */
  readonly url: string;
  /** Origin of the demo university. */
  readonly demoUrl: string;
  readonly databaseUrl: string;
  stop(): Promise<void>;
}

/** Ends the servers that still run, each once. */
const stops = new Set<() => Promise<void>>();

/** Starts everything, demo included, on free ports. */
export async function startServer(): Promise<RunningServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mentor-booking-e2e-'));
  const main = fileURLToPath(new URL('../../api/main.ts', import.meta.url));
  const databaseUrl = await freshDatabase();
  const given = { PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'warn', DATABASE_URL: databaseUrl, DEMO: '1' };
  const env = { ...process.env, ...clockEnvironment, ...given };
  const child: ChildProcess = spawn(process.execPath, [...clockArguments, main], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = async (): Promise<void> => {
    if (!stops.delete(stop)) return;
    const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
    child.kill('SIGTERM');
    await ended;
    await rm(dataDir, { recursive: true, force: true });
  };
  stops.add(stop);
  const output = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk) => {
      text += chunk;
      if (/Mail of the demo/.test(text)) resolve(text);
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${text}`)));
  });
  const originOf = (name: string): string =>
    new URL(new RegExp(`${name}\\s+(\\S+)`).exec(output)?.[1] as string).origin;
  return {
    url: originOf('Mentor Booking'),
    demoUrl: originOf('Demo university'),
    databaseUrl,
    stop,
  };
}

/** Ends what a test left running, such as one that was not there in time; called once by hooks.ts. */
export async function stopServers(): Promise<void> {
  await Promise.all([...stops].map((stop) => stop()));
}
