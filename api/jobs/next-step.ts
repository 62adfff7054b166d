import type { MailEvent } from '../domain/mail/words.ts';
import { type ClosedReason, type SkipReason, whySkipped } from '../domain/message-worth.ts';
import { loudFrom } from '../domain/quiet-hours.ts';
import { isOn } from '../models/user.ts';
import type { WholeMessage } from '../queries/find-messages.ts';
import type { OpenChannel } from '../queries/open-channels.ts';
import { preferenceOf, readerZone } from './session-mail.ts';

/** What is to be done about a message that is due: instants are epoch ms. */
export type NextStep =
  | { readonly kind: 'send' }
  | { readonly kind: 'skip'; readonly reason: SkipReason }
  | { readonly kind: 'wait'; readonly until: number }
  | { readonly kind: 'move'; readonly channel: OpenChannel };

/**
 * Looks at a message once more when it is due. One that was not tried yet goes by the channel that is best now: a
 * number may have been confirmed since it was written, or messages to it ended.
 *
 * A text that is due in quiet hours waits for their end. Where the session would have begun by then it goes by mail,
 * and to somebody without an address at once: after the start it is worth nothing.
 */
export function nextStep(whole: WholeMessage, now: number): NextStep {
  const { message, partner, session, openChannels } = whole;
  const loud = (instant: number): number => loudFrom(instant, partner.quietHours, readerZone(whole));
  const until = loud(now);
  const startsAt = session.startsAt.getTime();
  const isTooLateThen = until > now && startsAt > now && until >= startsAt;

  const best = isTooLateThen && openChannels.includes('mail') ? 'mail' : openChannels[0];
  const isUntried = message.attempts === 0 && message.resentAt === null;
  const mayMove = best && best !== message.channel && !whole.otherChannels.includes(best);

  const dueAt = message.dueAt.getTime();
  const isText = message.channel !== 'mail';
  const closed = whyClosed(whole);
  const reason = whySkipped({ ...caseOf(whole), closed, loudAt: isText ? loud(dueAt) : dueAt }, now);
  if (reason && reason !== closed) return { kind: 'skip', reason };
  if (isUntried && mayMove) return { kind: 'move', channel: best };
  if (reason) return { kind: 'skip', reason };
  return isText && until > now && !isTooLateThen ? { kind: 'wait', until } : { kind: 'send' };
}

function caseOf({ message, reader, session, offer, isReviewed, isOvertaken, toldAt }: WholeMessage) {
  return {
    event: message.event,
    dueAt: message.dueAt.getTime(),
    startsAt: message.startsAt.getTime(),
    session: { status: session.status, startsAt: session.startsAt.getTime() },
    offer: offer && { isOpen: offer.outcome === null, expiresAt: offer.expiresAt.getTime() },
    isReviewed,
    isOvertaken,
    toldAt: toldAt?.getTime() ?? null,
    isReaderErased: reader.erasedAt !== null,
    isResent: message.resentAt !== null,
  };
}

function whyClosed({ message, reader, partner, isStopped }: WholeMessage): ClosedReason | null {
  const { channel, event } = message;
  const preference = preferenceOf[event];
  const address = channel === 'mail' ? reader.email : reader.phoneNumber;
  if (!address) return 'no_address';
  if (channel === 'mail' && reader.mailBouncedAt) return 'bounced';
  if (preference && !isOn(reader.notificationPreferences, preference, channel)) return 'turned_off';
  if (channel === 'mail') return null;
  if (isStopped) return 'stopped';
  const { sms, whatsapp } = partner.gateways;
  const hasGateway = channel === 'sms' ? sms : whatsapp?.templates[event as MailEvent];
  return hasGateway ? null : 'no_gateway';
}
