import type { Knex } from 'knex';
import type { AvailabilityOverride as WireOverride } from '../../contract/availability.ts';
import type { Fault } from '../../contract/problem.ts';
import type { SavedSchedule, Schedule, ScheduleInput } from '../../contract/schedule.ts';
import { addDays, todayIn } from '../../domain/wall-time.ts';
import { AvailabilityOverride } from '../../models/availability-override.ts';
import { MentorAvailability, ruleColumns } from '../../models/mentor-availability.ts';
import { invalidRequest, Problem } from '../../problems.ts';
import { findConflicts } from '../../queries/find-conflicts.ts';
import { loadSchedule, scheduleEtag } from '../../queries/schedule.ts';
import { audit, changesBetween } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { mentorInTurn } from '../in-turn.ts';
import { changeMentor } from '../mentors/update-mentor.ts';
import type { RuleColumns } from './rule-from-input.ts';
import { type SentRule, scheduleFromInput } from './schedule-from-input.ts';

/**
 * Replaces a mentor's rules, overrides to come and settings, unless they were changed since they were read. Booked
 * sessions that the new ones no longer cover stay booked and are told as conflicts.
 *
 * @param isKnown whether an ETag is the one that the caller read
 * @returns the new schedule, its conflicts, and the ETag of the schedule alone
 * @throws Problem `not_found`, `forbidden`, `invalid_request`, `precondition_failed`.
 */
export async function replaceSchedule(
  context: CommandContext,
  mentorId: number,
  input: ScheduleInput,
  isKnown: (etag: string) => boolean,
): Promise<{ readonly saved: SavedSchedule; readonly etag: string }> {
  const { actor, now } = context;
  const sent = scheduleFromInput(input, now);
  if (sent.faults.length > 0) throw invalidRequest(sent.faults);
  return commit(context, async (trx) => {
    const old = await mentorInTurn(trx, actor, mentorId);
    const today = todayIn(old.timezone, now);
    const before = await loadSchedule(trx, old, today);
    // Whoever read the schedule before midnight has yesterday's override in it: that is no change.
    const ofYesterday = await loadSchedule(trx, old, addDays(today, -1));
    if (!isKnown(scheduleEtag(before)) && !isKnown(scheduleEtag(ofYesterday))) {
      throw new Problem('precondition_failed', 'The schedule was changed since it was read: read it again.');
    }

    const { mentor, changes } = await changeMentor(trx, context, mentorId, sent.settings);
    await replaceAvailabilityRows(trx, mentorId, sent.rules, now);
    const overrides = sent.overrides.filter(({ date }) => date >= today);
    await replaceOverrides(trx, mentorId, before.overrides, overrides);
    const schedule = await loadSchedule(trx, mentor, todayIn(mentor.timezone, now));
    const hours = changesBetween<Schedule>(before, schedule, [], ['availabilities', 'overrides']);
    await audit(trx, context, { subject: 'mentor', id: mentorId, changes: { ...changes, ...hours } });
    const conflicts = await findConflicts(trx, mentorId, now);
    return { saved: { ...schedule, conflicts }, etag: scheduleEtag(schedule) };
  });
}

/** Writes only what differs: an unchanged rule keeps its id and its creation date. */
async function replaceAvailabilityRows(
  trx: Knex.Transaction,
  mentorId: number,
  sent: readonly SentRule[],
  now: number,
): Promise<void> {
  const standing = await MentorAvailability.query(trx).where({ mentor_id: mentorId }).orderBy('id');
  const byId = new Map(standing.map((rule) => [rule.id, rule]));
  const faults = sent.flatMap(({ id }, index): Fault[] =>
    id === undefined || byId.has(id)
      ? []
      : [{ pointer: `/availabilities/${index}/id`, detail: 'is of no rule of this mentor: leave it out' }],
  );
  if (faults.length > 0) throw invalidRequest(faults);

  const left = new Set(standing.filter(({ id }) => !sent.some((rule) => rule.id === id)));
  const added: RuleColumns[] = [];
  for (const { id, rule, takesAnyStart } of sent) {
    const old = id === undefined ? [...left].find((each) => says(each, rule, takesAnyStart)) : byId.get(id);
    if (old) left.delete(old);
    if (!old) added.push(rule);
    else if (!says(old, rule, takesAnyStart)) {
      await MentorAvailability.query(trx).findById([mentorId, old.id]).patch(rule);
    }
  }
  const gone = [...left].map(({ id }) => id);
  await MentorAvailability.query(trx).delete().where({ mentor_id: mentorId }).whereIn('id', gone);
  const rows = added.map((rule) => ({ ...rule, mentorId, createdAt: new Date(now) }));
  if (rows.length > 0) await MentorAvailability.query(trx).insert(rows);
}

/** Whether a stored rule says the same as a sent one. */
function says(standing: MentorAvailability, sent: RuleColumns, takesAnyStart: boolean): boolean {
  return ruleColumns.every(
    (name) =>
      (name === 'dtstart' && takesAnyStart) || JSON.stringify(standing[name]) === JSON.stringify(sent[name]),
  );
}

async function replaceOverrides(
  trx: Knex.Transaction,
  mentorId: number,
  standing: readonly WireOverride[],
  sent: readonly WireOverride[],
): Promise<void> {
  const old = new Map(standing.map(({ date, ranges }) => [date, JSON.stringify(ranges)]));
  const changed = sent.filter(({ date, ranges }) => old.get(date) !== JSON.stringify(ranges));
  const kept = new Set(sent.map(({ date }) => date));
  const gone = [...old.keys()].filter((date) => !kept.has(date));
  await AvailabilityOverride.query(trx).delete().where({ mentor_id: mentorId }).whereIn('date', gone);
  const rows = changed.map(({ date, ranges }) => ({ mentorId, date, ranges }));
  if (rows.length === 0) return;
  await AvailabilityOverride.query(trx).insert(rows).onConflict(['mentor_id', 'date']).merge();
}
