import type { SessionStatus } from '../contract/session.ts';

/** What decides whether a message is still worth sending. Instants are epoch ms. */
export interface MessageCase {
  readonly event: string;
  readonly dueAt: number;
  /** The start that it tells of. */
  readonly startsAt: number;
  readonly session: { readonly status: SessionStatus; readonly startsAt: number };
  readonly isReviewed: boolean;
  readonly isOvertaken: boolean;
  /** When she was last told of that start by another message. */
  readonly toldAt: number | null;
  readonly isReaderErased: boolean;
  readonly hasAddress: boolean;
  /** Whether mail to it comes back. */
  readonly isBouncing: boolean;
  readonly isTurnedOff: boolean;
  /** Whether an admin asked for it once more. */
  readonly isResent: boolean;
}

/** Why a message is not sent. */
export type SkipReason =
  | 'bounced'
  | 'changed'
  | 'erased'
  | 'late'
  | 'no_address'
  | 'overtaken'
  | 'told_already'
  | 'turned_off';

/** A reminder that comes later than this is none. */
const lateMs = 10 * 60_000;

/** A reminder this soon after another message about the same start says nothing new. */
const sameMs = 30 * 60_000;

/** Why the message is not worth sending now; null when it is. */
export function whySkipped(message: MessageCase, now: number): SkipReason | null {
  const { event, session, toldAt } = message;
  if (message.isReaderErased) return 'erased';
  if (!message.hasAddress) return 'no_address';
  if (message.isBouncing) return 'bounced';
  if (message.isTurnedOff) return 'turned_off';
  switch (event) {
    case 'session_booked':
    case 'session_rescheduled':
      return message.isOvertaken ? 'overtaken' : null;
    case 'session_reminder':
      if (session.status !== 'scheduled' || session.startsAt !== message.startsAt) return 'changed';
      if (now > message.dueAt + lateMs) return 'late';
      return !message.isResent && toldAt !== null && toldAt > now - sameMs ? 'told_already' : null;
    case 'zone_data_changed':
      return session.status !== 'scheduled' ||
        session.startsAt !== message.startsAt ||
        now >= session.startsAt
        ? 'changed'
        : null;
    case 'review_requested':
      return session.status !== 'completed' || message.isReviewed ? 'changed' : null;
    default:
      return null;
  }
}
