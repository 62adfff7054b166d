import type { Session, UpdateSession } from '../../contract/session.ts';
import { meetingLinkOf } from '../../models/meeting-link.ts';
import { presentSession, sessionEtag, type WholeSession } from '../../models/mentor-session.ts';
import { invalidRequest, Problem } from '../../problems.ts';
import { audit, changesBetween } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { sessionInTurn } from '../in-turn.ts';
import { patchSession } from './patch-session.ts';

/**
 * The mentor sets her private notes and the meeting link, unless the session was changed since she read it.
 *
 * @param isKnown whether an ETag is the one that she read, in the zone that she asks for now
 * @throws Problem `not_found`, `forbidden`, `precondition_failed`, `invalid_request` for a link of ours.
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
    if (!isKnown(sessionEtag(presentSession(found, actor, context)))) {
      throw new Problem('precondition_failed', 'The session was changed since it was read: read it again.');
    }
    const link = ownLink(context, found, input.meeting_link);
    const linkChanged = link !== undefined && link !== found.session.meetingLink;
    const patch = {
      ...(input.notes !== undefined && { notes: input.notes }),
      ...(linkChanged && { meetingLink: link, sequence: found.session.sequence + 1 }),
    };
    const session = await patchSession(trx, found.session, patch, now);
    const changes = changesBetween(found.session, session, [], ['notes', 'meetingLink']);
    await audit(trx, context, { subject: 'session', id: sessionId, changes });
    return presentSession({ ...found, session }, actor, context);
  });
}

/**
 * The link that she sets for both; undefined where she sends back what she read. A link of ours leads in one person as
 * who she is, so that it cannot be given to the other.
 */
function ownLink(
  context: CommandContext,
  found: WholeSession,
  sent: UpdateSession['meeting_link'],
): string | null | undefined {
  if (!sent?.startsWith(`${context.publicUrl}/join/`)) return sent;
  if (sent === meetingLinkOf(found, context.actor.userId, context)) return undefined;
  const detail = 'is a link that leads in one person alone: give null for links that are made by themselves';
  throw invalidRequest([{ pointer: '/meeting_link', detail }]);
}
