import type { MailEvent } from '../domain/mail/words.ts';
import type { Language } from '../domain/messages.ts';
import { type Answer, ask, outcomeOfStatus } from './ask.ts';
import {
  type DeliveryReport,
  type Gateway,
  type Incoming,
  type IncomingText,
  type RefusalReason,
  refused,
  type SendOutcome,
} from './gateway.ts';

export interface WhatsappAccount {
  readonly phoneNumberId: string;
  readonly accessToken: string;
  /** By event, the name of the approved template. */
  readonly templates: Readonly<Partial<Record<MailEvent, string>>>;
}

/** The version of the Graph API that is asked. */
const version = 'v23.0';

/**
 * WhatsApp by the Cloud API of Meta. Nobody who has not written within a day gets anything but approved templates, so
 * that nothing else is sent. A template has three parameters in its body: the other person, the time, and a link.
 * Source: developers.facebook.com/docs/whatsapp/cloud-api.
 */
export function whatsapp(baseUrl: string, account: WhatsappAccount): Gateway {
  const { phoneNumberId, accessToken, templates } = account;
  const url = `${baseUrl}/${version}/${encodeURIComponent(phoneNumberId)}/messages`;
  return {
    async send({ to, form, messageId, reportUrl }, signal) {
      const name = form && templates[form.event];
      if (!form || !name) return refused('template_refused', 'no template for this event');
      const { other, when, link } = form.parts;
      const parameters = [other, when, link ?? new URL(reportUrl).origin].map((text) => ({
        type: 'text',
        text,
      }));
      const json = {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to: to.replace('+', ''),
        type: 'template',
        template: {
          name,
          language: { code: languageCodes[form.language] },
          components: [{ type: 'body', parameters }],
        },
        ...(messageId !== null && { biz_opaque_callback_data: String(messageId) }),
      };
      const headers = { authorization: `Bearer ${accessToken}` };
      const asked = await ask({ url, headers, json, signal });
      return 'outcome' in asked ? asked.outcome : outcomeOf(asked.answer);
    },
  };
}

/** As WhatsApp names the languages of templates. */
const languageCodes: Readonly<Record<Language, string>> = {
  fr: 'fr',
  en: 'en',
  pt: 'pt_PT',
  ar: 'ar',
  sw: 'sw',
};

interface WhatsappBody {
  readonly messages?: readonly { readonly id?: string }[];
  readonly error?: { readonly code?: number };
}

function outcomeOf({ status, body }: Answer): SendOutcome {
  const { messages, error } = (body ?? {}) as WhatsappBody;
  if (status === 200 || status === 201) {
    const id = messages?.[0]?.id;
    return id
      ? { kind: 'accepted', providerId: id, segments: null }
      : { kind: 'in_doubt', reason: 'an answer without an id' };
  }
  const code = error?.code;
  if (code === undefined || status === 500) return outcomeOfStatus(status);
  return busy.has(code) ? { kind: 'later', reason: `code ${code}` } : refused(whyRefused(code), code);
}

/**
 * Too much at once, and services that rest. Source:
 * developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes.
 */
const busy = new Set([2, 4, 80007, 130429, 131016, 131048, 131056, 131057, 133004]);

function whyRefused(code: number): RefusalReason {
  if (code === 0 || code === 3 || code === 10 || code === 190 || (code >= 200 && code < 300))
    return 'wrong_credentials';
  if (code >= 132000 && code < 133000) return 'template_refused';
  if (code === 131026 || code === 131030 || code === 133010) return 'not_on_whatsapp';
  if (code === 131042) return 'no_credit';
  return code === 131050 ? 'stopped' : 'refused';
}

interface Notified {
  readonly entry?: readonly {
    readonly changes?: readonly {
      readonly value?: {
        readonly statuses?: readonly Status[];
        readonly messages?: readonly {
          readonly from?: string;
          readonly text?: { readonly body?: string };
          readonly button?: { readonly text?: string };
        }[];
      };
    }[];
  }[];
}

interface Status {
  readonly id?: string;
  readonly status?: string;
  readonly errors?: readonly { readonly code?: number }[];
  readonly biz_opaque_callback_data?: string;
}

/** What it posts as JSON: statuses, which may come in any order, and what people write. */
export function readWhatsapp(body: unknown): Incoming {
  const values = listOf((body as Notified).entry)
    .flatMap((entry) => listOf(entry?.changes))
    .map((change) => change?.value);
  const texts = values
    .flatMap((value) => listOf(value?.messages))
    .flatMap((said): IncomingText[] => {
      const text = said?.text?.body ?? said?.button?.text;
      return typeof text === 'string' && typeof said.from === 'string'
        ? [{ from: `+${said.from}`, text }]
        : [];
    });
  return { reports: values.flatMap((value) => listOf(value?.statuses)).flatMap(reportOf), texts };
}

/** Whatever stands where a list should. */
const listOf = <T>(value: readonly T[] | undefined): readonly T[] => (Array.isArray(value) ? value : []);

function reportOf(status: Status): DeliveryReport[] {
  const state = states[status?.status ?? ''];
  if (typeof status?.id !== 'string' || !state) return [];
  const code = Number(listOf(status.errors)[0]?.code ?? 0);
  const why = whyRefused(code);
  const messageId =
    Number(/^[1-9]\d{0,14}$/.exec(String(status.biz_opaque_callback_data ?? ''))?.[0] ?? 0) || null;
  const reason = state === 'failed' ? `${why === 'refused' ? 'not_delivered' : why}: ${code}` : null;
  return [
    { providerId: status.id, messageId, state, reason, isStopped: state === 'failed' && why === 'stopped' },
  ];
}

const states: Readonly<Record<string, DeliveryReport['state']>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  failed: 'failed',
};
