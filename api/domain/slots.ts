/**
 * The starts a mentor can be booked at. One function answers the list and the booking, so what is listed can be booked
 * and what can be booked is listed.
 *
 * Instants are epoch milliseconds, periods are half-open `[start, end)`, dates `YYYY-MM-DD` and times `HH:MM` are wall time in the
 * mentor's zone. Everything here is a pure function of its arguments: `now` is one of them, and none is changed.
 */
import { DAY_MS, MINUTE_MS } from './calendar-date.ts';
import { openPeriods, takenPeriods } from './open-periods.ts';
import { startsIn } from './slot-starts.ts';
import { zoneClock } from './wall-time.ts';

/** Half-open `[start, end)`, epoch milliseconds. */
export type Period = { readonly start: number; readonly end: number };

/** A part of a day, `HH:MM`; the end may be `24:00`. Empty unless it starts before it ends. */
export type TimeRange = { readonly startTime: string; readonly endTime: string };

/** Recurring hours in the mentor's wall time; recurrence.ts says which dates they fall on. */
export type Rule = TimeRange & {
  readonly rrule: string;
  readonly dtstart: string;
  readonly exdate?: readonly string[] | null;
  readonly rdate?: readonly string[] | null;
};

/** The hours of one date instead of the rules'; no ranges close it. */
export type Override = { readonly date: string; readonly ranges: readonly TimeRange[] };

export type Settings = {
  /** minutes of wall time between starts, at least 1 */
  readonly slotStepMinutes: number;
  /** a start is listed while start >= now + notice; with 0, a start at `now` itself is */
  readonly minNoticeMinutes: number;
  /** starts up to and including the date today + N in the mentor's zone */
  readonly bookingWindowDays: number;
  /** the gap kept before and after each busy period; it may reach outside the open hours */
  readonly bufferMinutes: number;
  /** the lengths on offer, in minutes */
  readonly durations: readonly number[];
};

/** All that decides when a mentor is free. `busy` are sessions and live holds, without their buffers, in any order. */
export type Calendar = {
  readonly timeZone: string;
  readonly rules: readonly Rule[];
  readonly overrides: readonly Override[];
  readonly busy: readonly Period[];
  readonly settings: Settings;
};

/** Starts in `[start, end)` at which a session of `durationMinutes` fits. */
export type SlotQuery = Period & { readonly durationMinutes: number };

/** A start, and the longest of the offered durations that fits there, in minutes. */
export type Slot = { readonly startsAt: number; readonly maxDurationMinutes: number };

/** A session someone wants: epoch milliseconds and minutes. */
export type WantedSession = { readonly startsAt: number; readonly durationMinutes: number };

/** Codes of the booking's Problems; the command turns `busy` into `slot_taken` or `slot_held`. */
export type NotBookable =
  | 'invalid_duration'
  | 'in_past'
  | 'too_soon'
  | 'too_far'
  | 'busy'
  | 'outside_availability';

/**
 * The free starts in the query's window, ascending.
 *
 * Starts stand every `slotStepMinutes` of wall time from the start of each open period, so they do not depend on the window or the
 * viewer. A start that a clock change skips moves forward by the gap, and two that meet there are one; the hour that
 * a clock change repeats has starts the first time only. A session lies inside one open period and clear of the busy ones.
 *
 * A duration that is not on offer is answered all the same. Throws a RangeError for a zone, a rule, a date or a time that cannot be read.
 */
export function freeSlots(calendar: Calendar, query: SlotQuery, now: number): Slot[] {
  const { settings } = calendar;
  const { durationMinutes } = query;
  const bookable = bookablePeriod(calendar, now, query.end);
  const from = Math.max(query.start, bookable.start);
  const to = Math.min(query.end, bookable.end);
  if (!(from < to && durationMinutes > 0)) return [];
  if (!(settings.slotStepMinutes >= 1)) {
    throw new RangeError(`slotStepMinutes is ${settings.slotStepMinutes}: at least 1 is expected.`);
  }

  const offered = [...settings.durations].sort((a, b) => b - a);
  const longest = Math.max(durationMinutes, offered[0] ?? 0);
  const reach = { start: from, end: to + longest * MINUTE_MS };
  const clock = zoneClock(calendar.timeZone);
  const taken = takenPeriods(calendar, reach);
  const slots: Slot[] = [];
  let next = 0;
  for (const period of openPeriods(calendar, reach)) {
    for (const startsAt of startsIn(clock, period, { start: from, end: to }, settings.slotStepMinutes)) {
      while (next < taken.length && (taken[next] as Period).end <= startsAt) next++;
      const free = Math.min(period.end, taken[next]?.start ?? Infinity) - startsAt;
      if (free < durationMinutes * MINUTE_MS) continue;
      const fitting = offered.find((duration) => duration * MINUTE_MS <= free) ?? 0;
      slots.push({ startsAt, maxDurationMinutes: Math.max(fitting, durationMinutes) });
    }
  }
  return slots;
}

/**
 * Why a session cannot be booked, or null: null exactly when its duration is on offer and `freeSlots` lists its start for it.
 *
 * The first that holds, in this order: `invalid_duration` (not on offer), `in_past` (before `now`), `too_soon` (inside the notice),
 * `too_far` (after the booking window), `busy` (inside the hours, but a busy period or its buffer is in the way, whether or
 * not the start stands on the step), `outside_availability` (all else, a start beside the step included).
 */
export function whyNotBookable(calendar: Calendar, wanted: WantedSession, now: number): NotBookable | null {
  const { startsAt, durationMinutes } = wanted;
  if (!calendar.settings.durations.includes(durationMinutes)) return 'invalid_duration';
  if (!(startsAt >= now)) return 'in_past';
  const bookable = bookablePeriod(calendar, now, startsAt);
  if (startsAt < bookable.start) return 'too_soon';
  if (startsAt >= bookable.end) return 'too_far';
  if (isListed(calendar, wanted, now)) return null;
  return isInTheWay(calendar, wanted) ? 'busy' : 'outside_availability';
}

/**
 * The `count` free starts nearest to the wanted one, before or after it, for its duration; in ascending order.
 *
 * Of two as near as each other the earlier is taken; the wanted start itself is among them when it is free.
 */
export function nearestFree(calendar: Calendar, wanted: WantedSession, now: number, count: number): Slot[] {
  const { durationMinutes } = wanted;
  const bookable = bookablePeriod(calendar, now);
  // The nearest to an instant outside the window are the nearest to the window's edge.
  const centre = Math.min(Math.max(wanted.startsAt, bookable.start), bookable.end);
  if (!Number.isFinite(centre)) return [];
  const distance = ({ startsAt }: Slot): number => Math.abs(startsAt - centre);
  for (let radius = DAY_MS; ; radius *= 4) {
    const start = centre - radius;
    const end = centre + radius + 1;
    const found = freeSlots(calendar, { start, end, durationMinutes }, now);
    const isAll = start <= bookable.start && end >= bookable.end;
    if (found.length < count && !isAll) continue;
    // Sorting keeps the order of equals, and freeSlots lists the earlier first.
    const nearest = found.sort((a, b) => distance(a) - distance(b)).slice(0, count);
    return nearest.sort((a, b) => a.startsAt - b.startsAt);
  }
}

/** The first free start at or after `from` for a duration, or null when the booking window holds none. */
export function nextAvailable(
  calendar: Calendar,
  durationMinutes: number,
  from: number,
  now: number,
): Slot | null {
  const bookable = bookablePeriod(calendar, now);
  let start = Math.max(from, bookable.start);
  // Most mentors are free within days; who is not is looked for in fewer and longer steps.
  for (let days = 2; start < bookable.end; days = Math.min(days * 4, 128)) {
    const end = start + days * DAY_MS;
    const [first] = freeSlots(calendar, { start, end, durationMinutes }, now);
    if (first !== undefined) return first;
    start = end;
  }
  return null;
}

/**
 * When starts can be listed at all: from the end of the notice to the end of the last date of the booking window.
 *
 * `horizon` is an instant beyond which the caller does not ask; the end may then be any instant after it.
 */
function bookablePeriod({ timeZone, settings }: Calendar, now: number, horizon = Infinity): Period {
  const clock = zoneClock(timeZone);
  const midnight = (Math.floor(clock.wallAt(now) / DAY_MS) + settings.bookingWindowDays + 1) * DAY_MS;
  const start = now + settings.minNoticeMinutes * MINUTE_MS;
  return { start, end: midnight - 2 * DAY_MS > horizon ? midnight : clock.instantOf(midnight) };
}

function isListed(calendar: Calendar, { startsAt, durationMinutes }: WantedSession, now: number): boolean {
  const [slot] = freeSlots(calendar, { start: startsAt, end: startsAt + 1, durationMinutes }, now);
  return slot?.startsAt === startsAt;
}

/** Whether a session lies inside the open hours and only a busy period or its buffer is in its way. */
function isInTheWay(calendar: Calendar, { startsAt, durationMinutes }: WantedSession): boolean {
  const session = { start: startsAt, end: startsAt + durationMinutes * MINUTE_MS };
  const isOpen = openPeriods(calendar, session).some(
    (period) => period.start <= session.start && session.end <= period.end,
  );
  return isOpen && takenPeriods(calendar, session).length > 0;
}
