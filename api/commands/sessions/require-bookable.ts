import type { Knex } from 'knex';
import type { HoldInput } from '../../contract/slot.ts';
import type { Calendar, Slot } from '../../domain/calendar.ts';
import { type Actor, may } from '../../domain/permissions.ts';
import { presentSlots } from '../../domain/present-slots.ts';
import { formatInstant, startOfDay } from '../../domain/wall-time.ts';
import {
  closedAt,
  isWithin,
  judgeStart,
  type NotBookable,
  nearestFree,
  whyNotBookable,
} from '../../domain/why-not-bookable.ts';
import { notFound, Problem, type ProblemExtras } from '../../problems.ts';
import {
  type CalendarWindow,
  loadCalendar,
  type MentorCalendar,
  windowAround,
} from '../../queries/calendar.ts';

export interface WantedStart {
  readonly mentorId: number;
  /** Epoch ms. */
  readonly startsAt: number;
  readonly durationMinutes: number;
  /** The student, whose own holds do not count against the start. */
  readonly studentId: number;
  /** The sessions that are being moved. */
  readonly exceptSessionIds?: readonly number[];
  /** IANA zone in which alternatives are presented. */
  readonly timeZone?: string | undefined;
  readonly locale?: string | undefined;
}

/** What an actor asks for when she books or holds a slot for herself. */
export function wantedBy(actor: Actor, mentorId: number, input: HoldInput): WantedStart {
  return {
    mentorId,
    startsAt: Date.parse(input.session_date),
    durationMinutes: input.duration_minutes,
    studentId: actor.userId,
    timeZone: input.timezone,
    locale: input.locale,
  };
}

/** A mentor whom a start can be booked with, and the start as it is listed. */
export interface BookableStart extends MentorCalendar {
  readonly slot: Slot;
}

/**
 * Decides whether a start can be booked, held or moved to. Nothing else does: it asks the same `freeSlots` that lists
 * the start. Call it in the mentor's turn, so that the answer holds until the transaction ends.
 *
 * @throws Problem `not_found`, `own_session`, `mentor_unavailable`, `invalid_duration`, `in_past`, `too_soon`,
 *   `too_far`, `blackout_date`, `outside_term`, `outside_availability`, or with the three nearest free starts
 *   `slot_taken`, `slot_held`, `mentor_full`, `mentor_full_for_new`, `mentor_paused`.
 */
export async function requireBookable(
  trx: Knex,
  { actor, now }: { actor: Actor; now: number },
  wanted: WantedStart,
): Promise<BookableStart> {
  const mentor = await requireMentor(trx, { actor, now }, wanted, windowAround(wanted.startsAt));
  const code = slotOrCode(mentor, wanted, now);
  if (typeof code !== 'string') return { ...mentor, slot: code };
  if (code === 'blackout_date' || code === 'outside_term') throw closed(mentor, wanted);
  if (isPlain(code)) throw new Problem(code, details[code](mentor.calendar.settings));
  const extras = await alternativesTo(trx, mentor, wanted, now);
  if (code === 'mentor_paused') throw paused(mentor, extras);
  const { sessions, seats } = mentor;
  if (code === 'slot_taken' && isBusyBy(mentor, { busy: sessions, seats }, wanted, now))
    throw slotTaken(extras);
  throw new Problem(code, conflicts[code](mentor), extras);
}

/**
 * The mentor whom a student would book, with all that lies in the window.
 *
 * @throws Problem `not_found`, `own_session`, `mentor_unavailable`.
 */
export async function requireMentor(
  trx: Knex,
  { actor, now }: { actor: Actor; now: number },
  { mentorId, studentId, exceptSessionIds }: Pick<WantedStart, 'mentorId' | 'studentId' | 'exceptSessionIds'>,
  window: CalendarWindow,
): Promise<MentorCalendar> {
  const mentor = await loadCalendar(trx, { mentorId, window, now, studentId, exceptSessionIds });
  if (!mentor || !may(actor, 'reach_mentor', mentor)) throw notFound('mentor');
  if (mentor.mentorUserId === studentId) {
    throw new Problem('own_session', 'A mentor cannot book a session with herself.');
  }
  if (!mentor.isAvailable) {
    throw new Problem('mentor_unavailable', `${mentor.name} takes no bookings at present.`);
  }
  return mentor;
}

type Refusal = Exclude<NotBookable, 'busy'> | 'slot_taken' | 'slot_held' | 'mentor_full_for_new';

/** The start of a loaded mentor as it is listed, or the code that `requireBookable` throws. */
export function slotOrCode(mentor: MentorCalendar, wanted: WantedStart, now: number): Slot | Refusal {
  const judged = judgeStart(mentor.calendar, wanted, now);
  if (typeof judged !== 'string')
    return isWithin(wanted.startsAt, mentor.fullForStudent) ? 'mentor_full_for_new' : judged;
  if (judged !== 'busy') return judged;
  const { sessions, elsewhere, seats } = mentor;
  const isBooked = isBusyBy(mentor, { busy: [...sessions, ...elsewhere], seats }, wanted, now);
  return isBooked ? 'slot_taken' : 'slot_held';
}

/** 422 `invalid_duration`, with what the mentor offers. */
export const invalidDuration = ({ calendar }: MentorCalendar): Problem =>
  new Problem('invalid_duration', details.invalid_duration(calendar.settings));

const isBusyBy = (
  { calendar }: MentorCalendar,
  part: Pick<Calendar, 'busy' | 'seats'>,
  wanted: WantedStart,
  now: number,
): boolean => whyNotBookable({ ...calendar, ...part }, wanted, now) === 'busy';

/** 409 `mentor_paused` with when she is back, and who stands in for her. */
function paused({ name, pausedUntil, standIn, calendar }: MentorCalendar, extras: ProblemExtras): Problem {
  const date = pausedUntil as string;
  const offer = standIn ? ` ${standIn.name} can be booked meanwhile.` : '';
  return new Problem('mentor_paused', `${name} is away until ${date}.${offer}`, {
    ...extras,
    until: formatInstant(startOfDay(calendar.timeZone, date), calendar.timeZone),
    until_date: date,
    ...(standIn && { stand_in: standIn }),
  });
}

/** 422 `blackout_date` with the dates, or `outside_term` with the next term. */
function closed({ calendar }: MentorCalendar, wanted: WantedStart): Problem {
  const dates = closedAt(calendar, wanted);
  if (dates?.reason === 'blackout_date') {
    const { name, from, to } = dates;
    const detail = `Nothing is booked from ${from} to ${to}: ${name}.`;
    return new Problem('blackout_date', detail, { dates: { name, from, to } });
  }
  const next = dates?.reason === 'outside_term' ? dates.next : undefined;
  if (!next) return new Problem('outside_term', 'The date is after the last term of the programme.');
  const detail = `The next term, ${next.name}, is from ${next.from} to ${next.to}.`;
  return new Problem('outside_term', detail, { dates: next });
}

/** 409 `slot_taken`. */
export function slotTaken(extras: ProblemExtras = {}): Problem {
  return new Problem('slot_taken', 'Another session of the mentor stands at that time.', extras);
}

/**
 * The three nearest free starts of the wanted duration that the student has no other session at, as members of a
 * problem.
 */
export async function alternativesTo(
  trx: Knex,
  near: MentorCalendar,
  wanted: WantedStart,
  now: number,
): Promise<ProblemExtras> {
  const { mentorId, startsAt, studentId, exceptSessionIds } = wanted;
  // The nearest free start can lie anywhere in the booking window, so all of what is busy there is needed.
  const end = now + (near.calendar.settings.bookingWindowDays + 2) * 86_400_000;
  const window = { start: now, end: Math.max(end, startsAt) };
  const mentor = await loadCalendar(trx, { mentorId, window, now, studentId, exceptSessionIds });
  if (!mentor) return {};
  const timeZone = wanted.timeZone ?? mentor.calendar.timeZone;
  const slots = nearestFree(mentor.calendar, wanted, now, {
    count: 3,
    avoid: [...mentor.studentSessions, ...mentor.fullForStudent],
  });
  const presented = presentSlots(slots, { timeZone, locale: wanted.locale ?? 'fr' });
  return {
    alternatives: presented.map((slot) => ({ ...slot, available: true as const })),
    timezone: timeZone,
  };
}

type Settings = MentorCalendar['calendar']['settings'];

const details = {
  invalid_duration: ({ durations }: Settings) =>
    `The mentor offers sessions of ${[...durations].sort((a, b) => a - b).join(', ')} minutes.`,
  in_past: () => 'The start is in the past.',
  too_soon: ({ minNoticeMinutes }: Settings) =>
    `The mentor asks for at least ${minNoticeMinutes} minutes of notice.`,
  too_far: ({ bookingWindowDays }: Settings) =>
    `The mentor can be booked up to ${bookingWindowDays} days ahead.`,
  outside_availability: () => 'The mentor offers no session of that length at that time.',
};

const isPlain = (code: Refusal): code is keyof typeof details => code in details;

/** Where another time may do. */
const conflicts = {
  slot_taken: () => 'The mentor is busy at that time.',
  slot_held: () => 'Somebody else is booking this slot at the moment.',
  mentor_full: ({ name }: MentorCalendar) => `${name} takes no more sessions in that day or week.`,
  mentor_full_for_new: ({ name }: MentorCalendar) => `${name} meets no further new student in that month.`,
};
