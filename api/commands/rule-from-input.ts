import type { RuleInput } from '../contract/availability.ts';
import type { Fault } from '../contract/problem.ts';
import { normalRrule, weekdayRule } from '../domain/recurrence.ts';

/** The columns of one rule. */
export interface RuleColumns {
  readonly rrule: string;
  readonly dtstart: string;
  readonly exdate: string[];
  readonly rdate: string[];
  readonly startTime: string;
  readonly endTime: string;
  readonly isActive: boolean;
}

/**
 * Turns a rule as it is sent into what is stored: a weekday becomes the RRULE that says the same.
 *
 * @param today the mentor's date, from which a weekday without `dtstart` counts
 * @param at JSON Pointer of the rule in the body: '' or '/availabilities/3'
 */
export function ruleFromInput(
  input: RuleInput,
  today: string,
  at = '',
): { readonly rule: RuleColumns; readonly faults: readonly Fault[] } {
  const { day_of_week, rrule, dtstart, exdate = [], rdate = [], start_time, end_time, is_active } = input;
  const faults: Fault[] = [];
  const fault = (member: string, detail: string) => faults.push({ pointer: `${at}/${member}`, detail });

  if (day_of_week === undefined && rrule === undefined) {
    fault('day_of_week', 'is missing: give it, or `rrule` with `dtstart`');
  }
  if (day_of_week !== undefined && rrule !== undefined) {
    fault('rrule', 'cannot stand beside `day_of_week`: give one of the two');
  }
  if (rrule !== undefined && dtstart === undefined) fault('dtstart', 'is missing: an `rrule` counts from it');
  if (end_time <= start_time) fault('end_time', `must be after start_time (${start_time})`);

  return {
    faults,
    rule: {
      rrule: rrule === undefined ? weekdayRule(day_of_week ?? 0) : normalRrule(rrule),
      dtstart: dtstart ?? today,
      exdate: [...exdate].sort(),
      rdate: [...rdate].sort(),
      startTime: start_time,
      endTime: end_time,
      isActive: is_active ?? true,
    },
  };
}
