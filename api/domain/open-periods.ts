/**
 * When a mentor is open: the rules' and overrides' wall times as instants, merged where they touch or overlap.
 *
 * A rule's times belong to the date on which they start; an override replaces the rules of its date, and a closed
 * date has neither. Each wall time becomes an instant first (wall-time.ts says how) and merging comes after, so
 * 22:00-24:00 and the next date's 00:00-02:00 are one period, and a period that a clock change turns inside out is
 * none. Hours of unlike kind stay apart (kinds.ts).
 */
import { LRUCache } from 'lru-cache';
import type { Calendar, Kind, Period, Rule } from './calendar.ts';
import { DAY_MS, dayOfDate, MINUTE_MS, minuteOfTime } from './calendar-date.ts';
import { kindsOf, overrideKinds } from './kinds.ts';
import { fallsOn } from './recurrence.ts';
import { type ZoneClock, zoneClock } from './wall-time.ts';

type MutablePeriod = { start: number; end: number };

/** An open period, and what its sessions are like unless they are plain. */
export type OpenPeriod = Period & { readonly kind?: Kind };

/** The periods that start on one date, as instants, in no order. */
type PeriodsOfDay = (day: number) => MutablePeriod[];

/**
 * The open periods that reach into `[from, to)`, ascending, apart from each other, epoch milliseconds. Where rules are
 * of several kinds, so are those of each kind, one kind after the other; those of unlike kind may overlap.
 *
 * Each has its true start, however long before `from`: a mentor open round the clock for ten years has one period.
 * The last may be cut off some time after `to`.
 */
export function openPeriods(calendar: Calendar, window: Period): OpenPeriod[] {
  const kinds = kindsOf(calendar.rules);
  if (kinds === null) return periodsOfKind(calendar, window);
  const kindOfOverride = overrideKinds(calendar);
  return kinds.flatMap(({ key, kind, rules }) =>
    periodsOfKind(calendar, window, { key, rules, holds: (day) => kindOfOverride(day) === key }).map(
      (period) => (kind ? { ...period, kind } : period),
    ),
  );
}

/** The rules of one kind, and whether the override of a day is of it. */
type OneKind = {
  readonly key: string;
  readonly rules: readonly Rule[];
  readonly holds: (day: number) => boolean;
};

function periodsOfKind(calendar: Calendar, { start: from, end: to }: Period, only?: OneKind): Period[] {
  const clock = zoneClock(calendar.timeZone);
  const periodsOf = periodsOfDay(calendar, clock, only);
  // A day more on each side: a skipped wall time may move past midnight.
  const firstDay = Math.floor(clock.wallAt(from) / DAY_MS) - 1;
  const lastDay = Math.floor(clock.wallAt(to) / DAY_MS) + 1;

  const periods: MutablePeriod[] = [];
  for (let day = firstDay; day <= lastDay; day++) for (const period of periodsOf(day)) periods.push(period);
  const merged = merge(periods);
  const first = merged[0];
  if (first !== undefined) first.start = trueStart(calendar, periodsOf, first.start, firstDay, only?.key);
  return merged.filter((period) => period.end > from && period.start < to);
}

/** The busy periods and seats with their buffers, merged, that reach into a period. */
export function takenPeriods(
  { busy, seats = [], settings }: Pick<Calendar, 'busy' | 'seats' | 'settings'>,
  { start: from, end: to }: Period,
): Period[] {
  const buffer = settings.bufferMinutes * MINUTE_MS;
  const taken: MutablePeriod[] = [];
  const add = ({ start, end }: Period): void => {
    if (start < end && end + buffer > from && start - buffer < to)
      taken.push({ start: start - buffer, end: end + buffer });
  };
  busy.forEach(add);
  seats.forEach(add);
  return merge(taken);
}

/** Sorts periods and joins those that touch or overlap. Changes the periods it is given. */
export function merge(periods: MutablePeriod[]): MutablePeriod[] {
  periods.sort((a, b) => a.start - b.start);
  const merged: MutablePeriod[] = [];
  let last: MutablePeriod | undefined;
  for (const period of periods) {
    if (last !== undefined && period.start <= last.end) {
      if (period.end > last.end) last.end = period.end;
    } else {
      merged.push(period);
      last = period;
    }
  }
  return merged;
}

type Minutes = { readonly start: number; readonly end: number };

function periodsOfDay(calendar: Calendar, clock: ZoneClock, only?: OneKind): PeriodsOfDay {
  const rules = (only?.rules ?? calendar.rules).map((rule) => ({
    falls: fallsOn(rule, calendar.timeZone),
    minutes: minutesOf(rule),
  }));
  const overrides = new Map<number, Minutes[]>();
  for (const { date, ranges } of calendar.overrides) {
    const day = dayOfDate(date);
    overrides.set(day, [...(overrides.get(day) ?? []), ...ranges.map(minutesOf)]);
  }

  const closed = (calendar.closed ?? []).map(({ from, to }) => [dayOfDate(from), dayOfDate(to)] as const);

  return (day) => {
    const periods: MutablePeriod[] = [];
    if (closed.some(([first, last]) => first <= day && day <= last)) return periods;
    const add = (minutes: Minutes): void => {
      const start = clock.instantOf(day * DAY_MS + minutes.start * MINUTE_MS);
      const end = clock.instantOf(day * DAY_MS + minutes.end * MINUTE_MS);
      if (minutes.start < minutes.end && start < end) periods.push({ start, end });
    };
    const override = overrides.get(day);
    if (override !== undefined) {
      if (!only || only.holds(day)) override.forEach(add);
    } else for (const rule of rules) if (rule.falls(day)) add(rule.minutes);
    return periods;
  };
}

function minutesOf({
  startTime,
  endTime,
}: {
  readonly startTime: string;
  readonly endTime: string;
}): Minutes {
  return { start: minuteOfTime(startTime), end: minuteOfTime(endTime) };
}

/** Days walked back before the answer is looked up and kept: most periods end at the first. */
const SHORT_WALK_DAYS = 8;

/**
 * 1900-01-01. A period is not followed further back, whatever a rule's dtstart says: 50 ms are the most a walk can
 * take.
 */
const EARLIEST_DAY = -25_567;

/**
 * Of a calendar's text: the period that starts at `start` runs on over every midnight after `since` up to that of
 * `through`.
 */
type LongRun = { readonly since: number; readonly through: number; readonly start: number };

const longRuns = new LRUCache<string, LongRun>({ max: 500 });

/**
 * Where the period that starts at `start` really starts, which was found from `firstDay` on: goes back a day at a
 * time for as long as the days' periods touch. Ten years round the clock take 1 to 4 ms the first time, and 5 µs from
 * then on.
 */
function trueStart(
  calendar: Calendar,
  periodsOf: PeriodsOfDay,
  start: number,
  firstDay: number,
  kind?: string,
): number {
  let earliest = start;
  let key = '';
  let known: LongRun | undefined;
  let day = firstDay;
  // Two days without a touch end the walk: one alone may be a date that the zone skipped (Apia, 2011-12-30).
  for (let misses = 0; misses < 2 && day > EARLIEST_DAY; day--) {
    if (firstDay - day === SHORT_WALK_DAYS) {
      key = JSON.stringify([calendar.timeZone, calendar.rules, calendar.overrides, calendar.closed, kind]);
      known = longRuns.get(key);
    }
    // Strictly before `through`: both walks then came over the same midnight, so they follow the same period.
    if (known !== undefined && misses === 0 && day > known.since && day < known.through) {
      if (firstDay > known.through) longRuns.set(key, { ...known, through: firstDay });
      return known.start;
    }
    const joined = merge([...periodsOf(day - 1), { start: earliest, end: earliest }]).find(
      ({ end }) => end >= earliest,
    );
    if (joined === undefined) break;
    misses = joined.start < earliest ? 0 : misses + 1;
    earliest = joined.start;
  }
  if (key !== '') longRuns.set(key, { since: day + 2, through: firstDay, start: earliest });
  return earliest;
}
