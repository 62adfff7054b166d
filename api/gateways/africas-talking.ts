import { type Answer, ask, outcomeOfStatus } from './ask.ts';
import {
  type DeliveryReport,
  type Gateway,
  type Incoming,
  type RefusalReason,
  refused,
  type SendOutcome,
} from './gateway.ts';

export interface AfricasTalkingAccount {
  readonly username: string;
  readonly apiKey: string;
  /** Sender ID or short code; null for the provider's own. */
  readonly from: string | null;
}

/** SMS by Africa's Talking. Source: developers.africastalking.com/docs/sms/sending/bulk. */
export function africasTalking(baseUrl: string, { username, apiKey, from }: AfricasTalkingAccount): Gateway {
  // The account `sandbox` lives on a host of its own.
  const host = username === 'sandbox' ? baseUrl.replace('//api.', '//api.sandbox.') : baseUrl;
  return {
    async send({ to, text }, signal) {
      const form = new URLSearchParams({ username, to, message: text, ...(from && { from }) });
      const asked = await ask({ url: `${host}/version1/messaging`, headers: { apiKey }, form, signal });
      return 'outcome' in asked ? asked.outcome : outcomeOf(asked.answer);
    },
  };
}

interface Recipient {
  readonly statusCode?: number;
  readonly messageId?: string;
  readonly messageParts?: number;
}

/** It answers 201 also where the one recipient failed, and none where it took no text at all. */
function outcomeOf({ status, body }: Answer): SendOutcome {
  if (status !== 200 && status !== 201) return outcomeOfStatus(status);
  const data = (body as { SMSMessageData?: { Message?: string; Recipients?: Recipient[] } } | null)
    ?.SMSMessageData;
  const recipient = data?.Recipients?.[0];
  if (!recipient) {
    const said = /^\w{1,40}$/.exec(data?.Message ?? '')?.[0];
    if (!said) return { kind: 'in_doubt', reason: 'an answer without recipients' };
    return refused(said === 'InvalidSenderId' ? 'sender_refused' : 'refused', said);
  }
  const code = recipient.statusCode ?? 0;
  if (code >= 100 && code <= 102) {
    const { messageId = null, messageParts = null } = recipient;
    return { kind: 'accepted', providerId: messageId === 'None' ? null : messageId, segments: messageParts };
  }
  if (code === 500 || code === 501) return { kind: 'later', reason: `status ${code}` };
  return refused(refusals[code] ?? 'refused', code);
}

const refusals: Readonly<Record<number, RefusalReason>> = {
  402: 'sender_refused',
  403: 'wrong_number',
  404: 'wrong_number',
  405: 'no_credit',
  406: 'stopped',
};

/** Reports, texts and people who opted out, which it posts as forms to addresses that are set in its dashboard. */
export function readAfricasTalking(form: URLSearchParams): Incoming {
  const value = (name: string): string => form.get(name) ?? '';
  if (form.has('status'))
    return { reports: reportOf(value('id'), value('status'), value('failureReason')), texts: [] };
  if (form.has('text')) return { reports: [], texts: [{ from: value('from'), text: value('text') }] };
  if (form.has('senderId')) return { reports: [], texts: [{ from: value('phoneNumber'), text: 'STOP' }] };
  return { reports: [], texts: [] };
}

function reportOf(providerId: string, status: string, failure: string): DeliveryReport[] {
  const state = states[status];
  if (!providerId || !state) return [];
  const isStopped = state === 'failed' && /^UserInBlack/i.test(failure);
  const said = /^\w{1,60}$/.exec(failure)?.[0] ?? status;
  const reason = state === 'failed' ? `${isStopped ? 'stopped' : 'not_delivered'}: ${said}` : null;
  return [{ providerId, messageId: null, state, reason, isStopped }];
}

const states: Readonly<Record<string, DeliveryReport['state']>> = {
  Sent: 'sent',
  Submitted: 'sent',
  Buffered: 'sent',
  Success: 'delivered',
  Failed: 'failed',
  Rejected: 'failed',
  AbsentSubscriber: 'failed',
  Expired: 'failed',
};
