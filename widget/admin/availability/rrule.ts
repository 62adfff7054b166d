/** The text of a rule that the API gave, taken apart: RFC 5545 §3.3.10, as far as availabilities go. */

export type Frequency = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';

/** A weekday, 0 = Monday, and which of them: 1 the first, -1 the last, 0 each. */
export interface NthWeekday {
  readonly weekday: number;
  readonly nth: number;
}

export interface RuleParts {
  readonly freq: Frequency;
  readonly interval: number;
  readonly byDay: readonly NthWeekday[];
  readonly byMonthDay: readonly number[];
  readonly byMonth: readonly number[];
  readonly bySetPos: readonly number[];
  readonly wkst: number;
  readonly count: number | null;
  /** YYYY-MM-DD, included. */
  readonly until: string | null;
}

export const weekdayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** Reads a rule. It was checked by the API: what is not understood is passed over. */
export function readRrule(text: string): RuleParts {
  const parts = Object.fromEntries(text.split(';').map((part) => part.split('=') as [string, string]));
  const list = (name: string): string[] => parts[name]?.split(',') ?? [];
  const numbers = (name: string): number[] => list(name).map(Number);
  const until = /^(\d{4})(\d\d)(\d\d)/.exec(parts.UNTIL ?? '');
  return {
    freq: parts.FREQ as Frequency,
    interval: Number(parts.INTERVAL ?? 1),
    byDay: list('BYDAY').map((item) => ({
      weekday: weekdayNames.indexOf(item.slice(-2) as never),
      nth: Number(item.slice(0, -2)),
    })),
    byMonthDay: numbers('BYMONTHDAY'),
    byMonth: numbers('BYMONTH'),
    bySetPos: numbers('BYSETPOS'),
    wkst: Math.max(0, weekdayNames.indexOf(parts.WKST as never)),
    count: parts.COUNT ? Number(parts.COUNT) : null,
    until: until ? `${until[1]}-${until[2]}-${until[3]}` : null,
  };
}

/** The weekday of a date, 0 = Monday. */
export function weekdayOf(date: string): number {
  return (new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7;
}
