import type { RuleInput } from '../../contract/availability.ts';
import type { Mode } from '../../contract/primitives.ts';
import type { Fault } from '../../contract/problem.ts';
import { normalRrule, plainWeekday, weekdayRule } from '../../domain/recurrence.ts';
import { untilByDate } from '../../domain/until-date.ts';

/** The columns of one rule. */
export interface RuleColumns {
  readonly rrule: string;
  readonly dtstart: string;
  readonly exdate: string[];
  readonly rdate: string[];
  readonly startTime: string;
  readonly endTime: string;
  readonly capacity: number;
  readonly mode: Mode | null;
  readonly place: string | null;
  readonly isActive: boolean;
}

/**
 * The mentor's zone, the date from which a weekday without `dtstart` counts, and the rule's JSON Pointer in the body.
 */
export interface RulePlace {
  readonly timeZone: string;
  readonly today: string;
  /** '' or '/availabilities/3' */
  readonly at?: string;
}

/**
 * Turns a rule as it is sent into what is stored: a weekday becomes the RRULE that says the same, and an UNTIL in UTC
 * the mentor's date at that instant.
 */
export function ruleFromInput(
  input: RuleInput,
  { timeZone, today, at = '' }: RulePlace,
): { readonly rule: RuleColumns; readonly faults: readonly Fault[] } {
  const { rrule, dtstart, exdate = [], rdate = [], start_time, end_time, is_active } = input;
  const dayOfWeek = input.day_of_week ?? undefined;
  const faults: Fault[] = [];
  const fault = (member: string, detail: string) => faults.push({ pointer: `${at}/${member}`, detail });

  if (dayOfWeek === undefined && rrule === undefined) {
    fault('day_of_week', 'is missing: give it, or `rrule` with `dtstart`');
  }
  // Our answers hold both forms, so both may be sent back as long as they agree.
  if (dayOfWeek !== undefined && rrule !== undefined && plainWeekday(rrule) !== dayOfWeek) {
    fault('rrule', `says another day than \`day_of_week\` (${dayOfWeek}): give one of the two`);
  }
  if (rrule !== undefined && dtstart === undefined) fault('dtstart', 'is missing: an `rrule` counts from it');
  if (end_time <= start_time) fault('end_time', `must be after start_time (${start_time})`);

  return {
    faults,
    rule: {
      rrule: rrule === undefined ? weekdayRule(dayOfWeek ?? 0) : untilByDate(normalRrule(rrule), timeZone),
      dtstart: dtstart ?? today,
      exdate: [...exdate].sort(),
      rdate: [...rdate].sort(),
      startTime: start_time,
      endTime: end_time,
      capacity: input.capacity ?? 1,
      mode: input.mode ?? null,
      place: input.place?.trim() || null,
      isActive: is_active ?? true,
    },
  };
}
