import type { SkipReason } from '../../contract/busy-feed.ts';
import type { Period } from '../calendar.ts';
import { DAY_MS } from '../calendar-date.ts';
import { CalendarFault } from './calendar-faults.ts';
import type { Property } from './calendar-lines.ts';

import type { CalendarPart } from './calendar-parts.ts';
import { lengthBetween, lengthOfDuration } from './event-length.ts';
import { type EventRule, readEventRule } from './event-rule.ts';
import {
  dayOfWall,
  instantOf,
  type Length,
  type Moment,
  momentOf,
  periodOf,
  valuesOf,
  type Zones,
} from './moments.ts';

/** One VEVENT of somebody else's calendar, as far as it tells when somebody is busy. */
export interface ForeignEvent {
  readonly uid: string;
  /** What is higher is later: SEQUENCE, DTSTAMP, LAST-MODIFIED. */
  readonly version: readonly [sequence: number, stamp: number, modified: number];
  /** False for what is cancelled, marked as free, or declined by the calendar's owner. */
  readonly isBusy: boolean;
  readonly isCancelled: boolean;
  readonly start: Moment;
  readonly length: Length;
  readonly rules: readonly EventRule[];
  /** EXRULE of RFC 2445, which old programs still write. */
  readonly exRules: readonly EventRule[];
  readonly added: readonly (readonly [start: Moment, length: Length | null])[];
  readonly removed: readonly Moment[];
  /** Set when this event stands for one occurrence of another of the same UID, or for that and all after it. */
  readonly replaces: { readonly moment: Moment; readonly andFuture: boolean } | null;
  /** What in it could not be read, while the rest was. */
  readonly faults: readonly SkipReason[];
}

/**
 * Reads a VEVENT. What cannot be read in it costs itself alone: one exception, one date more, one rule.
 *
 * @param isOwner whether an address, in lower case, is one of the calendar's owner
 * @throws CalendarFault `no_start`, `no_end`
 */
export function readEvent(
  part: CalendarPart,
  zones: Zones,
  isOwner: (address: string) => boolean,
): ForeignEvent {
  const { properties, calendar } = part;
  const faults: SkipReason[] = [];
  const all = (name: string): Property[] => properties.filter((property) => property.name === name);
  const text = (name: string): string => all(name)[0]?.value ?? '';
  const attempt = <T>(read: () => T): T[] => {
    try {
      return [read()];
    } catch (error) {
      if (!(error instanceof CalendarFault)) throw error;
      faults.push(error.reason);
      return [];
    }
  };

  const { start, length } = stretchOf(all, zones);
  if (start.isZoneUnknown) faults.push('unknown_zone');
  const rulesOf = (name: string): EventRule[] =>
    all(name).flatMap((property) =>
      attempt(() =>
        readEventRule(property.value, start.wall, (until) => untilOf(until, property, start, zones)),
      ),
    );
  const momentsOf = (name: string): Moment[] =>
    all(name).flatMap((property) =>
      valuesOf(property).flatMap((value) => attempt(() => momentOf(value, property, zones))),
    );
  const isCancelled = /^CANCELL?ED$/i.test(text('STATUS')) || /^CANCEL$/i.test(calendar.get('METHOD') ?? '');
  const [replaced] = all('RECURRENCE-ID');
  const [moment] = momentsOf('RECURRENCE-ID');
  return {
    uid: plainUid(text('UID')),
    version: [
      Number.parseInt(text('SEQUENCE'), 10) || 0,
      stampOf(text('DTSTAMP')),
      stampOf(text('LAST-MODIFIED')),
    ],
    isCancelled,
    isBusy: !isCancelled && !isFree(text) && !isDeclined(all('ATTENDEE'), isOwner),
    start,
    length,
    rules: rulesOf('RRULE'),
    exRules: rulesOf('EXRULE'),
    added: all('RDATE').flatMap((property) =>
      valuesOf(property).flatMap((value) => attempt(() => addedOf(value, property, start, zones))),
    ),
    removed: momentsOf('EXDATE'),
    replaces: moment
      ? { moment, andFuture: replaced?.parameters.get('RANGE')?.toUpperCase() === 'THISANDFUTURE' }
      : null,
    faults,
  };
}

/** The busy periods of a VFREEBUSY, and what of it could not be read. Source: RFC 5545 §3.6.4. */
export function readFreeBusy(
  { properties }: CalendarPart,
  zones: Zones,
): { readonly periods: readonly Period[]; readonly faults: readonly SkipReason[] } {
  const periods: Period[] = [];
  const faults: SkipReason[] = [];
  for (const property of properties) {
    if (property.name !== 'FREEBUSY' || property.parameters.get('FBTYPE')?.toUpperCase() === 'FREE') continue;
    for (const value of valuesOf(property)) {
      try {
        const [start, length] = addedOf(value, property, null, zones);
        if (length) periods.push(periodOf(start, length));
      } catch (error) {
        if (!(error instanceof CalendarFault)) throw error;
        faults.push('bad_date');
      }
    }
  }
  return { periods, faults };
}

/** The days that a moment may mean to a series of whole days, the likeliest first: told in UTC, its midnight is somebody's. */
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

/** Where an event lies: its start, and how long it lasts. An event that only one of start and end names a zone for is in that. */
function stretchOf(all: (name: string) => Property[], zones: Zones): Pick<ForeignEvent, 'start' | 'length'> {
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

function addedOf(
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

/** An UNTIL on the wall where its event's times are; a date holds to its last second. */
function untilOf(text: string, property: Property, start: Moment, zones: Zones): number {
  let until: Moment;
  try {
    until = momentOf(text, { ...property, parameters: new Map() }, zones);
  } catch {
    throw new CalendarFault('bad_rule');
  }
  if (start.form === 'date') return (daysMeant(until, zones)[0] ?? 0) * DAY_MS;
  if (until.form === 'date') return until.wall + DAY_MS - 1;
  return until.form === 'floating' ? until.wall : start.clock.wallAt(instantOf(until));
}

function isFree(text: (name: string) => string): boolean {
  // 1 is what vCalendar 1.0 writes for it.
  return (
    /^(?:TRANSPARENT|1$)/i.test(text('TRANSP')) ||
    /^(?:FREE|WORKINGELSEWHERE)$/i.test(text('X-MICROSOFT-CDO-BUSYSTATUS'))
  );
}

function isDeclined(attendees: readonly Property[], isOwner: (address: string) => boolean): boolean {
  const own = attendees.filter(({ value, parameters }) =>
    [value, parameters.get('EMAIL') ?? ''].some((each) =>
      isOwner(
        each
          .trim()
          .toLowerCase()
          .replace(/^mailto:\s*/, ''),
      ),
    ),
  );
  return (
    own.length > 0 && own.every(({ parameters }) => parameters.get('PARTSTAT')?.toUpperCase() === 'DECLINED')
  );
}

/** Outlook wraps the UID of an invitation that came from elsewhere: `vCal-Uid`, a one and the UID itself, in hexadecimal. */
function plainUid(uid: string): string {
  const [, wrapped] = /^04000000.*7643616C2D55696401000000((?:[0-9A-F]{2})+?)(?:00)*$/i.exec(uid) ?? [];
  return wrapped === undefined
    ? uid
    : String.fromCharCode(...(wrapped.match(/../g) ?? []).map((each) => Number.parseInt(each, 16)));
}

/** The digits of a time, which are in order as times are; 0 without any. */
const stampOf = (text: string): number => Number(text.replace(/\D/g, '').slice(0, 14).padEnd(14, '0'));
