import { isDate } from './calendar-date.ts';
import { todayIn } from './wall-time.ts';

/** UNTIL as an instant (RFC 5545 §3.3.10 "MUST be specified as a date with UTC time" where DTSTART has a zone). */
const UNTIL_IN_UTC = /(?<=(?:^|;)UNTIL=)(\d{4})(\d{2})(\d{2})T([01]\d|2[0-3])([0-5]\d)([0-5]\d)Z(?=;|$)/;

/**
 * A rule whose UNTIL, where it is an instant, is the date that it is then where the mentor is:
 * `UNTIL=20261210T045959Z` becomes `UNTIL=20261209` in New York, whatever the hour of the rule is.
 *
 * A date, a date-time without `Z` and what is none of the three stay as they are. Throws a RangeError for an unknown
 * zone.
 */
export function untilByDate(rrule: string, timeZone: string): string {
  if (!rrule.includes('Z')) return rrule;
  return rrule.replace(UNTIL_IN_UTC, (text, year, month, day, hours, minutes, seconds) => {
    const inUtc = `${year}-${month}-${day}`;
    if (!isDate(inUtc)) return text;
    const date = todayIn(timeZone, Date.parse(`${inUtc}T${hours}:${minutes}:${seconds}Z`));
    // Beyond the years 0000 to 9999 there is none.
    return isDate(date) ? date.replaceAll('-', '') : text.slice(0, 8);
  });
}
