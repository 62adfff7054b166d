import type { Knex } from 'knex';
import type { Conflict } from '../contract/availability.ts';
import { comingStatuses } from '../contract/session.ts';
import type { Calendar } from '../domain/calendar.ts';
import { uncovered } from '../domain/uncovered.ts';
import { formatInstant, instantToWallTime } from '../domain/wall-time.ts';
import { MentorSession } from '../models/mentor-session.ts';
import { loadCalendar } from './calendar.ts';

/**
 * The mentor's sessions to come that lie outside her rules and overrides, or for which these have too few places, by
 * start.
 *
 * @param change makes of her calendar the one that is asked about; without it, it is asked about as it stands
 */
export async function findConflicts(
  knex: Knex,
  mentorId: number,
  now: number,
  change = (calendar: Calendar): Calendar => calendar,
): Promise<Conflict[]> {
  const sessions = await MentorSession.query(knex)
    .where({ mentor_id: mentorId })
    .whereIn('status', comingStatuses)
    .where('starts_at', '>', new Date(now))
    .withGraphFetched('student')
    .orderBy('starts_at');
  const last = sessions.at(-1);
  if (!last) return [];
  const window = { start: now, end: last.endsAt.getTime() };
  const mentor = await loadCalendar(knex, { mentorId, window, now });
  if (!mentor) return [];
  const calendar = change(mentor.calendar);
  const byGroup = Map.groupBy(sessions, ({ groupId }) => groupId);
  const placesBefore = ({ groupId, seat }: MentorSession): number =>
    groupId === null
      ? 0
      : (byGroup.get(groupId) ?? []).filter((other) => Number(other.seat) < Number(seat)).length;
  const periods = sessions.map((session) => ({
    start: session.startsAt.getTime(),
    end: session.endsAt.getTime(),
    placesBefore: placesBefore(session),
    session,
  }));
  return uncovered(calendar, periods).map(({ start, end, session }) => {
    const { date, time } = instantToWallTime(calendar.timeZone, start);
    return {
      session_id: session.id,
      session_date: formatInstant(start, 'UTC'),
      date,
      time,
      end_time: instantToWallTime(calendar.timeZone, end).time,
      timezone: calendar.timeZone,
      duration_minutes: session.durationMinutes,
      subject: session.subject,
      student: { id: session.studentId, name: session.student?.name ?? '' },
    };
  });
}
