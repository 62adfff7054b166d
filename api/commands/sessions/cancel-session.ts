import type { Knex } from 'knex';
import type { CancelInput, SeriesScope, Session } from '../../contract/session.ts';
import { Mentor } from '../../models/mentor.ts';
import { type MentorSession, presentSession, type WholeSession } from '../../models/mentor-session.ts';
import { audit, type Change, changesBetween } from '../audit.ts';
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
  const { cancelled, changes } = await endSessions(trx, found, { reason, actorId: actor.userId, now });
  const [session] = cancelled;
  if (!session) return [];
  await notify(trx, { kind: 'session_cancelled', session, count: cancelled.length, to, who, now });
  for (const change of changes) await audit(trx, context, change);
  await offerIfAwaited(trx, context, session.mentorId);
  return cancelled;
}

interface Ending {
  readonly reason: string | null;
  /** User id of whoever ends it; null when it ends by itself. */
  readonly actorId: number | null;
  /** Epoch ms. */
  readonly now: number;
}

/**
 * Marks sessions of one mentor and one student as cancelled, ascending, and queues what is sent of all of them at once.
 * @returns them, and what is for the audit to keep
 */
export async function endSessions(
  trx: Knex.Transaction,
  found: readonly WholeSession[],
  { reason, actorId, now }: Ending,
): Promise<{ readonly cancelled: MentorSession[]; readonly changes: Change[] }> {
  const cancelled: MentorSession[] = [];
  for (const whole of found) {
    const { sequence } = whole.session;
    const changes = { status: 'cancelled', cancelReason: reason, sequence: sequence + 1 } as const;
    const session = await patchSession(trx, whole.session, changes, now);
    await queueSessionEvent(trx, 'cancelled', { ...whole, session }, now);
    cancelled.push(session);
  }
  const [session, ...rest] = cancelled;
  if (!session) return { cancelled, changes: [] };
  await Mentor.query(trx).findById(session.mentorId).decrement('totalSessions', cancelled.length);
  await queueSessionMessages(trx, session, { event: 'session_cancelled', actorId, now, rest });
  const changes = cancelled.map((after, index): Change => {
    const before = (found[index] as WholeSession).session;
    return {
      subject: 'session',
      id: after.id,
      changes: changesBetween(before, after, ['status'], ['cancelReason']),
    };
  });
  return { cancelled, changes };
}
