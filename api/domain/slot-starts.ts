import type { Period } from './calendar.ts';
import { DAY_MS, MINUTE_MS } from './calendar-date.ts';
import type { ZoneClock } from './wall-time.ts';

/**
 * The starts of one open period that fall into a window, ascending, each once.
 *
 * The grid is one of wall times: a whole number of steps before or after what the wall shows at the period's start. A
 * wall time of the grid is a start each time that the wall shows it inside the period, so twice in an hour that is
 * repeated. One that is skipped inside the period moves forward by the gap, where it may meet another.
 */
export function startsIn(clock: ZoneClock, period: Period, window: Period, stepMinutes: number): number[] {
  const step = stepMinutes * MINUTE_MS;
  const from = Math.max(period.start, window.start);
  const to = Math.min(period.end, window.end);
  const anchor = clock.wallAt(period.start);
  const starts: number[] = [];
  /** Adds the grid's wall times in `[first, end)`, each as the instant that it is with this offset from UTC. */
  const add = (first: number, end: number, offset: number): void => {
    for (let wall = anchor + Math.ceil((first - anchor) / step) * step; wall < end; wall += step) {
      const startsAt = wall - offset;
      if (startsAt >= from && startsAt < to) starts.push(startsAt);
    }
  };

  // What a gap skips moves into the window from a day before it at the most.
  let since = Math.max(period.start, from - DAY_MS);
  let moved = false;
  while (since < to) {
    const offset = clock.wallAt(since) - since;
    const change = clock.nextChange(since);
    add(Math.max(since, from) + offset, Math.min(change, to) + offset, offset);
    if (change >= to) break;
    const gapEnd = clock.wallAt(change);
    moved ||= gapEnd > change + offset;
    add(change + offset, gapEnd, offset);
    since = change;
  }
  return moved ? [...new Set(starts)].sort((a, b) => a - b) : starts;
}
