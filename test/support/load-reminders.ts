import type { Knex } from 'knex';
import { defaultSettings } from '../../api/contract/mentor.ts';

/**
 * Adds sessions that begin in an hour to the first partner, each with a mentor and a student of its own, who have
 * addresses.
 */
export async function addSessionsToRemind(knex: Knex, sessions: number, now: number): Promise<void> {
  const bindings = { ...defaultSettings, sessions, now: new Date(now) };
  for (const statement of [people, mentors, theirSessions]) await knex.raw(statement, bindings);
  await knex.raw('VACUUM ANALYZE mentor_session, mentor, app_user');
}

/** Queues the reminders of both people of those sessions, all due now. */
export async function queueReminders(knex: Knex, now: number): Promise<void> {
  await knex.raw(reminders, { now: new Date(now) });
}

const people = `
  INSERT INTO app_user (partner_id, external_id, name, email, timezone)
  SELECT 1, role || n, role || ' ' || n, role || n || '@example.edu', 'Africa/Nairobi'
  FROM unnest(ARRAY['reminded-mentor-', 'reminded-student-']) role, generate_series(1, :sessions::int) n`;

const mentors = `
  INSERT INTO mentor (partner_id, user_id, name, timezone, is_available, slot_step_minutes, min_notice_minutes,
    booking_window_days, buffer_minutes, durations)
  SELECT 1, id, name, timezone, :is_available, :slot_step_minutes, :min_notice_minutes, :booking_window_days,
    :buffer_minutes, :durations
  FROM app_user WHERE external_id LIKE 'reminded-mentor-%'`;

const theirSessions = `
  INSERT INTO mentor_session (mentor_id, student_id, starts_at, ends_at, guarded_until, subject)
  SELECT m.id, s.id, at, at + interval '30 minutes', at + interval '30 minutes', 'Orientation'
  FROM mentor m JOIN app_user u ON u.id = m.user_id
    JOIN app_user s ON s.external_id = replace(u.external_id, 'mentor', 'student'),
    LATERAL (SELECT :now::timestamptz + interval '1 hour' AS at) start
  WHERE u.external_id LIKE 'reminded-mentor-%'`;

const reminders = `
  INSERT INTO message (partner_id, person_id, mentor_id, session_id, event, channel, occasion, starts_at, due_at,
    next_attempt_at, created_at)
  SELECT 1, person, s.mentor_id, s.id, 'session_reminder', 'mail', '0, 60 minutes before', s.starts_at,
    :now, :now, :now
  FROM mentor_session s JOIN mentor m ON m.id = s.mentor_id JOIN app_user u ON u.id = m.user_id,
    unnest(ARRAY[m.user_id, s.student_id]) person
  WHERE u.external_id LIKE 'reminded-mentor-%'`;
