import { DAY_MS, dateOfDay, dayOfDate, MINUTE_MS, timeOfMinute, weekdayOfDay } from '../calendar-date.ts';
import { fallsOn } from '../recurrence.ts';
import { clockChanges, zoneClock } from '../wall-time.ts';

/** When a zone goes over from one offset to another; instant and offsets in ms. */
interface Change {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

const yearMs = 366 * DAY_MS;

/**
 * A VTIMEZONE that is right for what happens around an instant: the offset that holds then, and the next one where the
 * clocks change within a year. Lines end with CRLF, the last one too. Source: RFC 5545 §3.6.5.
 *
 * Where both changes go by rules of which the next four years know no exception, they are given with these: Outlook
 * makes of a zone one change to summer time a year and one back, and takes them from rules (MS-OXCICAL
 * 2.1.3.1.1.19). Other changes, such as those around Ramadan, are given by their dates alone.
 */
export function vtimezoneText(timeZone: string, instant: number): string {
  const changes = changesOf(timeZone, instant - yearMs, instant + yearMs);
  const next = changes.find(({ at }) => at > instant);
  const current = changes.findLast(({ at }) => at <= instant) ?? since1970(timeZone, instant);
  const observances = next ? [current, next] : [current];
  const least = Math.min(...observances.map(({ to }) => to));
  const rules = observances.map((change) => ruleOf(timeZone, change));
  const areAllRegular = rules.every(Boolean);
  const lines = observances.flatMap((change, at) => {
    const kind = change.to > least ? 'DAYLIGHT' : 'STANDARD';
    return [
      `BEGIN:${kind}`,
      `DTSTART:${wallText(change.at + change.from)}`,
      `TZOFFSETFROM:${offsetText(change.from)}`,
      `TZOFFSETTO:${offsetText(change.to)}`,
      ...(areAllRegular ? [`RRULE:${rules[at]}`] : []),
      `END:${kind}`,
    ];
  });
  return [`BEGIN:VTIMEZONE`, `TZID:${timeZone}`, ...lines, `END:VTIMEZONE`, ''].join('\r\n');
}

function changesOf(timeZone: string, start: number, end: number): Change[] {
  const { wallAt } = zoneClock(timeZone);
  return clockChanges(timeZone, start, end).map((at) => ({
    at,
    from: wallAt(at - 1) - (at - 1),
    to: wallAt(at) - at,
  }));
}

/** No change at all: what holds at an instant, from midnight of 1970 on the zone's wall. */
function since1970(timeZone: string, instant: number): Change {
  const offset = zoneClock(timeZone).wallAt(instant) - instant;
  return { at: -offset, from: offset, to: offset };
}

/** `FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU`, where a change comes back by that for four years. */
function ruleOf(timeZone: string, { at, from, to }: Change): string | undefined {
  const wall = at + from;
  const date = dateOfDay(Math.floor(wall / DAY_MS));
  const again = changesOf(timeZone, at, at + 5 * yearMs)
    .filter((change) => change.to === to)
    .slice(0, 4);
  const isAtSameTime = again.every((change) => (change.at + change.from - wall) % DAY_MS === 0);
  if (again.length < 4 || !isAtSameTime) return undefined;
  const days = again.map((change) => Math.floor((change.at + change.from) / DAY_MS));
  return yearlyRules(date).find((rrule) => days.every(fallsOn({ rrule, dtstart: date }, 'UTC')));
}

/** The weekday of a date counted from the end of its month, where it is the last, and from its beginning. */
function yearlyRules(date: string): string[] {
  const day = dayOfDate(date);
  const month = date.slice(5, 7);
  const weekday = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'][weekdayOfDay(day)];
  const isLast = dateOfDay(day + 7).slice(5, 7) !== month;
  const counts = [...(isLast ? [-1] : []), Math.ceil(Number(date.slice(8)) / 7)];
  return counts.map((count) => `FREQ=YEARLY;BYMONTH=${Number(month)};BYDAY=${count}${weekday}`);
}

/** A wall as RFC 5545 writes local times: `20260329T020000`. */
function wallText(wall: number): string {
  const day = Math.floor(wall / DAY_MS);
  const time = timeOfMinute(Math.floor((wall - day * DAY_MS) / MINUTE_MS));
  return `${dateOfDay(day)}T${time}00`.replace(/[-:]/g, '');
}

/** `+0530` */
const offsetText = (offset: number): string =>
  `${offset < 0 ? '-' : '+'}${timeOfMinute(Math.abs(offset) / MINUTE_MS)}`.replace(':', '');
