import autocannon from 'autocannon';
import type { BenchServer } from './run.ts';

export interface Measured {
  /** Requests answered a second. */
  readonly perSecond: number;
  /** Median latency, ms. */
  readonly p50: number;
}

type ByConnections = Record<1 | 32, Measured>;

export interface Reads {
  readonly api: ByConnections;
  readonly baseline: ByConnections;
  /** 32 connections, every mentor asked once: nothing is remembered. Only where there are mentors enough. */
  readonly unasked?: Measured;
  readonly memoryMb: number;
}

const rounds = 3;
const seconds = 5;

/** Slots of a week and the baseline's query, for mentors drawn from all there are; each round measures both. */
export async function measureReads(options: {
  baseline: BenchServer;
  api: BenchServer;
  mentors: number;
  weekStart: string;
}): Promise<Reads> {
  const { baseline, api, mentors, weekStart } = options;
  const ids = sample(mentors, 5_000);
  const slots = (id: number) => `/api/mentors/${id}/available-slots?from=${weekStart}&timezone=Africa/Dakar`;
  const byKey = (id: number) => `/api/mentors/${id}`;
  const result = { api: {} as ByConnections, baseline: {} as ByConnections };
  for (const connections of [1, 32] as const) {
    const found: Record<'api' | 'baseline', Measured[]> = { api: [], baseline: [] };
    await load(baseline.url, byKey, ids, connections, 2);
    await load(api.url, slots, ids, connections, 3);
    for (let round = 0; round < rounds; round++) {
      found.baseline.push(await load(baseline.url, byKey, ids, connections, seconds));
      found.api.push(await load(api.url, slots, ids, connections, seconds));
    }
    result.api[connections] = median(found.api);
    result.baseline[connections] = median(found.baseline);
  }
  if (mentors < 50_000) return { ...result, memoryMb: await api.memoryMb() };
  const order = Array.from({ length: mentors }, (_, n) => 1 + ((n * 7_919) % mentors));
  const unasked = await load(api.url, slots, order, 32, seconds);
  return { ...result, unasked, memoryMb: await api.memoryMb() };
}

async function load(
  url: string,
  path: (id: number) => string,
  ids: readonly number[],
  connections: number,
  duration: number,
): Promise<Measured> {
  // One sequence for all connections, so that no mentor is asked by each of them at once.
  let next = 0;
  const setupRequest = (request: autocannon.Request): autocannon.Request => ({
    ...request,
    path: path(ids[next++ % ids.length] as number),
  });
  const requests = [{ method: 'GET' as const, setupRequest }];
  const latencies: number[] = [];
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    // As every browser asks.
    const headers = { 'accept-encoding': 'gzip, br' };
    const run = autocannon({ url, connections, duration, requests, headers }, (error, found) =>
      error ? reject(error) : resolve(found),
    );
    // autocannon's own percentiles are whole milliseconds, too coarse for answers that take less than one.
    run.on('response', (_client, _status, _bytes, ms) => latencies.push(ms));
  });
  const { non2xx, errors, requests: counted } = result;
  if (non2xx + errors > 0)
    throw new Error(`${url}: ${non2xx} answers were not 2xx, ${errors} requests failed`);
  latencies.sort((a, b) => a - b);
  return { perSecond: counted.total / duration, p50: latencies[latencies.length >> 1] ?? Number.NaN };
}

/** `count` ids from 1 to `highest`, the same in every run. */
function sample(highest: number, count: number): number[] {
  let state = 12_345;
  return Array.from({ length: count }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return 1 + (state % highest);
  });
}

function median(all: readonly Measured[]): Measured {
  return [...all].sort((a, b) => a.perSecond - b.perSecond)[all.length >> 1] as Measured;
}
