import { Worker } from 'node:worker_threads';
import { type BusyPeriods, type BusyQuery, UnreadableCalendar } from '../domain/ics/busy-periods.ts';

/** What the thread answers. */
export type Expansion =
  | { readonly busy: BusyPeriods }
  | { readonly unreadable: UnreadableCalendar['reason'] };

/** Threads at once in this process: each may fill the memory that it is given. */
const most = 4;

let running = 0;
const waiting: (() => void)[] = [];

/**
 * `busyPeriods` in a thread of its own, which is ended when it takes too long: a rule can be written that a parser
 * looks for for ever (29 February in every month but February), and nobody else's request waits for a large file. Who
 * comes while four are at it waits for one of them.
 *
 * @throws UnreadableCalendar
 */
export async function expandCalendar(
  text: string,
  query: BusyQuery,
  timeoutMs = 5_000,
): Promise<BusyPeriods> {
  if (running < most) running++;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await expandInThread(text, query, timeoutMs);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

async function expandInThread(text: string, query: BusyQuery, timeoutMs: number): Promise<BusyPeriods> {
  const thread = new Worker(new URL('./expand-thread.ts', import.meta.url), {
    workerData: { text, query },
    resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 },
  });
  try {
    const expansion = await new Promise<Expansion>((resolve) => {
      const tooComplex = (): void => resolve({ unreadable: 'too_complex' });
      const timer = setTimeout(tooComplex, timeoutMs);
      // It ends with an error when its memory is used up.
      thread.once('message', resolve).once('error', tooComplex);
      thread.once('exit', () => clearTimeout(timer));
    });
    if ('busy' in expansion) return expansion.busy;
    throw new UnreadableCalendar(expansion.unreadable);
  } finally {
    await thread.terminate();
  }
}
