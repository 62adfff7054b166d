import type { Knex } from 'knex';
import { liveStatuses } from '../../contract/session.ts';
import { Problem } from '../../problems.ts';
import type { WantedStart } from './require-bookable.ts';

/** 409 `student_busy` when another live session of the student overlaps the wanted time; else null. */
export async function studentBusy(trx: Knex, wanted: WantedStart): Promise<Problem | null> {
  const { startsAt, durationMinutes, studentId, exceptSessionIds = [] } = wanted;
  const [other] = await trx('mentor_session')
    .where({ student_id: studentId })
    .whereIn('status', liveStatuses)
    .whereNotIn('id', [...exceptSessionIds])
    .where('starts_at', '<', new Date(startsAt + durationMinutes * 60_000))
    .where('ends_at', '>', new Date(startsAt))
    .select('id')
    .limit(1);
  if (!other) return null;
  return new Problem('student_busy', 'The student has another session at that time.', {
    session_id: other.id,
  });
}
