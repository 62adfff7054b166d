import type { Availability } from '../contract/availability.ts';
import { plainWeekday } from '../domain/recurrence.ts';
import { formatInstant } from '../domain/wall-time.ts';
import { BaseModel } from './base-model.ts';

/** A recurring rule in the mentor's wall time. Stored as a rule, never as slots. */
export class MentorAvailability extends BaseModel {
  static override tableName = 'mentor_availability';
  static override idColumn = ['mentor_id', 'id'];

  declare id: number;
  declare mentorId: number;
  declare rrule: string;
  /** YYYY-MM-DD */
  declare dtstart: string;
  declare exdate: string[];
  declare rdate: string[];
  /** HH:MM */
  declare startTime: string;
  /** HH:MM, up to 24:00 */
  declare endTime: string;
  /** How many students share a session in these hours. */
  declare capacity: number;
  declare mode: 'online' | 'in_person' | 'phone' | null;
  declare place: string | null;
  declare isActive: boolean;
  declare createdAt: Date;
}

/** All that a rule says, by the names of the model. */
export const ruleColumns = [
  'rrule',
  'dtstart',
  'exdate',
  'rdate',
  'startTime',
  'endTime',
  'capacity',
  'mode',
  'place',
  'isActive',
] as const;

/** A rule in its wire form. */
export function presentAvailability(rule: MentorAvailability): Availability {
  return {
    id: rule.id,
    mentor_id: rule.mentorId,
    day_of_week: plainWeekday(rule.rrule),
    rrule: rule.rrule,
    dtstart: rule.dtstart,
    exdate: rule.exdate,
    rdate: rule.rdate,
    start_time: rule.startTime,
    end_time: rule.endTime,
    capacity: rule.capacity,
    mode: rule.mode,
    place: rule.place,
    is_active: rule.isActive,
    created_at: formatInstant(rule.createdAt.getTime(), 'UTC'),
  };
}
