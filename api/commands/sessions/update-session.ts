import type { Session, UpdateSession } from '../../contract/session.ts';
import { presentSession, sessionEtag } from '../../models/mentor-session.ts';
import { Problem } from '../../problems.ts';
import { audit, changesBetween } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { sessionInTurn } from '../in-turn.ts';
import { patchSession } from './patch-session.ts';

/**
 * The mentor sets her private notes and the meeting link, unless the session was changed since she read it.
 *
 * @param isKnown whether an ETag is the one that she read, in the zone that she asks for now
 * @throws Problem `not_found`, `forbidden`, `precondition_failed`.
 */
export async function updateSession(
  context: CommandContext,
  sessionId: number,
  input: UpdateSession,
  isKnown: (etag: string) => boolean,
): Promise<Session> {
  const { actor, now } = context;
  return commit(context, async (trx) => {
    const found = await sessionInTurn(trx, actor, sessionId, 'conduct_session');
    if (!isKnown(sessionEtag(presentSession(found, actor)))) {
      throw new Problem('precondition_failed', 'The session was changed since it was read: read it again.');
    }
    const linkChanged = input.meeting_link !== undefined && input.meeting_link !== found.session.meetingLink;
    const patch = {
      ...(input.notes !== undefined && { notes: input.notes }),
      ...(linkChanged && { meetingLink: input.meeting_link, sequence: found.session.sequence + 1 }),
    };
    const session = await patchSession(trx, found.session, patch, now);
    const changes = changesBetween(found.session, session, [], ['notes', 'meetingLink']);
    await audit(trx, context, { subject: 'session', id: sessionId, changes });
    return presentSession({ ...found, session }, actor);
  });
}
