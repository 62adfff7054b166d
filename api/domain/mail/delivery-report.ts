import { type MailRefusal, statusIn } from './bounce.ts';

/** What became of a mail at one address. */
export interface ReportedRecipient {
  readonly action: 'failed' | 'delayed' | 'delivered';
  /** The address that it was sent to, then the one that it ended at, where they are told. */
  readonly addresses: readonly string[];
  readonly refusal: MailRefusal;
}

/** A report of a mail server about a mail. */
export interface DeliveryReport {
  /** Ids of messages of ours that it names: by the Message-ID of the mail or by its envelope (RFC 3461 §4.4). */
  readonly messageIds: readonly number[];
  readonly recipients: readonly ReportedRecipient[];
}

/**
 * Reads a report about a mail (RFC 3464): the whole of a `multipart/report` with or without its head, or its part
 * `message/delivery-status` alone. It looks for the blocks of fields that such a report is made of wherever they stand,
 * because servers differ in what they put around them.
 *
 * @returns null for a text that is no such report.
 */
export function readDeliveryReport(text: string): DeliveryReport | null {
  const blocks = text
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n/)
    .map(fieldsOf);
  const recipients = blocks.flatMap((fields) => recipientOf(fields) ?? []);
  if (!blocks.some((fields) => fields.has('action') && isRecipient(fields))) return null;
  const ids = blocks.flatMap((fields) =>
    ['message-id', 'original-envelope-id'].flatMap((name) => ourIds(fields.get(name) ?? '')),
  );
  return { messageIds: [...new Set(ids)], recipients };
}

/** The fields of a block, unfolded (RFC 5322 §2.2.3), by name in lower case. */
function fieldsOf(block: string): ReadonlyMap<string, string> {
  const lines = block.replace(/\n[ \t]+/g, ' ').split('\n');
  return new Map(
    lines.flatMap((line) => {
      const [, name = '', value = ''] = /^([!-9;-~]{1,60}):[ \t]*(.*)$/.exec(line) ?? [];
      return name ? [[name.toLowerCase(), value.trim()] as const] : [];
    }),
  );
}

const isRecipient = (fields: ReadonlyMap<string, string>): boolean =>
  fields.has('final-recipient') || fields.has('original-recipient');

function recipientOf(fields: ReadonlyMap<string, string>): ReportedRecipient | null {
  const action = fields.get('action')?.toLowerCase().split(/[\s(]/)[0];
  if (!isRecipient(fields)) return null;
  // What was passed on to a server that reports no more, or to a list, is not known to have arrived.
  if (action !== 'failed' && action !== 'delayed' && action !== 'delivered') return null;
  const addresses = ['original-recipient', 'final-recipient'].flatMap(
    (name) => addressIn(fields.get(name)) ?? [],
  );
  return { action, addresses: [...new Set(addresses)], refusal: refusalOf(fields) };
}

/** `rfc822; <bob@example.org>` -> `bob@example.org`. */
function addressIn(value: string | undefined): string | null {
  const address = value
    ?.slice(value.indexOf(';') + 1)
    .trim()
    .replace(/^<|>$/g, '');
  return address && /^[^\s@]+@[^\s@]+$/.test(address) ? address : null;
}

/** Of a status that says nothing the other server's own answer is taken, where it says more. */
function refusalOf(fields: ReadonlyMap<string, string>): MailRefusal {
  const text = fields.get('diagnostic-code') ?? '';
  const told = statusIn(fields.get('status') ?? '');
  const status = told === null || told.endsWith('.0.0') ? (statusIn(text) ?? told) : told;
  const reply = /(?<![\d.])[245]\d\d(?![\d.])/.exec(text)?.[0];
  return { reply: reply === undefined ? null : Number(reply), status, text };
}

/** Our mails about sessions are `<message-12@…>`. */
const ourIds = (text: string): number[] =>
  [...text.matchAll(/(?<![\w.-])message-([1-9]\d{0,14})@/g)].map(([, id]) => Number(id));
