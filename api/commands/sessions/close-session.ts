import type { Session } from '../../contract/session.ts';
import { presentSession } from '../../models/mentor-session.ts';
import { Problem } from '../../problems.ts';
import { audit, changesBetween } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { sessionInTurn } from '../in-turn.ts';
import { queueSessionEvent } from '../queue-event.ts';
import { patchSession } from './patch-session.ts';
import { queueReviewRequest } from './queue-review-request.ts';

/**
 * The mentor says how a session ended: it was held, or the student did not come. After its start only.
 *
 * @throws Problem `not_found`, `forbidden`, `not_scheduled`, `session_not_started`.
 */
export async function closeSession(
  context: CommandContext,
  sessionId: number,
  status: 'completed' | 'no_show',
): Promise<Session> {
  const { actor, now } = context;
  return commit(context, async (trx) => {
    const found = await sessionInTurn(trx, actor, sessionId, 'conduct_session');
    if (found.session.status !== 'scheduled') {
      throw new Problem('not_scheduled', `The session is ${found.session.status}.`);
    }
    if (found.session.startsAt.getTime() > now) {
      throw new Problem('session_not_started', 'The session has not begun.');
    }
    const closed = { status, closedAt: new Date(now), sequence: found.session.sequence + 1 };
    const session = await patchSession(trx, found.session, closed, now);
    const changes = changesBetween(found.session, session, ['status']);
    await audit(trx, context, { subject: 'session', id: sessionId, changes });
    const whole = { ...found, session };
    await queueSessionEvent(trx, status, whole, now);
    if (status === 'completed') await queueReviewRequest(trx, session, now);
    return presentSession(whole, actor, context);
  });
}
