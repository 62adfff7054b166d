/**
 * The dates of a series. They keep the wall time of the mentor's zone, on which her slots stand, over clock changes; a
 * wall time that one of them skips moves forward by the gap, and one that occurs twice is the first, as in
 * wall-time.ts. Pure. Instants are epoch milliseconds.
 */
import { DAY_MS } from './calendar-date.ts';
import { zoneClock } from './wall-time.ts';

/** How a series comes back. */
export interface Rhythm {
  readonly everyWeeks: number;
  /** Dates, the first one included. */
  readonly count: number;
}

/** The starts of a series, ascending: the first as it was asked for, each other at its wall time. */
export function seriesStarts(timeZone: string, first: number, { everyWeeks, count }: Rhythm): number[] {
  const step = everyWeeks * 7 * DAY_MS;
  return Array.from({ length: count }, (_, at) => (at === 0 ? first : movedBy(timeZone, first, at * step)));
}

/** How far a start moves on the wall, ms. */
export function wallShift(timeZone: string, from: number, to: number): number {
  const clock = zoneClock(timeZone);
  return clock.wallAt(to) - clock.wallAt(from);
}

/** Where a start comes to stand that moves by `shift` ms on the wall. */
export function movedBy(timeZone: string, startsAt: number, shift: number): number {
  const clock = zoneClock(timeZone);
  return clock.instantOf(clock.wallAt(startsAt) + shift);
}
