import { DAY_MS } from '../calendar-date.ts';
import { CalendarFault } from './calendar-faults.ts';
import type { Property } from './calendar-lines.ts';
import {
  dayOfWall,
  durationOf,
  instantOf,
  type Length,
  type Moment,
  momentOf,
  type Zones,
} from './moments.ts';

/**
 * The days that a moment may mean to a series of whole days, the likeliest first. A time in UTC is midnight
 * somewhere: in UTC itself, in the mentor's zone or in the calendar's; else it stands for the mentor's date.
 */
export function daysMeant({ wall, form, clock }: Moment, { home, floating }: Zones): number[] {
  const own = dayOfWall(wall);
  if (form === 'date' || form === 'floating') return [own];
  const there = [clock, home, floating].map((each) =>
    each === clock ? wall : each.wallAt(clock.instantOf(wall)),
  );
  return [
    ...there.filter((each) => each % DAY_MS === 0),
    ...(form === 'zoned' ? [wall] : []),
    ...there.slice(1),
    wall,
  ].map(dayOfWall);
}

/**
 * Where an event lies: its start, and how long it lasts. Where only one of start and end names a zone, both are in
 * that.
 *
 * @throws CalendarFault `no_start`, `no_end`
 */
export function stretchOf(
  all: (name: string) => Property[],
  zones: Zones,
): { readonly start: Moment; readonly length: Length } {
  const first = (name: string): Moment | null => {
    for (const property of all(name)) {
      try {
        return momentOf(property.value, property, zones);
      } catch {}
    }
    return null;
  };
  const told = first('DTSTART');
  if (!told) throw new CalendarFault('no_start');
  const end = first('DTEND');
  const duration = all('DURATION')[0]?.value;
  if (!end) return { start: told, length: lengthOfDuration(told, duration, all('DTEND').length > 0) };
  const start = inZoneOf(end, told);
  const length = lengthBetween(start, inZoneOf(told, end), zones);
  // 09:00 in no zone to 09:00 in UTC: both are told as they are.
  const asTold = length.days + length.ms <= 0 && start !== told ? lengthBetween(told, end, zones) : null;
  if (asTold && asTold.ms > 0) return { start: told, length: asTold };
  if (length.ms < 0) throw new CalendarFault('no_end');
  return { start, length };
}

/** A floating time beside one that names its zone is in that zone. */
function inZoneOf({ form, clock }: Moment, moment: Moment): Moment {
  const isLent = moment.form === 'floating' && (form === 'utc' || form === 'zoned');
  return isLent ? { wall: moment.wall, form, clock } : moment;
}

/**
 * A date more, or a period, of RDATE or FREEBUSY.
 *
 * @param beside the start of its event, in whose zone it is where it names none
 * @returns its start, and for a period how long it lasts
 * @throws CalendarFault
 */
export function addedOf(
  value: string,
  property: Property,
  beside: Moment | null,
  zones: Zones,
): [Moment, Length | null] {
  const [from = '', to] = value.split('/');
  const read = (text: string): Moment => {
    const moment = momentOf(text, property, zones);
    return beside ? inZoneOf(beside, moment) : moment;
  };
  const start = read(from);
  if (to === undefined) return [start, null];
  if (/^\s*[+-]?P/i.test(to)) return [start, lengthOfDuration(start, to, true)];
  const length = lengthBetween(start, inZoneOf(start, read(to)), zones);
  if (length.ms < 0) throw new CalendarFault('bad_date');
  return [start, length];
}

/**
 * What lies between two moments. A start that is a date lasts whole days, one at the least, whatever stands as its
 * end; so much is meant by an end that is the same date, or by a time of it. Of times, an end before the start gives
 * less than 0 ms.
 */
function lengthBetween(start: Moment, end: Moment, { home }: Zones): Length {
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
 * How long an event lasts that has no end, by its DURATION. Without one a date is a whole day, and a time takes no
 * time.
 *
 * @param isNeeded whether no duration leaves it open how long the event lasts
 * @throws CalendarFault `no_end`
 */
function lengthOfDuration(start: Moment, text: string | undefined, isNeeded: boolean): Length {
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
