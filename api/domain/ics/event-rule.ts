/**
 * A rule of recurrence (RFC 5545 §3.3.10) as events carry it, with times. Its days are found as those of an
 * availability are (recurrence.ts, by rrule); here the times of day are put to them. All of it is counted on the
 * wall, in no zone.
 */
import { DAY_MS, MINUTE_MS, weekdayOfDay } from '../calendar-date.ts';
import { type DateParts, type DayTest, dayTest, isPlain, timedWalls } from '../recurrence.ts';
import { type Frequency, type NthWeekday, WEEKDAYS } from '../rule-text.ts';
import type { Budget } from './budget.ts';
import { CalendarFault } from './calendar-faults.ts';
import { dayOfWall } from './moments.ts';

type TimedFrequency = 'HOURLY' | 'MINUTELY' | 'SECONDLY';

/** A rule that begins at one wall time. */
export interface EventRule {
  readonly freq: Frequency | TimedFrequency;
  /** What narrows days down or counts them; of a rule by hours or less only the former. */
  readonly days: DateParts;
  readonly interval: number;
  readonly count: number | null;
  /** The last wall time that it may fall on. */
  readonly until: number;
  readonly byHour: readonly number[];
  readonly byMinute: readonly number[];
  readonly bySecond: readonly number[];
  readonly bySetPos: readonly number[];
}

const HOUR_MS = 60 * MINUTE_MS;
const SECOND_MS = 1000;
const unitMs: Readonly<Record<TimedFrequency, number>> = {
  HOURLY: HOUR_MS,
  MINUTELY: MINUTE_MS,
  SECONDLY: SECOND_MS,
};

/**
 * Reads a rule. Parts that nobody knows and numbers before weekdays where they mean nothing are passed over.
 *
 * @param start wall time of DTSTART, which stands for what the rule leaves out
 * @param untilOf the wall time that an UNTIL means
 * @throws CalendarFault `bad_rule`
 */
export function readEventRule(text: string, start: number, untilOf: (until: string) => number): EventRule {
  const parts = new Map<string, string>();
  for (const part of text.toUpperCase().replace(/\s/g, '').split(';')) {
    const [name = '', value = ''] = part.split('=');
    if (value) parts.set(name, value);
  }
  const freq = parts.get('FREQ') ?? '';
  if (!isFrequency(freq) || (parts.get('RSCALE') ?? 'GREGORIAN') !== 'GREGORIAN')
    throw new CalendarFault('bad_rule');
  const numbers = (name: string, least: number, most: number): number[] =>
    numbersIn(parts.get(name), least, most);
  const around = (name: string, most: number): number[] =>
    numbers(name, -most, most).filter((each) => each !== 0);
  const [interval = 1] = numbers('INTERVAL', 0, 1e6);
  const [count = 0] = numbers('COUNT', -1e9, 1e9);
  const until = parts.get('UNTIL');
  const wkst = WEEKDAYS.indexOf(parts.get('WKST') ?? 'MO');
  const isTimed = freq in unitMs;
  const byWeekNo = freq === 'YEARLY' ? around('BYWEEKNO', 53) : [];
  const days = {
    freq: isTimed ? 'DAILY' : (freq as Frequency),
    interval: isTimed ? 1 : interval || 1,
    byDay: weekdaysIn(parts.get('BYDAY'), byWeekNo.length === 0 && (freq === 'MONTHLY' || freq === 'YEARLY')),
    byMonthDay: around('BYMONTHDAY', 31),
    byMonth: numbers('BYMONTH', 1, 12),
    byWeekNo,
    byYearDay: around('BYYEARDAY', 366),
    bySetPos: [] as number[],
    wkst: Math.max(wkst, 0),
    count: null,
    until: null,
  };
  const time = ((start % DAY_MS) + DAY_MS) % DAY_MS;
  const own = (name: string, most: number, ms: number): number[] => {
    const given = numbers(name, 0, most);
    return given.length > 0 || (isTimed && ms >= unitMs[freq as TimedFrequency])
      ? given
      : [Math.floor(time / ms) % (most + 1)];
  };
  return {
    freq,
    days,
    interval: interval || 1,
    count: count > 0 ? count : null,
    until: until === undefined ? Number.POSITIVE_INFINITY : untilOf(until),
    byHour: own('BYHOUR', 23, HOUR_MS),
    byMinute: own('BYMINUTE', 59, MINUTE_MS),
    bySecond: own('BYSECOND', 59, SECOND_MS),
    bySetPos: around('BYSETPOS', 366),
  };
}

/**
 * The wall times from `from` to `to` on which a rule falls, ascending; none before `start`, that of its DTSTART.
 *
 * A rule is not walked from its start but where it is counted, and what nothing meets ends with the window.
 *
 * @throws CalendarFault `too_often`
 */
export function* ruleWalls(
  rule: EventRule,
  { start, from, to }: { readonly start: number; readonly from: number; readonly to: number },
  budget: Budget,
): Iterable<number> {
  const last = Math.min(to, rule.until);
  const first = rule.count === null ? Math.max(from, start) : start;
  let left = rule.count ?? Number.POSITIVE_INFINITY;
  const walk = rule.freq in unitMs ? byUnits : byDays;
  for (const wall of walk(rule, { start, first, last }, budget)) {
    if (wall < first) continue;
    if (wall > last || left-- <= 0) return;
    budget.step();
    if (wall >= from) yield wall;
  }
}

/** Wall times: of DTSTART, and of the first and the last that are asked for. */
interface Stretch {
  readonly start: number;
  readonly first: number;
  readonly last: number;
}

/** Days that rrule is asked about at once. */
const chunkDays = 512;

function* byDays(rule: EventRule, { start, first, last }: Stretch, budget: Budget): Iterable<number> {
  const { freq, days, byHour, byMinute, bySecond, bySetPos } = rule;
  const startDay = dayOfWall(start);
  const lastDay = dayOfWall(last);
  const weekday = { weekday: weekdayOfDay(startDay), nth: 0 };
  const isBare = freq === 'WEEKLY' && days.byDay.length + days.byMonthDay.length === 0;
  const parts = { ...days, byDay: isBare ? [weekday] : days.byDay, bySetPos };
  if (isPlain(parts) && bySetPos.length === 0) {
    const falls = dayTest(parts, startDay);
    const times = product([byHour, byMinute, bySecond], [HOUR_MS, MINUTE_MS, SECOND_MS]);
    for (let day = dayOfWall(first); day <= lastDay; day++) {
      budget.days(1);
      if (falls(day)) for (const time of times) yield day * DAY_MS + time;
    }
    return;
  }
  // A position counts in the whole of the first week; what lies before DTSTART is left out after that.
  const origin = freq === 'WEEKLY' ? startDay - ((weekdayOfDay(startDay) - days.wkst + 7) % 7) : startDay;
  for (let from = dayOfWall(first); from <= lastDay; from += chunkDays) {
    const to = Math.min(from + chunkDays, lastDay + 1);
    budget.days(to - from);
    yield* timedWalls(parts, rule, { start: origin, from, to });
  }
}

/**
 * By hours, minutes or seconds: each is asked by itself, and a day or an hour that is left out is passed over as a
 * whole.
 */
function* byUnits(rule: EventRule, { start, first, last }: Stretch, budget: Budget): Iterable<number> {
  const { freq, days, interval, byMinute, bySecond, bySetPos } = rule;
  const unit = unitMs[freq as TimedFrequency];
  const step = unit * interval;
  const origin = Math.floor(start / unit) * unit;
  const falls = dayTest(days, 0);
  const lists = freq === 'HOURLY' ? [byMinute, bySecond] : freq === 'MINUTELY' ? [bySecond] : [];
  const within = product(lists, freq === 'HOURLY' ? [MINUTE_MS, SECOND_MS] : [SECOND_MS]);
  const times = bySetPos.length > 0 ? positions(within, bySetPos) : within;
  const inStep = (wall: number): number => origin + Math.ceil((wall - origin) / step) * step;
  let wall = inStep(Math.floor(first / unit) * unit);
  while (wall <= last) {
    budget.step();
    const leftOut = leftOutAt(wall, rule, falls);
    if (leftOut === 0) for (const time of times) yield wall + time;
    wall = inStep(leftOut === 0 ? wall + step : (Math.floor(wall / leftOut) + 1) * leftOut);
  }
}

/**
 * The day, hour, minute or second around a wall time that a rule leaves out as a whole, ms; 0 when it leaves none
 * out.
 */
function leftOutAt(wall: number, { freq, byHour, byMinute, bySecond }: EventRule, falls: DayTest): number {
  const isOut = (list: readonly number[], unit: number, count: number): boolean =>
    list.length > 0 && !list.includes(((Math.floor(wall / unit) % count) + count) % count);
  if (!falls(dayOfWall(wall))) return DAY_MS;
  if (isOut(byHour, HOUR_MS, 24)) return HOUR_MS;
  if (freq !== 'HOURLY' && isOut(byMinute, MINUTE_MS, 60)) return MINUTE_MS;
  return freq === 'SECONDLY' && isOut(bySecond, SECOND_MS, 60) ? SECOND_MS : 0;
}

const isFrequency = (text: string): text is EventRule['freq'] =>
  ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY', 'HOURLY', 'MINUTELY', 'SECONDLY'].includes(text);

function numbersIn(text: string | undefined, least: number, most: number): number[] {
  const numbers = (text?.split(',') ?? []).filter(Boolean).map(Number);
  if (numbers.some((each) => !Number.isInteger(each) || each < least || each > most))
    throw new CalendarFault('bad_rule');
  return numbers;
}

function weekdaysIn(text: string | undefined, areCounted: boolean): NthWeekday[] {
  return (text?.split(',') ?? []).filter(Boolean).map((each) => {
    const [, nth = '0', name = ''] = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(each) ?? [];
    if (!name || Math.abs(Number(nth)) > 53) throw new CalendarFault('bad_rule');
    return { weekday: WEEKDAYS.indexOf(name), nth: areCounted ? Number(nth) : 0 };
  });
}

/** The sums of one number from each list, each times its unit, ascending. */
function product(lists: readonly (readonly number[])[], units: readonly number[]): number[] {
  let sums = [0];
  for (const [at, list] of lists.entries())
    sums = sums.flatMap((sum) => list.map((each) => sum + each * (units[at] ?? 0)));
  return [...new Set(sums)].sort((a, b) => a - b);
}

function positions(set: readonly number[], wanted: readonly number[]): number[] {
  const found = wanted.map((each) => set.at(each > 0 ? each - 1 : each)).filter((each) => each !== undefined);
  return [...new Set(found)].sort((a, b) => a - b);
}
