import type { Knex } from 'knex';
import type { Conflict, ReplacedAvailabilities, RuleInput } from '../contract/availability.ts';
import { uncovered } from '../domain/uncovered.ts';
import { formatInstant, todayIn } from '../domain/wall-time.ts';
import { loadCalendar } from '../models/calendar.ts';
import { findMeantMentor } from '../models/find-mentor.ts';
import { takeMentorsTurn } from '../models/find-session.ts';
import { MentorAvailability } from '../models/mentor-availability.ts';
import { MentorSession } from '../models/mentor-session.ts';
import { invalidRequest } from '../problems.ts';
import { audit } from './audit.ts';
import { presentAvailability } from './change-availability.ts';
import { type CommandContext, commit } from './commit.ts';
import { ruleFromInput } from './rule-from-input.ts';

/**
 * Replaces the whole set of a mentor's rules. Booked sessions that the new rules no longer cover stay booked and are
 * told as conflicts.
 *
 * @throws Problem `forbidden`, `not_found`, `invalid_request` with the faults of every rule.
 */
export async function replaceAvailabilities(
  context: CommandContext,
  mentorId: number | undefined,
  inputs: readonly RuleInput[],
): Promise<ReplacedAvailabilities> {
  const { actor, now } = context;
  return commit(context, async (trx) => {
    const mentor = await findMeantMentor(trx, actor, mentorId);
    const today = todayIn(mentor.timezone, now);
    const parsed = inputs.map((input, index) => ruleFromInput(input, today, `/availabilities/${index}`));
    const faults = parsed.flatMap(({ faults }) => faults);
    if (faults.length > 0) throw invalidRequest(faults);

    await takeMentorsTurn(trx, mentor.id);
    const removed = await MentorAvailability.query(trx).delete().where({ mentor_id: mentor.id });
    const rows = parsed.map(({ rule }) => ({ ...rule, mentorId: mentor.id, createdAt: new Date(now) }));
    const inserted = rows.length > 0 ? await MentorAvailability.query(trx).insert(rows).returning('*') : [];
    const changes = { availabilities: [removed, inserted.length] } as const;
    await audit(trx, context, { subject: 'mentor', id: mentor.id, changes });
    return {
      availabilities: inserted.map(presentAvailability),
      conflicts: await conflictsOf(trx, mentor.id, now),
    };
  });
}

/** The mentor's sessions to come that lie outside her rules and overrides. */
async function conflictsOf(trx: Knex.Transaction, mentorId: number, now: number): Promise<Conflict[]> {
  const sessions = await MentorSession.query(trx)
    .where({ mentor_id: mentorId, status: 'scheduled' })
    .where('starts_at', '>', new Date(now))
    .withGraphFetched('student')
    .orderBy('starts_at');
  const last = sessions.at(-1);
  if (!last) return [];
  const window = { start: now, end: last.endsAt.getTime() };
  const mentor = await loadCalendar(trx, { mentorId, window, now });
  if (!mentor) return [];
  const periods = sessions.map((session) => ({
    start: session.startsAt.getTime(),
    end: session.endsAt.getTime(),
    session,
  }));
  return uncovered(mentor.calendar, periods).map(({ session }) => ({
    session_id: session.id,
    session_date: formatInstant(session.startsAt.getTime(), 'UTC'),
    duration_minutes: session.durationMinutes,
    subject: session.subject,
    student: { id: session.studentId, name: session.student?.name ?? '' },
  }));
}
