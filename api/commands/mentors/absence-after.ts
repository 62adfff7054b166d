import type { Knex } from 'knex';
import type { UpdateMentor } from '../../contract/mentor.ts';
import type { Mentor } from '../../models/mentor.ts';
import { invalidRequest } from '../../problems.ts';

type Changed = Pick<
  Mentor,
  'maxSessionsPerDay' | 'maxSessionsPerWeek' | 'maxNewStudentsPerMonth' | 'pausedUntil' | 'standInMentorId'
>;

/** What is input of a mentor's limits and absence, as she has it; what is not given is left out. */
export function limitsAfter(input: Partial<UpdateMentor>): Partial<Changed> {
  const { max_sessions_per_day, max_sessions_per_week, max_new_students_per_month } = input;
  const { paused_until, stand_in_mentor_id } = input;
  return {
    ...(max_sessions_per_day !== undefined && { maxSessionsPerDay: max_sessions_per_day }),
    ...(max_sessions_per_week !== undefined && { maxSessionsPerWeek: max_sessions_per_week }),
    ...(max_new_students_per_month !== undefined && { maxNewStudentsPerMonth: max_new_students_per_month }),
    ...(paused_until !== undefined && { pausedUntil: paused_until }),
    ...(stand_in_mentor_id !== undefined && { standInMentorId: stand_in_mentor_id }),
  };
}

/**
 * Lets another mentor of the partner stand in for this one (null: one who is yet to be), unless that leads back to her.
 * It takes the turn of the partner's stand-ins, so that two who name each other at once do not both succeed.
 *
 * @throws Problem `invalid_request`.
 */
export async function requireStandIn(
  trx: Knex.Transaction,
  { partnerId, mentorId, standInId }: { partnerId: number; mentorId: number | null; standInId: number },
): Promise<void> {
  await trx.raw(`SELECT pg_advisory_xact_lock(hashtextextended('stand-ins ' || ?::bigint, 0))`, [partnerId]);
  // UNION ends even a circle.
  const { rows } = await trx.raw(
    `WITH RECURSIVE chain AS (
      SELECT id, stand_in_mentor_id FROM mentor WHERE id = :standInId AND partner_id = :partnerId
      UNION SELECT m.id, m.stand_in_mentor_id FROM mentor m JOIN chain c ON m.id = c.stand_in_mentor_id
    ) SELECT id FROM chain`,
    { standInId, partnerId },
  );
  const detail =
    rows.length === 0
      ? 'must be another mentor of the partner'
      : rows.some(({ id }: { id: number }) => id === mentorId)
        ? 'must not be the mentor herself, nor one for whom she stands in'
        : null;
  if (detail) throw invalidRequest([{ pointer: '/stand_in_mentor_id', detail }]);
}
