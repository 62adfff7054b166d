import type { Knex } from 'knex';
import { comingStatuses } from '../contract/session.ts';
import { prepared } from '../database/prepared.ts';
import { minutesBefore } from '../domain/join/join-times.ts';
import { type Actor, may, type SessionAction } from '../domain/permissions.ts';
import {
  MentorSession,
  type SessionWithPeople,
  sessionThing,
  type WholeSession,
} from '../models/mentor-session.ts';
import type { Partner } from '../models/partner.ts';
import { notFound, Problem } from '../problems.ts';

/**
 * The session that `actor` asks for, with the names of its people and its review.
 *
 * @throws Problem `not_found` when there is none, or none that she may see or change; `forbidden` when she may see it
 *   but not conduct or review it.
 */
export async function findSession(
  trx: Knex,
  actor: Actor,
  sessionId: number,
  action: SessionAction = 'see_session',
): Promise<WholeSession> {
  const { rows } = await prepared(trx, 'find_session', sessionById, [sessionId]);
  const found = rows[0] && joined(rows[0]);
  if (!found || !may(actor, 'see_session', sessionThing(found))) throw notFound('session');
  if (may(actor, action, sessionThing(found))) return found;
  const refusal = refusals[action];
  throw refusal ? new Problem('forbidden', refusal) : notFound('session');
}

/** The sessions of a session's group that stand, by seat; the session itself where it is in none. */
export async function groupOf(trx: Knex, { mentorId, id, groupId }: MentorSession): Promise<WholeSession[]> {
  const rows = await selectSessions(trx)
    .where({ 's.mentor_id': mentorId })
    .whereIn('s.status', comingStatuses)
    .where(groupId === null ? { 's.id': id } : { 's.group_id': groupId })
    .orderBy('s.seat');
  return rows.map(joined);
}

/** What a person is told who may see the session; who may not change it is told of none. */
const refusals: { readonly [action in SessionAction]?: string } = {
  conduct_session: "Only the session's mentor may do this.",
  review_session: "Only the session's student may review it.",
};

const columns = `s.*, m.partner_id, m.name AS mentor_name, m.timezone AS mentor_timezone, u.name AS student_name,
  r.rating, r.comment, r.created_at AS reviewed_at, coalesce(m.meeting, p.meeting) ->> 'kind' <> 'none' AS has_meeting,
  ma.first_joined_at AS mentor_joined_at, sa.first_joined_at AS student_joined_at`;

// Who was there before a session was moved did not come to it.
const attendance = (name: string, person: string): string => `LEFT JOIN session_attendance ${name}
  ON ${name}.mentor_id = s.mentor_id AND ${name}.session_id = s.id AND ${name}.person_id = ${person}
    AND ${name}.last_joined_at >= s.starts_at - interval '${minutesBefore} minutes'`;

const tables = `mentor_session s JOIN mentor m ON m.id = s.mentor_id JOIN partner p ON p.id = m.partner_id
  JOIN app_user u ON u.id = s.student_id
  LEFT JOIN session_review r ON r.mentor_id = s.mentor_id AND r.session_id = s.id
  ${attendance('ma', 'm.user_id')} ${attendance('sa', 's.student_id')}`;

const sessionById = `SELECT ${columns} FROM ${tables} WHERE s.id = $1`;

/** What `selectSessions` yields a row, beside the session's own columns. */
interface JoinedRow {
  readonly partner_id: number;
  readonly mentor_name: string;
  readonly mentor_timezone: string;
  readonly student_name: string;
  readonly rating: number | null;
  readonly comment: string | null;
  readonly reviewed_at: Date | null;
  readonly has_meeting: boolean;
  readonly mentor_joined_at: Date | null;
  readonly student_joined_at: Date | null;
}

/**
 * Sessions (`s`) with their people and reviews, to be narrowed and ordered; read its rows with `joined`. In SQL,
 * because it is what the prepared statement of `findSession` reads.
 */
export function selectSessions(knex: Knex): Knex.QueryBuilder<object, JoinedRow[]> {
  return knex.from(knex.raw(tables)).select(knex.raw(columns));
}

/** A row of `selectSessions`. */
export function joined(found: JoinedRow): WholeSession {
  const { partner_id, mentor_name, mentor_timezone, student_name, rating, comment, reviewed_at, ...rest } =
    found;
  const { has_meeting, mentor_joined_at, student_joined_at, ...row } = rest;
  const session = MentorSession.fromDatabaseJson(row);
  return {
    session,
    mentor: { id: session.mentorId, name: mentor_name, partnerId: partner_id, timezone: mentor_timezone },
    student: { id: session.studentId, name: student_name },
    review: rating && reviewed_at ? { rating, comment, createdAt: reviewed_at } : null,
    hasMeeting: has_meeting,
    attendance: { mentorJoinedAt: mentor_joined_at, studentJoinedAt: student_joined_at },
  };
}

/** A session of a partner whose mentor and student were loaded with it. */
export function withPeople(session: MentorSession, partner: Partner): SessionWithPeople {
  const { mentor, student } = session;
  if (!mentor || !student) throw new Error(`session ${session.id} was read without its mentor and student`);
  return { session, mentor, student, hasMeeting: (mentor.meeting ?? partner.meeting).kind !== 'none' };
}
