import { appendFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** How long a test took, without the hooks around it, ms. */
export interface Timing {
  readonly title: string;
  readonly ms: number;
}

/** Makes the file that every suite of `npm test -- --slow` adds its timings to (TEST_TIMINGS). @returns its path. */
export async function startTimings(): Promise<string> {
  return join(await mkdtemp(join(tmpdir(), 'mentor-booking-timings-')), 'timings');
}

/** Adds to the file, when one is asked for. */
export function addTimings(timings: readonly Timing[]): void {
  const file = process.env.TEST_TIMINGS;
  if (file) appendFileSync(file, timings.map((timing) => `${JSON.stringify(timing)}\n`).join(''));
}

/** Lines about the slowest tests, the slowest first. Removes the file. */
export async function slowestOf(file: string, count: number): Promise<string[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter(Boolean);
  await rm(dirname(file), { recursive: true });
  return lines
    .map((line) => JSON.parse(line) as Timing)
    .sort((one, other) => other.ms - one.ms)
    .slice(0, count)
    .map(({ title, ms }) => `${(ms / 1000).toFixed(1).padStart(7)} s  ${title}`);
}
