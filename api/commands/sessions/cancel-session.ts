import type { Knex } from 'knex';
import type { CancelInput, Session } from '../../contract/session.ts';
import type { Actor } from '../../domain/permissions.ts';
import { Mentor } from '../../models/mentor.ts';
import { MentorSession, presentSession, type SessionWithPeople } from '../../models/mentor-session.ts';
import { Problem } from '../../problems.ts';
import { findPartner } from '../../queries/find-partner.ts';
import { audit, changesBetween } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { sessionInTurn } from '../in-turn.ts';
import { notify } from '../notify.ts';
import { otherParty } from './other-party.ts';
import { queueSessionMail } from './queue-session-mail.ts';

/**
 * Cancels a session that has not begun; the other person is told.
 *
 * @throws Problem `not_found`, `not_scheduled`, `session_past`, `cancellation_closed`.
 */
export async function cancelSession(
  context: CommandContext,
  sessionId: number,
  input: CancelInput,
): Promise<Session> {
  const { actor, now } = context;
  return commit(context, async (trx) => {
    const found = await sessionInTurn(trx, actor, sessionId, 'change_session');
    requireUpcoming(found.session, now);
    await requireBeforeCutoff(trx, actor, found.session, now);

    const reason = input.reason?.trim() || null;
    const to = await otherParty(trx, actor, found.session);
    const session = await cancelFound(context, trx, found, { reason, to, who: actor.name });
    return presentSession({ ...found, session }, actor);
  });
}

interface Cancellation {
  readonly reason: string | null;
  /** User id of the person who is told. */
  readonly to: number;
  /** Name of the person who cancels. */
  readonly who: string;
}

/** Cancels a session that was found to be still to come, and tells one of its people. */
export async function cancelFound(
  context: CommandContext,
  trx: Parameters<typeof audit>[0],
  { session: found }: SessionWithPeople,
  { reason, to, who }: Cancellation,
): Promise<MentorSession> {
  const session = await MentorSession.query(trx)
    .findById([found.mentorId, found.id])
    .patch({
      status: 'cancelled',
      cancelReason: reason,
      sequence: found.sequence + 1,
      updatedAt: new Date(context.now),
    })
    .returning('*')
    .first();
  if (!session) throw new Error(`session ${found.id} vanished in its student's or mentor's turn`);
  await Mentor.query(trx).findById(session.mentorId).decrement('totalSessions', 1);
  await notify(trx, { kind: 'session_cancelled', session, to, who, now: context.now });
  await queueSessionMail(trx, 'cancelled', session, context.now);
  await audit(trx, context, {
    subject: 'session',
    id: session.id,
    changes: changesBetween(found, session, ['status'], ['cancelReason']),
  });
  return session;
}

/** @throws Problem `not_scheduled`, `session_past` unless the session is scheduled and still to come. */
export function requireUpcoming(session: MentorSession, now: number): void {
  if (session.status !== 'scheduled') {
    throw new Problem('not_scheduled', `The session is ${session.status}.`);
  }
  if (session.startsAt.getTime() <= now) {
    throw new Problem('session_past', 'The session has begun or is over.');
  }
}

/**
 * Keeps a student from cancelling or moving a session that is too near; its mentor may at any time before the start.
 *
 * @throws Problem `cancellation_closed` later than the partner's `cancellation_cutoff_minutes` before the start.
 */
export async function requireBeforeCutoff(
  trx: Knex,
  actor: Actor,
  session: MentorSession,
  now: number,
): Promise<void> {
  if (actor.userId !== session.studentId) return;
  const { programme } = await findPartner(trx, actor.partnerId);
  const minutes = programme.cancellation_cutoff_minutes;
  if (!minutes || session.startsAt.getTime() - now >= minutes * 60_000) return;
  throw new Problem(
    'cancellation_closed',
    `A student cancels or moves a session at least ${minutes} minutes before its start.`,
    { cutoff_minutes: minutes },
  );
}
