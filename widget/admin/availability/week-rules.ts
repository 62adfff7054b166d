import type { Availability, RuleInput } from '../../../api/contract/availability.ts';
import { parseRule } from '../../../api/domain/rule-text.ts';
import { type Block, isSame, mergeBlocks, minuteOf, timeOf } from './blocks.ts';

/** A rule that a schedule may hold: as the API gave it, or new. */
export type Rule = RuleInput & { readonly id?: number };

/** What the grid can show of a schedule's rules, and the others. */
export interface SplitRules {
  readonly blocks: readonly Block[];
  readonly others: readonly Availability[];
}

/** Rules that say "each week on these days, from long ago and for ever" are blocks; all others stand by themselves. */
export function splitRules(rules: readonly Availability[], today: string): SplitRules {
  const others = rules.filter((rule) => blocksOf(rule, today) === null);
  return { blocks: mergeBlocks(rules.flatMap((rule) => blocksOf(rule, today) ?? [])), others };
}

/**
 * The rules that a week of blocks stands for. A day whose hours are as they were keeps the rules that made them, so
 * that these keep their ids; a rule of several days is taken apart when one of them changes.
 */
export function rulesOf(blocks: readonly Block[], before: readonly Availability[], today: string): Rule[] {
  const weekly = before.flatMap((rule) => {
    const own = blocksOf(rule, today);
    return own ? [{ rule, own }] : [];
  });
  const isUnchanged = (day: number): boolean => {
    const was = mergeBlocks(weekly.flatMap(({ own }) => own)).filter((each) => each.day === day);
    const is = blocks.filter((each) => each.day === day);
    return was.length === is.length && was.every((each, index) => isSame(each, is[index] as Block));
  };
  const unchanged = [0, 1, 2, 3, 4, 5, 6].filter(isUnchanged);
  const stays = (block: Block): boolean =>
    unchanged.includes(block.day) || blocks.some((each) => isSame(each, block));
  const kept = weekly.filter(({ own }) => own.every(stays));
  const covered = kept.flatMap(({ own }) => own);
  const isCovered = (block: Block): boolean =>
    mergeBlocks(covered.filter(({ day }) => day === block.day)).some((each) => isSame(each, block));
  const added = blocks.filter((block) => !isCovered(block));
  return [
    ...kept.map(({ rule }) => rule),
    ...added.map(({ day, start, end }) => ({
      day_of_week: day,
      start_time: timeOf(start),
      end_time: timeOf(end),
    })),
  ];
}

/** Whether a rule says nothing of places and of where: blocks would lose it. */
const isOfPlainKind = ({ capacity = 1, mode, place }: RuleInput): boolean =>
  capacity === 1 && !mode && !place;

/** The blocks of one rule; null when it says more than an ordinary week can show. */
function blocksOf(rule: Availability, today: string): Block[] | null {
  const { freq, interval, byDay, byMonth, byMonthDay, bySetPos, count, until } = parseRule(rule.rrule);
  const isPlain =
    freq === 'WEEKLY' &&
    interval === 1 &&
    byDay.length > 0 &&
    byMonth.length + byMonthDay.length + bySetPos.length + rule.exdate.length + rule.rdate.length === 0 &&
    count === null &&
    until === null &&
    rule.is_active &&
    isOfPlainKind(rule) &&
    rule.dtstart <= today;
  if (!isPlain) return null;
  const [start, end] = [minuteOf(rule.start_time), minuteOf(rule.end_time)];
  return byDay.map(({ weekday }) => ({ day: weekday, start, end }));
}
