/**
 * The text of a recurrence rule (RFC 5545 §3.3.10), as far as an availability needs it: days, never times.
 *
 * `FREQ` DAILY, WEEKLY, MONTHLY or YEARLY, and `INTERVAL`, `BYDAY`, `BYMONTHDAY`, `BYMONTH`, `BYSETPOS`, `COUNT`,
 * `UNTIL`, `WKST`. Written bare, without `RRULE:`; `normalRrule` takes that off.
 */
import { dayOfDate, isDate } from './calendar-date.ts';

const MAX_RRULE_LENGTH = 255;
const MAX_INTERVAL = 1000;
const MAX_COUNT = 1000;

export type Frequency = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';

/** A weekday, 0 = Monday, and which of them in the month or year: 1 the first, -1 the last, 0 each. */
export type NthWeekday = { readonly weekday: number; readonly nth: number };

/** A rule taken apart. Lists are empty when the part is absent, `until` is a day since 1970-01-01, inclusive. */
export type RuleParts = {
  readonly freq: Frequency;
  readonly interval: number;
  readonly byDay: readonly NthWeekday[];
  readonly byMonthDay: readonly number[];
  readonly byMonth: readonly number[];
  readonly bySetPos: readonly number[];
  readonly wkst: number;
  readonly count: number | null;
  readonly until: number | null;
};

/** The form in which rules are kept and compared: upper case, no blanks around, no leading `RRULE:`. */
export function normalRrule(text: string): string {
  return text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '');
}

/**
 * What is wrong with a rule, one sentence a fault; an empty list when an availability may carry it.
 *
 * Beyond the grammar it holds what RFC 5545 forbids in combination, and bounds that keep a hostile rule cheap:
 * 255 characters, INTERVAL and COUNT up to 1000.
 */
export function rruleFaults(text: string): string[] {
  const { parts, faults } = readRule(text);
  if (faults.length > 0) return faults;
  return [...boundFaults(parts, text), ...combinationFaults(parts)];
}

/** Takes a rule apart. Throws a RangeError that names every fault of its grammar. */
export function parseRule(text: string): RuleParts {
  const { parts, faults } = readRule(text);
  if (faults.length > 0)
    throw new RangeError(`The rule "${text.slice(0, 80)}" cannot be read: ${faults.join(' ')}`);
  return parts;
}

/** The weekday, 0 = Monday, of a rule that says no more than "each week on that day"; null for every other rule. */
export function plainWeekday(text: string): number | null {
  const { parts, faults } = readRule(normalRrule(text));
  const [day, another] = parts.byDay;
  const plain =
    faults.length === 0 &&
    parts.freq === 'WEEKLY' &&
    parts.interval === 1 &&
    parts.byMonth.length + parts.byMonthDay.length + parts.bySetPos.length === 0 &&
    parts.count === null &&
    parts.until === null;
  return plain && day !== undefined && another === undefined && day.nth === 0 ? day.weekday : null;
}

/** The rule "each week on that day", 0 = Monday: `FREQ=WEEKLY;BYDAY=MO`. Throws a RangeError beyond 0 to 6. */
export function weekdayRule(dayOfWeek: number): string {
  const name = WEEKDAYS[dayOfWeek];
  if (name === undefined)
    throw new RangeError(`${dayOfWeek} is not a day of the week: 0 (Monday) to 6 is expected.`);
  return `FREQ=WEEKLY;BYDAY=${name}`;
}

/** The names of the weekdays from Monday on. */
export const WEEKDAYS: readonly string[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const FREQUENCIES: readonly string[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] satisfies Frequency[];
const LONGEST_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

type Draft = { -readonly [K in keyof RuleParts]: RuleParts[K] };

/** Reads one part's value into the draft, or says what was expected. */
const READERS: Readonly<Record<string, (value: string, draft: Draft) => string | null>> = {
  FREQ: (value, draft) => {
    if (!FREQUENCIES.includes(value)) return `one of ${FREQUENCIES.join(', ')} is expected`;
    draft.freq = value as Frequency;
    return null;
  },
  INTERVAL: (value, draft) => {
    draft.interval = wholeNumber(value);
    return draft.interval >= 1 ? null : 'a whole number from 1 is expected';
  },
  COUNT: (value, draft) => {
    draft.count = wholeNumber(value);
    return draft.count >= 1 ? null : 'a whole number from 1 is expected';
  },
  UNTIL: (value, draft) => {
    const match = /^(\d{4})(\d{2})(\d{2})(?:T([01]\d|2[0-3])[0-5]\d[0-5]\dZ?)?$/.exec(value);
    const date = match ? `${match[1]}-${match[2]}-${match[3]}` : '';
    if (!isDate(date)) return 'a date as YYYYMMDD or a date-time as YYYYMMDDTHHMMSSZ is expected';
    draft.until = dayOfDate(date);
    return null;
  },
  WKST: (value, draft) => {
    draft.wkst = WEEKDAYS.indexOf(value);
    return draft.wkst >= 0 ? null : `one of ${WEEKDAYS.join(', ')} is expected`;
  },
  BYDAY: (value, draft) => {
    const days = value.split(',').map((item) => /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(item));
    draft.byDay = days.map((day) => ({
      weekday: WEEKDAYS.indexOf(day?.[2] ?? ''),
      nth: Number(day?.[1] ?? 0),
    }));
    const known = days.every((day) => day !== null && (day[1] === undefined || inRange(Number(day[1]), 53)));
    return known ? null : 'weekdays such as MO,TU or 1MO,-1FR (1 to 53) are expected';
  },
  BYMONTHDAY: (value, draft) => {
    draft.byMonthDay = wholeNumbers(value);
    return draft.byMonthDay.every((day) => inRange(day, 31))
      ? null
      : 'days from 1 to 31 or -31 to -1 are expected';
  },
  BYMONTH: (value, draft) => {
    draft.byMonth = wholeNumbers(value);
    return draft.byMonth.every((month) => month >= 1 && month <= 12)
      ? null
      : 'months from 1 to 12 are expected';
  },
  BYSETPOS: (value, draft) => {
    draft.bySetPos = wholeNumbers(value);
    return draft.bySetPos.every((position) => inRange(position, 366))
      ? null
      : 'positions from 1 to 366 or -366 to -1 are expected';
  },
};

function readRule(text: string): { parts: RuleParts; faults: string[] } {
  const parts: Draft = {
    freq: 'WEEKLY',
    interval: 1,
    byDay: [],
    byMonthDay: [],
    byMonth: [],
    bySetPos: [],
    wkst: 0,
    count: null,
    until: null,
  };
  if (text.length > 4096)
    return { parts, faults: [`It has ${text.length} characters: ${MAX_RRULE_LENGTH} at most.`] };
  const faults: string[] = [];
  const seen = new Set<string>();
  for (const part of text.split(';')) {
    const [name = '', value, ...rest] = part.split('=');
    const read = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
    if (value === undefined || value === '' || rest.length > 0) {
      faults.push(`"${clip(part)}" is not a part: NAME=VALUE is expected.`);
    } else if (read === undefined) {
      faults.push(`${clip(name)} is not supported: ${Object.keys(READERS).join(', ')} are.`);
    } else if (seen.has(name)) {
      faults.push(`${name} stands twice.`);
    } else {
      const expected = read(value, parts);
      if (expected !== null) faults.push(`${name}=${clip(value)}: ${expected}.`);
    }
    seen.add(name);
  }
  if (!seen.has('FREQ')) faults.push('FREQ is missing.');
  return { parts, faults };
}

function boundFaults(parts: RuleParts, text: string): string[] {
  const faults: string[] = [];
  if (text.length > MAX_RRULE_LENGTH)
    faults.push(`It has ${text.length} characters: ${MAX_RRULE_LENGTH} at most.`);
  if (parts.interval > MAX_INTERVAL) faults.push(`INTERVAL=${parts.interval}: ${MAX_INTERVAL} at most.`);
  if ((parts.count ?? 0) > MAX_COUNT) faults.push(`COUNT=${parts.count}: ${MAX_COUNT} at most.`);
  return faults;
}

/** What RFC 5545 forbids although each part is well formed, and days that no year has. */
function combinationFaults(parts: RuleParts): string[] {
  const { freq, byDay, byMonthDay, byMonth, bySetPos, count, until } = parts;
  const faults: string[] = [];
  if (count !== null && until !== null) faults.push('COUNT and UNTIL cannot stand together.');
  if (byDay.some((day) => day.nth !== 0)) {
    if (freq === 'DAILY' || freq === 'WEEKLY')
      faults.push(`BYDAY with a number needs FREQ=MONTHLY or YEARLY, not ${freq}.`);
    const most = freq === 'MONTHLY' || byMonth.length > 0 ? 5 : 53;
    if (byDay.some((day) => Math.abs(day.nth) > most)) faults.push(`BYDAY counts to ${most} at most here.`);
  }
  if (freq === 'WEEKLY' && byMonthDay.length > 0) faults.push('BYMONTHDAY cannot stand with FREQ=WEEKLY.');
  if (bySetPos.length > 0 && byDay.length + byMonthDay.length + byMonth.length === 0) {
    faults.push('BYSETPOS needs another BY part to choose from.');
  }
  const longest = Math.max(
    ...(byMonth.length > 0 ? byMonth : [1]).map((month) => LONGEST_MONTH[month - 1] ?? 31),
  );
  if (byMonthDay.length > 0 && byMonthDay.every((day) => Math.abs(day) > longest)) {
    faults.push(`BYMONTHDAY=${byMonthDay.join(',')} never comes in BYMONTH=${byMonth.join(',')}.`);
  }
  return faults;
}

function wholeNumber(value: string): number {
  return /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
}

function wholeNumbers(value: string): number[] {
  return value.split(',').map((item) => (/^[+-]?\d{1,3}$/.test(item) ? Number(item) : Number.NaN));
}

function inRange(value: number, most: number): boolean {
  return value !== 0 && Math.abs(value) <= most;
}

function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
