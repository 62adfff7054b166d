import type { Knex } from 'knex';
import type { RescheduleInput, Session } from '../../contract/session.ts';
import { brokenConstraint } from '../../database/sql-errors.ts';
import { type MentorSession, presentSession, toldTimes } from '../../models/mentor-session.ts';
import { User } from '../../models/user.ts';
import { audit, changesBetween } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { notify } from '../notify.ts';
import { queueSessionEvent } from '../queue-event.ts';
import { changeableSession } from './changeable-session.ts';
import { otherParty } from './other-party.ts';
import { patchSession } from './patch-session.ts';
import { queueSessionMessages } from './queue-session-messages.ts';
import { requireAllowance } from './require-allowance.ts';
import { requireBookable, type WantedStart } from './require-bookable.ts';
import { studentBusy } from './student-busy.ts';

/**
 * Moves a session, by the same rules and in the same turn as a booking; the other person is told.
 *
 * @throws Problem as `bookSession` does, and `not_scheduled`, `session_past`, `cancellation_closed`.
 */
export async function rescheduleSession(
  context: CommandContext,
  sessionId: number,
  input: RescheduleInput,
): Promise<Session> {
  const { actor, now } = context;
  return commit(context, async (trx) => {
    const found = await changeableSession(trx, context, sessionId);
    const wanted: WantedStart = {
      mentorId: found.mentor.id,
      startsAt: Date.parse(input.session_date),
      durationMinutes: input.duration_minutes ?? found.session.durationMinutes,
      studentId: found.student.id,
      exceptSessionId: sessionId,
      timeZone: input.timezone,
      locale: input.locale,
    };
    const { calendar, programme } = await requireBookable(trx, context, wanted);
    await requireAllowance(trx, context, programme, wanted);
    const busy = await studentBusy(trx, wanted);
    if (busy) throw busy;

    const studentZone = await timeZoneOf(trx, wanted.studentId);
    const told = toldTimes(wanted.startsAt, calendar.timeZone, studentZone ?? calendar.timeZone);
    const { bufferMinutes } = calendar.settings;
    const session = await moveSession(trx, found.session, wanted, { ...told, bufferMinutes, now });
    await trx('slot_hold').where({ student_id: session.studentId, mentor_id: session.mentorId }).delete();
    await notify(trx, {
      kind: 'session_rescheduled',
      session,
      to: await otherParty(trx, actor, session),
      who: actor.name,
      now,
    });
    await queueSessionEvent(trx, 'rescheduled', { ...found, session }, now);
    await queueSessionMessages(trx, session, {
      event: 'session_rescheduled',
      actorId: actor.userId,
      now,
      formerStart: found.session.startsAt,
    });
    const changes = changesBetween(timesOf(found.session), timesOf(session), [
      'session_date',
      'duration_minutes',
    ]);
    await audit(trx, context, { subject: 'session', id: sessionId, changes });
    return presentSession({ ...found, session }, actor, context);
  });
}

const timesOf = ({ startsAt, durationMinutes }: MentorSession) => ({
  session_date: startsAt,
  duration_minutes: durationMinutes,
});

interface Move extends ReturnType<typeof toldTimes> {
  readonly bufferMinutes: number;
  readonly now: number;
}

async function moveSession(
  trx: Knex.Transaction,
  old: MentorSession,
  wanted: WantedStart,
  { bufferMinutes, now, ...told }: Move,
): Promise<MentorSession> {
  const endsAt = wanted.startsAt + wanted.durationMinutes * 60_000;
  const moved = {
    startsAt: new Date(wanted.startsAt),
    endsAt: new Date(endsAt),
    guardedUntil: new Date(endsAt + bufferMinutes * 60_000),
    sequence: old.sequence + 1,
    ...told,
  };
  // In a savepoint, because the student may have booked elsewhere since we looked, and the answer still needs a query.
  try {
    return await trx.transaction((inner) => patchSession(inner, old, moved, now));
  } catch (error) {
    const elsewhere = brokenConstraint(error) === 'mentor_session_student_no_overlap';
    throw (elsewhere && (await studentBusy(trx, wanted))) || error;
  }
}

/** The zone that a person is told times in; null while hers is not known. */
async function timeZoneOf(trx: Knex.Transaction, personId: number): Promise<string | null> {
  const person = await User.query(trx).findById(personId).select('timezone');
  return person?.timezone ?? null;
}
