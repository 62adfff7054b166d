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
  declare isActive: boolean;
  declare createdAt: Date;
}
