import type { PutOverride, AvailabilityOverride as WireOverride } from '../../contract/availability.ts';
import type { Fault } from '../../contract/problem.ts';
import { AvailabilityOverride } from '../../models/availability-override.ts';
import { invalidRequest, notFound } from '../../problems.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { mentorInTurn } from '../in-turn.ts';

/**
 * Sets the hours of one date in place of the rules; an empty list closes it.
 *
 * @param date YYYY-MM-DD in the mentor's zone
 * @throws Problem `not_found`, `forbidden`, `invalid_request`.
 */
export async function putOverride(
  context: CommandContext,
  mentorId: number,
  date: string,
  { ranges }: PutOverride,
): Promise<WireOverride> {
  const faults = rangeFaults(ranges);
  if (faults.length > 0) throw invalidRequest(faults);
  const kept = ranges.map(({ start_time, end_time }) => ({ start_time, end_time }));
  return commit(context, async (trx) => {
    await mentorInTurn(trx, context.actor, mentorId);
    await AvailabilityOverride.query(trx)
      .insert({ mentorId, date, ranges: kept })
      .onConflict(['mentor_id', 'date'])
      .merge();
    const changes = { date: [null, date], ranges: [null, kept] } as const;
    await audit(trx, context, { subject: 'override', id: mentorId, changes });
    return { date, ranges: kept };
  });
}

/** Ranges that end before they start; `at` is the JSON Pointer of what holds them in the body. */
export function rangeFaults(ranges: PutOverride['ranges'], at = ''): Fault[] {
  return ranges.flatMap(({ start_time, end_time }, index) =>
    end_time > start_time
      ? []
      : [{ pointer: `${at}/ranges/${index}/end_time`, detail: `must be after start_time (${start_time})` }],
  );
}

/**
 * Removes an override: the rules hold for that date again.
 *
 * @throws Problem `not_found`, `forbidden`.
 */
export async function deleteOverride(context: CommandContext, mentorId: number, date: string): Promise<void> {
  await commit(context, async (trx) => {
    await mentorInTurn(trx, context.actor, mentorId);
    if ((await AvailabilityOverride.query(trx).deleteById([mentorId, date])) === 0)
      throw notFound('override');
    await audit(trx, context, { subject: 'override', id: mentorId, changes: { date: [date, null] } });
  });
}
