import type { Knex } from 'knex';
import type { CancelInput, SeriesScope, Session } from '../../contract/session.ts';
import { Mentor } from '../../models/mentor.ts';
import { type MentorSession, presentSession, type WholeSession } from '../../models/mentor-session.ts';
import { audit, changesBetween } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { notify } from '../notify.ts';
import { queueSessionEvent } from '../queue-event.ts';
import { offerIfAwaited } from '../waiting-list/offer-time.ts';
import { changeableSession } from './changeable-session.ts';
import { otherParty } from './other-party.ts';
import { patchSession } from './patch-session.ts';
import { queueSessionMessages } from './queue-session-messages.ts';
import { sessionsInScope } from './series-sessions.ts';

/**
 * Cancels a session that has not begun, or with it others of its series; the other person is told once.
 *
 * @throws Problem `not_found`, `not_scheduled`, `session_past`, `cancellation_closed`.
 */
export async function cancelSession(
  context: CommandContext,
  sessionId: number,
  input: { readonly reason?: CancelInput['reason']; readonly scope?: SeriesScope | undefined },
): Promise<Session> {
  const { actor } = context;
  return commit(context, async (trx) => {
    const found = await changeableSession(trx, context, sessionId);
    const meant = await sessionsInScope(trx, context, found, input.scope);
    const reason = input.reason?.trim() || null;
    const to = await otherParty(trx, actor, found.session);
    const cancelled = await cancelFound(context, trx, meant, { reason, to, who: actor.name });
    const session = cancelled.find(({ id }) => id === sessionId) as MentorSession;
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

/**
 * Cancels sessions of one mentor and one student that were found to be still to come, ascending, and tells one of the
 * two people of all of them at once.
 */
export async function cancelFound(
  context: CommandContext,
  trx: Knex.Transaction,
  found: readonly WholeSession[],
  { reason, to, who }: Cancellation,
): Promise<MentorSession[]> {
  const { actor, now } = context;
  const cancelled: MentorSession[] = [];
  for (const whole of found) cancelled.push(await cancelOne(context, trx, whole, reason));
  const [session, ...rest] = cancelled;
  if (!session) return [];
  const count = cancelled.length;
  await Mentor.query(trx).findById(session.mentorId).decrement('totalSessions', count);
  await notify(trx, { kind: 'session_cancelled', session, count, to, who, now });
  await queueSessionMessages(trx, session, { event: 'session_cancelled', actorId: actor.userId, now, rest });
  await offerIfAwaited(trx, context, session.mentorId);
  return cancelled;
}

async function cancelOne(
  context: CommandContext,
  trx: Knex.Transaction,
  whole: WholeSession,
  reason: string | null,
): Promise<MentorSession> {
  const { session: found } = whole;
  const changes = { status: 'cancelled', cancelReason: reason, sequence: found.sequence + 1 } as const;
  const session = await patchSession(trx, found, changes, context.now);
  await queueSessionEvent(trx, 'cancelled', { ...whole, session }, context.now);
  await audit(trx, context, {
    subject: 'session',
    id: session.id,
    changes: changesBetween(found, session, ['status'], ['cancelReason']),
  });
  return session;
}
