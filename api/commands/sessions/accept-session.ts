import type { Session } from '../../contract/session.ts';
import { type MentorSession, presentSession, type WholeSession } from '../../models/mentor-session.ts';
import { audit, changesBetween } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { notify } from '../notify.ts';
import { queueSessionEvent } from '../queue-event.ts';
import { patchSession } from './patch-session.ts';
import { queueSessionMessages } from './queue-session-messages.ts';
import { requestsAnswered } from './requested-session.ts';

/**
 * The mentor accepts a request, or with it its series: the session stands, both people get its invitation, and
 * reminders are queued.
 *
 * @throws Problem `not_found`, `forbidden`, `not_requested`.
 */
export async function acceptSession(context: CommandContext, sessionId: number): Promise<Session> {
  const { actor, now } = context;
  return commit(context, async (trx) => {
    const accepted: WholeSession[] = [];
    for (const found of await requestsAnswered(trx, context, sessionId)) {
      const changes = { status: 'scheduled', decideBy: null, sequence: found.session.sequence + 1 } as const;
      const session = await patchSession(trx, found.session, changes, now);
      accepted.push({ ...found, session });
      await queueSessionEvent(trx, 'booked', { ...found, session }, now);
      const seen = changesBetween(found.session, session, ['status']);
      await audit(trx, context, { subject: 'session', id: session.id, changes: seen });
    }
    const [first, ...rest] = accepted.map(({ session }) => session) as [MentorSession, ...MentorSession[]];
    const to = first.studentId;
    await notify(trx, { kind: 'session_accepted', session: first, to, who: actor.name, now });
    await queueSessionMessages(trx, first, { event: 'session_booked', actorId: actor.userId, now, rest });
    const whole = accepted.find(({ session }) => session.id === sessionId) as WholeSession;
    return presentSession(whole, actor, context);
  });
}
