import type { Fault } from '../../contract/problem.ts';
import type { ScheduleInput, ScheduleSettings } from '../../contract/schedule.ts';
import { todayIn } from '../../domain/wall-time.ts';
import { rangeFaults } from './change-override.ts';
import { type RuleColumns, ruleFromInput } from './rule-from-input.ts';

/** A rule of a schedule that was sent. */
export interface SentRule {
  /** Id of the stored rule that it replaces, if the caller named one. */
  readonly id: number | undefined;
  readonly rule: RuleColumns;
  /** True when no `dtstart` was sent: then a stored rule that differs only in its dtstart counts as the same. */
  readonly takesAnyStart: boolean;
}

/** A schedule as it was sent, in the form that is stored. */
export interface SentSchedule {
  readonly settings: ScheduleSettings;
  readonly rules: readonly SentRule[];
  readonly overrides: ScheduleInput['overrides'];
  readonly faults: readonly Fault[];
}

/**
 * Reads a schedule and finds every fault that its schema cannot tell.
 *
 * @param at JSON Pointer of the schedule in the body
 */
export function scheduleFromInput(input: ScheduleInput, now: number, at = ''): SentSchedule {
  const { availabilities, overrides } = input;
  const today = todayIn(input.timezone, now);
  const read = availabilities.map((sent, index) =>
    ruleFromInput(sent, { timeZone: input.timezone, today, at: `${at}/availabilities/${index}` }),
  );
  const twice = <Key>(keys: readonly (Key | undefined)[], pointer: (index: number) => string): Fault[] =>
    keys.flatMap((key, index) =>
      key !== undefined && keys.indexOf(key) < index
        ? [{ pointer: pointer(index), detail: `stands twice: ${key} was given before` }]
        : [],
    );
  return {
    // Named one by one, because a body may hold members that its schema does not name.
    settings: {
      timezone: input.timezone,
      is_available: input.is_available,
      slot_step_minutes: input.slot_step_minutes,
      min_notice_minutes: input.min_notice_minutes,
      booking_window_days: input.booking_window_days,
      buffer_minutes: input.buffer_minutes,
      durations: input.durations,
    },
    rules: read.map(({ rule }, index) => ({
      rule,
      id: availabilities[index]?.id,
      takesAnyStart: availabilities[index]?.dtstart === undefined,
    })),
    overrides: overrides.map(({ date, ranges }) => ({
      date,
      ranges: ranges.map(({ start_time, end_time }) => ({ start_time, end_time })),
    })),
    faults: [
      ...read.flatMap(({ faults }) => faults),
      ...twice(
        availabilities.map(({ id }) => id),
        (index) => `${at}/availabilities/${index}/id`,
      ),
      ...overrides.flatMap(({ ranges }, index) => rangeFaults(ranges, `${at}/overrides/${index}`)),
      ...twice(
        overrides.map(({ date }) => date),
        (index) => `${at}/overrides/${index}/date`,
      ),
    ],
  };
}
