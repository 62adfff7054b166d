import type { Knex } from 'knex';
import { quotaNames, type StoredProgramme } from '../../contract/programme.ts';
import { takeStudentsTurn } from '../../database/turns.ts';
import { DAY_MS } from '../../domain/calendar-date.ts';
import { exceededQuota, quotaPeriods, suspendedUntil } from '../../domain/programme.ts';
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
  { actor, now, tokenSecret }: CommandContext,
  programme: ZonedProgramme | null,
  wanted: WantedStart,
): Promise<void> {
  if (!programme || !limitsStudents(programme)) return;
  const { timeZone } = programme;
  const { studentId, startsAt, durationMinutes, exceptSessionId } = wanted;
  const externalId = await takeStudentsTurn(trx, studentId);
  const periods = quotaPeriods(programme, timeZone, startsAt);
  const missedSince = now - (programme.no_show_suspension_days ?? 0) * DAY_MS;
  const { usage, missed } = await readStudentUsage(trx, {
    studentId,
    erasedKey: erasedKey(tokenSecret, { partnerId: actor.partnerId, externalId }),
    periods,
    exceptSessionId,
    missedSince,
  });

  const until = exceptSessionId ? null : suspendedUntil(programme, missed, now);
  if (until !== null) {
    throw new Problem('booking_suspended', `${missed.length} sessions were missed of late.`, {
      until: formatInstant(until, 'UTC'),
      until_date: todayIn(timeZone, until),
    });
  }
  const exceeded = exceededQuota(programme, periods, usage, durationMinutes);
  if (exceeded) {
    const { rule, limit, used, resets_on } = exceeded;
    const detail = `${rule} is ${limit}, and ${used} are booked; it is counted anew from ${resets_on}.`;
    throw new Problem('quota_exceeded', detail, exceeded);
  }
}

const limitsStudents = (programme: StoredProgramme): boolean =>
  Boolean(programme.no_show_limit) || quotaNames.some((quota) => programme[quota]);
