/** Dates, times and durations as calendars write them (RFC 5545 §3.3.4 to §3.3.6). */

import type { Period } from '../calendar.ts';
import { DAY_MS, dayOfDate } from '../calendar-date.ts';
import { type ZoneClock, zoneClock } from '../wall-time.ts';
import { CalendarFault } from './calendar-faults.ts';
import type { Property } from './calendar-lines.ts';

/** A date, or a date and time, as an event tells it. */
export interface Moment {
  /** Milliseconds that a clock in UTC would show for it; midnight for a date. */
  readonly wall: number;
  readonly form: 'date' | 'floating' | 'utc' | 'zoned';
  /** Of the zone that the time is told in; for a date the mentor's, for a floating time the calendar's. */
  readonly clock: ZoneClock;
  /** Set where a zone is named that nobody knows; the time is taken for a floating one. */
  readonly isZoneUnknown?: boolean;
}

/** What lies between start and end: days on the wall, then exact time. Source: RFC 5545 §3.3.6, §3.6.1. */
export interface Length {
  readonly days: number;
  readonly ms: number;
}

/** How the times of a calendar are read. */
export interface Zones {
  /** The mentor's, for whole days. */
  readonly home: ZoneClock;
  /** For times that name no zone: what the calendar says of all of them, or the mentor's. */
  readonly floating: ZoneClock;
  /** The clock of a TZID; null for one that means nothing to us. */
  readonly named: (tzid: string) => ZoneClock | null;
}

const FORM =
  /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s*(?:(Z)|([+-])(\d\d):?(\d\d)?)?)?$/i;

/**
 * The moment of one value of a property. Eight digits are a date, whatever the property says that they are, and so is
 * midnight where it says that it is a date.
 *
 * @throws CalendarFault `bad_date`
 */
export function momentOf(text: string, property: Property, zones: Zones): Moment {
  const parts = FORM.exec(text.trim());
  if (!parts) throw new CalendarFault('bad_date');
  const [, year = '', month = '', day = '', ...time] = parts;
  const [hour, minute, second] = time.slice(0, 3).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
  ];
  if (hour > 24 || minute > 59 || second > 60) throw new CalendarFault('bad_date');
  const ms = ((hour * 60 + minute) * 60 + second) * 1000;
  const wall = dayOf(`${year}-${month}-${day}`) * DAY_MS + ms;
  const saysDate = property.parameters.get('VALUE')?.toUpperCase() === 'DATE';
  if (time[0] === undefined || (saysDate && ms === 0)) return { wall, form: 'date', clock: zones.home };
  const utc = { form: 'utc', clock: zoneClock('UTC') } as const;
  if (time[3] !== undefined) return { wall, ...utc };
  if (time[4] !== undefined) {
    const offset = (Number(time[5]) * 60 + Number(time[6] ?? 0)) * 60_000;
    return { wall: time[4] === '-' ? wall + offset : wall - offset, ...utc };
  }
  const tzid = property.parameters.get('TZID');
  const floating = { wall, form: 'floating', clock: zones.floating } as const;
  if (!tzid) return floating;
  const clock = zones.named(tzid);
  return clock ? { wall, form: 'zoned', clock } : { ...floating, isZoneUnknown: true };
}

function dayOf(date: string): number {
  try {
    return dayOfDate(date);
  } catch {
    throw new CalendarFault('bad_date');
  }
}

/** The values of a property that may hold several; vCalendar 1.0 parts them by semicolons. */
export const valuesOf = ({ value }: Property): string[] => value.split(/[,;]/).filter((each) => each.trim());

const DURATION = /^([+-])?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i;

/** A duration; one that is below zero counts as none. Throws a CalendarFault `no_end` for what is none. */
export function durationOf(text: string): Length {
  const parts = DURATION.exec(text.trim());
  if (!parts || text.trim().length < 2) throw new CalendarFault('no_end');
  const [weeks, days, hours, minutes, seconds] = parts.slice(2).map((part) => Number(part ?? 0)) as number[];
  const length = {
    days: (weeks ?? 0) * 7 + (days ?? 0),
    ms: (((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000,
  };
  if (parts[1] === '-' && length.days + length.ms > 0) throw new CalendarFault('no_end');
  return length;
}

/** The stretch of time that begins at a moment. */
export function periodOf({ wall, clock }: Pick<Moment, 'wall' | 'clock'>, { days, ms }: Length): Period {
  const end = days === 0 ? clock.instantOf(wall) : clock.instantOf(wall + days * DAY_MS);
  return { start: clock.instantOf(wall), end: end + ms };
}

export const instantOf = ({ wall, clock }: Moment): number => clock.instantOf(wall);

export const dayOfWall = (wall: number): number => Math.floor(wall / DAY_MS);
