import type { Knex } from 'knex';
import { prepared } from './prepared.ts';

/**
 * Takes the mentor's turn: until this transaction ends, no other books, holds or moves with this mentor. Without it,
 * many inserts that meet at the exclusion constraint deadlock.
 */
export async function takeMentorsTurn(trx: Knex.Transaction, mentorId: number): Promise<void> {
  const text = `SELECT pg_advisory_xact_lock(hashtextextended('mentor ' || $1::text, 0))`;
  await prepared(trx, 'take_mentors_turn', text, [mentorId]);
}

/**
 * Takes the student's turn, always after the mentor's. For what must look and then write, at several mentors at once:
 * without it two moves of one student could deadlock, and two of her holds could be placed at once.
 *
 * @returns the `sub` that her partner knows her by, which comes along
 */
export async function takeStudentsTurn(trx: Knex.Transaction, studentId: number): Promise<string> {
  const text = `SELECT external_id, pg_advisory_xact_lock(hashtextextended('student ' || id, 0))
    FROM app_user WHERE id = $1`;
  const { rows } = await prepared(trx, 'take_students_turn', text, [studentId]);
  return rows[0].external_id;
}
