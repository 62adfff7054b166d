import type { Knex } from 'knex';
import type { RescheduleInput, Session } from '../../contract/session.ts';
import { prepared } from '../../database/prepared.ts';
import { brokenConstraint } from '../../database/sql-errors.ts';
import type { Slot } from '../../domain/calendar.ts';
import { movedBy, wallShift } from '../../domain/series.ts';
import { Mentor } from '../../models/mentor.ts';
import {
  type MentorSession,
  presentSession,
  toldTimes,
  type WholeSession,
} from '../../models/mentor-session.ts';
import { User } from '../../models/user.ts';
import { lastWritable, type MentorCalendar, windowAround } from '../../queries/calendar.ts';
import { audit, changesBetween } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { notify } from '../notify.ts';
import { queueSessionEvent } from '../queue-event.ts';
import { offerIfAwaited } from '../waiting-list/offer-time.ts';
import { serveHolds } from '../waiting-list/served-holds.ts';
import { changeableSession } from './changeable-session.ts';
import { decideByOf } from './decide-by.ts';
import { judgeOccurrences, seriesConflict } from './judge-occurrences.ts';
import { otherParty } from './other-party.ts';
import { patchSession } from './patch-session.ts';
import { queueSessionMessages } from './queue-session-messages.ts';
import { requireAllowance } from './require-allowance.ts';
import { requireBookable, requireMentor, type WantedStart } from './require-bookable.ts';
import { sessionsInScope } from './series-sessions.ts';
import { studentBusy } from './student-busy.ts';
import { takeSeat } from './take-seat.ts';

/** A session, and where it is to stand. */
interface Move {
  readonly found: WholeSession;
  readonly wanted: WantedStart;
  /** The start as it is listed. */
  readonly slot: Slot;
}

type Meant = Omit<Move, 'slot'>;

/**
 * Moves a session, by the same rules and in the same turn as a booking, or with it others of its series by as much on
 * the mentor's wall, all or none; the other person is told once.
 *
 * @throws Problem as `bookSession` does, and `not_scheduled`, `session_past`, `cancellation_closed`; of several
 *   sessions `series_conflict` where one cannot move.
 */
export async function rescheduleSession(
  context: CommandContext,
  sessionId: number,
  input: RescheduleInput,
): Promise<Session> {
  const { actor } = context;
  return commit(context, async (trx) => {
    const found = await changeableSession(trx, context, sessionId);
    const meant = await sessionsInScope(trx, context, found, input.scope);
    const wanted: WantedStart = {
      mentorId: found.mentor.id,
      startsAt: Date.parse(input.session_date),
      durationMinutes: input.duration_minutes ?? found.session.durationMinutes,
      studentId: found.student.id,
      exceptSessionIds: meant.map(({ session }) => session.id),
      timeZone: input.timezone,
      locale: input.locale,
    };
    const { mentor, moves } =
      meant.length === 1
        ? await moveOfOne(trx, context, { found, wanted })
        : await movesOfSeries(trx, context, { found, wanted }, meant);
    const moved = await moveAll(trx, context, mentor, moves);
    const session = moved.find(({ id }) => id === sessionId) as MentorSession;
    return presentSession({ ...found, session }, actor, context);
  });
}

/** What is decided before anything is written. */
interface Decided {
  readonly mentor: MentorCalendar;
  /** Ascending. */
  readonly moves: readonly Move[];
}

async function moveOfOne(trx: Knex.Transaction, context: CommandContext, move: Meant): Promise<Decided> {
  const mentor = await requireBookable(trx, context, move.wanted);
  await requireAllowance(trx, context, mentor.programme, move.wanted);
  const busy = await studentBusy(trx, move.wanted);
  if (busy) throw busy;
  return { mentor, moves: [{ ...move, slot: mentor.slot }] };
}

async function movesOfSeries(
  trx: Knex.Transaction,
  context: CommandContext,
  { found, wanted }: Meant,
  meant: readonly WholeSession[],
): Promise<Decided> {
  const starts = meant.map(({ session }) => session.startsAt.getTime());
  const shiftMs = wanted.startsAt - found.session.startsAt.getTime();
  const lastAt = Math.max(...starts) + shiftMs;
  // What no calendar reaches is refused as a move of this one alone is.
  if (lastAt > lastWritable) return moveOfOne(trx, context, { found, wanted });
  const window = {
    start: windowAround(Math.min(...starts) + shiftMs).start,
    end: windowAround(lastAt).end,
  };
  const mentor = await requireMentor(trx, context, wanted, window);
  const { timeZone } = mentor.calendar;
  const shift = wallShift(timeZone, found.session.startsAt.getTime(), wanted.startsAt);
  const moves = meant.map((each): Meant => {
    const startsAt =
      each.session.id === found.session.id
        ? wanted.startsAt
        : movedBy(timeZone, each.session.startsAt.getTime(), shift);
    const kept = durationChanged(wanted, found) ? wanted.durationMinutes : each.session.durationMinutes;
    return { found: each, wanted: { ...wanted, startsAt, durationMinutes: kept } };
  });
  const judged = await judgeOccurrences(
    trx,
    context,
    mentor,
    moves.map((each) => each.wanted),
  );
  if (judged.some(({ code }) => code)) throw seriesConflict(judged, wanted.timeZone ?? timeZone);
  return { mentor, moves: moves.map((move, at) => ({ ...move, slot: judged[at]?.slot as Slot })) };
}

const durationChanged = ({ durationMinutes }: WantedStart, { session }: WholeSession): boolean =>
  durationMinutes !== session.durationMinutes;

/** Writes the moves down and tells the other person of them at once. @returns the sessions, in the order of `moves` */
async function moveAll(
  trx: Knex.Transaction,
  context: CommandContext,
  mentor: MentorCalendar,
  moves: readonly Move[],
): Promise<MentorSession[]> {
  const { actor, now } = context;
  const { calendar } = mentor;
  const [first] = moves as readonly [Move, ...Move[]];
  const studentZone = await timeZoneOf(trx, first.wanted.studentId);
  const hours = await hoursToAnswer(trx, context, mentor, first.found);
  const moved: MentorSession[] = [];
  // One may come to stand where the next one stood, which has to leave first.
  const isLater = first.wanted.startsAt > first.found.session.startsAt.getTime();
  for (const move of isLater ? moves.toReversed() : moves) {
    const { startsAt } = move.wanted;
    const told = toldTimes(startsAt, calendar.timeZone, studentZone ?? calendar.timeZone);
    const { bufferMinutes } = calendar.settings;
    const decideBy = decideByOf(hours, startsAt, now);
    moved.push(await moveOne(trx, context, move, { ...told, bufferMinutes, decideBy }));
  }
  const inOrder = isLater ? moved.toReversed() : moved;
  const [session, ...rest] = inOrder as [MentorSession, ...MentorSession[]];
  for (const { mentorId, studentId, startsAt, endsAt, id } of inOrder) {
    await prepared(trx, 'serve_holds', serveHolds, [
      mentorId,
      studentId,
      startsAt,
      endsAt,
      id,
      new Date(now),
    ]);
  }
  const to = await otherParty(trx, actor, session);
  const count = inOrder.length;
  const isAsked = session.status === 'requested';
  const kind = isAsked ? 'session_requested' : 'session_rescheduled';
  await notify(trx, { kind, session, count, to, who: actor.name, now });
  await queueSessionMessages(trx, session, {
    event: isAsked ? 'request_received' : 'session_rescheduled',
    actorId: actor.userId,
    now,
    formerStart: first.found.session.startsAt,
    rest,
  });
  await offerIfAwaited(trx, context, session.mentorId);
  return inOrder;
}

/**
 * How long what is moved waits for its mentor's answer, hours. What a student moves is asked anew of a mentor who
 * confirms; null for what the mentor moves herself, which she has accepted thereby.
 */
async function hoursToAnswer(
  trx: Knex.Transaction,
  { actor }: CommandContext,
  { confirmationHours }: MentorCalendar,
  { session, mentor }: WholeSession,
): Promise<number | null> {
  if (actor.userId !== session.studentId) return null;
  if (confirmationHours !== null || session.status !== 'requested') return confirmationHours;
  // She has stopped confirming since; what was asked of her still waits.
  return (await Mentor.query(trx).findById(mentor.id).throwIfNotFound()).confirmationHours;
}

async function moveOne(
  trx: Knex.Transaction,
  context: CommandContext,
  { found, wanted, slot }: Move,
  {
    bufferMinutes,
    decideBy,
    ...told
  }: ReturnType<typeof toldTimes> & { readonly bufferMinutes: number; readonly decideBy: number | null },
): Promise<MentorSession> {
  const endsAt = wanted.startsAt + wanted.durationMinutes * 60_000;
  const changes = {
    startsAt: new Date(wanted.startsAt),
    endsAt: new Date(endsAt),
    guardedUntil: new Date(endsAt + bufferMinutes * 60_000),
    sequence: found.session.sequence + 1,
    status: decideBy === null ? ('scheduled' as const) : ('requested' as const),
    decideBy: decideBy === null ? null : new Date(decideBy),
    ...told,
    ...((await takeSeat(trx, wanted, slot)) ?? noSeat),
    mode: slot.mode ?? null,
    place: slot.place ?? null,
  };
  const session = await writeMove(trx, found.session, changes, { wanted, now: context.now });
  const isAccepted = found.session.status === 'requested' && session.status === 'scheduled';
  await queueSessionEvent(trx, isAccepted ? 'booked' : 'rescheduled', { ...found, session }, context.now);
  const times = [timesOf(found.session), timesOf(session)] as const;
  await audit(trx, context, {
    subject: 'session',
    id: session.id,
    changes: changesBetween(...times, ['session_date', 'duration_minutes', 'status']),
  });
  return session;
}

/** What a session says of its seat that shares its time with no other. */
const noSeat = { groupId: null, seat: null, capacity: null };

const timesOf = ({ startsAt, durationMinutes, status }: MentorSession) => ({
  status,
  session_date: startsAt,
  duration_minutes: durationMinutes,
});

async function writeMove(
  trx: Knex.Transaction,
  old: MentorSession,
  changes: Partial<MentorSession>,
  { wanted, now }: { readonly wanted: WantedStart; readonly now: number },
): Promise<MentorSession> {
  // In a savepoint, because the student may have booked elsewhere since we looked, and the answer still needs a query.
  try {
    return await trx.transaction((inner) => patchSession(inner, old, changes, now));
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
