import type { SessionStatus } from '../contract/session.ts';

/** What decides whether a message is still worth sending. Instants are epoch ms. */
export interface MessageCase {
  readonly event: string;
  readonly dueAt: number;
  /** The first instant from then on at which it may ring. */
  readonly loudAt: number;
  /** The start that it tells of. */
  readonly startsAt: number;
  readonly session: { readonly status: SessionStatus; readonly startsAt: number };
  /** Of an offer, whether it stands unanswered, and until when; null for what is told of a session. */
  readonly offer: { readonly isOpen: boolean; readonly expiresAt: number } | null;
  readonly isReviewed: boolean;
  readonly isOvertaken: boolean;
  /** When she was last told of that start by another message. */
  readonly toldAt: number | null;
  readonly isReaderErased: boolean;
  /** Why nothing reaches her by its channel. */
  readonly closed: ClosedReason | null;
  /** Whether an admin asked for it once more. */
  readonly isResent: boolean;
}

/**
 * Why nothing reaches somebody by a channel: no address or number, mail to it comes back, its partner has no gateway,
 * or she wants none.
 */
export const closedReasons = ['bounced', 'no_address', 'no_gateway', 'stopped', 'turned_off'] as const;

export type ClosedReason = (typeof closedReasons)[number];

/** Why a message is not sent. */
export type SkipReason = ClosedReason | 'changed' | 'erased' | 'late' | 'overtaken' | 'told_already';

/** A reminder that comes later than this is none. */
const lateMs = 10 * 60_000;

/** A reminder this soon after another message about the same start says nothing new. */
const sameMs = 30 * 60_000;

/** Why the message is not worth sending now; null when it is. */
export function whySkipped(message: MessageCase, now: number): SkipReason | null {
  const { event, session, toldAt } = message;
  if (message.isReaderErased) return 'erased';
  if (message.closed) return message.closed;
  switch (event) {
    case 'session_booked':
    case 'session_rescheduled':
      return message.isOvertaken ? 'overtaken' : null;
    case 'session_reminder':
      if (session.status !== 'scheduled' || session.startsAt !== message.startsAt) return 'changed';
      if (now > message.loudAt + lateMs || now >= session.startsAt) return 'late';
      if (!message.isResent && message.isOvertaken) return 'overtaken';
      return !message.isResent && toldAt !== null && toldAt > now - sameMs ? 'told_already' : null;
    case 'zone_data_changed':
      return !['scheduled', 'requested'].includes(session.status) ||
        session.startsAt !== message.startsAt ||
        now >= session.startsAt
        ? 'changed'
        : null;
    case 'request_received':
      return session.status !== 'requested' || session.startsAt !== message.startsAt ? 'changed' : null;
    case 'review_requested':
      return session.status !== 'completed' || message.isReviewed ? 'changed' : null;
    case 'waiting_list_offer':
      if (!message.offer?.isOpen) return 'changed';
      return now >= message.offer.expiresAt ? 'late' : null;
    default:
      return null;
  }
}
