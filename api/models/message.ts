import type {
  MessageWithContent,
  messageChannels,
  messageEvents,
  messageStates,
  SessionMessageList,
  Message as WireMessage,
} from '../contract/message.ts';
import { withoutTokens } from '../domain/mail/without-tokens.ts';
import { masked } from '../domain/masked.ts';
import { formatInstant } from '../domain/wall-time.ts';
import { BaseModel } from './base-model.ts';
import { MentorSession } from './mentor-session.ts';
import { Partner } from './partner.ts';
import { User } from './user.ts';
import { WaitingListOffer } from './waiting-list-offer.ts';

export type MessageEvent = (typeof messageEvents)[number];

/** What a person is to be told, or was: one row a person, event and channel. */
export class Message extends BaseModel {
  static override tableName = 'message';
  static override jsonAttributes = ['content'];

  declare id: number;
  declare partnerId: number;
  declare personId: number;
  declare mentorId: number;
  /** Null where it tells of an offer of the waiting list. */
  declare sessionId: number | null;
  declare waitingOfferId: number | null;
  declare event: MessageEvent;
  declare channel: (typeof messageChannels)[number];
  /** Which of such events it is. */
  declare occasion: string;
  /** User id of whoever did it. */
  declare actorId: number | null;
  /** The start that it tells of, and the one before it. */
  declare startsAt: Date;
  declare formerStartsAt: Date | null;
  declare dueAt: Date;
  declare state: (typeof messageStates)[number];
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
  /** The message that it stands for, which failed on another channel. */
  declare fallbackOf: number | null;
  /** How many SMS it took. */
  declare segments: number | null;
  /** What it looked like. */
  declare content: { readonly subject: string; readonly text: string; readonly html?: string } | null;
  /** The later sessions of its series that it tells of too; null where it tells of its own alone. */
  declare seriesSessions: readonly number[] | null;
  declare createdAt: Date;
  declare sentAt: Date | null;
  declare deliveredAt: Date | null;
  /** When an admin last asked for it once more. */
  declare resentAt: Date | null;
  declare person?: User;
  declare partner?: Partner;
  declare session?: MentorSession;
  declare offer?: WaitingListOffer;

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
      offer: {
        relation: BaseModel.BelongsToOneRelation,
        modelClass: WaitingListOffer,
        join: { from: 'message.waiting_offer_id', to: 'waiting_list_offer.id' },
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

/** The wire form of a message that was read with its person, instants with the offset of a zone. */
export function presentMessage(message: Message, timeZone = 'UTC'): WireMessage {
  const { id, event, channel, personId, recipient, person, sessionId, state, attempts, error } = message;
  if (!person) throw new Error(`message ${id} was read without its person`);
  const address = recipient ?? (channel === 'mail' ? person.email : person.phoneNumber);
  const local = (instant: Date): string => formatInstant(instant.getTime(), timeZone);
  return {
    id,
    event,
    channel,
    person_id: personId,
    person: { id: personId, name: person.name },
    to: address && masked(address),
    session_id: sessionId,
    starts_at: local(message.startsAt),
    state,
    segments: message.segments,
    attempts,
    error,
    due_at: local(message.dueAt),
    sent_at: message.sentAt && local(message.sentAt),
    delivered_at: message.deliveredAt && local(message.deliveredAt),
  };
}

/** The same with what it looked like, as far as others than its reader may see it. */
export function presentWholeMessage(message: Message, timeZone?: string): MessageWithContent {
  const { content } = message;
  const shown = content && {
    subject: content.subject,
    text: withoutTokens(content.text),
    html: content.html === undefined ? null : withoutTokens(content.html),
  };
  return { ...presentMessage(message, timeZone), content: shown };
}

/** The same for the other person of its session: without the reader's address. */
export function presentSessionMessage(
  message: Message,
  studentId: number,
  timeZone = 'UTC',
): SessionMessageList['messages'][number] {
  const { id, event, channel, personId, state, error, dueAt, sentAt, deliveredAt } = message;
  const local = (instant: Date): string => formatInstant(instant.getTime(), timeZone);
  return {
    id,
    event,
    channel,
    reader: personId === studentId ? 'student' : 'mentor',
    state,
    error,
    due_at: local(dueAt),
    sent_at: sentAt && local(sentAt),
    delivered_at: deliveredAt && local(deliveredAt),
  };
}
