import type { RuleInput } from '../../../api/contract/availability.ts';
import type { Mode } from '../../../api/contract/primitives.ts';
import { dateOfDay, dayOfWeek } from '../../../api/domain/calendar-date.ts';
import { type Frequency, type NthWeekday, parseRule, type RuleParts } from '../../../api/domain/rule-text.ts';

/** How one language says what a rule is beside its hours. */
export interface KindVocabulary {
  /** `6 places`; more than one. */
  readonly places: (count: number) => string;
  readonly modes: Readonly<Record<Mode, string>>;
}

/** How one language says when a rule holds. Weekdays and months are given by name, dates written out. */
export interface RuleVocabulary {
  /** BCP 47 tag for the names. */
  readonly tag: string;
  readonly every: (frequency: Frequency, interval: number) => string;
  /** `le lundi`; `day` is 0 = Monday. */
  readonly weekday: (name: string, day: number) => string;
  /** `le premier lundi`, `le dernier vendredi`; `nth` is never 0. */
  readonly nthWeekday: (name: string, day: number, nth: number) => string;
  /** `le 15`, `le dernier jour du mois`. */
  readonly monthDay: (day: number) => string;
  /** Said of what is counted in a whole year. */
  readonly ofYear: string;
  readonly inMonths: (months: string) => string;
  /** Of days that only narrow others down. */
  readonly only: (days: string) => string;
  /** `le premier` of several days. */
  readonly position: (nth: number) => string;
  readonly chosen: (positions: string, frequency: Frequency) => string;
  readonly weeksFrom: (weekday: string) => string;
  readonly times: (count: number) => string;
  readonly since: (date: string) => string;
  readonly until: (date: string) => string;
  readonly except: (dates: string) => string;
  readonly also: (dates: string) => string;
  readonly more: (count: number) => string;
}

/** What is said of a rule. */
export interface SpokenRule {
  readonly rrule: string;
  /** YYYY-MM-DD */
  readonly dtstart: string;
  readonly exdate?: readonly string[] | undefined;
  readonly rdate?: readonly string[] | undefined;
}

/** Dates of a long list that are named before the rest is counted. */
const NAMED_DATES = 3;

/** Puts any rule that an availability may have into one sentence. */
export function ruleWords(rule: SpokenRule, words: RuleVocabulary): string {
  const { tag } = words;
  const parts = withDefaults(parseRule(rule.rrule), rule.dtstart);
  const { freq, interval, byMonth, bySetPos, wkst, count, until } = parts;
  const list = new Intl.ListFormat(tag, { type: 'conjunction' });
  const dates = (all: readonly string[]): string => {
    const named = all.slice(0, NAMED_DATES).map((date) => dateWords(date, tag));
    const rest = all.length - named.length;
    return list.format(rest > 0 ? [...named, words.more(rest)] : named);
  };
  const { exdate = [], rdate = [] } = rule;
  const isFromMonday = wkst === 0 || freq !== 'WEEKLY' || (interval === 1 && bySetPos.length === 0);
  const said = [
    words.every(freq, interval),
    ...daysOf(parts, words, list),
    byMonth.length ? words.inMonths(list.format(byMonth.map((month) => monthName(month, tag)))) : '',
    bySetPos.length ? words.chosen(list.format(bySetPos.map(words.position)), freq) : '',
    isFromMonday ? '' : words.weeksFrom(weekdayName(wkst, tag)),
    count === null ? '' : words.times(count),
    words.since(dateWords(rule.dtstart, tag)),
    until === null ? '' : words.until(dateWords(dateOfDay(until), tag)),
    rdate.length ? words.also(dates(rdate)) : '',
    exdate.length ? words.except(dates(exdate)) : '',
  ].filter(Boolean);
  const sentence = said.join(tag.startsWith('ar') ? '، ' : ', ');
  return sentence.charAt(0).toLocaleUpperCase(tag) + sentence.slice(1);
}

/** What a rule says of its places and of where, in short parts; none of a plain one. */
export function kindWords(
  { capacity = 1, mode, place }: RuleInput,
  { places, modes }: KindVocabulary,
): string[] {
  return [
    ...(capacity > 1 ? [places(capacity)] : []),
    ...(mode ? [modes[mode]] : []),
    ...(place ? [place] : []),
  ];
}

/** `lundi` of 0, or as short as wanted. */
export function weekdayName(day: number, tag: string, weekday: 'long' | 'short' | 'narrow' = 'long'): string {
  // 2024-01-01 was a Monday.
  return new Intl.DateTimeFormat(tag, { weekday, timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + day));
}

/** `1 décembre 2026`. */
export function dateWords(date: string, tag: string): string {
  return new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00Z`),
  );
}

function monthName(month: number, tag: string): string {
  return new Intl.DateTimeFormat(tag, { month: 'long', timeZone: 'UTC' }).format(
    Date.UTC(2024, month - 1, 1),
  );
}

/** What a rule takes from its first date where it names no day itself. */
function withDefaults(parts: RuleParts, dtstart: string): RuleParts {
  const { freq, byDay, byMonth, byMonthDay } = parts;
  if (freq === 'DAILY' || byDay.length + byMonthDay.length > 0) return parts;
  if (freq === 'WEEKLY') return { ...parts, byDay: [{ weekday: dayOfWeek(dtstart), nth: 0 }] };
  const byMonthDayOf = [Number(dtstart.slice(8))];
  const isBareYear = freq === 'YEARLY' && byMonth.length === 0;
  return {
    ...parts,
    byMonthDay: byMonthDayOf,
    byMonth: isBareYear ? [Number(dtstart.slice(5, 7))] : byMonth,
  };
}

function daysOf(parts: RuleParts, words: RuleVocabulary, list: Intl.ListFormat): string[] {
  const { freq, byDay, byMonthDay, byMonth } = parts;
  const nameOf = ({ weekday, nth }: NthWeekday): string => {
    const name = weekdayName(weekday, words.tag);
    return nth === 0 ? words.weekday(name, weekday) : words.nthWeekday(name, weekday, nth);
  };
  const isOfYear = freq === 'YEARLY' && byMonth.length === 0 && byDay.some(({ nth }) => nth !== 0);
  const weekdays = byDay.length ? list.format(byDay.map(nameOf)) + (isOfYear ? ` ${words.ofYear}` : '') : '';
  const monthDays = byMonthDay.length ? list.format(byMonthDay.map(words.monthDay)) : '';
  if (freq === 'DAILY') return [weekdays, monthDays].filter(Boolean).map(words.only);
  return weekdays && monthDays ? [weekdays, words.only(monthDays)] : [weekdays || monthDays];
}
