import type { Calendar, Kind, Rule } from './calendar.ts';
import { fallsOn } from './recurrence.ts';

/** Rules that are of one kind: those of hours in which sessions are alike. */
export type RulesOfKind = {
  /** '' for plain ones; two rules are of one kind when their keys are the same */
  readonly key: string;
  /** Missing for plain ones; it has only what is not plain. */
  readonly kind?: Kind;
  readonly rules: readonly Rule[];
};

/**
 * Rules by their kinds, in the order in which these come first; the plain kind is always among them, because an
 * override may be plain where no rule is. Null where all rules are plain.
 */
export function kindsOf(rules: readonly Rule[]): readonly RulesOfKind[] | null {
  if (rules.every((rule) => keyOf(rule) === '')) return null;
  const byKey = Map.groupBy(rules, keyOf);
  if (!byKey.has('')) byKey.set('', []);
  return [...byKey].map(([key, ofKind]) => {
    const [first] = ofKind;
    return first && key !== '' ? { key, kind: kindOf(first), rules: ofKind } : { key, rules: ofKind };
  });
}

/** The key of the kind that the hours of an override on a day are of; call it with days that have one. */
export function overrideKinds({ rules, timeZone }: Calendar): (day: number) => string {
  const tests = rules.map((rule) => ({ key: keyOf(rule), falls: fallsOn(rule, timeZone) }));
  const common = (keys: readonly string[]): string => (new Set(keys).size === 1 ? (keys[0] as string) : '');
  const ofAll = common(tests.map(({ key }) => key));
  return (day) => {
    const ofDay = tests.filter(({ falls }) => falls(day)).map(({ key }) => key);
    return ofDay.length > 0 ? common(ofDay) : ofAll;
  };
}

/** Much of the engine's time is spent on plain rules: they are told apart without a string being made. */
function keyOf({ capacity = 1, mode, place }: Kind): string {
  return capacity > 1 || mode || place ? JSON.stringify([capacity, mode || null, place || null]) : '';
}

const kindOf = ({ capacity = 1, mode, place }: Kind): Kind => ({
  ...(capacity > 1 && { capacity }),
  ...(mode && { mode }),
  ...(place && { place }),
});
