import type { Knex } from 'knex';
import type { Actor } from '../../domain/permissions.ts';
import { Mentor } from '../../models/mentor.ts';
import type { MentorSession } from '../../models/mentor-session.ts';

/** User id of the other person of the session: the one who did not act. */
export async function otherParty(trx: Knex, actor: Actor, session: MentorSession): Promise<number> {
  if (actor.userId !== session.studentId) return session.studentId;
  const mentor = await Mentor.query(trx).findById(session.mentorId).select('user_id').throwIfNotFound();
  return mentor.userId;
}
