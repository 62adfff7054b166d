import type { Knex } from 'knex';
import type { BookInput, Session } from '../../contract/session.ts';
import { prepared } from '../../database/prepared.ts';
import { takeMentorsTurn } from '../../database/turns.ts';
import type { Slot } from '../../domain/calendar.ts';
import {
  type MentorSession,
  presentSession,
  toldTimes,
  type WholeSession,
} from '../../models/mentor-session.ts';
import type { MentorCalendar } from '../../queries/calendar.ts';
import { auditInsertion, auditValues, type Change } from '../audit.ts';
import { type CommandContext, transact } from '../commit.ts';
import { notify } from '../notify.ts';
import { queueSessionEvent } from '../queue-event.ts';
import { requirePresent } from '../require-present.ts';
import { servedHolds } from '../waiting-list/served-holds.ts';
import { decideByOf } from './decide-by.ts';
import { insertSession, type SessionDetails } from './insert-session.ts';
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
import { takeSeat } from './take-seat.ts';

/**
 * Books a session, or asks for one where its mentor confirms: the session, the mentor's notification, her counter and
 * the queued mail, or nothing at all.
 *
 * @throws Problem as `requireBookable` and `requireAllowance` do, `student_busy`, and `unauthenticated` for a student
 *   who was erased since her token was read.
 */
export async function bookSession(
  context: CommandContext,
  mentorId: number,
  input: BookInput,
): Promise<Session> {
  const wanted = wantedBy(context.actor, mentorId, input);
  return transact(context, async (trx) => {
    await takeMentorsTurn(trx, mentorId);
    return presentSession(await bookInTurn(trx, context, wanted, input), context.actor, context);
  });
}

/** Does `bookSession` in the mentor's turn, which the caller has taken. */
export async function bookInTurn(
  trx: Knex.Transaction,
  context: CommandContext,
  wanted: WantedStart,
  input: BookInput,
): Promise<WholeSession> {
  const { actor, now } = context;
  const mentor = await requireBookable(trx, context, wanted);
  await requireAllowance(trx, context, mentor.programme, wanted);

  const whole = await insertBooked(trx, context, { wanted, mentor, slot: mentor.slot, input });
  if (!whole) {
    await requirePresent(trx, actor.userId);
    // The mentor was free a moment ago and this is her turn, so it is the student who is not.
    throw (await studentBusy(trx, wanted)) ?? slotTaken(await alternativesTo(trx, mentor, wanted, now));
  }
  const { session } = whole;
  await tellBooked(trx, context, mentor, [session]);
  return whole;
}

/**
 * Tells the mentor, and both people by their channels, of the first session that was booked and with it of the others.
 */
export async function tellBooked(
  trx: Knex.Transaction,
  { actor, now }: CommandContext,
  { mentorUserId: to }: MentorCalendar,
  [session, ...rest]: readonly MentorSession[],
): Promise<void> {
  if (!session) return;
  const [kind, event] =
    session.status === 'requested'
      ? (['session_requested', 'request_received'] as const)
      : (['session_booking', 'session_booked'] as const);
  await notify(trx, { kind, session, count: rest.length + 1, to, who: actor.name, now });
  await queueSessionMessages(trx, session, { event, actorId: actor.userId, now, rest });
}

interface Booked {
  readonly wanted: WantedStart;
  /** As `requireBookable` found her. */
  readonly mentor: MentorCalendar;
  /** The start as it is listed. */
  readonly slot: Slot;
  readonly input: BookInput;
  readonly series?: SessionDetails['series'];
}

/**
 * Inserts a session that was found to be bookable, counts it, and tells the partner's webhooks; its people are the
 * caller's to tell. Null when the database finds that it overlaps a live one, or that its student was erased.
 */
export async function insertBooked(
  trx: Knex.Transaction,
  context: CommandContext,
  { wanted, mentor, slot, input, series = null }: Booked,
): Promise<WholeSession | null> {
  const { actor, now } = context;
  const { mentorId } = wanted;
  const { timeZone, settings } = mentor.calendar;
  const told = toldTimes(wanted.startsAt, timeZone, actor.timezone ?? timeZone);
  const { subject, description, metadata } = input;
  const details = {
    subject,
    description,
    metadata,
    bufferMinutes: settings.bufferMinutes,
    told,
    now,
    series,
    seat: await takeSeat(trx, wanted, slot),
    mode: slot.mode,
    place: slot.place,
    decideBy: decideByOf(mentor.confirmationHours, wanted.startsAt, now),
  };
  const session = await insertSession(trx, wanted, details);
  if (!session) return null;
  const audited = auditValues(context, { subject: 'session', id: session.id, changes: booked(session) });
  const served = [mentorId, actor.userId, session.startsAt, session.endsAt, session.id, new Date(now)];
  await prepared(trx, 'count_session', countSession, [...served, ...audited]);

  const { name, partnerId, hasMeeting } = mentor;
  const whole: WholeSession = {
    session,
    student: { id: actor.userId, name: actor.name },
    mentor: { id: mentorId, name, partnerId, timezone: timeZone },
    review: null,
    hasMeeting,
    attendance: { mentorJoinedAt: null, studentJoinedAt: null },
  };
  await queueSessionEvent(trx, session.status === 'requested' ? 'requested' : 'booked', whole, now);
  return whole;
}

/** Counts the session, removes the hold or takes the offer that led to it, and writes the audit entry. */
const countSession = `
  WITH ${servedHolds}, audited AS (${auditInsertion(7)})
  UPDATE mentor SET total_sessions = total_sessions + 1 WHERE id = $1`;

const booked = ({ mentorId, startsAt, durationMinutes }: MentorSession): Change['changes'] => ({
  mentor_id: [null, mentorId],
  session_date: [null, startsAt],
  duration_minutes: [null, durationMinutes],
});
