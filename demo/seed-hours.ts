import type { Override, Rule, TimeRange } from '../api/domain/calendar.ts';
import { weekdayRule } from '../api/domain/recurrence.ts';
import { addDays, dayOfWeek, todayIn } from '../api/domain/wall-time.ts';

/** A rule as the seed stores it; without `isActive` it counts. */
export type DemoRule = Rule & { readonly isActive?: boolean };

/** Hours of one demo mentor, with dates that lie around today in her zone. */
export interface DemoHours {
  /** Each week on each of `days` (0 = Monday), one rule a day, as the editor writes them. */
  weekly(days: readonly number[], hours: string): DemoRule[];
  /** Any RRULE, from twelve weeks ago on. */
  rule(rrule: string, hours: string, more?: Partial<DemoRule>): DemoRule;
  /** Date of a day of next week (0 = Monday), or of the week `weeks` after that. */
  nextWeek(day: number, weeks?: number): string;
  /** Other hours on one date; none close it. */
  override(date: string, ...hours: string[]): Override;
}

/** The hours' builder for a zone at the instant `now`, epoch ms. Hours are written `09:00-12:00`. */
export function demoHours(timezone: string, now: number): DemoHours {
  const today = todayIn(timezone, now);
  const monday = addDays(today, -dayOfWeek(today));
  const dtstart = addDays(monday, -7 * 12);
  const rule: DemoHours['rule'] = (rrule, hours, more = {}) => ({
    rrule,
    dtstart,
    ...rangeOf(hours),
    ...more,
  });
  return {
    rule,
    weekly: (days, hours) => days.map((day) => rule(weekdayRule(day), hours)),
    nextWeek: (day, weeks = 0) => addDays(monday, 7 + 7 * weeks + day),
    override: (date, ...hours) => ({ date, ranges: hours.map(rangeOf) }),
  };
}

function rangeOf(hours: string): TimeRange {
  const [startTime = '', endTime = ''] = hours.split('-');
  return { startTime, endTime };
}
