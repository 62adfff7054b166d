import { type LinkMaker, type LinkPurpose, linkToken } from './person-link.ts';

const dayMs = 24 * 60 * 60_000;

/** Whom a message is to, and the session that it tells of. */
export interface Linked {
  readonly personId: number;
  readonly mentorId: number;
  readonly sessionId: number;
  /** Epoch ms, as the message tells them. */
  readonly startsAt: number;
  readonly endsAt: number;
  /** Until when a request is answered, epoch ms; null where nothing waits. */
  readonly decideBy?: number | null;
}

/** Whom an offer is made to. */
export interface OfferLinked extends Pick<Linked, 'personId' | 'mentorId' | 'startsAt'> {
  readonly offerId: number;
}

/**
 * The addresses in one message, each for its one purpose and a time of its own: a session is moved and cancelled until
 * the start that is told, and reviewed for 30 days after its end. A request is answered until its deadline. Preferences
 * are good for 180 days after the start; mails can be stopped for 400, because that link must still work where a mail
 * is read late (RFC 8058 sets no end).
 */
export function mailLinks({ tokenSecret, publicUrl }: LinkMaker, linked: Linked) {
  const { personId, mentorId, startsAt, endsAt, decideBy = null } = linked;
  const link = (purpose: LinkPurpose, expiresAt: number, sessionId = linked.sessionId): string =>
    `${publicUrl}/m/${linkToken(tokenSecret, { purpose, personId, mentorId, sessionId, expiresAt })}`;
  return {
    move: link('move', startsAt),
    cancel: link('cancel', startsAt),
    answer: decideBy === null ? null : link('answer', decideBy),
    refuse: decideBy === null ? null : link('refuse', decideBy),
    again: decideBy === null ? null : link('again', endsAt + 30 * dayMs),
    review: link('review', endsAt + 30 * dayMs),
    preferences: link('preferences', startsAt + 180 * dayMs, 0),
    unsubscribe: {
      session_reminder: link('unsubscribe_reminder', startsAt + 400 * dayMs, 0),
      review_requested: link('unsubscribe_review', startsAt + 400 * dayMs, 0),
    },
  };
}

/** The addresses in a message about an offer, whose pages say themselves when it is over. */
export function offerLinks({ tokenSecret, publicUrl }: LinkMaker, offer: OfferLinked) {
  const { personId, mentorId, offerId, startsAt } = offer;
  const link = (purpose: LinkPurpose, sessionId: number, expiresAt: number | null): string =>
    `${publicUrl}/m/${linkToken(tokenSecret, { purpose, personId, mentorId, sessionId, expiresAt })}`;
  return {
    accept: link('accept', offerId, null),
    decline: link('decline', offerId, null),
    leave: link('leave', offerId, null),
    preferences: link('preferences', 0, startsAt + 180 * dayMs),
  };
}
