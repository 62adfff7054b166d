import type { Knex } from 'knex';
import { liveStatuses } from '../contract/session.ts';
import type { Period } from '../domain/calendar.ts';

/** A student's live sessions, with any mentor, that reach into a window. */
export async function findSessionsOf(knex: Knex, studentId: number, window: Period): Promise<Period[]> {
  const rows: { starts_at: Date; ends_at: Date }[] = await knex('mentor_session')
    .where({ student_id: studentId })
    .whereIn('status', liveStatuses)
    // The longest duration before and after, as a start near the end of the window may last beyond it.
    .where('starts_at', '<', new Date(window.end + longestMs))
    .where('starts_at', '>', new Date(window.start - longestMs))
    .select('starts_at', 'ends_at');
  return rows.map(({ starts_at, ends_at }) => ({ start: starts_at.getTime(), end: ends_at.getTime() }));
}

const longestMs = 480 * 60_000;
