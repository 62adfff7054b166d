import type { AvailabilityOverride } from '../../../api/contract/availability.ts';
import { addDays } from '../../format.ts';
import { mergeBlocks, minuteOf, timeOf } from './blocks.ts';

export type Ranges = AvailabilityOverride['ranges'];

/** Dates in a row that have the same hours instead of the usual ones. */
export interface OverrideRun {
  /** YYYY-MM-DD, both included. */
  readonly from: string;
  readonly to: string;
  readonly ranges: Ranges;
}

/** Overrides as people think of them: holidays of two weeks are one thing. */
export function runsOf(overrides: readonly AvailabilityOverride[]): OverrideRun[] {
  const runs: OverrideRun[] = [];
  for (const { date, ranges } of overrides) {
    const last = runs.at(-1);
    const isNext = last && addDays(last.to, 1) === date;
    if (last && isNext && JSON.stringify(last.ranges) === JSON.stringify(ranges)) {
      runs[runs.length - 1] = { ...last, to: date };
    } else runs.push({ from: date, to: date, ranges });
  }
  return runs;
}

/** The overrides with other hours on these dates; null lets the usual hours hold there again. */
export function setDates(
  overrides: readonly AvailabilityOverride[],
  dates: readonly string[],
  ranges: Ranges | null,
): AvailabilityOverride[] {
  const others = overrides.filter(({ date }) => !dates.includes(date));
  const set = ranges ? dates.map((date) => ({ date, ranges })) : [];
  return [...others, ...set].sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** Ranges in the order of the day, those that overlap or touch as one. */
export function mergeRanges(ranges: Ranges): Ranges {
  const blocks = ranges.map(({ start_time, end_time }) => ({
    day: 0,
    start: minuteOf(start_time),
    end: minuteOf(end_time),
  }));
  return mergeBlocks(blocks).map(({ start, end }) => ({ start_time: timeOf(start), end_time: timeOf(end) }));
}
