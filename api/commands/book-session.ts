import type { Knex } from 'knex';
import type { BookInput, Session } from '../contract/session.ts';
import { takeMentorsTurn } from '../models/find-session.ts';
import { MentorSession, presentSession } from '../models/mentor-session.ts';
import { type CommandContext, commit } from './commit.ts';
import { alternativesTo, judgeStart, slotTaken, type WantedStart } from './judge-start.ts';
import { notify } from './notify.ts';
import { queueSessionMail } from './queue-session-mail.ts';
import { studentBusy } from './student-busy.ts';

/**
 * Books a session: the session, the mentor's notification, her counter and the queued mail, or nothing at all.
 *
 * @throws Problem as `judgeStart` does, and `student_busy`.
 */
export async function bookSession(
  context: CommandContext,
  mentorId: number,
  input: BookInput,
): Promise<Session> {
  const { actor, now } = context;
  const wanted: WantedStart = {
    mentorId,
    startsAt: Date.parse(input.session_date),
    durationMinutes: input.duration_minutes,
    studentId: actor.userId,
    timeZone: input.timezone,
    locale: input.locale,
  };

  return commit(context, async (trx) => {
    await takeMentorsTurn(trx, mentorId);
    const mentor = await judgeStart(trx, context, wanted);

    const session = await insertSession(trx, wanted, input, mentor.calendar.settings.bufferMinutes, now);
    if (!session) {
      // The mentor was free a moment ago and this is her turn, so it is the student who is not.
      throw (await studentBusy(trx, wanted)) ?? slotTaken(await alternativesTo(trx, mentor, wanted, now));
    }
    await trx('slot_hold').where({ student_id: actor.userId, mentor_id: mentorId }).delete();
    await trx('mentor').where({ id: mentorId }).increment('total_sessions', 1);
    await notify(trx, { kind: 'session_booking', session, to: mentor.mentorUserId, who: actor.name });
    await queueSessionMail(trx, 'booked', session, now);

    const student = { id: actor.userId, name: actor.name };
    return presentSession(
      { session, student, mentor: { id: mentorId, name: mentor.name, partnerId: mentor.partnerId } },
      actor,
    );
  });
}

/** Inserts the session; null when the database finds that it overlaps a live one. */
async function insertSession(
  trx: Knex.Transaction,
  wanted: WantedStart,
  input: BookInput,
  bufferMinutes: number,
  now: number,
): Promise<MentorSession | null> {
  const endsAt = wanted.startsAt + wanted.durationMinutes * 60_000;
  const [row] = await trx('mentor_session')
    .insert({
      mentor_id: wanted.mentorId,
      student_id: wanted.studentId,
      starts_at: new Date(wanted.startsAt),
      ends_at: new Date(endsAt),
      guarded_until: new Date(endsAt + bufferMinutes * 60_000),
      subject: input.subject.trim(),
      description: input.description ?? null,
      metadata: JSON.stringify(input.metadata ?? {}),
      created_at: new Date(now),
      updated_at: new Date(now),
    })
    .onConflict()
    .ignore()
    .returning('*');
  return row ? MentorSession.fromDatabaseJson(row) : null;
}
