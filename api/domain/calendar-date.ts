/**
 * Dates and times of day as text (`2026-11-23`, `09:30`) and as numbers the engine can count with.
 *
 * No zone takes part here: a date is a square on the proleptic Gregorian calendar, a time a distance from its midnight.
 * Years 0000 to 9999.
 */

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)(?::00)?$|^24:00(?::00)?$/;

/** Whether `text` is a date that exists, `YYYY-MM-DD`: 2026-02-29 is not. */
export function isDate(text: string): boolean {
  return DATE.test(text) && dateOfDay(daysFromParts(text)) === text;
}

/**
 * Whether `text` is a time of day, `HH:MM` from `00:00` to `24:00`; `HH:MM:00`, as PostgreSQL writes it, is one too.
 */
export function isTimeOfDay(text: string): boolean {
  return TIME.test(text);
}

/** Days since 1970-01-01 of a date. Throws a RangeError when there is no such date. */
export function dayOfDate(date: string): number {
  if (date.length !== 10 || !isDate(date)) {
    throw new RangeError(`"${date}" is not a date: a day that exists is expected, as YYYY-MM-DD.`);
  }
  return daysFromParts(date);
}

/** The date `YYYY-MM-DD` that stands `day` days after 1970-01-01. */
export function dateOfDay(day: number): string {
  // Counts years from March, so that the leap day is the last of its year (Hinnant, "chrono-compatible date
  // algorithms").
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${two(Math.floor(year / 100))}${two(year % 100)}-${two(month)}-${two(dayOfMonth)}`;
}

/** Minutes from midnight of a time of day: 0 for `00:00`, 1440 for `24:00`. Throws a RangeError when it is none. */
export function minuteOfTime(time: string): number {
  if (!isTimeOfDay(time)) {
    throw new RangeError(`"${time}" is not a time of day: HH:MM from 00:00 to 24:00 is expected.`);
  }
  return digits(time, 0, 2) * 60 + digits(time, 3, 5);
}

/** The time of day `HH:MM` that stands `minute` minutes after midnight, 0 to 1440. */
export function timeOfMinute(minute: number): string {
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** The date `count` days after `date`; before it when `count` is negative. */
export function addDays(date: string, count: number): string {
  return dateOfDay(dayOfDate(date) + count);
}

/** The day of the week of a date: 0 is Monday, 6 is Sunday. */
export function dayOfWeek(date: string): number {
  return weekdayOfDay(dayOfDate(date));
}

/** The day of the week, 0 = Monday, of a day counted from 1970-01-01 (a Thursday). */
export function weekdayOfDay(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

function daysFromParts(date: string): number {
  const month = digits(date, 5, 7);
  const year = digits(date, 0, 4) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + digits(date, 8, 10) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

// Number('09') of a substring costs four times as much, and the engine reads a few dates and times for each rule.
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) value = value * 10 + text.charCodeAt(i) - 48;
  return value;
}

// padStart costs 150 ns, and a slot is written with eight of these.
const TWO_DIGITS = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));

function two(value: number): string {
  return TWO_DIGITS[value] as string;
}
