import type { Knex } from 'knex';
import type {
  Availability,
  ChangedAvailability,
  RuleInput,
  UpdateAvailability,
} from '../../contract/availability.ts';
import type { Actor } from '../../domain/permissions.ts';
import { todayIn } from '../../domain/wall-time.ts';
import { MentorAvailability, presentAvailability, ruleColumns } from '../../models/mentor-availability.ts';
import { invalidRequest, notFound, Problem } from '../../problems.ts';
import { findConflicts } from '../../queries/find-conflicts.ts';
import { findManagedMentor, meantMentorId } from '../../queries/find-mentor.ts';
import { audit, type Change, changesBetween } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { inTurn, mentorInTurn } from '../in-turn.ts';
import { ruleFromInput } from './rule-from-input.ts';

/** Most rules of one mentor: more than any week needs, and few enough to expand on every read. */
const maxRules = 100;

/**
 * Adds one rule.
 *
 * @throws Problem `forbidden`, `not_found`, `invalid_request`, `too_many_availabilities`.
 */
export async function addAvailability(
  context: CommandContext,
  mentorId: number | undefined,
  input: RuleInput,
): Promise<Availability> {
  const { actor, now } = context;
  return commit(context, async (trx) => {
    const mentor = await mentorInTurn(trx, actor, meantMentorId(actor, mentorId));
    const { timezone: timeZone } = mentor;
    const { rule, faults } = ruleFromInput(input, { timeZone, today: todayIn(timeZone, now) });
    if (faults.length > 0) throw invalidRequest(faults);
    const count = await MentorAvailability.query(trx).where({ mentor_id: mentor.id }).resultSize();
    if (count >= maxRules) {
      throw new Problem('too_many_availabilities', `A mentor has at most ${maxRules} rules.`);
    }
    const row = { ...rule, mentorId: mentor.id, createdAt: new Date(now) };
    const added = await MentorAvailability.query(trx).insert(row).returning('*');
    await audit(trx, context, { subject: 'availability', id: added.id, changes: changesOf(null, added) });
    return presentAvailability(added);
  });
}

/**
 * Changes one rule; what is not given stays. Booked sessions that the rules no longer cover stay booked and are told.
 *
 * @throws Problem `not_found`, `forbidden`, `invalid_request`.
 */
export async function updateAvailability(
  context: CommandContext,
  id: number,
  input: UpdateAvailability,
): Promise<ChangedAvailability> {
  return commit(context, async (trx) => {
    const { rule: old, timeZone } = await ruleInTurn(trx, context.actor, id);
    const merged: RuleInput = {
      dtstart: old.dtstart,
      exdate: old.exdate,
      rdate: old.rdate,
      start_time: old.startTime,
      end_time: old.endTime,
      capacity: old.capacity,
      mode: old.mode,
      place: old.place,
      is_active: old.isActive,
      ...((input.day_of_week ?? null) === null && { rrule: old.rrule }),
      ...input,
    };
    const { rule, faults } = ruleFromInput(merged, { timeZone, today: old.dtstart });
    if (faults.length > 0) throw invalidRequest(faults);
    const row = await MentorAvailability.query(trx)
      .findById([old.mentorId, id])
      .patch(rule)
      .returning('*')
      .first();
    if (!row) throw notFound('availability');
    await audit(trx, context, { subject: 'availability', id, changes: changesOf(old, row) });
    const conflicts = await findConflicts(trx, old.mentorId, context.now);
    return { ...presentAvailability(row), conflicts };
  });
}

/**
 * Removes one rule.
 *
 * @throws Problem `not_found`, `forbidden`.
 */
export async function deleteAvailability(context: CommandContext, id: number): Promise<void> {
  await commit(context, async (trx) => {
    const { rule: old } = await ruleInTurn(trx, context.actor, id);
    await MentorAvailability.query(trx).deleteById([old.mentorId, id]);
    await audit(trx, context, { subject: 'availability', id, changes: changesOf(old, null) });
  });
}

const changesOf = (before: MentorAvailability | null, after: MentorAvailability | null): Change['changes'] =>
  changesBetween<Partial<MentorAvailability>>(before ?? {}, after ?? {}, ['mentorId', ...ruleColumns]);

interface FoundRule {
  readonly rule: MentorAvailability;
  /** The mentor's id. */
  readonly timeZone: string;
}

function ruleInTurn(trx: Knex.Transaction, actor: Actor, id: number): Promise<FoundRule> {
  const find = async (): Promise<FoundRule> => {
    const rule = await MentorAvailability.query(trx).findOne({ id });
    if (!rule) throw notFound('availability');
    const { timezone } = await findManagedMentor(trx, actor, rule.mentorId);
    return { rule, timeZone: timezone };
  };
  return inTurn(trx, find, ({ rule }) => rule);
}
