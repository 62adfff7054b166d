import autocannon from 'autocannon';
import type { BenchServer } from './bench-server.ts';

export interface Measured {
  /** Requests answered a second. */
  readonly perSecond: number;
  /** Median latency, ms. */
  readonly p50: number;
}

/** One server and what it is asked. */
export interface Target {
  readonly server: BenchServer;
  readonly path: (mentorId: number) => string;
  /** Asked for in this order, over and over. */
  readonly mentorIds: readonly number[];
}

const rounds = 3;
const seconds = 5;

/** Medians of every target. Each round measures all of them, so that what else the machine does hits them alike. */
export async function measureReads<Name extends string>(
  targets: Readonly<Record<Name, Target>>,
  connections: number,
): Promise<Record<Name, Measured>> {
  const names = Object.keys(targets) as Name[];
  const found = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, Measured[]>;
  for (const name of names) await load(targets[name], connections, 3);
  for (let round = 0; round < rounds; round++) {
    for (const name of names) found[name].push(await load(targets[name], connections, seconds));
  }
  const medians = names.map((name) => [name, median(found[name])]);
  return Object.fromEntries(medians) as Record<Name, Measured>;
}

/** One stretch of load on one target. */
export async function load(
  { server, path, mentorIds }: Target,
  connections: number,
  duration: number,
): Promise<Measured> {
  // One sequence for all connections, so that no mentor is asked by each of them at once.
  let next = 0;
  const setupRequest = (request: autocannon.Request): autocannon.Request => ({
    ...request,
    path: path(mentorIds[next++ % mentorIds.length] as number),
  });
  const requests = [{ method: 'GET' as const, setupRequest }];
  // As every browser asks.
  const headers = { 'accept-encoding': 'gzip, br' };
  const options = { url: server.url, connections, duration, requests, headers };
  const latencies: number[] = [];
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon(options, (error, done) => (error ? reject(error) : resolve(done)));
    // autocannon's own percentiles are whole milliseconds, too coarse for answers that take less than one.
    run.on('response', (_client, _status, _bytes, ms) => latencies.push(ms));
  });
  const { non2xx, errors, requests: counted } = result;
  if (non2xx + errors > 0) {
    throw new Error(`${server.url}: ${non2xx} answers were not 2xx, ${errors} requests failed`);
  }
  latencies.sort((a, b) => a - b);
  return { perSecond: counted.total / duration, p50: latencies[latencies.length >> 1] ?? Number.NaN };
}

/** `count` ids from 1 to `highest`, the same in every run. */
export function sample(highest: number, count: number): number[] {
  let state = 12_345;
  return Array.from({ length: count }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return 1 + (state % highest);
  });
}

function median(all: readonly Measured[]): Measured {
  return [...all].sort((a, b) => a.perSecond - b.perSecond)[all.length >> 1] as Measured;
}
