import { BaseModel } from './base-model.ts';
import { MentorSession } from './mentor-session.ts';
import { Partner } from './partner.ts';
import { User } from './user.ts';

export type MessageEvent =
  | 'session_booked'
  | 'session_cancelled'
  | 'session_rescheduled'
  | 'session_reminder'
  | 'review_requested'
  | 'request_received'
  | 'waiting_list_offer';

export type MessageState = 'queued' | 'sent' | 'delivered' | 'failed' | 'skipped' | 'in_doubt';

/** What a person is to be told, or was: one row a person, event and channel. */
export class Message extends BaseModel {
  static override tableName = 'message';
  static override jsonAttributes = ['content'];

  declare id: number;
  declare partnerId: number;
  declare personId: number;
  declare mentorId: number;
  declare sessionId: number;
  declare event: MessageEvent;
  declare channel: 'mail' | 'sms' | 'whatsapp' | 'push';
  /** Which of such events it is. */
  declare occasion: string;
  /** User id of whoever did it. */
  declare actorId: number | null;
  /** The start that it tells of, and the one before it. */
  declare startsAt: Date;
  declare formerStartsAt: Date | null;
  declare dueAt: Date;
  declare state: MessageState;
  declare attempts: number;
  declare nextAttemptAt: Date;
  /** Name of the worker that has it under way. */
  declare claimedBy: string | null;
  /** Since when nobody but the provider knows whether it went out; null before that. */
  declare handedOverAt: Date | null;
  declare recipient: string | null;
  /** Why it was not sent, in the words of `send-messages.ts` or of the provider, without an address. */
  declare error: string | null;
  declare providerId: string | null;
  /** What it looked like. */
  declare content: { readonly subject: string; readonly text: string; readonly html?: string } | null;
  declare createdAt: Date;
  declare sentAt: Date | null;
  declare deliveredAt: Date | null;
  declare person?: User;
  declare partner?: Partner;
  declare session?: MentorSession;

  static override get relationMappings() {
    return {
      person: {
        relation: BaseModel.BelongsToOneRelation,
        modelClass: User,
        join: { from: 'message.person_id', to: 'app_user.id' },
      },
      partner: {
        relation: BaseModel.BelongsToOneRelation,
        modelClass: Partner,
        join: { from: 'message.partner_id', to: 'partner.id' },
      },
      session: {
        relation: BaseModel.BelongsToOneRelation,
        modelClass: MentorSession,
        join: {
          from: ['message.mentor_id', 'message.session_id'],
          to: ['mentor_session.mentor_id', 'mentor_session.id'],
        },
      },
    };
  }
}
