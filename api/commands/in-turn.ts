import type { Knex } from 'knex';
import { takeMentorsTurn, takeStudentsTurn } from '../database/turns.ts';
import type { Actor, SessionAction } from '../domain/permissions.ts';
import type { Mentor } from '../models/mentor.ts';
import type { WholeSession } from '../models/mentor-session.ts';
import { User } from '../models/user.ts';
import { findManagedMentor } from '../queries/find-mentor.ts';
import { findSession } from '../queries/find-session.ts';

/** Whose turns are taken, the mentor's first. */
interface Turns {
  readonly mentorId: number;
  readonly studentId?: number;
}

/**
 * Finds what a command changes, takes its mentor's turn, and finds it again: while this request waited, another may
 * have changed or removed what it found. What is answered stands until the transaction ends, as long as every command
 * that writes the like takes the turn too.
 *
 * @param find throws the Problem of who may not, so that nobody waits, or lets others wait, for what she may not do
 */
export async function inTurn<Found>(
  trx: Knex.Transaction,
  find: () => Promise<Found>,
  turnsOf: (found: Found) => Turns,
): Promise<Found> {
  const { mentorId, studentId } = turnsOf(await find());
  await takeMentorsTurn(trx, mentorId);
  if (studentId !== undefined) {
    await takeStudentsTurn(trx, studentId);
    // Before her session is touched: whoever erases her holds her row first and her sessions then.
    await User.query(trx).findById(studentId).forKeyShare().select('id');
  }
  return find();
}

/**
 * The mentor whose calendar or profile `actor` changes, in her turn.
 *
 * @throws Problem `not_found`, `forbidden`.
 */
export function mentorInTurn(trx: Knex.Transaction, actor: Actor, mentorId: number): Promise<Mentor> {
  return inTurn(
    trx,
    () => findManagedMentor(trx, actor, mentorId),
    () => ({ mentorId }),
  );
}

/**
 * The session that `actor` changes, in the turns of both its people.
 *
 * @throws Problem `not_found`, `forbidden`.
 */
export function sessionInTurn(
  trx: Knex.Transaction,
  actor: Actor,
  sessionId: number,
  action: SessionAction,
): Promise<WholeSession> {
  return inTurn(
    trx,
    () => findSession(trx, actor, sessionId, action),
    ({ session }) => session,
  );
}
