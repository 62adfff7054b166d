import { BaseModel } from './base-model.ts';

/** A student's review of a completed session. One a session. */
export class SessionReview extends BaseModel {
  static override tableName = 'session_review';
  static override idColumn = ['mentor_id', 'session_id'];

  declare mentorId: number;
  declare sessionId: number;
  declare studentId: number;
  declare rating: number;
  declare comment: string | null;
  declare createdAt: Date;
}
