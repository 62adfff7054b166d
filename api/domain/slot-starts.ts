import { DAY_MS, MINUTE_MS } from './calendar-date.ts';
import type { Period } from './slots.ts';
import type { ZoneClock } from './wall-time.ts';

/** The starts of one open period that fall into a window, ascending, each once. */
export function startsIn(clock: ZoneClock, period: Period, window: Period, stepMinutes: number): number[] {
  const step = stepMinutes * MINUTE_MS;
  const from = Math.max(period.start, window.start);
  const to = Math.min(period.end, window.end);
  const anchor = clock.wallAt(period.start);
  // No clock change moves a wall time by more than a day, so the starts wanted lie within a day of the window on the wall.
  const firstStep = Math.max(0, Math.floor((clock.wallAt(from) - DAY_MS - anchor) / step));
  const lastWall = Math.min(clock.wallAt(period.end), clock.wallAt(to) + DAY_MS);

  const starts: number[] = [];
  let latest = -Infinity;
  let ordered = true;
  for (let wall = anchor + firstStep * step; wall < lastWall; wall += step) {
    const startsAt = clock.instantOf(wall);
    if (startsAt < from || startsAt >= to) continue;
    if (startsAt <= latest) ordered = false;
    latest = startsAt;
    starts.push(startsAt);
  }
  return ordered ? starts : [...new Set(starts)].sort((a, b) => a - b);
}
