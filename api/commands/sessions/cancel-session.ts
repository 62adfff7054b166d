import type { Knex } from 'knex';
import type { CancelInput, Session } from '../../contract/session.ts';
import { Mentor } from '../../models/mentor.ts';
import { type MentorSession, presentSession, type WholeSession } from '../../models/mentor-session.ts';
import { audit, changesBetween } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { notify } from '../notify.ts';
import { queueSessionEvent } from '../queue-event.ts';
import { changeableSession } from './changeable-session.ts';
import { otherParty } from './other-party.ts';
import { patchSession } from './patch-session.ts';
import { queueSessionMessages } from './queue-session-messages.ts';

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
  const { actor } = context;
  return commit(context, async (trx) => {
    const found = await changeableSession(trx, context, sessionId);
    const reason = input.reason?.trim() || null;
    const to = await otherParty(trx, actor, found.session);
    const session = await cancelFound(context, trx, found, { reason, to, who: actor.name });
    return presentSession({ ...found, session }, actor, context);
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
  trx: Knex.Transaction,
  whole: WholeSession,
  { reason, to, who }: Cancellation,
): Promise<MentorSession> {
  const { session: found } = whole;
  const cancelled = { status: 'cancelled', cancelReason: reason, sequence: found.sequence + 1 } as const;
  const session = await patchSession(trx, found, cancelled, context.now);
  await Mentor.query(trx).findById(session.mentorId).decrement('totalSessions', 1);
  await notify(trx, { kind: 'session_cancelled', session, to, who, now: context.now });
  await queueSessionEvent(trx, 'cancelled', { ...whole, session }, context.now);
  const happening = { event: 'session_cancelled', actorId: context.actor.userId, now: context.now } as const;
  await queueSessionMessages(trx, session, happening);
  await audit(trx, context, {
    subject: 'session',
    id: session.id,
    changes: changesBetween(found, session, ['status'], ['cancelReason']),
  });
  return session;
}
