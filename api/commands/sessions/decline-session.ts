import type { DeclineInput, Session } from '../../contract/session.ts';
import { type MentorSession, presentSession, type WholeSession } from '../../models/mentor-session.ts';
import { nearestStarts } from '../../queries/nearest-starts.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { notify } from '../notify.ts';
import { offerIfAwaited } from '../waiting-list/offer-time.ts';
import { endSessions } from './cancel-session.ts';
import { requestsAnswered } from './requested-session.ts';

/**
 * The mentor declines a request, or with it its series: it is cancelled, and its student is told what is free near it.
 *
 * @throws Problem `not_found`, `forbidden`, `not_requested`.
 */
export async function declineSession(
  context: CommandContext,
  sessionId: number,
  input: DeclineInput,
): Promise<Session> {
  const { actor, now } = context;
  return commit(context, async (trx) => {
    const found = await requestsAnswered(trx, context, sessionId);
    const reason = input.reason?.trim() || null;
    const { cancelled, changes } = await endSessions(trx, found, { reason, actorId: actor.userId, now });
    const [first] = cancelled as [MentorSession];
    const freeStarts = await nearestStarts(trx, first, now);
    const notice = { kind: 'session_declined', session: first, who: actor.name, now, freeStarts } as const;
    await notify(trx, { ...notice, to: first.studentId });
    for (const change of changes) await audit(trx, context, change);
    await offerIfAwaited(trx, context, first.mentorId);
    const whole = found.find(({ session }) => session.id === sessionId) as WholeSession;
    const session = cancelled.find(({ id }) => id === sessionId) as MentorSession;
    return presentSession({ ...whole, session }, actor, context);
  });
}
