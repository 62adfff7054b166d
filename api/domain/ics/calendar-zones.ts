import { makeClock, type ZoneClock, zoneClock } from '../wall-time.ts';
import type { CalendarPart } from './calendar-parts.ts';
import type { Zones } from './moments.ts';
import { vtimezoneClock } from './vtimezone.ts';
import { plainName, zoneByGuess, zoneOfName } from './zone-names.ts';

/**
 * How the times of the calendars in one text are read, each zone's clock made once.
 *
 * Our own zone data come first, also for a file that brings a VTIMEZONE: what stands there is often no more than this
 * year's rules. In this order: a name that leaves no doubt; the place that the VTIMEZONE refers to (X-LIC-LOCATION);
 * the VTIMEZONE itself; a name that is an abbreviation, an offset or what Outlook shows to people.
 *
 * @param timeZone of the mentor, IANA
 */
export function calendarZones(
  parts: readonly CalendarPart[],
  timeZone: string,
): (part: CalendarPart) => Zones {
  const home = zoneClock(timeZone);
  const vtimezones = new Map<string, CalendarPart>();
  for (const part of parts) {
    const tzid = part.kind === 'VTIMEZONE' ? textOf(part, 'TZID') : '';
    if (tzid) vtimezones.set(plainName(tzid).toLowerCase(), part);
  }
  const clocks = new Map<string, ZoneClock | null>();
  const named = (tzid: string): ZoneClock | null => {
    let clock = clocks.get(tzid);
    if (clock === undefined) {
      clock = clockOf(plainName(tzid), vtimezones);
      clocks.set(tzid, clock);
    }
    return clock;
  };
  return ({ calendar }) => {
    const own = calendar.get('X-WR-TIMEZONE');
    return { home, floating: (own && named(own)) || home, named };
  };
}

/** What Outlook shows to people has up to 70 characters. */
const longestName = 200;

function clockOf(name: string, vtimezones: ReadonlyMap<string, CalendarPart>): ZoneClock | null {
  const vtimezone = vtimezones.get(name.toLowerCase());
  const known = zoneOfName(name) ?? (vtimezone && zoneOfName(plainName(textOf(vtimezone, 'X-LIC-LOCATION'))));
  if (known) return zoneClock(known);
  const table = vtimezone && vtimezoneClock(vtimezone);
  if (table) return makeClock(table);
  const guessed = name.length <= longestName ? zoneByGuess(name) : undefined;
  return guessed ? zoneClock(guessed) : null;
}

function textOf({ properties }: CalendarPart, name: string): string {
  return properties.find((property) => property.name === name)?.value ?? '';
}
