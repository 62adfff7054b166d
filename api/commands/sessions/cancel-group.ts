import type { Knex } from 'knex';
import type { CancelInput, Session } from '../../contract/session.ts';
import { takeMentorsTurn, takeStudentsTurn } from '../../database/turns.ts';
import { presentSession } from '../../models/mentor-session.ts';
import { User } from '../../models/user.ts';
import { findSession, groupOf } from '../../queries/find-session.ts';
import { type CommandContext, commit } from '../commit.ts';
import { cancelFound } from './cancel-session.ts';
import { requireChangeable } from './changeable-session.ts';

/**
 * The mentor cancels all sessions of a group that are still to come; each student is told of her own.
 *
 * @returns the session that was named
 * @throws Problem `not_found`, `forbidden`, `not_scheduled`, `session_past`.
 */
export async function cancelGroup(
  context: CommandContext,
  sessionId: number,
  input: CancelInput,
): Promise<Session> {
  const { actor } = context;
  const reason = input.reason?.trim() || null;
  return commit(context, async (trx) => {
    const find = () => findSession(trx, actor, sessionId, 'conduct_session');
    await takeMentorsTurn(trx, (await find()).session.mentorId);
    const named = await find();
    await requireChangeable(trx, context, named);
    const students = (await groupOf(trx, named.session)).map(({ student }) => student.id);
    await takeStudentsTurns(trx, students);
    let answer = named;
    for (const found of await groupOf(trx, named.session)) {
      const to = found.session.studentId;
      const [session] = await cancelFound(context, trx, [found], { reason, to, who: actor.name });
      if (session?.id === sessionId) answer = { ...found, session };
    }
    return presentSession(answer, actor, context);
  });
}

/** In the order of their ids, so that two who take the turns of several do not wait for each other. */
async function takeStudentsTurns(trx: Knex.Transaction, students: readonly number[]): Promise<void> {
  for (const studentId of students.toSorted((a, b) => a - b)) {
    await takeStudentsTurn(trx, studentId);
    // Before her session is touched: whoever erases her holds her row first and her sessions then.
    await User.query(trx).findById(studentId).forKeyShare().select('id');
  }
}
