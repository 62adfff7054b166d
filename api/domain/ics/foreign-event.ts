import ICAL from 'ical.js';
import type { Period } from '../calendar.ts';
import { DAY_MS } from '../calendar-date.ts';
import { zoneClock } from '../wall-time.ts';
import type { CalendarPart } from './calendar-parts.ts';
import { type CalendarClock, clockOfTzid } from './calendar-zones.ts';

/** A date, or a date and time, as an event tells it. */
export interface Moment {
  /** Milliseconds that a clock in UTC would show for it; midnight for a date. */
  readonly wall: number;
  readonly isDate: boolean;
  /** Of the zone that the time is told in. */
  readonly clock: CalendarClock;
}

/** What lies between start and end: days on the wall, then exact time. Source: RFC 5545 §3.3.6, §3.6.1. */
export interface Length {
  readonly days: number;
  readonly ms: number;
}

/** One VEVENT, as far as it tells when somebody is busy. */
export interface ForeignEvent {
  readonly uid: string;
  /** False for what is cancelled, or marked as free. */
  readonly isBusy: boolean;
  readonly start: Moment;
  readonly length: Length;
  readonly rules: readonly Recurrence[];
  readonly added: readonly (readonly [start: Moment, length: Length | null])[];
  readonly removed: readonly Moment[];
  /** Set when this event stands for one occurrence of another of the same UID, or for that and all after it. */
  readonly replaces: { readonly moment: Moment; readonly andFuture: boolean } | null;
}

export interface Recurrence {
  /** RFC 5545 §3.3.10 without its UNTIL. */
  readonly rule: ICAL.Recur;
  readonly until: Moment | null;
}

/** A property in jCal form: name, parameters, type, values. Source: RFC 7265 §3.4. */
type Property = readonly [string, Readonly<Record<string, string>>, string, ...unknown[]];

/** How moments are read: a zone for what names none, and the VTIMEZONEs of the file by TZID. */
export interface Zones {
  readonly timeZone: string;
  readonly vtimezones: ReadonlyMap<string, string>;
}

/** Reads a VEVENT. Throws for one that cannot be read. */
export function readEvent({ text }: CalendarPart, zones: Zones): ForeignEvent {
  const properties = propertiesOf(text);
  const all = (name: string): Property[] => properties.filter((property) => property[0] === name);
  const value = (name: string): string => String(all(name)[0]?.[3] ?? '').toUpperCase();
  const momentsOf = (name: string): Moment[] => all(name).flatMap((each) => momentsIn(each, zones));

  const [start] = momentsOf('dtstart');
  if (!start) throw new RangeError('An event has no DTSTART.');
  const [end] = momentsOf('dtend');
  const [replaced] = all('recurrence-id');
  const [replacedMoment] = momentsOf('recurrence-id');
  const isFree =
    value('transp') === 'TRANSPARENT' ||
    ['FREE', 'WORKINGELSEWHERE'].includes(value('x-microsoft-cdo-busystatus'));
  return {
    uid: String(all('uid')[0]?.[3] ?? ''),
    isBusy: !isFree && value('status') !== 'CANCELLED',
    start,
    length: lengthOf(start, end, all('duration')[0]?.[3]),
    rules: all('rrule').map(([, , , rule]) => recurrenceOf(rule as RecurData, start, zones)),
    added: all('rdate').flatMap((property) => addedIn(property, zones)),
    removed: momentsOf('exdate'),
    replaces: replacedMoment
      ? { moment: replacedMoment, andFuture: replaced?.[1].range === 'THISANDFUTURE' }
      : null,
  };
}

/** The busy periods of a VFREEBUSY; its times are in UTC. Source: RFC 5545 §3.6.4. */
export function readFreeBusy({ text }: CalendarPart, zones: Zones): Period[] {
  return propertiesOf(text)
    .filter(([name, { fbtype }]) => name === 'freebusy' && fbtype?.toUpperCase() !== 'FREE')
    .flatMap((property) => addedIn(property, zones))
    .map(([start, length]) => periodOf(start, length ?? { days: 0, ms: 0 }));
}

/** The stretch of time that begins at a moment. */
export function periodOf({ wall, clock }: Moment, { days, ms }: Length): Period {
  return { start: clock.instantOf(wall), end: clock.instantOf(wall + days * DAY_MS) + ms };
}

function propertiesOf(text: string): Property[] {
  const [, properties] = ICAL.parse(text) as unknown as [string, Property[]];
  return properties;
}

function momentsIn([, { tzid }, , ...values]: Property, zones: Zones): Moment[] {
  return values.map((value) => momentOf(String(value), tzid, zones));
}

const FORM = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(Z?))?$/;

function momentOf(text: string, tzid: string | undefined, { timeZone, vtimezones }: Zones): Moment {
  const parts = FORM.exec(text);
  if (!parts) throw new RangeError('An event has a date that cannot be read.');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const isDate = parts[4] === undefined;
  // A zone that means nothing to us is taken for that of the reader, as a time without one is (RFC 5545 §3.3.5).
  const named = tzid && !isDate ? clockOfTzid(tzid, vtimezones) : null;
  return {
    wall: Date.UTC(year, month - 1, day, hour, minute, second),
    isDate,
    clock: parts[7] === 'Z' ? zoneClock('UTC') : (named ?? zoneClock(timeZone)),
  };
}

function addedIn([, { tzid }, , ...values]: Property, zones: Zones): [Moment, Length | null][] {
  return values.map((value) => {
    if (!Array.isArray(value)) return [momentOf(String(value), tzid, zones), null];
    const [from, to] = value.map(String) as [string, string];
    const start = momentOf(from, tzid, zones);
    return [
      start,
      to.startsWith('P') ? durationOf(to) : lengthOf(start, momentOf(to, tzid, zones), undefined),
    ];
  });
}

function lengthOf(start: Moment, end: Moment | undefined, duration: unknown): Length {
  if (end) {
    if (start.isDate) return { days: Math.round((end.wall - start.wall) / DAY_MS), ms: 0 };
    return { days: 0, ms: end.clock.instantOf(end.wall) - start.clock.instantOf(start.wall) };
  }
  if (duration !== undefined) return durationOf(String(duration));
  return { days: start.isDate ? 1 : 0, ms: 0 };
}

function durationOf(text: string): Length {
  const { isNegative, weeks, days, hours, minutes, seconds } = ICAL.Duration.fromString(text);
  if (isNegative) throw new RangeError('An event ends before it starts.');
  return { days: weeks * 7 + days, ms: ((hours * 60 + minutes) * 60 + seconds) * 1000 };
}

type RecurData = NonNullable<Parameters<typeof ICAL.Recur.fromData>[0]>;

function recurrenceOf(data: RecurData, start: Moment, zones: Zones): Recurrence {
  const { until, ...rule } = data as RecurData & { until?: unknown };
  const last = until === undefined ? null : momentOf(String(until), undefined, zones);
  return { rule: ICAL.Recur.fromData(rule), until: last && inZoneOf(start, last) };
}

/** An UNTIL on the wall where its event's times are; a date holds to its last second. */
function inZoneOf({ clock }: Moment, until: Moment): Moment {
  if (until.isDate) return { ...until, wall: until.wall + DAY_MS - 1 };
  if (until.clock !== zoneClock('UTC')) return { ...until, clock };
  return { ...until, wall: clock.wallAt(until.wall), clock };
}
