import ICAL from 'ical.js';
import { isTimeZone, zoneClock } from '../wall-time.ts';
import { zoneOfWindows } from './windows-zones.ts';

/** Wall time of a zone, as the milliseconds that a clock in UTC would show for it, to instant and back, epoch ms. */
export interface CalendarClock {
  instantOf(wall: number): number;
  wallAt(instant: number): number;
}

/**
 * The clock of a TZID. Our own zone data come first, also for a file that brings a VTIMEZONE: what stands there is often
 * no more than this year's rules. In this order: an IANA name, with or without a registry in front
 * (`/mozilla.org/20050126_1/Europe/Paris`); a Windows name; the IANA name that the VTIMEZONE refers to; the VTIMEZONE
 * itself.
 *
 * @returns null for a TZID that means nothing to us.
 */
export function clockOfTzid(tzid: string, vtimezones: ReadonlyMap<string, string>): CalendarClock | null {
  const named = ianaNameOf(tzid) ?? zoneOfWindows(tzid);
  if (named) return zoneClock(named);
  const text = vtimezones.get(tzid);
  if (text === undefined) return null;
  const location = /^X-LIC-LOCATION:(.*)$/im.exec(text)?.[1]?.trim() ?? '';
  const referred = ianaNameOf(location);
  return referred ? zoneClock(referred) : clockOfText(text);
}

function ianaNameOf(tzid: string): string | undefined {
  const parts = tzid.split('/').filter(Boolean);
  const candidates = [parts.slice(-3), parts.slice(-2), parts.slice(-1)].map((each) => each.join('/'));
  // An abbreviation such as EST is a zone to Temporal, but what stands for it in a file is better.
  return [tzid, ...(tzid.startsWith('/') ? candidates : [])].find(
    (name) => isTimeZone(name) && (name.includes('/') || /^(?:UTC|GMT)$/i.test(name)),
  );
}

function clockOfText(text: string): CalendarClock | null {
  const zone = new ICAL.Timezone(new ICAL.Component(ICAL.parse(text)));
  if (!zone.component.getFirstSubcomponent()) return null;
  const instantOf = (wall: number): number => wall - zone.utcOffset(timeOfWall(wall)) * 1000;
  return {
    instantOf,
    wallAt(instant) {
      // The offset belongs to wall times, so the wall time is approached: a second look is right beside a change too.
      let wall = instant;
      for (let looks = 0; looks < 3; looks++) wall = instant + (wall - instantOf(wall));
      return wall;
    },
  };
}

/** ical.js's form of a wall time, in no zone at all. */
export function timeOfWall(wall: number): ICAL.Time {
  const date = new Date(wall);
  return new ICAL.Time(
    {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      hour: date.getUTCHours(),
      minute: date.getUTCMinutes(),
      second: date.getUTCSeconds(),
    },
    ICAL.Timezone.localTimezone,
  );
}

/** The wall time that ical.js counted, whatever zone it thinks of. */
export const wallOfTime = ({ year, month, day, hour, minute, second }: ICAL.Time): number =>
  Date.UTC(year, month - 1, day, hour, minute, second);
