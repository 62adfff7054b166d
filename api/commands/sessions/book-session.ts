import type { Knex } from 'knex';
import type { BookInput, Session } from '../../contract/session.ts';
import { prepared } from '../../database/prepared.ts';
import { takeMentorsTurn } from '../../database/turns.ts';
import { MentorSession, presentSession, toldTimes } from '../../models/mentor-session.ts';
import { auditInsertion, auditValues, type Change } from '../audit.ts';
import { type CommandContext, transact } from '../commit.ts';
import { notify } from '../notify.ts';
import { queueSessionEvent } from '../queue-event.ts';
import { requirePresent } from '../require-present.ts';
import { queueSessionMessages } from './queue-session-messages.ts';
import { requireAllowance } from './require-allowance.ts';
import {
  alternativesTo,
  requireBookable,
  slotTaken,
  type WantedStart,
  wantedBy,
} from './require-bookable.ts';
import { studentBusy } from './student-busy.ts';

/**
 * Books a session: the session, the mentor's notification, her counter and the queued mail, or nothing at all.
 *
 * @throws Problem as `requireBookable` and `requireAllowance` do, `student_busy`, and `unauthenticated` for a student
 *   who was erased since her token was read.
 */
export async function bookSession(
  context: CommandContext,
  mentorId: number,
  input: BookInput,
): Promise<Session> {
  const { actor, now } = context;
  const wanted = wantedBy(actor, mentorId, input);

  return transact(context, async (trx) => {
    await takeMentorsTurn(trx, mentorId);
    const mentor = await requireBookable(trx, context, wanted);
    await requireAllowance(trx, context, mentor.programme, wanted);

    const { timeZone } = mentor.calendar;
    const told = toldTimes(wanted.startsAt, timeZone, actor.timezone ?? timeZone);
    const session = await insertSession(trx, wanted, {
      ...input,
      bufferMinutes: mentor.calendar.settings.bufferMinutes,
      told,
      now,
    });
    if (!session) {
      await requirePresent(trx, actor.userId);
      // The mentor was free a moment ago and this is her turn, so it is the student who is not.
      throw (await studentBusy(trx, wanted)) ?? slotTaken(await alternativesTo(trx, mentor, wanted, now));
    }
    const audited = auditValues(context, { subject: 'session', id: session.id, changes: booked(session) });
    await prepared(trx, 'count_session', countSession, [mentorId, actor.userId, ...audited]);
    await notify(trx, { kind: 'session_booking', session, to: mentor.mentorUserId, who: actor.name, now });
    await queueSessionMessages(trx, session, { event: 'session_booked', actorId: actor.userId, now });

    const student = { id: actor.userId, name: actor.name };
    const { name, partnerId, hasMeeting } = mentor;
    const people = { student, mentor: { id: mentorId, name, partnerId, timezone: timeZone } };
    const attendance = { mentorJoinedAt: null, studentJoinedAt: null };
    const whole = { session, ...people, review: null, hasMeeting, attendance };
    await queueSessionEvent(trx, 'booked', whole, now);
    return presentSession(whole, actor, context);
  });
}

/** Counts the session, removes the hold that led to it, and writes the audit entry. */
const countSession = `
  WITH served AS (DELETE FROM slot_hold WHERE mentor_id = $1 AND student_id = $2),
    audited AS (${auditInsertion(3)})
  UPDATE mentor SET total_sessions = total_sessions + 1 WHERE id = $1`;

const insertion = `
  INSERT INTO mentor_session (mentor_id, student_id, starts_at, ends_at, guarded_until, subject, description, metadata,
    created_at, updated_at, told_zone_data, mentor_told_zone, mentor_told_time, student_told_zone, student_told_time)
  SELECT $1, u.id, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11, $12, $13, $14 FROM app_user u WHERE u.id = $2 AND u.erased_at IS NULL
    FOR KEY SHARE
  ON CONFLICT DO NOTHING RETURNING *`;

const booked = ({ mentorId, startsAt, durationMinutes }: MentorSession): Change['changes'] => ({
  mentor_id: [null, mentorId],
  session_date: [null, startsAt],
  duration_minutes: [null, durationMinutes],
});

interface SessionDetails extends BookInput {
  readonly bufferMinutes: number;
  readonly told: ReturnType<typeof toldTimes>;
  readonly now: number;
}

/** Inserts the session; null when the database finds that it overlaps a live one, or that its student was erased. */
async function insertSession(
  trx: Knex.Transaction,
  { mentorId, studentId, startsAt, durationMinutes }: WantedStart,
  { subject, description = null, metadata, bufferMinutes, told, now }: SessionDetails,
): Promise<MentorSession | null> {
  const endsAt = startsAt + durationMinutes * 60_000;
  const times = [startsAt, endsAt, endsAt + bufferMinutes * 60_000].map((instant) => new Date(instant));
  const details = [subject.trim(), description, JSON.stringify(metadata ?? {}), new Date(now)];
  const { toldZoneData, mentorToldZone, mentorToldTime, studentToldZone, studentToldTime } = told;
  const toldOnes = [toldZoneData, mentorToldZone, mentorToldTime, studentToldZone, studentToldTime];
  const values = [mentorId, studentId, ...times, ...details, ...toldOnes];
  const { rows } = await prepared(trx, 'insert_session', insertion, values);
  return rows[0] ? MentorSession.fromDatabaseJson(rows[0]) : null;
}
