import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import type { Knex } from 'knex';
import { addDays } from '../../api/domain/wall-time.ts';
import { addSessionsToRemind, queueReminders } from '../support/load-reminders.ts';
import type { BenchServer } from './bench-server.ts';
import { studentToken } from './people.ts';

export interface RemindersMeasured {
  /** How long the reminders take that are due at once, seconds. */
  readonly seconds: number;
  /** Bookings a second of a process that sends nothing, and of one that sends them meanwhile. */
  readonly alone: number;
  readonly during: number;
}

export const reminders = 10_000;

const connections = 1;
const students = 2_000;
const mentors = 100;

/** How long bookings are counted before the reminders and after them, ms. */
const stretchMs = 20_000;

/**
 * Bookings on a process that does nothing else, then on one that sends reminders meanwhile, as `npm start` does, then
 * on the first again: what the machine and the growing tables do to both is in the mean of the two. The mails about
 * these bookings stand behind the reminders in the queue.
 */
export async function measureReminders(options: {
  readonly knex: Knex;
  readonly weekStart: string;
  /** The API alone. */
  readonly api: BenchServer;
  /** Starts the API with its jobs. */
  readonly startWhole: () => Promise<BenchServer>;
}): Promise<RemindersMeasured> {
  const { knex, weekStart, api, startWhole } = options;
  await addSessionsToRemind(knex, reminders / 2, Date.now());
  const bookings = await planBookings(weekStart);
  const alone = () => bookings.during(api, () => sleep(stretchMs));
  const before = await alone();
  await knex('message').delete();
  const whole = await startWhole();
  let [seconds, due] = [0, 0];
  const isAny = async (state: string): Promise<boolean> => {
    // Those of the bookings made meanwhile are due later.
    const found = knex('message').where({ event: 'session_reminder', state });
    return Boolean(await found.where('due_at', '<=', new Date(due)).first('id'));
  };
  const during = await bookings.during(whole, async () => {
    due = Date.now();
    await queueReminders(knex, due);
    const began = performance.now();
    while (await isAny('queued')) await sleep(250);
    seconds = (performance.now() - began) / 1000;
  });
  for (const state of ['skipped', 'failed', 'in_doubt'])
    if (await isAny(state)) throw new Error(`a reminder was not sent but ${state}`);
  whole.stop();
  const after = await alone();
  console.error(`bookings alone: ${Math.round(before)}/s before the reminders, ${Math.round(after)}/s after`);
  return { seconds, alone: (before + after) / 2, during };
}

/** Books, each once, what does not overlap: 100 mentors, 24 starts a day, the six weeks after the one that is full. */
async function planBookings(weekStart: string) {
  const tokens = await Promise.all(Array.from({ length: students }, (_, n) => studentToken(`s${n + 1}`)));
  let next = 0;
  const setupRequest = (request: autocannon.Request): autocannon.Request => {
    const n = next++;
    const start = Math.floor(n / mentors);
    const [week, day, half] = [1 + Math.floor(start / 120), Math.floor(start / 24) % 5, start % 24];
    const time = `${String(8 + (half >> 1)).padStart(2, '0')}:${half % 2 ? '30' : '00'}`;
    const session_date = `${addDays(weekStart, 7 * week + day)}T${time}:00+03:00`;
    return {
      ...request,
      method: 'POST',
      path: `/api/mentors/${1 + (n % mentors)}/book`,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens[n % students]}` },
      body: JSON.stringify({ session_date, duration_minutes: 30, subject: 'Bench' }),
    };
  };
  /** Books as fast as it goes until `work` is done. @returns bookings a second. */
  const during = async (server: BenchServer, work: () => Promise<void>): Promise<number> => {
    const ended = Promise.withResolvers<void>();
    const options = { url: server.url, connections, duration: 600, requests: [{ setupRequest }] };
    const run = autocannon(options, () => ended.resolve());
    let booked = 0;
    run.on('response', (_, status) => {
      if (status === 201) booked++;
    });
    const began = performance.now();
    await work();
    const rate = booked / ((performance.now() - began) / 1000);
    run.stop();
    await ended.promise;
    return rate;
  };
  return { during };
}
