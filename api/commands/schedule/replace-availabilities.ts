import type { ReplacedAvailabilities, RuleInput } from '../../contract/availability.ts';
import { todayIn } from '../../domain/wall-time.ts';
import { MentorAvailability, presentAvailability } from '../../models/mentor-availability.ts';
import { invalidRequest } from '../../problems.ts';
import { findConflicts } from '../../queries/find-conflicts.ts';
import { meantMentorId } from '../../queries/find-mentor.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { mentorInTurn } from '../in-turn.ts';
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
    const mentor = await mentorInTurn(trx, actor, meantMentorId(actor, mentorId));
    const { timezone: timeZone } = mentor;
    const today = todayIn(timeZone, now);
    const parsed = inputs.map((input, index) =>
      ruleFromInput(input, { timeZone, today, at: `/availabilities/${index}` }),
    );
    const faults = parsed.flatMap(({ faults }) => faults);
    if (faults.length > 0) throw invalidRequest(faults);

    const removed = await MentorAvailability.query(trx).delete().where({ mentor_id: mentor.id });
    const rows = parsed.map(({ rule }) => ({ ...rule, mentorId: mentor.id, createdAt: new Date(now) }));
    const inserted = rows.length > 0 ? await MentorAvailability.query(trx).insert(rows).returning('*') : [];
    const changes = { availabilities: [removed, inserted.length] } as const;
    await audit(trx, context, { subject: 'mentor', id: mentor.id, changes });
    return {
      availabilities: inserted.map(presentAvailability),
      conflicts: await findConflicts(trx, mentor.id, now),
    };
  });
}
