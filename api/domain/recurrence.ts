/**
 * Recurrence rule -> dates. The only importer of rrule, which is asked about days and never about times or zones:
 * with a `tzid` its answers depend on the machine's zone.
 *
 * - The set is (rule from `dtstart` on, plus `rdate`) minus `exdate`; no date before `dtstart` belongs to it.
 * - `dtstart` itself counts only when the rule matches it. RFC 5545 §3.8.5.3 always counts it; rrule does not, and a
 *   mentor who writes "each Monday from Wednesday on" does not mean that Wednesday. COUNT counts the dates that
 *   match.
 * - UNTIL is compared by date, inclusive: an instant by its date in the mentor's zone, all else by the date that is
 *   written.
 * - A negative BYSETPOS beyond the size of its set means the set's first date, as in rrule.
 * - A weekday with and one without a number (`BYDAY=MO,1TU`) are joined as RFC 5545 says; rrule would intersect them.
 *
 * A date is a day since 1970-01-01 inside the engine. What a rule expands to is remembered, in bounded memory.
 */
import { LRUCache } from 'lru-cache';
import rrule, { type Options } from 'rrule';
import { DAY_MS, dateOfDay, dayOfDate, weekdayOfDay } from './calendar-date.ts';
import { type NthWeekday, parseRule, type RuleParts } from './rule-text.ts';

import { untilByDate } from './until-date.ts';

export { normalRrule, plainWeekday, rruleFaults, weekdayRule } from './rule-text.ts';

/** A rule of days: all dates `YYYY-MM-DD`. */
export type DayRule = {
  readonly rrule: string;
  readonly dtstart: string;
  readonly exdate?: readonly string[] | null;
  readonly rdate?: readonly string[] | null;
};

/** Whether a rule falls on a day, counted from 1970-01-01. */
export type DayTest = (day: number) => boolean;

/**
 * The dates on which a rule falls, from `fromDate` to `toDate` inclusive, ascending.
 *
 * An UNTIL that is an instant counts by its date in UTC. Throws a RangeError when the rule or one of the dates cannot
 * be read.
 */
export function occurrences(rule: DayRule, fromDate: string, toDate: string): string[] {
  const falls = fallsOn(rule, 'UTC');
  const dates: string[] = [];
  const last = dayOfDate(toDate);
  for (let day = Math.max(dayOfDate(fromDate), dayOfDate(rule.dtstart)); day <= last; day++) {
    if (falls(day)) dates.push(dateOfDay(day));
  }
  return dates;
}

/**
 * A rule as a test of days, about 10 ns a question once its stretch of the calendar is known. Throws as `occurrences`
 * does.
 *
 * @param timeZone where an UNTIL that is an instant becomes a date
 */
export function fallsOn(rule: DayRule, timeZone: string): DayTest {
  const { exdate, rdate } = rule;
  const rrule = untilByDate(rule.rrule, timeZone);
  const key = `${rrule}|${rule.dtstart}|${exdate?.join() ?? ''}|${rdate?.join() ?? ''}`;
  let test = tests.get(key);
  if (test === undefined) {
    test = compile({ ...rule, rrule });
    tests.set(key, test);
  }
  return test;
}

const tests = new LRUCache<string, DayTest>({ max: 5000 });

function compile(rule: DayRule): DayTest {
  const start = dayOfDate(rule.dtstart);
  const parts = parseRule(rule.rrule);
  const matches = dayTest(parts, start);
  const last = Math.min(
    parts.until ?? Infinity,
    parts.count === null ? Infinity : lastCounted(matches, start, parts.count),
  );

  const excluded = new Set(rule.exdate?.map(dayOfDate));
  const added = new Set(rule.rdate?.map(dayOfDate));
  return (day) => day >= start && ((day <= last && matches(day)) || added.has(day)) && !excluded.has(day);
}

/** The parts of a rule that choose days, those included that availabilities do not carry. */
export type DateParts = RuleParts & {
  readonly byWeekNo?: readonly number[];
  readonly byYearDay?: readonly number[];
};

/** Times of day, each list in any order and none of them empty. */
type TimeParts = Readonly<Record<'byHour' | 'byMinute' | 'bySecond', readonly number[]>>;

/** Whether each day can be asked by itself whether the parts of a rule fall on it, about 10 ns a day. */
export function isPlain({ freq, bySetPos, byWeekNo = [], byYearDay = [] }: DateParts): boolean {
  const isByDays = freq === 'DAILY' || (freq === 'WEEKLY' && bySetPos.length === 0);
  return isByDays && byWeekNo.length + byYearDay.length === 0;
}

/** Whether the parts of a rule fall on a day from `start` on, which stands for what they leave out. */
export function dayTest(parts: DateParts, start: number): DayTest {
  return isPlain(parts) ? arithmetic(parts, start) : expansion(parts, start);
}

/**
 * The wall times, ms, of a rule with times from day `from` up to day `to`, ascending, COUNT and UNTIL left aside. On
 * the first day some may lie before DTSTART.
 */
export function timedWalls(
  parts: DateParts,
  { byHour, byMinute, bySecond }: TimeParts,
  { start, from, to }: { readonly start: number; readonly from: number; readonly to: number },
): readonly number[] {
  // rrule takes them in the order in which they are given, and positions count by the clock.
  const sorted = (list: readonly number[]): number[] => list.toSorted((a, b) => a - b);
  const times = { byhour: sorted(byHour), byminute: sorted(byMinute), bysecond: sorted(bySecond) };
  return walk({ ...explicitOptions(parts, start), ...times }, parts, start, { from, to });
}

/**
 * How far from dtstart the end of a COUNT is looked for: 100 years, so that 1000 matches that never come cost 20 ms
 * at most.
 */
const COUNT_HORIZON_DAYS = 36_525;

function lastCounted(matches: DayTest, start: number, count: number): number {
  let left = count;
  for (let day = start; day < start + COUNT_HORIZON_DAYS; day++) {
    if (matches(day) && --left === 0) return day;
  }
  return start + COUNT_HORIZON_DAYS;
}

/**
 * Daily and weekly rules without rrule: their BY parts only narrow a day down, so a day can be asked by itself.
 * Nearly all availabilities are of this kind, and rrule takes 7 µs a period; tests hold both to the same answers.
 */
function arithmetic(parts: RuleParts, start: number): DayTest {
  const { freq, interval, byMonth, byMonthDay, bySetPos } = parts;
  // A day is its own first date and has no second; a negative position reaches no further back than to the first.
  if (bySetPos.length > 0 && bySetPos.every((position) => position > 1)) return () => false;
  const step = freq === 'WEEKLY' ? interval * 7 : interval;
  const phase = freq === 'WEEKLY' ? weekStart(start, parts.wkst) : start;
  const width = freq === 'WEEKLY' ? 7 : 1;
  const weekdays = new Array<boolean>(7).fill(parts.byDay.length === 0 && freq === 'DAILY');
  for (const { weekday } of parts.byDay) weekdays[weekday] = true;
  if (freq === 'WEEKLY' && parts.byDay.length === 0 && byMonthDay.length === 0)
    weekdays[weekdayOfDay(start)] = true;
  if (freq === 'WEEKLY' && parts.byDay.length === 0 && byMonthDay.length > 0) weekdays.fill(true);

  return (day) => {
    if (weekdays[weekdayOfDay(day)] !== true || (day - phase) % step >= width) return false;
    return (byMonth.length === 0 && byMonthDay.length === 0) || isInMonths(day, byMonth, byMonthDay);
  };
}

function isInMonths(day: number, byMonth: readonly number[], byMonthDay: readonly number[]): boolean {
  const date = new Date(day * DAY_MS);
  const month = date.getUTCMonth();
  if (byMonth.length > 0 && !byMonth.includes(month + 1)) return false;
  if (byMonthDay.length === 0) return true;
  const monthDay = date.getUTCDate();
  const fromEnd = monthDay - 1 - new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
  return byMonthDay.includes(monthDay) || byMonthDay.includes(fromEnd);
}

const CHUNK_DAYS = 512;
const MAX_CHUNKS = 16;

/** The other rules: rrule expands a chunk of 512 days at the first question about it. */
function expansion(parts: DateParts, start: number): DayTest {
  const options = explicitOptions(parts, start);
  const chunks = new LRUCache<number, ReadonlySet<number>>({ max: MAX_CHUNKS });
  let index = Number.NaN;
  let chunk: ReadonlySet<number> = new Set();
  return (day) => {
    const wanted = Math.floor(day / CHUNK_DAYS);
    if (wanted !== index) {
      chunk = chunks.get(wanted) ?? expand(options, parts, start, wanted * CHUNK_DAYS);
      chunks.set(wanted, chunk);
      index = wanted;
    }
    return chunk.has(day);
  };
}

/** Writes out what rrule would take from dtstart, so that dtstart can be moved without changing the result. */
function explicitOptions(parts: DateParts, start: number): Partial<Options> {
  const { RRule } = rrule;
  const options: Partial<Options> = { freq: RRule[parts.freq], interval: parts.interval, wkst: parts.wkst };
  const date = new Date(start * DAY_MS);
  const { byWeekNo = [], byYearDay = [] } = parts;
  const bare = parts.byDay.length + parts.byMonthDay.length + byYearDay.length === 0;
  if (byWeekNo.length > 0) options.byweekno = [...byWeekNo];
  if (byYearDay.length > 0) options.byyearday = [...byYearDay];
  if (parts.byMonth.length > 0) options.bymonth = [...parts.byMonth];
  else if (bare && parts.freq === 'YEARLY' && byWeekNo.length === 0)
    options.bymonth = [date.getUTCMonth() + 1];
  if (bare && (parts.freq === 'WEEKLY' || byWeekNo.length > 0)) options.byweekday = [weekdayOfDay(start)];
  else if (bare && parts.freq !== 'DAILY') options.bymonthday = [date.getUTCDate()];
  if (parts.byMonthDay.length > 0) options.bymonthday = [...parts.byMonthDay];
  if (parts.byDay.length > 0)
    options.byweekday = nthWeekdays(parts).map(({ weekday, nth }) => rruleWeekday(weekday, nth));
  // In ascending order, because rrule sorts positions that a month does not have as NaN.
  if (parts.bySetPos.length > 0) options.bysetpos = [...parts.bySetPos].sort((a, b) => a - b);
  return options;
}

function nthWeekdays({ freq, byDay, byMonth }: RuleParts): NthWeekday[] {
  if (freq === 'WEEKLY' || byDay.every((day) => day.nth === 0)) return [...byDay];
  const most = freq === 'MONTHLY' || byMonth.length > 0 ? 5 : 53;
  return byDay.flatMap(({ weekday, nth }) =>
    nth !== 0 ? [{ weekday, nth }] : Array.from({ length: most }, (_, i) => ({ weekday, nth: i + 1 })),
  );
}

function rruleWeekday(weekday: number, nth: number): InstanceType<typeof rrule.Weekday> {
  return nth === 0 ? new rrule.Weekday(weekday) : new rrule.Weekday(weekday, nth);
}

/**
 * The days of a rule in the chunk from day `from` on.
 *
 * rrule walks from DTSTART (4 ms for a weekly rule ten years old) and, where nothing matches, on to the year 9999
 * (seconds). So it starts at the last period that begins before the chunk, in step with INTERVAL, and is stopped
 * after the chunk's periods.
 */
function expand(
  options: Partial<Options>,
  parts: DateParts,
  start: number,
  from: number,
): ReadonlySet<number> {
  const walls = walk(options, parts, start, { from, to: from + CHUNK_DAYS });
  return new Set(walls.map((wall) => Math.floor(wall / DAY_MS)));
}

/** The wall times, milliseconds, on which rrule finds a rule to fall from day `from` up to day `to`. */
function walk(
  options: Partial<Options>,
  parts: RuleParts,
  start: number,
  { from, to }: { readonly from: number; readonly to: number },
): number[] {
  const { first, periods } = periodsBetween(parts, start, from, to);
  if (periods <= 0) return [];
  const rule = new rrule.RRule({ ...options, dtstart: new Date(first * DAY_MS) }, true);
  stopAfter(rule.options, periods);
  const found = rule.between(new Date(from * DAY_MS), new Date(to * DAY_MS - 1), true);
  return found.map((date) => date.getTime());
}

/** Where a walk may start instead of at `start`, and how many periods it takes from there to pass `to`. */
function periodsBetween(
  { freq, interval, wkst }: RuleParts,
  start: number,
  from: number,
  to: number,
): { first: number; periods: number } {
  const index =
    freq === 'DAILY'
      ? (day: number) => day
      : freq === 'WEEKLY'
        ? (day: number) => weekStart(day, wkst) / 7
        : freq === 'MONTHLY'
          ? monthIndex
          : yearIndex;
  const own = index(start);
  const skipped = Math.max(0, Math.floor((index(from) - own) / interval));
  const period = own + skipped * interval;
  const periods = Math.floor((index(to) - period) / interval) + 1;
  // The first period begins at dtstart itself: BYSETPOS counts the rest of a first week only, as in rrule.
  if (skipped === 0) return { first: start, periods };
  if (freq === 'DAILY') return { first: period, periods };
  if (freq === 'WEEKLY') return { first: Math.round(period * 7), periods };
  const months = freq === 'MONTHLY' ? period : period * 12;
  return {
    first: Date.UTC(Math.floor(months / 12), months - Math.floor(months / 12) * 12, 1) / DAY_MS,
    periods,
  };
}

/**
 * Lets rrule walk so many periods and no further. It reads `interval` at the start and twice after each period, and
 * ends its walk when the first of the two is zero: a version that does otherwise fails this function's own test.
 */
export function stopAfter(options: { interval: number }, periods: number): void {
  const { interval } = options;
  let reads = 2 * periods - 1;
  Object.defineProperty(options, 'interval', { get: () => (reads-- > 0 ? interval : 0) });
}

function weekStart(day: number, wkst: number): number {
  return day - ((weekdayOfDay(day) - wkst + 7) % 7);
}

function monthIndex(day: number): number {
  const date = new Date(day * DAY_MS);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function yearIndex(day: number): number {
  return new Date(day * DAY_MS).getUTCFullYear();
}
