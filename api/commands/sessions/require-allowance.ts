import type { Knex } from 'knex';
import { quotaNames, type StoredProgramme } from '../../contract/programme.ts';
import { takeStudentsTurn } from '../../database/turns.ts';
import { DAY_MS } from '../../domain/calendar-date.ts';
import { type ExceededQuota, exceededQuotas, quotaPeriods, suspendedUntil } from '../../domain/programme.ts';
import { formatInstant, todayIn } from '../../domain/wall-time.ts';
import { Problem } from '../../problems.ts';
import type { ZonedProgramme } from '../../queries/calendar.ts';
import { readStudentUsage } from '../../queries/student-usage.ts';
import { erasedKey } from '../../secrets/erased-key.ts';
import type { CommandContext } from '../commit.ts';
import type { WantedStart } from './require-bookable.ts';

/**
 * Lets a student book, hold or move only what her partner's programme leaves her. It takes the student's turn, so
 * call it after the mentor's: her bookings with several mentors at once are counted one after the other. Sessions that
 * she had before she was erased count too. It costs no query where the programme limits nothing.
 *
 * @throws Problem `booking_suspended` (not when a session is moved), `quota_exceeded`.
 */
export async function requireAllowance(
  trx: Knex.Transaction,
  context: CommandContext,
  programme: ZonedProgramme | null,
  wanted: WantedStart,
): Promise<void> {
  const [exceeded] = await findExceeded(trx, context, programme, [wanted]);
  if (exceeded) throw quotaExceeded(exceeded);
}

/**
 * Does `requireAllowance` for several starts of one student, ascending, that are wanted together: for each the limit
 * that it would exceed, or null. What is left to her counts those before it.
 *
 * @throws Problem `booking_suspended` (not when sessions are moved).
 */
export async function findExceeded(
  trx: Knex.Transaction,
  { actor, now, tokenSecret }: CommandContext,
  programme: ZonedProgramme | null,
  wanted: readonly WantedStart[],
): Promise<(ExceededQuota | null)[]> {
  const [first] = wanted;
  if (!first || !programme || !limitsStudents(programme)) return wanted.map(() => null);
  const externalId = await takeStudentsTurn(trx, first.studentId);
  const student = { partnerId: actor.partnerId, externalId };
  return exceededBy(trx, { student, now, tokenSecret }, programme, wanted);
}

/** The student whose allowance is asked for, as her partner knows her. */
interface Asking {
  readonly student: { readonly partnerId: number; readonly externalId: string };
  readonly now: number;
  readonly tokenSecret: string;
}

/** Whether `requireAllowance` would let her: without her turn, so that it may be otherwise a moment later. */
export async function isAllowed(
  trx: Knex.Transaction,
  asking: Asking,
  programme: ZonedProgramme | null,
  wanted: WantedStart,
): Promise<boolean> {
  if (!programme || !limitsStudents(programme)) return true;
  try {
    const [exceeded] = await exceededBy(trx, asking, programme, [wanted]);
    return !exceeded;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}

async function exceededBy(
  trx: Knex.Transaction,
  { student, now, tokenSecret }: Asking,
  programme: ZonedProgramme,
  wanted: readonly WantedStart[],
): Promise<(ExceededQuota | null)[]> {
  const { timeZone } = programme;
  const { studentId, exceptSessionIds } = wanted[0] as WantedStart;
  const periods = wanted.map(({ startsAt }) => quotaPeriods(programme, timeZone, startsAt));
  const missedSince = now - (programme.no_show_suspension_days ?? 0) * DAY_MS;
  const { usage, missed } = await readStudentUsage(trx, {
    studentId,
    erasedKey: erasedKey(tokenSecret, student),
    periods,
    exceptSessionIds,
    missedSince,
  });

  const until = exceptSessionIds ? null : suspendedUntil(programme, missed, now);
  if (until !== null) {
    throw new Problem('booking_suspended', `${missed.length} sessions were missed of late.`, {
      until: formatInstant(until, 'UTC'),
      until_date: todayIn(timeZone, until),
    });
  }
  return exceededQuotas(programme, wanted, periods, usage);
}

/** 422 `quota_exceeded`, with the limit and when it begins anew. */
export function quotaExceeded(exceeded: ExceededQuota): Problem {
  const { rule, limit, used, resets_on } = exceeded;
  const detail = `${rule} is ${limit}, and ${used} are booked; it is counted anew from ${resets_on}.`;
  return new Problem('quota_exceeded', detail, exceeded);
}

const limitsStudents = (programme: StoredProgramme): boolean =>
  Boolean(programme.no_show_limit) || quotaNames.some((quota) => programme[quota]);
