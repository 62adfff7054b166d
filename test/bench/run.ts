import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import knex from 'knex';
import pg from 'pg';
import { connectDatabase } from '../../api/database/connect.ts';
import { startEmbeddedPostgres } from '../../api/database/embedded.ts';
import { migrateDatabase } from '../../api/database/migrate.ts';
import { addDays, dayOfWeek, todayIn } from '../../api/domain/wall-time.ts';
import { measureBooking } from './booking.ts';
import { type DataSize, large, loadData, small } from './load-data.ts';
import { measureReads, type Reads } from './reads.ts';

/** A server in a process of its own. */
export interface BenchServer {
  readonly url: string;
  /** Most memory the process ever had, MB. */
  memoryMb(): Promise<number>;
  stop(): void;
}

const today = todayIn('UTC', Date.now());
const weekStart = addDays(today, 7 - dayOfWeek(today));

const dataDir = await mkdtemp(join(tmpdir(), 'mentor-booking-bench-'));
const quiet = { info() {}, warn: console.warn, error: console.error };
const postgres = await startEmbeddedPostgres({ dataDir, log: quiet });
try {
  const rows: string[][] = [];
  const smallReads = await benchReads('small', small);
  rows.push(...readRows('100 mentors, 2,000 sessions', smallReads));
  const booking = await withServers('small', (url, _baseline, api) =>
    measureBooking({ url, api, weekStart }),
  );
  if (!process.argv.includes('--small')) {
    const largeReads = await benchReads('large', large);
    rows.push(...readRows('100,000 mentors, 2,000,000 sessions', largeReads));
    if (largeReads.unasked) {
      const { perSecond: unasked } = largeReads.unasked;
      const baseline = largeReads.baseline[32].perSecond;
      const name = 'available-slots, 100,000 mentors each asked once, 32 connections';
      rows.push([name, perSecond(unasked), perSecond(baseline), (unasked / baseline).toFixed(2), '']);
    }
    const p50 = largeReads.api[32].p50 / smallReads.api[32].p50;
    rows.push([
      'available-slots, 32 connections: p50 large / small',
      `${largeReads.api[32].p50.toFixed(2)} ms`,
      `${smallReads.api[32].p50.toFixed(2)} ms`,
      p50.toFixed(2),
      '≤ 1.2',
    ]);
  }
  for (const { connections, api, bare } of booking) {
    const name = `book, ${connections} connection${connections === 1 ? '' : 's'}`;
    rows.push([name, perSecond(api), perSecond(bare), (api / bare).toFixed(2), '≥ 0.5']);
  }
  rows.push(['memory of the API process, most', `${Math.round(smallReads.memoryMb)} MB`, '', '', '< 300 MB']);
  await printTable(['what', 'measured', 'baseline', 'ratio', 'aim'], rows);
} finally {
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function benchReads(name: string, size: DataSize): Promise<Reads> {
  const url = urlOf(name);
  const admin = new pg.Client(postgres.url);
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  const connection = connectDatabase({ url });
  await migrateDatabase(connection, url);
  await connection.destroy();
  // A connection of its own: loading takes longer than any statement of the application may.
  const loader = knex({ client: 'pg', connection: url });
  const began = performance.now();
  await loadData(loader, size, weekStart);
  await loader.destroy();
  console.error(
    `${name}: loaded ${size.sessions} sessions in ${Math.round((performance.now() - began) / 1000)} s`,
  );
  return withServers(name, (_url, baseline, api) =>
    measureReads({ baseline, api, mentors: size.mentors, weekStart }),
  );
}

async function withServers<T>(
  database: string,
  measure: (url: string, baseline: BenchServer, api: BenchServer) => Promise<T>,
): Promise<T> {
  const url = urlOf(database);
  const servers = await Promise.all([startServer('baseline', url), startServer('api', url)]);
  try {
    return await measure(url, ...servers);
  } finally {
    for (const server of servers) server.stop();
  }
}

async function startServer(kind: 'baseline' | 'api', url: string): Promise<BenchServer> {
  // The flag of `npm start`.
  const execArgv = ['--max-semi-space-size=8'];
  const child: ChildProcess = fork(fileURLToPath(new URL('servers.ts', import.meta.url)), [kind, url], {
    execArgv,
  });
  const [{ port }] = await once(child, 'message');
  return {
    url: `http://127.0.0.1:${port}`,
    async memoryMb() {
      child.send('memory');
      const [{ maxRssMb }] = await once(child, 'message');
      return maxRssMb;
    },
    stop: () => child.kill('SIGKILL'),
  };
}

function urlOf(database: string): string {
  const url = new URL(postgres.url);
  url.pathname = `/${database}`;
  return url.href;
}

function readRows(data: string, { api, baseline }: Reads): string[][] {
  return ([1, 32] as const).map((connections) => [
    `available-slots, ${data}, ${connections} connection${connections === 1 ? '' : 's'}`,
    perSecond(api[connections].perSecond),
    perSecond(baseline[connections].perSecond),
    (api[connections].perSecond / baseline[connections].perSecond).toFixed(2),
    connections === 32 ? '≥ 0.6' : '',
  ]);
}

function perSecond(value: number): string {
  return `${Math.round(value)}/s`;
}

/** Prints the table, and with `--write` puts it into the README. */
async function printTable(head: string[], rows: string[][]): Promise<void> {
  const lines = [head, head.map(() => '---'), ...rows];
  const table = lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  console.log(table);
  if (!process.argv.includes('--write')) return;
  const readme = new URL('../../README.md', import.meta.url);
  const text = await readFile(readme, 'utf8');
  const [begin, end] = ['<!-- bench:begin -->', '<!-- bench:end -->'];
  const before = text.slice(0, text.indexOf(begin) + begin.length);
  await writeFile(readme, `${before}\n${table}\n${text.slice(text.indexOf(end))}`);
}
