import type { Knex } from 'knex';
import { MentorSession } from '../models/mentor-session.ts';

/** UIDs of the sessions that a mentor may have in her other calendar because we mailed them to her. */
export async function sessionUids(
  knex: Knex,
  mentorId: number,
  uidOf: (sessionId: number) => string,
): Promise<ReadonlySet<string>> {
  const rows = await MentorSession.query(knex)
    .where({ mentor_id: mentorId })
    .orderBy('starts_at', 'desc')
    .limit(5_000)
    .select('id');
  return new Set(rows.map(({ id }) => uidOf(id)));
}
