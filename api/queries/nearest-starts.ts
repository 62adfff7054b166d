import type { Knex } from 'knex';
import { nearestFree } from '../domain/why-not-bookable.ts';
import type { MentorSession } from '../models/mentor-session.ts';
import { loadCalendar } from './calendar.ts';

/**
 * Starts (epoch ms) of the three free times of a session's mentor and length that lie nearest to it, and that its
 * student has no other session at; none where the mentor takes no bookings.
 *
 * @param now epoch ms
 */
export async function nearestStarts(
  knex: Knex,
  { mentorId, studentId, startsAt, durationMinutes }: MentorSession,
  now: number,
): Promise<number[]> {
  // As far as the longest booking window reaches.
  const window = { start: now, end: Math.max(now + 732 * 86_400_000, startsAt.getTime()) };
  const mentor = await loadCalendar(knex, { mentorId, window, now, studentId });
  if (!mentor?.isAvailable) return [];
  const wanted = { startsAt: startsAt.getTime(), durationMinutes };
  const slots = nearestFree(mentor.calendar, wanted, now, { count: 3, avoid: mentor.studentSessions });
  return slots.map((slot) => slot.startsAt);
}
