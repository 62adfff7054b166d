import type { Calendar, Period, Rule, Settings } from '../../../api/domain/calendar.ts';
import { freeSlots } from '../../../api/domain/slots.ts';

/**
 * Builders of the engine's arguments, and its answers in words. Instants are written as wall time by Temporal itself,
 * not by the engine.
 */

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const settings: Settings = {
  slotStepMinutes: 30,
  minNoticeMinutes: 0,
  bookingWindowDays: 60,
  bufferMinutes: 0,
  durations: [30, 60, 90, 120],
};

export type CalendarChanges = Partial<Omit<Calendar, 'settings'>> & { readonly settings?: Partial<Settings> };

/** A calendar in Paris, closed, with the default settings, changed as told; frozen through and through. */
export function calendar({ settings: changes, ...rest }: CalendarChanges = {}): Calendar {
  return deepFreeze({
    timeZone: 'Europe/Paris',
    rules: [],
    overrides: [],
    busy: [],
    ...rest,
    settings: { ...settings, ...changes },
  });
}

/** A rule that starts in 2020: `rule('FREQ=DAILY', '09:00', '12:00')`. */
export function rule(rrule: string, startTime: string, endTime: string, more: Partial<Rule> = {}): Rule {
  return { rrule, dtstart: '2020-01-01', startTime, endTime, ...more };
}

export function daily(startTime: string, endTime: string, more: Partial<Rule> = {}): Rule {
  return rule('FREQ=DAILY', startTime, endTime, more);
}

/** An instant of a wall time `2026-11-23 09:00` or of RFC 3339. */
export function at(text: string, timeZone = 'Europe/Paris'): number {
  if (/Z$|[+-]\d\d:\d\d$/.test(text)) return Temporal.Instant.from(text).epochMilliseconds;
  return Temporal.PlainDateTime.from(text.replace(' ', 'T')).toZonedDateTime(timeZone).epochMilliseconds;
}

export function period(from: string, to: string, timeZone?: string): Period {
  return { start: at(from, timeZone), end: at(to, timeZone) };
}

/** An instant as the wall shows it: `10-25 02:30+02:00`. */
export function wall(instant: number, timeZone = 'Europe/Paris'): string {
  const time = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
  return `${time.toPlainDate().toString().slice(5)} ${time.toPlainTime().toString().slice(0, 5)}${time.offset}`;
}

export type Question = {
  /** wall times in the mentor's zone, the end exclusive */
  readonly from: string;
  readonly to: string;
  readonly duration?: number;
  readonly now?: string;
};

/** The starts of a calendar as the wall shows them, `10-25 02:30+02:00`. */
export function starts(of: Calendar, { from, to, duration = 30, now = from }: Question): string[] {
  const query = { ...period(from, to, of.timeZone), durationMinutes: duration };
  return freeSlots(of, query, at(now, of.timeZone)).map(({ startsAt }) => wall(startsAt, of.timeZone));
}

/** Those of one date: `09:00`, without an offset. */
export function startsOn(of: Calendar, date: string, question: Partial<Question> = {}): string[] {
  const from = `${date} 00:00`;
  const to = `${Temporal.PlainDate.from(date).add({ days: 1 }).toString()} 00:00`;
  return starts(of, { from, to, ...question }).map((text) => text.slice(6, 11));
}

export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
