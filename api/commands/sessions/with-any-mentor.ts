import type { Knex } from 'knex';
import type { ProblemCode } from '../../contract/problem.ts';
import type { HoldInput } from '../../contract/slot.ts';
import { takeMentorsTurn } from '../../database/turns.ts';
import type { Period } from '../../domain/calendar.ts';
import { addDays, dayOfWeek, startOfDay, todayIn } from '../../domain/wall-time.ts';
import { isWithin, overlapsAny, whyNotBookable } from '../../domain/why-not-bookable.ts';
import { Partner } from '../../models/partner.ts';
import { Problem } from '../../problems.ts';
import { loadCalendars, type MentorCalendar, windowAround } from '../../queries/calendar.ts';
import { type MentorChoice, rankFitting } from '../../queries/fitting-mentors.ts';
import type { CommandContext } from '../commit.ts';
import { furthestMs, nobodyFits, noneLeft, type WhyNot } from './none-left.ts';
import { type WantedStart, wantedBy } from './require-bookable.ts';
import { studentBusy } from './student-busy.ts';

/** How many calendars are read in one go; most often the first mentor is free. */
const chunk = 50;

/** What one mentor may answer when another may still be free. */
const losable: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'slot_taken',
  'slot_held',
  'mentor_unavailable',
  'mentor_full',
  'mentor_full_for_new',
  'mentor_paused',
  'not_found',
  'invalid_duration',
  'too_soon',
  'too_far',
  'outside_availability',
]);

/**
 * Does `act` with the first of the mentors who will do, in her turn: of those for whom `freeSlots` lists the start
 * now, in the order of `rankFitting`. When she is no longer free in her turn, the next is tried.
 *
 * Each try is a savepoint: to go back to it lets go of her turn too (PostgreSQL 13.3), so that nobody holds one
 * mentor's turn while she waits for another's.
 *
 * @throws Problem as `requireBookable` does, of the mentor who came nearest; `slot_taken` has the nearest free starts
 *   of all of them. And whatever else `act` throws.
 */
export async function withAnyMentor<Done>(
  trx: Knex.Transaction,
  context: CommandContext,
  { choice, input }: { choice: MentorChoice; input: HoldInput },
  act: (wanted: WantedStart) => Promise<Done>,
): Promise<Done> {
  const { actor, now } = context;
  const start = wantedBy(actor, 0, input);
  const { partnerId, userId: studentId } = actor;
  const { timezone: timeZone } = await Partner.query(trx)
    .findById(partnerId)
    .select('timezone')
    .throwIfNotFound();
  const week = weekOf(timeZone, start.startsAt, now);
  const ranked = await rankFitting(trx, { choice, partnerId, ...start, week, now });
  if (ranked.length === 0) throw await nobodyFits(trx, context, choice);

  const reasons = new Set<WhyNot>();
  const durations = new Set<number>();
  for (let at = 0; at < ranked.length; at += chunk) {
    const window = windowAround(start.startsAt);
    const calendars = await loadCalendars(trx, ranked.slice(at, at + chunk), { window, now, studentId });
    const mentors = new Map(calendars.map((mentor) => [mentor.mentorId, mentor]));
    if (at === 0 && calendars.some((mentor) => overlapsAny(start, mentor.studentSessions))) {
      const busy = await studentBusy(trx, start);
      if (busy) throw busy;
    }
    for (const mentorId of ranked.slice(at, at + chunk)) {
      const mentor = mentors.get(mentorId);
      const reason = mentor ? whyNot(mentor, start, now) : 'outside_availability';
      for (const duration of mentor?.calendar.settings.durations ?? []) durations.add(duration);
      if (reason !== null) {
        reasons.add(reason);
        continue;
      }
      const done = await tryOne(trx, () => inTurnOf(trx, mentorId, () => act({ ...start, mentorId })));
      if (done) return done.done;
      reasons.add('lost');
    }
  }
  throw await noneLeft(trx, context, { ranked, start, reasons, durations, timeZone });
}

/** Why she cannot be booked by this student; null when she can. */
const whyNot = (
  { calendar, fullForStudent }: MentorCalendar,
  start: WantedStart,
  now: number,
): WhyNot | null =>
  whyNotBookable(calendar, start, now) ??
  (isWithin(start.startsAt, fullForStudent) ? 'mentor_full_for_new' : null);

const inTurnOf = async <Done>(
  trx: Knex.Transaction,
  mentorId: number,
  act: () => Promise<Done>,
): Promise<Done> => {
  await takeMentorsTurn(trx, mentorId);
  return act();
};

/** What `act` did, or null when the mentor was lost to somebody else; nothing of the try is left then. */
async function tryOne<Done>(
  trx: Knex.Transaction,
  act: () => Promise<Done>,
): Promise<{ readonly done: Done } | null> {
  await trx.raw('SAVEPOINT one_mentor');
  try {
    return { done: await act() };
  } catch (error) {
    if (!(error instanceof Problem && losable.has(error.code))) throw error;
    await trx.raw('ROLLBACK TO SAVEPOINT one_mentor');
    return null;
  }
}

/** Monday to Sunday in the zone, around a start; of a start that nobody can book, any week. */
function weekOf(timeZone: string, startsAt: number, now: number): Period {
  const date = todayIn(timeZone, Math.min(Math.max(startsAt, now), now + furthestMs));
  const monday = addDays(date, -dayOfWeek(date));
  return { start: startOfDay(timeZone, monday), end: startOfDay(timeZone, addDays(monday, 7)) };
}
