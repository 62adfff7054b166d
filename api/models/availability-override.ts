import { BaseModel } from './base-model.ts';

/** What replaces the rules of one date. */
export class AvailabilityOverride extends BaseModel {
  static override tableName = 'availability_override';
  static override idColumn = ['mentor_id', 'date'];
  static override jsonAttributes = ['ranges'];

  declare mentorId: number;
  /** YYYY-MM-DD in the mentor's zone */
  declare date: string;
  declare ranges: { start_time: string; end_time: string }[];
}
