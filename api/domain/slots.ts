/**
 * The starts a mentor can be booked at. One function answers the list and the booking, so what is listed can be booked
 * and what can be booked is listed.
 *
 * Instants are epoch milliseconds, periods are half-open `[start, end)`, dates `YYYY-MM-DD` and times `HH:MM` are
 * wall time in the mentor's zone. Everything here is a pure function of its arguments: `now` is one of them, and none
 * is changed.
 */
import type { Calendar, Period, Slot, SlotQuery } from './calendar.ts';
import { DAY_MS, MINUTE_MS } from './calendar-date.ts';
import { openPeriods, takenPeriods } from './open-periods.ts';
import { groupsOf, isBarredFor, kindOfSlot, oneOfEachStart } from './seats.ts';
import { fullness } from './session-limits.ts';
import { startsIn } from './slot-starts.ts';
import { zoneClock } from './wall-time.ts';

/**
 * The free starts in the query's window, ascending.
 *
 * Starts stand every `slotStepMinutes` of wall time from the start of each open period, so they do not depend on the
 * window or the viewer. A start that a clock change skips moves forward by the gap, and two that meet there are one; a
 * wall time that occurs twice is a start both times, as far as the period reaches. A session lies inside one open
 * period and clear of the busy ones, on a day and in a week that have not as many as the mentor takes.
 *
 * Where hours have a capacity, several students share a session: a start at which seats of the same length are taken
 * stays free as long as there are fewer of them, and is no further session to the mentor's limits; to all other starts
 * these seats are busy. Periods of unlike kind do not join, and a start of several kinds is listed once (seats.ts).
 *
 * A duration that is not on offer is answered all the same. Throws a RangeError for a zone, a rule, a date or a time
 * that cannot be read.
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
  const groupAt = groupsOf(calendar);
  const isFull = calendar.limits && fullness(calendar.limits, clock);
  const slots: Slot[] = [];
  let next = 0;
  let before = -Infinity;
  let isInOrder = true;
  for (const period of openPeriods(calendar, reach)) {
    if (period.start < before) {
      next = 0;
      isInOrder = false;
    }
    before = period.end;
    for (const startsAt of startsIn(clock, period, { start: from, end: to }, settings.slotStepMinutes)) {
      while (next < taken.length && (taken[next] as Period).end <= startsAt) next++;
      const free = Math.min(period.end, taken[next]?.start ?? Infinity) - startsAt;
      if (free < durationMinutes * MINUTE_MS) {
        const session = { start: startsAt, end: startsAt + durationMinutes * MINUTE_MS };
        const group = groupAt(session);
        const hasPlace = group && group.taken < (period.kind?.capacity ?? 1) && session.end <= period.end;
        if (!hasPlace || isBarredFor(calendar, session)) continue;
        slots.push({ startsAt, maxDurationMinutes: durationMinutes, ...kindOfSlot(period.kind, group) });
        continue;
      }
      if (isFull?.(startsAt)) continue;
      const fitting = offered.find((duration) => duration * MINUTE_MS <= free) ?? 0;
      const slot = { startsAt, maxDurationMinutes: Math.max(fitting, durationMinutes) };
      slots.push(period.kind ? { ...slot, ...kindOfSlot(period.kind, undefined) } : slot);
    }
  }
  return isInOrder ? slots : oneOfEachStart(slots);
}

/**
 * When starts can be listed at all: from the end of the notice to the end of the last date of the booking window.
 *
 * `horizon` is an instant beyond which the caller does not ask; the end may then be any instant after it.
 */
export function bookablePeriod({ timeZone, settings }: Calendar, now: number, horizon = Infinity): Period {
  const clock = zoneClock(timeZone);
  const midnight = (Math.floor(clock.wallAt(now) / DAY_MS) + settings.bookingWindowDays + 1) * DAY_MS;
  const start = now + settings.minNoticeMinutes * MINUTE_MS;
  return { start, end: midnight - 2 * DAY_MS > horizon ? midnight : clock.instantOf(midnight) };
}
