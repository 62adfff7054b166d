import type { SkipReason } from '../../contract/busy-feed.ts';
import { DAY_MS } from '../calendar-date.ts';
import { CalendarFault } from './calendar-faults.ts';
import type { Property } from './calendar-lines.ts';
import type { CalendarPart } from './calendar-parts.ts';
import { type EventRule, readEventRule } from './event-rule.ts';
import { addedOf, daysMeant, stretchOf } from './event-times.ts';
import { instantOf, type Length, type Moment, momentOf, valuesOf, type Zones } from './moments.ts';

/** One VEVENT of somebody else's calendar, as far as it tells when somebody is busy. */
export interface ForeignEvent {
  readonly uid: string;
  /** Compared in this order, the higher is the later: SEQUENCE, DTSTAMP, LAST-MODIFIED. */
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
 * @param isOwner whether a plain address is one of the calendar's owner
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
  const attempt = <T>(reason: SkipReason, read: () => T): T[] => {
    try {
      return [read()];
    } catch (error) {
      if (!(error instanceof CalendarFault)) throw error;
      faults.push(reason);
      return [];
    }
  };

  const { start, length } = stretchOf(all, zones);
  if (start.isZoneUnknown) faults.push('unknown_zone');
  // Whole days have no time of day (RFC 5545 §3.3.10).
  const ofDays = start.form === 'date' ? /BY(?:HOUR|MINUTE|SECOND)=[^;]*/gi : /$^/;
  const rulesOf = (name: string): EventRule[] =>
    all(name).flatMap((property) =>
      attempt('bad_rule', () =>
        readEventRule(property.value.replace(ofDays, ''), start.wall, (until) =>
          untilOf(until, property, start, zones),
        ),
      ),
    );
  const momentsOf = (name: string): Moment[] =>
    all(name).flatMap((property) =>
      valuesOf(property).flatMap((value) => attempt('bad_date', () => momentOf(value, property, zones))),
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
      valuesOf(property).flatMap((value) =>
        attempt('bad_date', () => addedOf(value, property, start, zones)),
      ),
    ),
    removed: momentsOf('EXDATE'),
    replaces: moment
      ? { moment, andFuture: replaced?.parameters.get('RANGE')?.toUpperCase() === 'THISANDFUTURE' }
      : null,
    faults,
  };
}

/** An UNTIL on the wall where its event's times are; a date holds to its last second. */
function untilOf(text: string, property: Property, start: Moment, zones: Zones): number {
  const until = momentOf(text, { ...property, parameters: new Map() }, zones);
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
    [value, parameters.get('EMAIL') ?? ''].some((address) => isOwner(plainAddress(address))),
  );
  return (
    own.length > 0 && own.every(({ parameters }) => parameters.get('PARTSTAT')?.toUpperCase() === 'DECLINED')
  );
}

/** A mail address as addresses are compared. */
export const plainAddress = (address: string): string =>
  address
    .trim()
    .toLowerCase()
    .replace(/^mailto:\s*/, '');

/**
 * Outlook wraps the UID of an invitation that came from elsewhere: `vCal-Uid`, a one and the UID itself, in
 * hexadecimal.
 */
function plainUid(uid: string): string {
  if (uid.length > 2_000) return uid;
  const [, wrapped] = /^04000000.*7643616C2D55696401000000((?:[0-9A-F]{2})+?)(?:00)*$/i.exec(uid) ?? [];
  return wrapped === undefined
    ? uid
    : String.fromCharCode(...(wrapped.match(/../g) ?? []).map((each) => Number.parseInt(each, 16)));
}

/** The digits of a time, which are in order as times are; 0 without any. */
const stampOf = (text: string): number => Number(text.replace(/\D/g, '').slice(0, 14).padEnd(14, '0'));
