import type { Schedule } from '../../../api/contract/schedule.ts';
import type { SlotList } from '../../../api/contract/slot.ts';
import type { AdminClient } from '../admin-client.ts';

/** A schedule as the server had it, with what a change of it must name. */
export interface LoadedSchedule {
  readonly schedule: Schedule;
  readonly etag: string;
  /** YYYY-MM-DD in the mentor's zone. */
  readonly today: string;
}

/** @param mentorPath `/api/mentors/12` */
export async function loadSchedule(client: AdminClient, mentorPath: string): Promise<LoadedSchedule> {
  // The server tells which day it is where the mentor is.
  const [{ body, etag }, slots] = await Promise.all([
    client.ask<Schedule>('GET', `${mentorPath}/schedule`),
    client.get<SlotList>(`${mentorPath}/available-slots?days=1`),
  ]);
  return { schedule: body, etag: etag ?? '', today: slots.from };
}
