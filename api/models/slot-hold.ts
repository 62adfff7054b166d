import { BaseModel } from './base-model.ts';

/** Keeps a slot for a student until it expires. One a student. */
export class SlotHold extends BaseModel {
  static override tableName = 'slot_hold';

  declare id: number;
  declare mentorId: number;
  declare studentId: number;
  declare startsAt: Date;
  declare endsAt: Date;
  declare expiresAt: Date;
  declare createdAt: Date;
}
