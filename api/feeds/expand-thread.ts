import { parentPort, workerData } from 'node:worker_threads';
import { type BusyQuery, busyPeriods, UnreadableCalendar } from '../domain/ics/busy-periods.ts';
import type { Expansion } from './expand-calendar.ts';

/** The thread of expand-calendar.ts: one text, one answer. */
const { text, query } = workerData as { text: string; query: BusyQuery };
parentPort?.postMessage(expansion());

function expansion(): Expansion {
  try {
    return { busy: busyPeriods(text, query) };
  } catch (error) {
    return { unreadable: error instanceof UnreadableCalendar ? error.reason : 'not_calendar' };
  }
}
