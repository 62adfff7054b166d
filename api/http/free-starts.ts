import type { Knex } from 'knex';
import type { Slot } from '../domain/calendar.ts';
import { freeSlots } from '../domain/slots.ts';
import { addDays, instantToWallTime, isDate, startOfDay, todayIn } from '../domain/wall-time.ts';
import { isWithin, nextAvailable, overlapsAny } from '../domain/why-not-bookable.ts';
import type { MentorSession } from '../models/mentor-session.ts';
import { notFound, Problem } from '../problems.ts';
import { loadCalendar } from '../queries/calendar.ts';

/** Days that are looked at in one go, and how many starts a page has before it ends with the day. */
const stepDays = 14;
const enough = 40;

/** The longest booking window, ms. */
const furthestMs = 732 * 86_400_000;

interface Wanted {
  readonly session: MentorSession;
  /** IANA zone of the reader, in which dates begin and end. */
  readonly timeZone: string;
  /** A date; for every other text, from now on. */
  readonly from: string;
  readonly now: number;
}

/**
 * The next free starts that a session can move to, whole days of them; none overlaps another session of its student.
 * `later` is the date to go on from, null where nothing more is free.
 *
 * @throws Problem `not_found`, `mentor_unavailable`.
 */
export async function freeStarts(
  knex: Knex,
  { session, timeZone, from, now }: Wanted,
): Promise<{ slots: Slot[]; later: string | null; isFirst: boolean }> {
  const { mentorId, studentId, durationMinutes, startsAt } = session;
  const window = { start: now, end: now + furthestMs };
  const mentor = await loadCalendar(knex, {
    mentorId,
    window,
    now,
    studentId,
    exceptSessionIds: [session.id],
  });
  if (!mentor) throw notFound('mentor');
  if (!mentor.isAvailable)
    throw new Problem('mentor_unavailable', `${mentor.name} takes no bookings at present.`);
  const { calendar, studentSessions, fullForStudent } = mentor;
  const isFree = (slot: Slot): boolean =>
    slot.startsAt !== startsAt.getTime() &&
    !overlapsAny({ startsAt: slot.startsAt, durationMinutes }, studentSessions) &&
    !isWithin(slot.startsAt, fullForStudent);
  const dateOf = (slot: Slot): string => instantToWallTime(timeZone, slot.startsAt).date;

  const today = todayIn(timeZone, now);
  const isLater = isDate(from) && from > today && from < addDays(today, 732);
  let date = isLater ? from : today;
  for (;;) {
    const next = nextAvailable(calendar, durationMinutes, startOfDay(timeZone, date), now);
    if (!next) return { slots: [], later: null, isFirst: !isLater };
    const end = addDays(dateOf(next), stepDays);
    const query = { start: next.startsAt, end: startOfDay(timeZone, end), durationMinutes };
    const found = freeSlots(calendar, query, now).filter(isFree);
    const last = found[enough - 1];
    const slots = last ? found.filter((slot) => dateOf(slot) <= dateOf(last)) : found;
    date = last ? addDays(dateOf(last), 1) : end;
    if (slots.length === 0) continue;
    const rest = nextAvailable(calendar, durationMinutes, startOfDay(timeZone, date), now);
    return { slots, later: rest && date, isFirst: !isLater };
  }
}
