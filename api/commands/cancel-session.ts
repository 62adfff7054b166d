import type { CancelInput, Session } from '../contract/session.ts';
import { findSession, takeMentorsTurn } from '../models/find-session.ts';
import { MentorSession, presentSession } from '../models/mentor-session.ts';
import { Problem } from '../problems.ts';
import { audit, changesBetween } from './audit.ts';
import { type CommandContext, commit } from './commit.ts';
import { notify } from './notify.ts';
import { otherParty } from './other-party.ts';
import { queueSessionMail } from './queue-session-mail.ts';

/**
 * Cancels a session that has not begun; the other person is told.
 *
 * @throws Problem `not_found`, `not_scheduled`, `session_past`.
 */
export async function cancelSession(
  context: CommandContext,
  sessionId: number,
  input: CancelInput,
): Promise<Session> {
  const { actor, now } = context;
  return commit(context, async (trx) => {
    const { mentor } = await findSession(trx, actor, sessionId, 'change_session');
    await takeMentorsTurn(trx, mentor.id);
    const found = await findSession(trx, actor, sessionId, 'change_session');
    requireUpcoming(found.session, now);

    const session = await MentorSession.query(trx)
      .findById([mentor.id, sessionId])
      .patch({
        status: 'cancelled',
        cancelReason: input.reason?.trim() || null,
        sequence: found.session.sequence + 1,
        updatedAt: new Date(now),
      })
      .returning('*')
      .first();
    if (!session) throw new Error(`session ${sessionId} vanished in the mentor's turn`);
    await trx('mentor').where({ id: mentor.id }).decrement('total_sessions', 1);
    await notify(trx, {
      kind: 'session_cancelled',
      session,
      to: await otherParty(trx, actor, session),
      who: actor.name,
    });
    await queueSessionMail(trx, 'cancelled', session, now);
    await audit(trx, context, {
      subject: 'session',
      id: sessionId,
      changes: changesBetween(found.session, session, ['status'], ['cancelReason']),
    });
    return presentSession({ ...found, session }, actor);
  });
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
