import type { MailEvent } from '../domain/mail/words.ts';
import type { Language } from '../domain/messages.ts';
import type { TextParts } from '../domain/sms/session-text.ts';

/** Where each provider's API is, without a slash at the end. */
export interface GatewayUrls {
  readonly africasTalking: string;
  readonly twilio: string;
  readonly whatsapp: string;
}

/** What is sent to one number. */
export interface OutgoingText {
  /** E.164. */
  readonly to: string;
  readonly text: string;
  /** The same for providers that send approved forms only; null where there is none. */
  readonly form: { readonly event: MailEvent; readonly language: Language; readonly parts: TextParts } | null;
  /** Id of the row in `message`, which some providers give back with their reports. */
  readonly messageId: number | null;
  /** Where reports of delivery are to go, for providers that are told with each text. */
  readonly reportUrl: string;
}

/**
 * Why a text was not taken, as stable words. What a provider says of it beside stands behind: `wrong_number: 21211`.
 */
export type RefusalReason =
  | 'wrong_credentials'
  | 'wrong_number'
  | 'stopped'
  | 'no_credit'
  | 'sender_refused'
  | 'template_refused'
  | 'not_on_whatsapp'
  | 'refused';

/**
 * How a text fared: `accepted`, the provider has it; `unreachable`, it never left; `later`, the provider asks to try
 * again; `refused`, it never takes this text; `in_doubt`, it was sent, and no answer came that says what became of it.
 */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly providerId: string | null; readonly segments: number | null }
  | { readonly kind: 'unreachable' | 'later' | 'in_doubt'; readonly reason: string }
  | { readonly kind: 'refused'; readonly why: RefusalReason; readonly reason: string };

/** What leads to the phones of a partner's people. It never throws for what a provider does. */
export interface Gateway {
  send(text: OutgoingText, signal?: AbortSignal): Promise<SendOutcome>;
}

/** What a provider says of a text that it took. */
export interface DeliveryReport {
  readonly providerId: string;
  /** The `messageId` that it was sent with, where the provider gives it back. */
  readonly messageId: number | null;
  readonly state: 'sent' | 'delivered' | 'failed';
  /** Why it failed, as `SendOutcome` tells it. */
  readonly reason: string | null;
  /** Whether it failed because messages to the number were ended. */
  readonly isStopped: boolean;
}

/** What a person wrote back. */
export interface IncomingText {
  /** E.164. */
  readonly from: string;
  readonly text: string;
}

/** What came in one request from a provider. */
export interface Incoming {
  readonly reports: readonly DeliveryReport[];
  readonly texts: readonly IncomingText[];
}

export const refused = (why: RefusalReason, said: string | number): SendOutcome => ({
  kind: 'refused',
  why,
  reason: `${why}: ${said}`,
});
