import type { Knex } from 'knex';
import type { Schedule } from '../contract/schedule.ts';
import { AvailabilityOverride } from '../models/availability-override.ts';
import { etagOf } from '../models/etag.ts';
import { type Mentor, settingsOf } from '../models/mentor.ts';
import { MentorAvailability, presentAvailability } from '../models/mentor-availability.ts';

/**
 * A mentor's whole schedule as the wire has it.
 *
 * @param from YYYY-MM-DD, the first date whose override belongs to it: today in her zone
 */
export async function loadSchedule(knex: Knex, mentor: Mentor, from: string): Promise<Schedule> {
  const rules = await MentorAvailability.query(knex).where({ mentor_id: mentor.id }).orderBy('id');
  const overrides = await AvailabilityOverride.query(knex)
    .where({ mentor_id: mentor.id })
    .where('date', '>=', from)
    .orderBy('date');
  return {
    timezone: mentor.timezone,
    is_available: mentor.isAvailable,
    ...settingsOf(mentor),
    availabilities: rules.map(presentAvailability),
    overrides: overrides.map(({ date, ranges }) => ({ date, ranges })),
  };
}

/** The ETag of a schedule as `GET` answers it. */
export const scheduleEtag = (schedule: Schedule): string => etagOf(JSON.stringify(schedule));
