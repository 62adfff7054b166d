/**
 * When somebody is busy, by the text of her calendar (RFC 5545): what `freeSlots` takes as `busy`.
 *
 * Pure like the rest of the engine, and independent of the process's zone: every time is a wall time with a clock
 * beside it (moments.ts), rules are expanded on the wall, and only what comes out is made an instant. Other programs
 * write what they like, so all is read as kindly as can be, and what cannot be read costs itself alone.
 */

import type { SkipReason } from '../../contract/busy-feed.ts';
import type { Period } from '../calendar.ts';
import { merge } from '../open-periods.ts';
import { fileBudget } from './budget.ts';
import { CalendarFault, UnreadableCalendar } from './calendar-faults.ts';
import { type CalendarPart, calendarParts } from './calendar-parts.ts';
import { calendarZones } from './calendar-zones.ts';
import { type ForeignEvent, plainAddress, readEvent } from './foreign-event.ts';
import { readFreeBusy } from './free-busy.ts';
import type { Zones } from './moments.ts';
import { type RelatedEvents, seriesPeriods } from './series-periods.ts';
import { isSessionUid } from './session-uid.ts';

export { UnreadableCalendar } from './calendar-faults.ts';

export interface BusyQuery {
  /** Zone of whole days, and of times for which neither they nor their calendar name one. */
  readonly timeZone: string;
  /** Periods are told, and cut off, within. */
  readonly window: Period;
  /**
   * UIDs of events that do not count: the sessions that we gave to the calendar ourselves. Without them, no session
   * of ours does.
   */
  readonly except?: ReadonlySet<string>;
  /**
   * Mail addresses of the calendar's owner: what she has declined leaves her free. The one that names a calendar is
   * one.
   */
  readonly owner?: readonly string[];
}

export interface BusyPeriods {
  /** Ascending, apart from each other. */
  readonly periods: readonly Period[];
  /** Events, and single dates of them, that could not be read; the rest was. */
  readonly skipped: number;
  /** Why, each once. `unknown_zone` is not skipped, but read in the mentor's zone. */
  readonly reasons: readonly SkippedEvents[];
}

export interface SkippedEvents {
  readonly reason: SkipReason;
  readonly count: number;
}

/** Periods that are told: far more than people have. */
const mostPeriods = 5_000;

/**
 * The busy periods in a calendar's text. Events that are cancelled, marked as free or declined by its owner, are none.
 *
 * @throws UnreadableCalendar for a text that is no calendar, or asks for more than we are ready to count.
 */
export function busyPeriods(text: string, query: BusyQuery): BusyPeriods {
  const parts = calendarParts(text);
  if (!parts) throw new UnreadableCalendar('not_calendar');
  const zonesOf = calendarZones(parts, query.timeZone);
  const found: { start: number; end: number }[] = [];
  const counts = new Map<SkipReason, number>();
  const note = (reason: SkipReason): unknown => counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const add = (periods: Iterable<Period>): void => {
    for (const { start, end } of periods) {
      const cut = { start: Math.max(start, query.window.start), end: Math.min(end, query.window.end) };
      if (cut.start < cut.end) found.push(cut);
    }
  };

  const related = new Map<string, RelatedEvents>();
  for (const [at, part] of parts.entries()) {
    try {
      const zones = zonesOf(part);
      if (part.kind === 'VFREEBUSY') {
        const { periods, faults } = readFreeBusy(part, zones);
        add(periods);
        faults.forEach(note);
      } else if (part.kind === 'VEVENT') {
        const event = readEvent(part, zones, ownerTest(part, query.owner));
        if (isOurs(event, query)) continue;
        event.faults.forEach(note);
        relate(related, event, zones, at);
      }
    } catch (error) {
      if (!(error instanceof CalendarFault)) throw error;
      note(error.reason);
    }
  }
  const budgetOf = fileBudget();
  for (const events of related.values()) {
    const { periods, faults } = seriesPeriods(events, query.window, budgetOf);
    add(periods);
    faults.forEach(note);
  }

  const periods = merge(found);
  if (periods.length > mostPeriods) throw new UnreadableCalendar('too_complex');
  const reasons = [...counts].map(([reason, count]) => ({ reason, count }));
  const skipped = reasons.reduce(
    (sum, { reason, count }) => (reason === 'unknown_zone' ? sum : sum + count),
    0,
  );
  return { periods, skipped, reasons };
}

function isOurs({ uid }: ForeignEvent, { except }: BusyQuery): boolean {
  return except ? except.has(uid) : isSessionUid(uid);
}

/** Puts an event to those of its UID; without one, it stands by itself. */
function relate(related: Map<string, RelatedEvents>, event: ForeignEvent, zones: Zones, at: number): void {
  const key = event.uid || `#${at}`;
  let events = related.get(key);
  if (!events) {
    events = { masters: [], replacing: [], zones };
    related.set(key, events);
  }
  (event.replaces ? events.replacing : events.masters).push(event);
}

function ownerTest({ calendar }: CalendarPart, owner: readonly string[] = []): (address: string) => boolean {
  const named = ['X-WR-CALNAME', 'NAME']
    .map((name) => plainAddress(calendar.get(name) ?? ''))
    .filter((each) => each.includes('@'));
  const addresses = new Set([...owner.map(plainAddress), ...named]);
  return (address) => addresses.has(address);
}
