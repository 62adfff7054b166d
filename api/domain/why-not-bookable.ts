/**
 * What a booking asks of the engine: whether a start can be booked, why not, and what else there is.
 *
 * All of it asks `freeSlots`, so the list, the booking, the alternatives and "next available" never disagree. Pure,
 * like slots.ts.
 */

import type { Calendar, ClosedDates, Period, Slot } from './calendar.ts';
import { DAY_MS, MINUTE_MS } from './calendar-date.ts';
import { openPeriods, takenPeriods } from './open-periods.ts';
import { bookablePeriod, freeSlots } from './slots.ts';
import { todayIn } from './wall-time.ts';

/** A session someone wants: epoch milliseconds and minutes. */
export type WantedSession = { readonly startsAt: number; readonly durationMinutes: number };

/**
 * Codes of the booking's Problems; the command turns `busy` into `slot_taken` or `slot_held`. `mentor_full`: free, but
 * the day or the week has as many sessions as the mentor takes.
 */
export type NotBookable =
  | 'invalid_duration'
  | 'in_past'
  | 'too_soon'
  | 'too_far'
  | 'busy'
  | 'mentor_full'
  | ClosedDates['reason']
  | 'outside_availability';

/**
 * Why a session cannot be booked, or null: null exactly when its duration is on offer and `freeSlots` lists its start
 * for it.
 *
 * The first that holds, in this order: `invalid_duration` (not on offer), `in_past` (before `now`), `too_soon` (inside
 * the notice), `too_far` (after the booking window), `mentor_full`, `busy` (inside the hours, but a busy period or its
 * buffer is in the way, whether or not the start stands on the step), `mentor_paused`, `blackout_date` and
 * `outside_term` (on a date on which the mentor is away, or that the partner has closed), `outside_availability` (all
 * else, a start beside the step included).
 */
export function whyNotBookable(calendar: Calendar, wanted: WantedSession, now: number): NotBookable | null {
  const judged = judgeStart(calendar, wanted, now);
  return typeof judged === 'string' ? judged : null;
}

/** The slot that is booked with a session, as `freeSlots` lists it for its duration, or why there is none. */
export function judgeStart(calendar: Calendar, wanted: WantedSession, now: number): Slot | NotBookable {
  const { startsAt, durationMinutes } = wanted;
  if (!calendar.settings.durations.includes(durationMinutes)) return 'invalid_duration';
  if (!(startsAt >= now)) return 'in_past';
  const bookable = bookablePeriod(calendar, now, startsAt);
  if (startsAt < bookable.start) return 'too_soon';
  if (startsAt >= bookable.end) return 'too_far';
  const listed = listedSlot(calendar, wanted, now);
  if (listed) return listed;
  const { limits, ...unlimited } = calendar;
  if (limits && listedSlot(unlimited, wanted, now)) return 'mentor_full';
  if (isInTheWay(calendar, wanted)) return 'busy';
  return closedAt(calendar, wanted)?.reason ?? 'outside_availability';
}

/** What closes a date that a session would lie on, if anything does. */
export function closedAt(
  calendar: Pick<Calendar, 'timeZone' | 'closed'>,
  { startsAt, durationMinutes }: WantedSession,
): ClosedDates | null {
  const first = todayIn(calendar.timeZone, startsAt);
  const last = todayIn(calendar.timeZone, startsAt + durationMinutes * MINUTE_MS - 1);
  return calendar.closed?.find(({ from, to }) => from <= last && first <= to) ?? null;
}

/** Whether an instant lies in one of these periods. */
export function isWithin(instant: number, periods: readonly Period[]): boolean {
  return periods.some(({ start, end }) => start <= instant && instant < end);
}

/** Whether a session would lie, in part at least, in one of these periods. */
export function overlapsAny(
  { startsAt, durationMinutes }: WantedSession,
  periods: readonly Period[],
): boolean {
  const endsAt = startsAt + durationMinutes * MINUTE_MS;
  return periods.some(({ start, end }) => start < endsAt && startsAt < end);
}

/**
 * The `count` free starts nearest to the wanted one, before or after it, for its duration; in ascending order. None
 * overlaps a period of `avoid`: sessions that the student has with others.
 *
 * Of two as near as each other the earlier is taken; the wanted start itself is among them when it is free.
 */
export function nearestFree(
  calendar: Calendar,
  wanted: WantedSession,
  now: number,
  { count, avoid = [] }: { readonly count: number; readonly avoid?: readonly Period[] },
): Slot[] {
  const { durationMinutes } = wanted;
  const bookable = bookablePeriod(calendar, now);
  // The nearest to an instant outside the window are the nearest to the window's edge.
  const centre = Math.min(Math.max(wanted.startsAt, bookable.start), bookable.end);
  if (!Number.isFinite(centre)) return [];
  const distance = ({ startsAt }: Slot): number => Math.abs(startsAt - centre);
  for (let radius = DAY_MS; ; radius *= 4) {
    const start = centre - radius;
    const end = centre + radius;
    const found = freeSlots(calendar, { start, end, durationMinutes }, now).filter(
      ({ startsAt }) => !overlapsAny({ startsAt, durationMinutes }, avoid),
    );
    const isAll = start <= bookable.start && end >= bookable.end;
    if (found.length < count && !isAll) continue;
    // Sorting keeps the order of equals, and freeSlots lists the earlier first.
    const nearest = found.sort((a, b) => distance(a) - distance(b)).slice(0, count);
    return nearest.sort((a, b) => a.startsAt - b.startsAt);
  }
}

interface Nearer {
  /** Epoch ms: nothing from then on is of use. */
  readonly until?: number;
  readonly isWanted?: (slot: Slot) => boolean;
}

/** The first wanted start in `[from, until)` for a duration; null when the booking window holds none there. */
export function nextAvailable(
  calendar: Calendar,
  durationMinutes: number,
  from: number,
  now: number,
  { until = Infinity, isWanted = () => true }: Nearer = {},
): Slot | null {
  const bookable = bookablePeriod(calendar, now);
  let start = Math.max(from, bookable.start);
  const last = Math.min(bookable.end, until);
  // Most mentors are free within days; who is not is looked for in fewer and longer steps.
  for (let days = 2; start < last; days = Math.min(days * 4, 128)) {
    const end = Math.min(start + days * DAY_MS, until);
    const first = freeSlots(calendar, { start, end, durationMinutes }, now).find(isWanted);
    if (first !== undefined) return first;
    start = end;
  }
  return null;
}

function listedSlot(
  calendar: Calendar,
  { startsAt, durationMinutes }: WantedSession,
  now: number,
): Slot | undefined {
  const [slot] = freeSlots(calendar, { start: startsAt, end: startsAt + 1, durationMinutes }, now);
  return slot?.startsAt === startsAt ? slot : undefined;
}

/** Whether a session lies inside the open hours and only a busy period or its buffer is in its way. */
function isInTheWay(calendar: Calendar, { startsAt, durationMinutes }: WantedSession): boolean {
  const session = { start: startsAt, end: startsAt + durationMinutes * MINUTE_MS };
  const isOpen = openPeriods(calendar, session).some(
    (period) => period.start <= session.start && session.end <= period.end,
  );
  return isOpen && takenPeriods(calendar, session).length > 0;
}
