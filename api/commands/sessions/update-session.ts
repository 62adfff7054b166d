import type { Session, UpdateSession } from '../../contract/session.ts';
import { MentorSession, presentSession } from '../../models/mentor-session.ts';
import { findSession } from '../../queries/find-session.ts';
import { audit, changesBetween } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';

/**
 * The mentor sets her private notes and the meeting link.
 *
 * @throws Problem `not_found`, `forbidden`.
 */
export async function updateSession(
  context: CommandContext,
  sessionId: number,
  input: UpdateSession,
): Promise<Session> {
  const { actor, now } = context;
  return commit(context, async (trx) => {
    const found = await findSession(trx, actor, sessionId, 'conduct_session');
    const linkChanged = input.meeting_link !== undefined && input.meeting_link !== found.session.meetingLink;
    const session = await MentorSession.query(trx)
      .findById([found.mentor.id, sessionId])
      .patch({
        ...(input.notes !== undefined && { notes: input.notes }),
        ...(linkChanged && { meetingLink: input.meeting_link, sequence: found.session.sequence + 1 }),
        updatedAt: new Date(now),
      })
      .returning('*')
      .first();
    if (!session) throw new Error(`session ${sessionId} vanished while it was changed`);
    const changes = changesBetween(found.session, session, [], ['notes', 'meetingLink']);
    await audit(trx, context, { subject: 'session', id: sessionId, changes });
    return presentSession({ ...found, session }, actor);
  });
}
