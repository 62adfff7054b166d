import type { Knex } from 'knex';
import { DAY_MS, MINUTE_MS } from '../api/domain/calendar-date.ts';
import { addDays, dayOfWeek, startOfDay, todayIn } from '../api/domain/wall-time.ts';
import { WaitingListEntry } from '../api/models/waiting-list-entry.ts';

/** What the students wish who wait for the mentor whose hours are all taken, in line. */
const waiting = [
  { subject: 'PhD applications abroad', description: null, hoursAgo: 50, startTime: '00:00' },
  {
    subject: 'Linear algebra for deep learning',
    description: 'Chapters 2 and 3.',
    hoursAgo: 31,
    startTime: '15:00',
  },
  { subject: 'Reading my first ML paper', description: null, hoursAgo: 6, startTime: '00:00' },
] as const;

export interface WaitedFor {
  readonly partnerId: number;
  readonly mentorId: number;
  /** IANA zone of the mentor. */
  readonly timezone: string;
  /** Users, in line; as many as stand there. */
  readonly studentIds: readonly number[];
}

/** Lets students wait for a mentor until the end of next week: nothing of hers is free before. */
export async function insertWaiting(trx: Knex.Transaction, waitedFor: WaitedFor, now: number): Promise<void> {
  const { partnerId, mentorId, timezone, studentIds } = waitedFor;
  const today = todayIn(timezone, now);
  const last = addDays(today, 13 - dayOfWeek(today));
  const rows = waiting.map(({ subject, description, hoursAgo, startTime }, index) => ({
    partnerId,
    studentId: studentIds[index] as number,
    mentorId,
    durationMinutes: 60,
    fromDate: today,
    toDate: last,
    startTime,
    endTime: '24:00',
    timezone,
    endsAt: new Date(startOfDay(timezone, last) + DAY_MS),
    subject,
    description,
    createdAt: new Date(now - hoursAgo * 60 * MINUTE_MS),
    updatedAt: new Date(now - hoursAgo * 60 * MINUTE_MS),
  }));
  await WaitingListEntry.query(trx).insert(rows);
  await trx('waiting_list_call').insert({ mentor_id: mentorId });
}
