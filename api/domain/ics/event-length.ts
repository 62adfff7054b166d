import { DAY_MS } from '../calendar-date.ts';
import { CalendarFault } from './calendar-faults.ts';
import { dayOfWall, durationOf, instantOf, type Length, type Moment, type Zones } from './moments.ts';

/**
 * What lies between two moments. A start that is a date lasts whole days, one at the least, whatever stands as its end; so
 * much is meant by an end that is the same date, or by a time of it. Of times, an end before the start gives less than 0 ms.
 */
export function lengthBetween(start: Moment, end: Moment, { home }: Zones): Length {
  if (start.form === 'date') {
    const isOfDays = end.form === 'date' || end.form === 'floating' || end.wall % DAY_MS === 0;
    const wall = isOfDays ? end.wall : home.wallAt(instantOf(end));
    return { days: Math.max(1, Math.ceil((wall - start.wall) / DAY_MS)), ms: 0 };
  }
  if (end.form !== 'date') return { days: 0, ms: instantOf(end) - instantOf(start) };
  // A time up to a date: to its midnight, or through it where it began on that date.
  const wall = dayOfWall(start.wall) === dayOfWall(end.wall) ? end.wall + DAY_MS : end.wall;
  return { days: 0, ms: start.clock.instantOf(wall) - instantOf(start) };
}

/**
 * How long an event lasts that has no end, by its DURATION. Without one a date is a whole day, and a time takes no time.
 *
 * @param isNeeded whether no duration leaves it open how long the event lasts
 * @throws CalendarFault `no_end`
 */
export function lengthOfDuration(start: Moment, text: string | undefined, isNeeded: boolean): Length {
  if (start.form === 'date') return { days: Math.max(1, daysOf(text)), ms: 0 };
  if (text !== undefined) return durationOf(text);
  if (isNeeded) throw new CalendarFault('no_end');
  return { days: 0, ms: 0 };
}

function daysOf(text: string | undefined): number {
  try {
    const { days, ms } = durationOf(text ?? '');
    return days + Math.ceil(ms / DAY_MS);
  } catch {
    return 1;
  }
}
