import type { Knex } from 'knex';
import { MentorSession } from '../../models/mentor-session.ts';

/** Writes `changes` to a session that was found under a lock, and gives it as it is then. */
export async function patchSession(
  trx: Knex.Transaction,
  { mentorId, id }: MentorSession,
  changes: Partial<MentorSession>,
  now: number,
): Promise<MentorSession> {
  const session = await MentorSession.query(trx)
    .findById([mentorId, id])
    .patch({ ...changes, updatedAt: new Date(now) })
    .returning('*')
    .first();
  if (!session) throw new Error(`session ${id} vanished while it was changed`);
  return session;
}
