import { calendarLines, lineName, type Property, readProperty } from './calendar-lines.ts';

/**
 * A component that tells when somebody is busy, or the zone in which it does. Everything else in a calendar is
 * dropped before it is read: what an event is about and where it takes place is nobody's business here, and a fault
 * in it spoils nothing.
 */
export interface CalendarPart {
  readonly kind: 'VEVENT' | 'VFREEBUSY' | 'VTIMEZONE';
  readonly properties: readonly Property[];
  /** STANDARD and DAYLIGHT of a VTIMEZONE. */
  readonly observances: readonly (readonly Property[])[];
  /** Of the calendar that it stands in. */
  readonly calendar: CalendarHead;
}

/** What a VCALENDAR says of all that stands in it: METHOD, X-WR-TIMEZONE, X-WR-CALNAME and NAME, by name. */
export type CalendarHead = ReadonlyMap<string, string>;

const kinds: ReadonlySet<string> = new Set<CalendarPart['kind']>(['VEVENT', 'VFREEBUSY', 'VTIMEZONE']);

/** Components within one another; calendars have four at the most. */
const mostDepth = 20;

/** Components that stand in a VCALENDAR and in no other: where one begins, the one before has ended, told or not. */
const topLevel: ReadonlySet<string> = new Set([...kinds, 'VTODO', 'VJOURNAL', 'VAVAILABILITY']);

const headNames: ReadonlySet<string> = new Set(['METHOD', 'X-WR-TIMEZONE', 'X-WR-CALNAME', 'NAME']);

const kept: ReadonlySet<string> = new Set([
  ...['UID', 'SEQUENCE', 'DTSTAMP', 'LAST-MODIFIED', 'STATUS', 'TRANSP', 'X-MICROSOFT-CDO-BUSYSTATUS'],
  ...['DTSTART', 'DTEND', 'DURATION', 'RRULE', 'EXRULE', 'RDATE', 'EXDATE', 'RECURRENCE-ID', 'ATTENDEE'],
  ...['FREEBUSY', 'TZID', 'TZOFFSETFROM', 'TZOFFSETTO', 'X-LIC-LOCATION'],
]);

/**
 * Splits a text into its parts. Source: RFC 5545 §3.4 to §3.6. A component whose END is missing ends where the next one
 * begins or the one around it ends.
 *
 * @returns null when the text is no calendar, or one that was cut off within a component.
 */
export function calendarParts(text: string): readonly CalendarPart[] | null {
  const parts: CalendarPart[] = [];
  const open: string[] = [];
  let calendars = 0;
  let head = new Map<string, string>();
  let properties: Property[] = [];
  let observances: Property[][] = [];

  const close = (): void => {
    const kind = open[1] ?? '';
    if (open.length === 2 && open[0] === 'VCALENDAR' && kinds.has(kind))
      parts.push({ kind: kind as CalendarPart['kind'], properties, observances, calendar: head });
    open.pop();
  };
  const begin = (component: string): void => {
    if (component === 'VCALENDAR') {
      while (open.length > 0) close();
      calendars++;
      head = new Map();
    } else if (open[0] === 'VCALENDAR' && topLevel.has(component)) while (open.length > 1) close();
    open.push(component);
    if (open.length === 2) [properties, observances] = [[], []];
    if (open.length === 3 && isObservance(open)) observances.push([]);
  };
  const end = (component: string): boolean => {
    if (open.length === 0) return false;
    if (open.includes(component)) while (open.at(-1) !== component) close();
    if (open.at(-1) === component) close();
    return true;
  };
  const keep = (line: string, name: string): void => {
    const isHead = open.length === 1 && headNames.has(name);
    const isKept = kept.has(name) && (open.length === 2 ? kinds.has(open[1] ?? '') : isObservance(open));
    const property = isHead || isKept ? readProperty(line) : null;
    if (!property) return;
    if (isHead) head.set(name, property.value);
    else if (open.length === 2) properties.push(property);
    else observances.at(-1)?.push(property);
  };

  for (const line of calendarLines(text)) {
    const name = lineName(line);
    if (name === '') continue;
    if (name !== 'BEGIN' && name !== 'END') {
      keep(line, name);
      continue;
    }
    const component = line
      .slice(line.indexOf(':') + 1)
      .trim()
      .toUpperCase();
    // A line of a text that was not folded may begin with the word.
    if (!/^[A-Z][A-Z0-9-]*$/.test(component)) continue;
    if (name === 'BEGIN') begin(component);
    else if (!end(component)) return null;
    if (open.length > mostDepth) return null;
  }
  const isWhole = open.length === 0 || (open.length === 1 && open[0] === 'VCALENDAR' && parts.length > 0);
  return calendars > 0 && isWhole ? parts : null;
}

function isObservance(open: readonly string[]): boolean {
  return open.length === 3 && open[1] === 'VTIMEZONE' && (open[2] === 'STANDARD' || open[2] === 'DAYLIGHT');
}
