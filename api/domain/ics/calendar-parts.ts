/**
 * The parts of an iCalendar text that tell when somebody is busy. Everything else is dropped before it is parsed: what
 * an event is about, who comes and where is nobody's business here, and a fault in it spoils nothing.
 */

/** The text of one component, ready for a parser, with the kind of component it is. */
export interface CalendarPart {
  readonly kind: 'VEVENT' | 'VFREEBUSY' | 'VTIMEZONE';
  readonly text: string;
}

const kinds: ReadonlySet<string> = new Set<CalendarPart['kind']>(['VEVENT', 'VFREEBUSY', 'VTIMEZONE']);

/** What may stand inside a part. */
const inner: ReadonlySet<string> = new Set(['STANDARD', 'DAYLIGHT']);

const kept: ReadonlySet<string> = new Set([
  ...['UID', 'DTSTART', 'DTEND', 'DURATION', 'RRULE', 'RDATE', 'EXDATE', 'RECURRENCE-ID', 'TRANSP', 'STATUS'],
  ...['X-MICROSOFT-CDO-BUSYSTATUS', 'FREEBUSY', 'TZID', 'TZOFFSETFROM', 'TZOFFSETTO', 'X-LIC-LOCATION'],
]);

/**
 * Splits a text into its parts. Source: RFC 5545 §3.1 (folded lines), §3.4 to §3.6.
 *
 * @returns null when the text is no calendar, or one that was cut off.
 */
export function calendarParts(text: string): readonly CalendarPart[] | null {
  const parts: CalendarPart[] = [];
  const open: string[] = [];
  let lines: string[] = [];
  let calendars = 0;
  for (const line of text
    .replace(/^\uFEFF/, '')
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n|\r/)) {
    const [, name = '', value = ''] = /^([\w-]+)(?:;(?:"[^"]*"|[^":])*)?:(.*)$/.exec(line) ?? [];
    const property = name.toUpperCase();
    const component = value.trim().toUpperCase();
    if (property === 'BEGIN') {
      open.push(component);
      if (open.length === 1 && component === 'VCALENDAR') calendars++;
      if (open.length === 2) lines = [];
      if (isKept(open)) lines.push(`BEGIN:${component}`);
    } else if (property === 'END') {
      if (isKept(open)) lines.push(`END:${component}`);
      const kind = open[1] ?? '';
      if (open.length === 2 && isKept(open))
        parts.push({ kind: kind as CalendarPart['kind'], text: lines.join('\r\n') });
      if (open.pop() !== component) return null;
    } else if (kept.has(property) && isKept(open)) {
      lines.push(line);
    }
  }
  return calendars > 0 && open.length === 0 ? parts : null;
}

/** Whether what stands inside these components belongs to a part: alarms, for one, do not. */
function isKept([calendar, kind = '', ...rest]: readonly string[]): boolean {
  return (
    calendar === 'VCALENDAR' && kinds.has(kind) && rest.length <= 1 && rest.every((name) => inner.has(name))
  );
}
