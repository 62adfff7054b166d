import type { Session } from '../../contract/session.ts';
import { brokenConstraint } from '../../database/sql-errors.ts';
import { presentSession, reopensUntil } from '../../models/mentor-session.ts';
import { Problem } from '../../problems.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { sessionInTurn } from '../in-turn.ts';
import { patchSession } from './patch-session.ts';

/**
 * The mentor takes back how a session ended, and it is scheduled again. Possible for a day, and only while it has no
 * review.
 *
 * @throws Problem `not_found`, `forbidden`, `not_closed`, `already_reviewed`, `reopen_too_late`; `slot_taken` or
 * `student_busy` when a session that was booked since stands in a missed one's time.
 */
export async function reopenSession(context: CommandContext, sessionId: number): Promise<Session> {
  const { actor, now } = context;
  return commit(context, async (trx) => {
    const found = await sessionInTurn(trx, actor, sessionId, 'conduct_session');
    const { status, sequence } = found.session;
    if (status !== 'completed' && status !== 'no_show') {
      throw new Problem('not_closed', `The session is ${status}.`);
    }
    if (found.review) throw new Problem('already_reviewed', 'The student has reviewed the session.');
    if ((reopensUntil(found)?.getTime() ?? 0) <= now) {
      throw new Problem('reopen_too_late', 'A mark can be taken back for 24 hours.');
    }
    const reopened = { status: 'scheduled', closedAt: null, sequence: sequence + 1 } as const;
    const session = await patchSession(trx, found.session, reopened, now).catch((error) => {
      throw conflicts[brokenConstraint(error) ?? '']?.() ?? error;
    });
    await audit(trx, context, {
      subject: 'session',
      id: sessionId,
      changes: { status: [status, 'scheduled'] },
    });
    return presentSession({ ...found, session }, actor, context);
  });
}

const taken = () => new Problem('slot_taken', 'Another session was booked in its time since.');

const conflicts: Readonly<Record<string, () => Problem>> = {
  mentor_session_no_overlap: taken,
  mentor_session_group_seat_key: taken,
  mentor_session_student_no_overlap: () =>
    new Problem('student_busy', 'The student has another session at that time since.'),
};
