/**
 * The lines of an iCalendar text (RFC 5545 §3.1), read as kindly as can be: lines may end in CR, LF or both, names
 * may be in lower case, blanks may stand around the colon, and a parameter may hold a colon although nobody quoted
 * it.
 */

/** One property: `DTSTART;TZID=Europe/Paris:20261124T090000`. */
export interface Property {
  /** In upper case. */
  readonly name: string;
  /** By name in upper case, without quotes. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
}

/** The lines of a text, unfolded. A byte order mark and the zero bytes of a wrongly read UTF-16 are no part of them. */
export function calendarLines(text: string): string[] {
  const plain = text.includes('\0') ? text.replaceAll('\0', '') : text;
  return plain
    .replace(/^[\uFEFF\uFFFE]+/, '')
    .replace(/(?:\r{0,2}\n|\r)[ \t]/g, '')
    .split(/\r{0,2}\n|\r/);
}

/** The name that a line begins with, in upper case; empty for a line that is no property. */
export function lineName(line: string): string {
  return /^\s*([\w-]+)\s*[;:]/.exec(line)?.[1]?.toUpperCase() ?? '';
}

/** Properties whose values hold no colon, but for a time as ISO 8601 writes it. */
const withoutColon: ReadonlySet<string> = new Set([
  ...['DTSTART', 'DTEND', 'DURATION', 'RRULE', 'EXRULE', 'RDATE', 'EXDATE', 'RECURRENCE-ID', 'FREEBUSY'],
  ...['DTSTAMP', 'LAST-MODIFIED'],
]);

/** Takes a line apart; null for one that is no property. */
export function readProperty(line: string): Property | null {
  const name = lineName(line);
  const strict = /^\s*[\w-]+\s*((?:;(?:"[^"]*"|[^":])*)?):(.*)$/.exec(line);
  let [, head = '', value = ''] = strict ?? [];
  const at = lastColon(name, line);
  // `DTSTART;TZID=(UTC+01:00) Amsterdam:20261124T090000`: a colon that should have been quoted.
  if (at >= 0 && !/^\s*\d{4}-\d\d-\d\d/.test(value)) {
    head = line.slice(0, at).replace(/^\s*[\w-]+\s*/, '');
    value = line.slice(at + 1);
  } else if (!strict) return null;
  return { name, parameters: parametersOf(head), value: value.trim() };
}

function lastColon(name: string, line: string): number {
  if (withoutColon.has(name)) return line.lastIndexOf(':');
  return name === 'ATTENDEE' ? line.search(/:\s*mailto:[^:;]*$/i) : -1;
}

function parametersOf(head: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const [, name = '', value = ''] of head.matchAll(
    /;\s*([\w-]+)\s*=((?:"[^"]*"|;(?!\s*[\w-]+\s*=)|[^";])*)/g,
  ))
    parameters.set(name.toUpperCase(), value.replaceAll('"', '').trim());
  return parameters;
}
