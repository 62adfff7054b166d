/**
 * When somebody is busy, by the text of her calendar (RFC 5545): what `freeSlots` takes as `busy`.
 *
 * Pure like the rest of the engine, and independent of the process's zone: every time is a wall time with a clock beside it
 * (foreign-event.ts), rules are expanded on the wall, and only what comes out is made an instant.
 */
import type ICAL from 'ical.js';
import type { Period } from '../calendar.ts';
import { DAY_MS } from '../calendar-date.ts';
import { merge } from '../open-periods.ts';
import { calendarParts } from './calendar-parts.ts';
import { timeOfWall, wallOfTime } from './calendar-zones.ts';
import {
  type ForeignEvent,
  type Moment,
  periodOf,
  type Recurrence,
  readEvent,
  readFreeBusy,
  type Zones,
} from './foreign-event.ts';

export interface BusyQuery {
  /** Zone of whole days, and of times that name none. */
  readonly timeZone: string;
  /** Periods are told, and cut off, within. */
  readonly window: Period;
  /** UIDs of events that do not count: the sessions that we gave to the calendar ourselves. */
  readonly except?: ReadonlySet<string>;
}

export interface BusyPeriods {
  /** Ascending, apart from each other. */
  readonly periods: readonly Period[];
  /** Events that could not be read; the rest was. */
  readonly skipped: number;
}

/** A text that busy periods cannot be read from. */
export class UnreadableCalendar extends Error {
  readonly reason: 'not_calendar' | 'too_complex';

  constructor(reason: UnreadableCalendar['reason']) {
    super(reason);
    this.reason = reason;
  }
}

/** Steps of rules in one event and in a whole file, and periods that are told: far more than people have. */
const eventSteps = 20_000;
const fileSteps = 300_000;
const mostPeriods = 5_000;

/**
 * The busy periods in a calendar's text. Events that are cancelled, or marked as free, are none.
 *
 * @throws UnreadableCalendar for a text that is no calendar, or asks for more than we are ready to count.
 */
export function busyPeriods(text: string, query: BusyQuery): BusyPeriods {
  const parts = calendarParts(text);
  if (!parts) throw new UnreadableCalendar('not_calendar');
  const vtimezones = new Map(
    parts
      .filter(({ kind }) => kind === 'VTIMEZONE')
      .map((part) => [/^TZID(?:;[^:]*)?:(.*)$/im.exec(part.text)?.[1]?.trim() ?? '', part.text]),
  );
  const zones: Zones = { timeZone: query.timeZone, vtimezones };
  const events = new Map<string, ForeignEvent[]>();
  const found: { start: number; end: number }[] = [];
  let skipped = 0;
  const attempt = (read: () => void): void => {
    try {
      read();
    } catch (error) {
      if (error instanceof UnreadableCalendar) throw error;
      skipped++;
    }
  };

  for (const part of parts) {
    attempt(() => {
      if (part.kind === 'VFREEBUSY') add(readFreeBusy(part, zones));
      if (part.kind !== 'VEVENT') return;
      const event = readEvent(part, zones);
      if (!query.except?.has(event.uid)) events.set(event.uid, [...(events.get(event.uid) ?? []), event]);
    });
  }
  const budget = { steps: fileSteps };
  for (const related of events.values()) {
    const replacing = related.filter(({ replaces }) => replaces);
    for (const event of related) attempt(() => add(occurrences(event, replacing, query.window, budget)));
  }
  const periods = merge(found);
  if (periods.length > mostPeriods) throw new UnreadableCalendar('too_complex');
  return { periods, skipped };

  function add(periods: Iterable<Period>): void {
    for (const { start, end } of periods) {
      const cut = { start: Math.max(start, query.window.start), end: Math.min(end, query.window.end) };
      if (cut.start < cut.end) found.push(cut);
    }
  }
}

/** When an event takes place within a window, without the occurrences that others replace. */
function* occurrences(
  event: ForeignEvent,
  replacing: readonly ForeignEvent[],
  window: Period,
  budget: { steps: number },
): Iterable<Period> {
  const { start, length, replaces } = event;
  if (replaces) {
    if (event.isBusy && !replaces.andFuture) yield periodOf(start, length);
    return;
  }
  const exceptions = [
    ...event.removed,
    ...replacing.flatMap(({ replaces }) => (replaces && !replaces.andFuture ? [replaces.moment] : [])),
  ];
  const isExcepted = matcherOf(exceptions);
  const told = (moment: Moment, own = length): Period | null => {
    if (isExcepted(moment)) return null;
    const later = replacing.findLast(
      ({ replaces }) => replaces?.andFuture && !isBefore(moment, replaces.moment),
    );
    if (!later?.replaces) return event.isBusy ? periodOf(moment, own) : null;
    if (!later.isBusy) return null;
    const shift = later.start.wall - onWallOf(moment, later.replaces.moment);
    return periodOf({ ...moment, wall: moment.wall + shift }, later.length);
  };

  const seen = new Set<number>();
  for (const wall of walls(event, window, budget)) {
    if (seen.has(wall)) continue;
    seen.add(wall);
    const period = told({ ...start, wall });
    if (period) yield period;
  }
  for (const [moment, own] of event.added) {
    const wall = onWallOf(start, moment);
    if (seen.has(wall)) continue;
    seen.add(wall);
    const period = told({ ...start, wall }, own ?? length);
    if (period) yield period;
  }
}

/** The walls at which the event itself and its rules fall, those that can touch the window. */
function* walls(event: ForeignEvent, window: Period, budget: { steps: number }): Iterable<number> {
  const { start, length, rules } = event;
  yield start.wall;
  // Two days more than the event lasts: what clocks and replaced occurrences can differ by, and more.
  const from = start.clock.wallAt(window.start) - length.days * DAY_MS - length.ms - 2 * DAY_MS;
  const to = start.clock.wallAt(window.end) + 2 * DAY_MS;
  let steps = eventSteps;
  for (const { rule, until } of rules) {
    const last = Math.min(to, until ? until.wall : Number.POSITIVE_INFINITY);
    const iterator = rule.iterator(timeOfWall(nearTo(from, rule, start.wall)));
    for (;;) {
      if (budget.steps-- <= 0) throw new UnreadableCalendar('too_complex');
      if (steps-- <= 0) throw new RangeError('A rule takes too many steps.');
      const next = iterator.next() as ICAL.Time | null;
      if (!next || wallOfTime(next) > last) break;
      if (wallOfTime(next) >= from) yield wallOfTime(next);
    }
  }
}

const unitMs: Readonly<Record<string, number>> = {
  WEEKLY: 7 * DAY_MS,
  DAILY: DAY_MS,
  HOURLY: 3_600_000,
  MINUTELY: 60_000,
  SECONDLY: 1_000,
};

/**
 * A start from which a rule yields the same from `from` on, without walking there: whole intervals later. Months and years are
 * not all as long as each other, but few; and what is counted must be counted from its start.
 */
function nearTo(from: number, { freq, interval, count }: Recurrence['rule'], start: number): number {
  const step = (unitMs[freq] ?? Number.POSITIVE_INFINITY) * interval;
  const skipped = Math.floor((from - start) / step);
  return !count && skipped > 0 ? start + skipped * step : start;
}

/** Says of an occurrence whether one of `moments` means it: by its instant, or by its date where one of the two is a date. */
function matcherOf(moments: readonly Moment[]): (occurrence: Moment) => boolean {
  const dayOf = ({ wall }: Moment): number => Math.floor(wall / DAY_MS);
  const instantOf = ({ wall, clock }: Moment): number => clock.instantOf(wall);
  const dates = new Set(moments.filter(({ isDate }) => isDate).map(dayOf));
  const days = new Set(moments.map(dayOf));
  const instants = new Set(moments.filter(({ isDate }) => !isDate).map(instantOf));
  return (occurrence) =>
    occurrence.isDate
      ? days.has(dayOf(occurrence))
      : dates.has(dayOf(occurrence)) || instants.has(instantOf(occurrence));
}

/** A moment on the wall where another one is told. */
function onWallOf({ clock, isDate }: Moment, other: Moment): number {
  return isDate || other.isDate || clock === other.clock
    ? other.wall
    : clock.wallAt(other.clock.instantOf(other.wall));
}

function isBefore(moment: Moment, other: Moment): boolean {
  return moment.wall < onWallOf(moment, other);
}
