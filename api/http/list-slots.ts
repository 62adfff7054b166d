import type { SlotList, SlotQueryString } from '../contract/slot.ts';
import type { Slot } from '../domain/calendar.ts';
import { markBarred, presentOffsets, presentSlots } from '../domain/present-slots.ts';
import { freeSlots } from '../domain/slots.ts';
import { addDays, startOfDay, todayIn } from '../domain/wall-time.ts';
import { isWithin, nextAvailable, overlapsAny } from '../domain/why-not-bookable.ts';
import { invalidRequest, Problem } from '../problems.ts';
import type { CalendarWindow, MentorCalendar } from '../queries/calendar.ts';

/** How far from today a list may start, days: a little back, and the longest booking window ahead. */
const furthestBack = 31;
const furthestAhead = 732;

export interface SlotRequest {
  /** Reads the mentor's calendar as far as a window of it matters. */
  readonly load: (window: CalendarWindow) => Promise<MentorCalendar>;
  readonly query: SlotQueryString;
  readonly now: number;
  /** JSON Pointer of the query where it stands in a body; '' where it is the request's own. */
  readonly at?: string;
}

export interface FoundSlots {
  readonly list: SlotList;
  /** Of the calendar that the list was made from. */
  readonly version: number;
  /** Epoch ms: until then the same calendar gives the same list. */
  readonly validUntil: number;
}

/**
 * The free starts of a mentor, as students see them.
 *
 * @throws Problem `invalid_duration`, `invalid_request`, and whatever `load` throws.
 */
export async function listSlots({ load, query, now, at = '' }: SlotRequest): Promise<FoundSlots> {
  const { days = 7, locale = 'fr' } = query;
  // Where the dates begin and end depends on a zone that may be the mentor's, which is not known before the one
  // query; a day more on each side holds every zone.
  const roughFrom = query.from ?? todayIn(query.timezone ?? 'UTC', now);
  const mentor = await load({
    start: Date.parse(`${addDays(roughFrom, -2)}T00:00:00Z`),
    end: Date.parse(`${addDays(roughFrom, days + 2)}T00:00:00Z`),
  });
  const { calendar } = mentor;
  const timeZone = query.timezone ?? calendar.timeZone;
  const from = query.from ?? todayIn(timeZone, now);
  requireNearDate(from, todayIn(timeZone, now), at);
  const durations = [...calendar.settings.durations].sort((a, b) => a - b);
  const durationMinutes = offeredDuration(durations, query.duration, at);

  const window = { start: startOfDay(timeZone, from), end: startOfDay(timeZone, addDays(from, days)) };
  const free = mentor.isAvailable ? freeSlots(calendar, { ...window, durationMinutes }, now) : [];
  const { mode } = query;
  const isWanted = (slot: Slot): boolean => mode === undefined || slot.mode === mode;
  const slots = mode === undefined ? free : free.filter(isWanted);
  const later = { durationMinutes, from: window.end, now, isWanted };
  const first = slots[0]?.startsAt ?? (await firstLater(mentor, later, load));
  const presented = presentSlots(slots, { timeZone, locale });
  const { studentSessions, fullForStudent, pausedUntil, standIn } = mentor;
  const whyBarred = (startsAt: number) => {
    if (overlapsAny({ startsAt, durationMinutes }, studentSessions)) return 'student_busy';
    return isWithin(startsAt, fullForStudent) ? 'mentor_full_for_new' : null;
  };
  const isBarred = studentSessions.length + fullForStudent.length > 0;
  const list = {
    mentor_id: mentor.mentorId,
    timezone: timeZone,
    mentor_timezone: calendar.timeZone,
    ...presentOffsets(window, { timeZone, mentorZone: calendar.timeZone }),
    from,
    to: addDays(from, days - 1),
    durations,
    next_available: first === null ? null : todayIn(timeZone, first),
    ...(pausedUntil !== null &&
      pausedUntil > todayIn(calendar.timeZone, now) && {
        paused_until: pausedUntil,
        ...(standIn && { stand_in: standIn }),
      }),
    ...(mentor.confirmationHours !== null && { requires_confirmation: true as const }),
    slots: isBarred ? markBarred(presented, slots, whyBarred) : presented,
  };
  return { list, version: mentor.version, validUntil: validUntil(mentor, timeZone, first, now) };
}

/**
 * When time alone changes a list: its first start falls inside the notice, a hold expires, or a day ends where the
 * student or the mentor is, which moves the default `from` and the booking window.
 */
function validUntil(
  { calendar, firstExpiry }: MentorCalendar,
  timeZone: string,
  first: number | null,
  now: number,
): number {
  const midnightIn = (zone: string) => startOfDay(zone, addDays(todayIn(zone, now), 1));
  const noticeMs = calendar.settings.minNoticeMinutes * 60_000;
  return Math.min(
    midnightIn(timeZone),
    midnightIn(calendar.timeZone),
    firstExpiry,
    first === null ? Number.POSITIVE_INFINITY : first - noticeMs,
  );
}

interface Later {
  readonly durationMinutes: number;
  readonly from: number;
  readonly now: number;
  readonly isWanted: (slot: Slot) => boolean;
}

/** The first free start after an empty list, epoch ms: only then is the whole booking window read. */
async function firstLater(
  mentor: MentorCalendar,
  { durationMinutes, from, now, isWanted }: Later,
  load: (window: CalendarWindow) => Promise<MentorCalendar>,
): Promise<number | null> {
  if (!mentor.isAvailable) return null;
  const lastDay = now + (mentor.calendar.settings.bookingWindowDays + 2) * 86_400_000;
  const start = Math.max(from, now);
  if (start >= lastDay) return null;
  const { calendar } = await load({ start, end: lastDay });
  return nextAvailable(calendar, durationMinutes, start, now, { isWanted })?.startsAt ?? null;
}

/**
 * The wanted one of the durations on offer (ascending, minutes), else the shortest.
 *
 * @throws Problem `invalid_duration`.
 */
export function offeredDuration(
  durations: readonly number[],
  wanted: number | undefined,
  at: string,
): number {
  const durationMinutes = wanted ?? (durations[0] as number);
  if (durations.includes(durationMinutes)) return durationMinutes;
  const offered = durations.join(', ');
  throw new Problem('invalid_duration', `The mentor offers sessions of ${offered} minutes.`, {
    errors: [{ pointer: `${at}/duration`, detail: `must be one of ${offered}` }],
  });
}

/** @throws Problem `invalid_request` for a first date that is too far from today. */
export function requireNearDate(from: string, today: string, at: string): void {
  const first = addDays(today, -furthestBack);
  const last = addDays(today, furthestAhead);
  if (from < first || from > last) {
    throw invalidRequest([{ pointer: `${at}/from`, detail: `must be from ${first} to ${last}` }]);
  }
}
