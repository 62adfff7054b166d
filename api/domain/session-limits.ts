import type { SessionLimits } from './calendar.ts';
import { DAY_MS } from './calendar-date.ts';
import type { ZoneClock } from './wall-time.ts';

/**
 * Whether a session more at a start would be one too many for its day or its week (Monday to Sunday), by the mentor's
 * wall time. Where something stands at that very start already, a session there is none more: its seats share it.
 */
export function fullness(
  { perDay, perWeek, counted }: SessionLimits,
  clock: ZoneClock,
): (startsAt: number) => boolean {
  const starts = new Set(counted);
  const dayOf = (startsAt: number): number => Math.floor(clock.wallAt(startsAt) / DAY_MS);
  // 1970-01-01 was a Thursday.
  const weekOf = (startsAt: number): number => Math.floor((dayOf(startsAt) + 3) / 7);
  const inDays = countBy(starts, dayOf);
  const inWeeks = countBy(starts, weekOf);
  return (startsAt) =>
    !starts.has(startsAt) &&
    ((perDay !== null && (inDays.get(dayOf(startsAt)) ?? 0) >= perDay) ||
      (perWeek !== null && (inWeeks.get(weekOf(startsAt)) ?? 0) >= perWeek));
}

function countBy(starts: Iterable<number>, keyOf: (startsAt: number) => number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const startsAt of starts) counts.set(keyOf(startsAt), (counts.get(keyOf(startsAt)) ?? 0) + 1);
  return counts;
}
