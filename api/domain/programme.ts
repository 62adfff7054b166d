/**
 * A partner's programme: which dates are closed, what a student may still book, and until when she may not.
 *
 * Days, weeks (from Monday) and terms of the limits are dates in the partner's zone; closed dates are dates in each
 * mentor's.
 */
import type { Fault } from '../contract/problem.ts';
import type { NamedDates, ProgrammeInput, QuotaName, StoredProgramme } from '../contract/programme.ts';
import type { ClosedDates, Period } from './calendar.ts';
import { addDays, DAY_MS, dayOfWeek } from './calendar-date.ts';
import { startOfDay, todayIn } from './wall-time.ts';

/** The dates on which nothing may be booked: blackouts, and what lies between, before and after the terms. */
export function closedDates({ blackouts = [], terms = [] }: StoredProgramme): ClosedDates[] {
  const closed: ClosedDates[] = blackouts.map((dates) => ({ ...dates, reason: 'blackout_date' }));
  if (terms.length === 0) return closed;
  const sorted = [...terms].sort((a, b) => (a.from < b.from ? -1 : 1));
  let from = '0000-01-01';
  for (const term of sorted) {
    if (from < term.from)
      closed.push({ from, to: addDays(term.from, -1), reason: 'outside_term', next: term });
    from = addDays(term.to, 1);
  }
  closed.push({ from, to: '9999-12-31', reason: 'outside_term' });
  return closed;
}

/** What is wrong with a programme beyond its schema, every fault at once. */
export function programmeFaults(programme: ProgrammeInput): Fault[] {
  const { blackouts, terms, no_show_limit, no_show_suspension_days } = programme;
  const reversed = (list: readonly NamedDates[], at: string): Fault[] =>
    list.flatMap(({ from, to }, index) =>
      from <= to ? [] : [{ pointer: `${at}/${index}/to`, detail: `must not be before from (${from})` }],
    );
  const faults = [...reversed(blackouts, '/blackouts'), ...reversed(terms, '/terms')];
  terms.forEach(({ from, to }, index) => {
    const other = terms.slice(0, index).find((term) => term.from <= to && from <= term.to);
    if (!other) return;
    faults.push({ pointer: `/terms/${index}/from`, detail: `must not lie in the term ${other.name}` });
  });
  if ((no_show_limit === null) !== (no_show_suspension_days === null)) {
    const missing = no_show_limit === null ? 'no_show_limit' : 'no_show_suspension_days';
    faults.push({ pointer: `/${missing}`, detail: 'is missing: the one makes no sense without the other' });
  }
  for (const rule of ['sessions_per_term', 'minutes_per_term'] as const) {
    if (programme[rule] !== null && terms.length === 0) {
      faults.push({ pointer: `/${rule}`, detail: 'counts by term: give `terms` with it' });
    }
  }
  return faults;
}

/** A stretch of dates in which a student's sessions are counted, and the first date after it. */
export interface QuotaPeriod extends Period {
  readonly resetsOn: string;
}

export type QuotaPeriods = Readonly<Record<'day' | 'week' | 'term', QuotaPeriod | null>>;

/** The day, week and term that a start falls in; no term where none holds its date. */
export function quotaPeriods(programme: StoredProgramme, timeZone: string, startsAt: number): QuotaPeriods {
  const date = todayIn(timeZone, startsAt);
  const monday = addDays(date, -dayOfWeek(date));
  const between = (from: string, resetsOn: string): QuotaPeriod => ({
    start: startOfDay(timeZone, from),
    end: startOfDay(timeZone, resetsOn),
    resetsOn,
  });
  const term = (programme.terms ?? []).find(({ from, to }) => from <= date && date <= to);
  return {
    day: between(date, addDays(date, 1)),
    week: between(monday, addDays(monday, 7)),
    term: term ? between(term.from, addDays(term.to, 1)) : null,
  };
}

/** What a student has in a period. */
export interface Usage {
  readonly sessions: number;
  readonly minutes: number;
}

/** Why one session more is too many: what `quota_exceeded` tells. */
export interface ExceededQuota {
  readonly rule: QuotaName;
  readonly limit: number;
  readonly used: number;
  readonly left: number;
  /** First date on which the count begins anew, YYYY-MM-DD in the partner's zone. */
  readonly resets_on: string;
}

/**
 * The limit that a session of `durationMinutes` would exceed, or null. Of several that of the longest period: when it
 * begins anew, the others have begun anew too.
 */
export function exceededQuota(
  programme: StoredProgramme,
  periods: QuotaPeriods,
  usage: Readonly<Record<'day' | 'week' | 'term', Usage>>,
  durationMinutes: number,
): ExceededQuota | null {
  for (const name of ['term', 'week', 'day'] as const) {
    for (const [unit, more] of [['sessions', 1] as const, ['minutes', durationMinutes] as const]) {
      const rule: QuotaName = `${unit}_per_${name}`;
      const limit = programme[rule];
      const period = periods[name];
      const used = usage[name][unit];
      if (!limit || !period || used + more <= limit) continue;
      return { rule, limit, used, left: Math.max(0, limit - used), resets_on: period.resetsOn };
    }
  }
  return null;
}

/**
 * Does `exceededQuota` for sessions that are wanted together, ascending: for each the limit that it would exceed, where
 * those before it that exceed none are booked too.
 *
 * @param periods those of each
 * @param usage what the student has in them without these
 */
export function exceededQuotas(
  programme: StoredProgramme,
  wanted: readonly { readonly startsAt: number; readonly durationMinutes: number }[],
  periods: readonly QuotaPeriods[],
  usage: readonly Readonly<Record<'day' | 'week' | 'term', Usage>>[],
): (ExceededQuota | null)[] {
  const within: { startsAt: number; durationMinutes: number }[] = [];
  return wanted.map((each, at) => {
    const [ofEach, has] = [periods[at] as QuotaPeriods, usage[at] as Record<'day' | 'week' | 'term', Usage>];
    const withThose = (name: 'day' | 'week' | 'term'): Usage => {
      const { start = 0, end = 0 } = ofEach[name] ?? {};
      const before = within.filter(({ startsAt }) => start <= startsAt && startsAt < end);
      const minutes = before.reduce((sum, { durationMinutes }) => sum + durationMinutes, has[name].minutes);
      return { sessions: has[name].sessions + before.length, minutes };
    };
    const all = { day: withThose('day'), week: withThose('week'), term: withThose('term') };
    const exceeded = exceededQuota(programme, ofEach, all, each.durationMinutes);
    if (!exceeded) within.push(each);
    return exceeded;
  });
}

/**
 * Until when a student may book nothing, epoch ms, or null: while `no_show_limit` of her missed sessions started less
 * than `no_show_suspension_days` times 24 hours ago.
 *
 * @param missed starts of her missed sessions, epoch ms, the latest first
 */
export function suspendedUntil(
  programme: StoredProgramme,
  missed: readonly number[],
  now: number,
): number | null {
  const { no_show_limit: limit, no_show_suspension_days: days } = programme;
  const oldest = limit && missed[limit - 1];
  if (!oldest || !days) return null;
  const until = oldest + days * DAY_MS;
  return now < until ? until : null;
}
