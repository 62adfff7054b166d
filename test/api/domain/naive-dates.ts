import rrule from 'rrule';
import type { DayRule } from '../../../api/domain/recurrence.ts';

const { RRule } = rrule;

/**
 * The dates of a rule as rrule itself walks them from DTSTART, `YYYY-MM-DD`, with rdate and exdate: the oracle of the
 * tests.
 *
 * rrule never stops looking for a match that does not come, so a rule that has none after `to` must not be given.
 */
export function naiveDates(rule: DayRule, from: string, to: string): string[] {
  const options = { ...RRule.parseString(rule.rrule), dtstart: new Date(`${rule.dtstart}T00:00:00Z`) };
  // rrule sorts the positions that a month does not have as NaN; in ascending order they do no harm.
  if (Array.isArray(options.bysetpos)) options.bysetpos = options.bysetpos.toSorted((a, b) => a - b);
  if (options.until) options.until = new Date(options.until.toISOString().slice(0, 10));
  const found = new RRule(options, true).between(new Date(from), new Date(to), true);
  const dates = new Set(found.map((date) => date.toISOString().slice(0, 10)));
  for (const date of rule.rdate ?? [])
    if (date >= rule.dtstart && date >= from && date <= to) dates.add(date);
  for (const date of rule.exdate ?? []) dates.delete(date);
  return [...dates].sort();
}
