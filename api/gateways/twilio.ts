import { type Answer, ask, outcomeOfStatus } from './ask.ts';
import {
  type DeliveryReport,
  type Gateway,
  type Incoming,
  type RefusalReason,
  refused,
  type SendOutcome,
} from './gateway.ts';

export interface TwilioAccount {
  readonly accountSid: string;
  readonly authToken: string;
  /** A number or sender ID; null where a messaging service chooses it. */
  readonly from: string | null;
  readonly messagingServiceSid: string | null;
}

/** SMS by Twilio. Source: twilio.com/docs/messaging/api/message-resource. */
export function twilio(baseUrl: string, account: TwilioAccount): Gateway {
  const { accountSid, authToken, from, messagingServiceSid } = account;
  const url = `${baseUrl}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Messages.json`;
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  return {
    async send({ to, text, messageId, reportUrl }, signal) {
      const callback = messageId === null ? reportUrl : `${reportUrl}?message=${messageId}`;
      const form = new URLSearchParams({
        To: to,
        Body: text,
        StatusCallback: callback,
        ...(messagingServiceSid ? { MessagingServiceSid: messagingServiceSid } : { From: from ?? '' }),
      });
      const asked = await ask({ url, headers: { authorization }, form, signal });
      return 'outcome' in asked ? asked.outcome : outcomeOf(asked.answer);
    },
  };
}

interface TwilioBody {
  readonly sid?: string;
  readonly status?: string;
  readonly num_segments?: string;
  readonly code?: number;
  readonly error_code?: number | null;
}

function outcomeOf({ status, body }: Answer): SendOutcome {
  const said = (body ?? {}) as TwilioBody;
  if (status === 200 || status === 201) {
    if (!said.sid) return { kind: 'in_doubt', reason: 'an answer without an id' };
    if (said.status === 'failed' || said.status === 'undelivered') return refusedFor(said.error_code ?? 0);
    return { kind: 'accepted', providerId: said.sid, segments: Number(said.num_segments) || null };
  }
  // Too many requests, and a sender whose own queue is full.
  if (said.code === 20429 || said.code === 21611) return { kind: 'later', reason: `code ${said.code}` };
  if (status === 401 || said.code === 20003 || said.code === 20404)
    return refused('wrong_credentials', said.code ?? status);
  return status >= 400 && status < 500 && status !== 429 && said.code
    ? refusedFor(said.code)
    : outcomeOfStatus(status);
}

const refusedFor = (code: number): SendOutcome => refused(refusals[code] ?? 'refused', code);

/** Source: twilio.com/docs/api/errors. */
const refusals: Readonly<Record<number, RefusalReason>> = {
  ...{ 21211: 'wrong_number', 21214: 'wrong_number', 21217: 'wrong_number', 21614: 'wrong_number' },
  ...{ 30003: 'wrong_number', 30005: 'wrong_number', 30006: 'wrong_number' },
  ...{ 21610: 'stopped', 30004: 'stopped' },
  ...{ 21212: 'sender_refused', 21603: 'sender_refused', 21606: 'sender_refused', 21659: 'sender_refused' },
  ...{ 21660: 'sender_refused', 21703: 'sender_refused' },
};

/** A report or a text, which it posts as a form. @param query of the address, which holds the id that we put there */
export function readTwilio(form: URLSearchParams, query: URLSearchParams): Incoming {
  const providerId = form.get('MessageSid') ?? form.get('SmsSid') ?? '';
  const status = form.get('MessageStatus') ?? form.get('SmsStatus') ?? '';
  if (status === 'received' || (!status && form.has('Body'))) {
    return { reports: [], texts: [{ from: form.get('From') ?? '', text: form.get('Body') ?? '' }] };
  }
  const state = states[status];
  if (!providerId || !state) return { reports: [], texts: [] };
  const code = Number(form.get('ErrorCode') ?? 0);
  const why = refusals[code] ?? 'not_delivered';
  const reason = state === 'failed' ? `${why}: ${code || status}` : null;
  const messageId = Number(/^[1-9]\d{0,14}$/.exec(query.get('message') ?? '')?.[0] ?? 0) || null;
  const isStopped = state === 'failed' && code === 21610;
  return { reports: [{ providerId, messageId, state, reason, isStopped }], texts: [] };
}

const states: Readonly<Record<string, DeliveryReport['state']>> = {
  accepted: 'sent',
  queued: 'sent',
  sending: 'sent',
  sent: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'failed',
  failed: 'failed',
};
