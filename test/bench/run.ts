import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import knex from 'knex';
import pg from 'pg';
import { connectDatabase } from '../../api/database/connect.ts';
import { migrateDatabase } from '../../api/database/migrate.ts';
import { addDays, dayOfWeek, todayIn } from '../../api/domain/wall-time.ts';
import { startEmbeddedPostgres } from '../../api/embedded/embedded-postgres.ts';
import { type AnyMentorFound, measureAnyMentor } from './any-mentor.ts';
import type { BenchServer } from './bench-server.ts';
import { measureBooking } from './booking.ts';
import { directorySize, measureDirectory } from './directory.ts';
import { type DataSize, large, loadData, many, small } from './load-data.ts';
import { load, measureReads, sample, type Target } from './reads.ts';
import { measureReminders, reminders } from './reminders.ts';

/** A server in a process of its own. */
type Row = readonly [what: string, measured: string, baseline: string, ratio: string, aim: string];

const today = todayIn('UTC', Date.now());
const weekStart = addDays(today, 7 - dayOfWeek(today));
const slots = (id: number) => `/api/mentors/${id}/available-slots?from=${weekStart}&timezone=Africa/Dakar`;
const byKey = (id: number) => `/api/mentors/${id}`;

const dataDir = await mkdtemp(join(tmpdir(), 'mentor-booking-bench-'));
const quiet = { info() {}, warn: console.warn, error: console.error };
const postgres = await startEmbeddedPostgres({ dataDir, log: quiet });
const servers: BenchServer[] = [];
try {
  const isSet = (option: string): boolean => process.argv.includes(option);
  const reads = isSet('--small') ? benchSmall : benchBoth;
  // One part alone where it is asked for.
  const parts = {
    '--any-mentor': benchAnyMentor,
    '--booking': benchBooking,
    '--reminders': benchReminders,
    '--directory': benchDirectory,
  };
  const alone = Object.entries(parts).filter(([option]) => isSet(option));
  const wanted = alone.length > 0 ? alone.map(([, part]) => part) : [reads, ...Object.values(parts)];
  const rows: Row[] = [];
  for (const part of wanted) rows.push(...(await part()));
  await printTable(rows);
} finally {
  for (const server of servers) server.stop();
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}

/** 100 mentors alone: a minute. */
async function benchSmall(): Promise<Row[]> {
  const targets = await targetsOn('small', small);
  const rows: Row[] = [];
  for (const connections of [1, 32]) {
    const { api, baseline } = await measureReads(targets, connections);
    rows.push(readRow('100 mentors', connections, api.perSecond, baseline.perSecond));
  }
  return [...rows, await memoryRow(targets.api.server)];
}

/** 100 mentors beside 100,000, measured in the same rounds. */
async function benchBoth(): Promise<Row[]> {
  const few = await targetsOn('small', small);
  const many = await targetsOn('large', large);
  const targets = { baseline: few.baseline, few: few.api, baselineMany: many.baseline, many: many.api };
  const rows: Row[] = [];
  for (const connections of [1, 32]) {
    const found = await measureReads(targets, connections);
    const { baseline, baselineMany } = found;
    rows.push(readRow('100 mentors', connections, found.few.perSecond, baseline.perSecond));
    rows.push(readRow('100,000 mentors', connections, found.many.perSecond, baselineMany.perSecond));
    const [p50Few, p50Many] = [found.few.p50, found.many.p50];
    rows.push([
      `its p50 with 100,000 mentors against 100, ${connections === 1 ? '1 connection' : '32 connections'}`,
      `${p50Many.toFixed(2)} ms`,
      `${p50Few.toFixed(2)} ms`,
      (p50Many / p50Few).toFixed(2),
      '≤ 1.2',
    ]);
  }
  // Every mentor once, and none that was asked for before.
  const unasked = Array.from({ length: large.mentors }, (_, n) => 1 + ((n * 7_919) % large.mentors));
  const cold = await load({ ...many.api, mentorIds: unasked }, 32, 5);
  const bare = await load({ ...many.baseline, mentorIds: unasked }, 32, 5);
  rows.push(
    readRow('100,000 mentors, each asked for the first time', 32, cold.perSecond, bare.perSecond, ''),
  );
  return [...rows, await memoryRow(many.api.server)];
}

async function benchBooking(): Promise<Row[]> {
  const url = await loaded('booking', small);
  const found = await measureBooking({ url, api: await startServer('api', url), weekStart });
  return found.map(({ connections, api: booked, bare }) => [
    `book, ${connections} connection${connections === 1 ? '' : 's'}`,
    perSecond(booked),
    perSecond(bare),
    (booked / bare).toFixed(2),
    '≥ 0.5',
  ]);
}

async function benchAnyMentor(): Promise<Row[]> {
  const url = await loaded('any_mentor', many);
  const connection = connectDatabase({ url });
  const server = await startServer('api', url);
  const found = await measureAnyMentor({ server, knex: connection, weekStart, mentors: many.mentors });
  await connection.destroy();
  const row = (what: string, { one, any }: AnyMentorFound): Row => [
    `p50 of any of 1,000 mentors against one, ${what}`,
    `${any.toFixed(2)} ms`,
    `${one.toFixed(2)} ms`,
    (any / one).toFixed(2),
    '≤ 3',
  ];
  return [row('asked again', found.again), row('after a booking', found.changed)];
}

async function benchReminders(): Promise<Row[]> {
  const url = await loaded('reminders', small);
  const connection = connectDatabase({ url });
  // In a process of its own, as a mail server is: beside the client that counts bookings it would slow the count.
  const mail = await startServer('mail');
  const found = await measureReminders({
    knex: connection,
    weekStart,
    api: await startServer('api', url),
    startWhole: () => startServer('api', url, mail.url),
  });
  for (const server of servers) server.stop();
  await connection.destroy();
  const { seconds, alone, during } = found;
  return [
    [`${reminders} reminders due at once, beside bookings`, `${Math.round(seconds)} s`, '', '', '≤ 120 s'],
    [
      'book meanwhile, 1 connection',
      perSecond(during),
      perSecond(alone),
      (during / alone).toFixed(2),
      '≥ 0.8',
    ],
  ];
}

async function benchDirectory(): Promise<Row[]> {
  const url = await loaded('directory', directorySize);
  const connection = connectDatabase({ url });
  const found = await measureDirectory(connection, await startServer('api', url));
  await connection.destroy();
  const row = (what: string, ms: number, aim: string): Row => [
    `directory, free this week, 1,000 mentors, p95 ${what}`,
    `${ms.toFixed(1)} ms`,
    '',
    '',
    aim,
  ];
  return [
    row('where nothing is known of any', found.coldP95, '≤ 150 ms'),
    row('after one was booked', found.changedP95, ''),
    row('of the kept answer', found.keptP95, '≤ 10 ms'),
    ['its first screen of 20, Brotli', `${found.bytes} B`, '', '', '≤ 8,192 B'],
  ];
}

/** A database of that size with the baseline and the API on it. */
async function targetsOn(name: string, size: DataSize): Promise<{ api: Target; baseline: Target }> {
  const url = await loaded(name, size);
  const mentorIds = sample(size.mentors, 5_000);
  return {
    api: { server: await startServer('api', url), path: slots, mentorIds },
    baseline: { server: await startServer('baseline', url), path: byKey, mentorIds },
  };
}

/** A new database of that size. @returns its address. */
async function loaded(name: string, size: DataSize): Promise<string> {
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
  return url;
}

async function startServer(
  kind: 'baseline' | 'api' | 'mail',
  ...addresses: readonly string[]
): Promise<BenchServer> {
  // The flags of `npm start`.
  const execArgv = ['--max-semi-space-size=8', '--max-old-space-size=192'];
  const child: ChildProcess = fork(
    fileURLToPath(new URL('servers.ts', import.meta.url)),
    [kind, ...addresses],
    { execArgv },
  );
  const [{ url }] = await once(child, 'message');
  const server: BenchServer = {
    url,
    async memoryMb() {
      child.send('memory');
      const [{ maxRssMb }] = await once(child, 'message');
      return maxRssMb;
    },
    stop: () => child.kill('SIGKILL'),
  };
  servers.push(server);
  return server;
}

function urlOf(database: string): string {
  const url = new URL(postgres.url);
  url.pathname = `/${database}`;
  return url.href;
}

function readRow(data: string, connections: number, api: number, bare: number, aim?: string): Row {
  const what = `available-slots, ${data}, ${connections} connection${connections === 1 ? '' : 's'}`;
  const aims = aim ?? (connections === 32 ? '≥ 0.6' : '');
  return [what, perSecond(api), perSecond(bare), (api / bare).toFixed(2), aims];
}

async function memoryRow(server: BenchServer): Promise<Row> {
  return ['memory of the API process, most', `${Math.round(await server.memoryMb())} MB`, '', '', '< 300 MB'];
}

function perSecond(value: number): string {
  return `${Math.round(value)}/s`;
}

/** Prints the table, and with `--write` puts it into the README. */
async function printTable(rows: readonly Row[]): Promise<void> {
  const head = ['what', 'measured', 'baseline', 'ratio', 'aim'];
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
