/** Months on a calendar of Monday to Sunday, for dates `YYYY-MM-DD`. No zone takes part. */
import { dayOfWeek } from '../../../api/domain/calendar-date.ts';
import { addDays } from '../../format.ts';

/** `2026-11-23` -> `2026-11`. */
export const monthOf = (date: string): string => date.slice(0, 7);

/** The weeks that a month touches, each of seven dates. */
export function weeksOf(month: string): string[][] {
  const first = `${month}-01`;
  const monday = addDays(first, -dayOfWeek(first));
  const weeks: string[][] = [];
  for (let week = monday; week < `${addMonths(month, 1)}-01`; week = addDays(week, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, day) => addDays(week, day)));
  }
  return weeks;
}

/** The month so many later. */
export function addMonths(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** The same day of another month, or its last. */
export function sameDayIn(month: string, date: string): string {
  const last = addDays(`${addMonths(month, 1)}-01`, -1);
  const same = `${month}-${date.slice(8)}`;
  return same < last ? same : last;
}

/** Every date from one to another, whichever comes first, both included. */
export function datesBetween(one: string, other: string): string[] {
  const [from, to] = one < other ? [one, other] : [other, one];
  const dates: string[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) dates.push(date);
  return dates;
}
