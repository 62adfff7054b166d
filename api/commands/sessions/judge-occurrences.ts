import type { Knex } from 'knex';
import type { Occurrence } from '../../contract/occurrence.ts';
import type { ProblemCode } from '../../contract/problem.ts';
import type { Slot } from '../../domain/calendar.ts';
import type { ExceededQuota } from '../../domain/programme.ts';
import { formatInstant, instantToWallTime, occursTwice } from '../../domain/wall-time.ts';
import { isWithin, overlapsAny } from '../../domain/why-not-bookable.ts';
import { Problem } from '../../problems.ts';
import type { MentorCalendar } from '../../queries/calendar.ts';
import type { CommandContext } from '../commit.ts';
import { findExceeded, quotaExceeded } from './require-allowance.ts';
import { invalidDuration, slotOrCode, type WantedStart } from './require-bookable.ts';

/** A date of a series that is wanted, and the code that it alone would be refused with; null where it is free. */
export interface Judged {
  readonly wanted: WantedStart;
  readonly code: ProblemCode | null;
  /** As it is listed, where it is free. */
  readonly slot?: Slot | undefined;
  /** The limit, for `quota_exceeded`. */
  readonly exceeded?: ExceededQuota | undefined;
}

/**
 * Judges the dates of a series by one calendar, each as a booking of its own, with what limits leave the student for
 * all of them together. They do not stand in each other's way: a week lies between them.
 *
 * @param mentor with all that is busy around these dates
 * @throws Problem `invalid_duration`, `booking_suspended`.
 */
export async function judgeOccurrences(
  trx: Knex.Transaction,
  context: CommandContext,
  mentor: MentorCalendar,
  wanted: readonly WantedStart[],
): Promise<Judged[]> {
  let judging = mentor;
  const judged = wanted.map((each): Judged => {
    const slot = slotOrCode(judging, each, context.now);
    if (slot === 'invalid_duration') throw invalidDuration(mentor);
    if (typeof slot === 'string') return { wanted: each, code: slot };
    if (overlapsAny(each, mentor.studentSessions)) return { wanted: each, code: 'student_busy', slot };
    // From her first session on she is no new student, in whatever month.
    judging = { ...mentor, fullForStudent: [] };
    return { wanted: each, code: null, slot };
  });
  const free = judged.filter(({ code }) => !code).map((each) => each.wanted);
  const found = await findExceeded(trx, context, mentor.programme, free);
  const exceeded = new Map(free.map((each, at) => [each, found[at] ?? undefined]));
  let isNew = true;
  return judged.map((each) => {
    const limit = exceeded.get(each.wanted);
    if (limit) return { ...each, code: 'quota_exceeded', exceeded: limit };
    if (each.code) return each;
    if (isNew && isWithin(each.wanted.startsAt, mentor.fullForStudent))
      return { ...each, code: 'mentor_full_for_new' };
    isNew = false;
    return each;
  });
}

/** What refuses a series of which not every date is free: its limits alone, or how each date stands. */
export function seriesConflict(judged: readonly Judged[], timeZone: string): Problem {
  const barred = judged.filter(({ code }) => code);
  const [first] = barred;
  if (first?.exceeded && barred.every(({ exceeded }) => exceeded)) return quotaExceeded(first.exceeded);
  return new Problem('series_conflict', `${barred.length} of ${judged.length} dates are not free.`, {
    occurrences: judged.map((each) => presentOccurrence(each, timeZone)),
    timezone: timeZone,
  });
}

/** The wire form, with the wall time in a zone. */
export function presentOccurrence({ wanted: { startsAt }, code }: Judged, timeZone: string): Occurrence {
  const { date, time, offset } = instantToWallTime(timeZone, startsAt);
  return {
    session_date: formatInstant(startsAt, 'UTC'),
    date,
    time,
    ...(occursTwice(timeZone, startsAt) && { timezone_offset: offset }),
    state: code ? (states[code] ?? 'outside') : 'free',
    code,
  };
}

const states: Partial<Readonly<Record<ProblemCode, Occurrence['state']>>> = {
  slot_taken: 'taken',
  slot_held: 'held',
  mentor_full: 'taken',
  mentor_full_for_new: 'taken',
  student_busy: 'student_busy',
  blackout_date: 'closed',
  outside_term: 'closed',
  mentor_paused: 'closed',
  quota_exceeded: 'closed',
};
