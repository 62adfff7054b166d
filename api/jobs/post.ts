import { Readable } from 'node:stream';
import type { Knex } from 'knex';
import { createTransport } from 'nodemailer';
import { isAboutAddress, statusIn } from '../domain/mail/bounce.ts';
import { KeptMail } from '../models/kept-mail.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** An iCalendar file that goes along, and its method. */
  readonly calendar?: { readonly method: 'REQUEST' | 'CANCEL'; readonly content: string };
  /** Address by which its reader stops mails of the kind: a page, and one POST (RFC 8058). */
  readonly unsubscribe?: string;
  /** Id of the row in `message` that it is sent for: its Message-ID is the same with every attempt. */
  readonly messageId?: number;
}

export interface Sending {
  /**
   * Called when the server is ready to take the content; what is thrown here keeps it back. From then on until the
   * server answers, only the server knows whether it has the mail.
   */
  readonly onHandOver?: () => Promise<void>;
  readonly signal?: AbortSignal;
}

/** Sends one mail, or throws a PostError. */
export type Post = (mail: Mail, sending?: Sending) => Promise<void>;

/**
 * How a mail failed: `unreachable`, no mail would have gone out; `later`, the server asks to try again; `refused`, it
 * never takes this mail; `in_doubt`, it was handed over, and no answer came.
 */
export type PostFailure = 'unreachable' | 'later' | 'refused' | 'in_doubt';

/** A mail that was not sent, or perhaps not. Neither its message nor its reason holds an address. */
export class PostError extends Error {
  override readonly name = 'PostError';
  readonly failure: PostFailure;
  /** The server's codes: `EENVELOPE 550 5.1.1`. */
  readonly reason: string;
  /** Whether the server refused it for its address, and would refuse every other. */
  readonly isAboutAddress: boolean;

  constructor(failure: PostFailure, reason: string, isAboutAddress = false) {
    super(`A mail was not sent: ${reason}`);
    this.failure = failure;
    this.reason = reason;
    this.isAboutAddress = isAboutAddress;
  }
}

export interface PostOptions {
  readonly knex: Knex;
  readonly smtpUrl?: string | undefined;
  /** Address in From. */
  readonly from: string;
  readonly clock: () => number;
}

/** The address in a sender such as `Mentors <mentors@example.edu>`. */
export const senderOf = (from: string): string => /[^\s<]+@[^\s>]+/.exec(from)?.[0] ?? from;

/** By SMTP where a server is set; otherwise mail is kept in the database, for /dev/mail. `close` ends connections. */
export function makePost({ knex, smtpUrl, from, clock }: PostOptions): { post: Post; close(): void } {
  return smtpUrl ? bySmtp(smtpUrl, from) : { post: keptIn(knex, clock), close() {} };
}

function keptIn(knex: Knex, clock: () => number): Post {
  return async ({ to, subject, text, html = null, calendar, messageId = null }, { onHandOver } = {}) => {
    await onHandOver?.();
    const content = { recipient: to, subject, body: text, html, calendar: calendar?.content ?? null };
    await KeptMail.query(knex)
      .insert({ ...content, messageId, createdAt: new Date(clock()) })
      .onConflict('message_id')
      .ignore();
  };
}

/** The waits of nodemailer are minutes: a server that is silent for so long is away. */
const waits = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 };

/**
 * One connection, which is kept open, one mail at a time and no attempts of its own: what a crash leaves in doubt is
 * one mail.
 */
function bySmtp(smtpUrl: string, from: string): ReturnType<typeof makePost> {
  const transport = createTransport({
    pool: true,
    maxConnections: 1,
    maxRequeues: 0,
    ...waits,
    url: smtpUrl,
  });
  // Nodemailer asks for the content when the server has said yes to sender and recipient (RFC 5321 §3.3, 354).
  transport.use('stream', (mail, done) => {
    const { onHandOver } = mail.data as Sending;
    const content = mail.message.createReadStream.bind(mail.message);
    mail.message.createReadStream = () =>
      Readable.from(handedOver(onHandOver, content), { objectMode: false });
    done();
  });
  const domain = senderOf(from).split('@')[1];

  const post: Post = async (
    { to, calendar, messageId, unsubscribe, ...mail },
    { onHandOver, signal } = {},
  ) => {
    let isHandedOver = false;
    const noted = async (): Promise<void> => {
      await onHandOver?.();
      isHandedOver = true;
    };
    try {
      await transport.sendMail({
        from,
        // As one address, whatever it holds: a text would be read as a list.
        to: { name: '', address: to },
        ...mail,
        ...(messageId !== undefined && {
          messageId: `<message-${messageId}@${domain}>`,
          // Servers that know it (RFC 3461) name the mail in what they report of it.
          dsn: { id: `message-${messageId}@${domain}`, return: 'headers', notify: ['failure', 'delay'] },
        }),
        ...(calendar && { icalEvent: { ...calendar, filename: 'session.ics' } }),
        ...(unsubscribe !== undefined && { headers: unsubscribeHeaders(unsubscribe) }),
        ...(signal && { signal }),
        ...{ onHandOver: noted },
      });
    } catch (error) {
      throw failureOf(error as SmtpError, isHandedOver);
    }
  };
  return { post, close: () => transport.close() };
}

/** RFC 2369 §3.2, RFC 8058 §3.1. */
const unsubscribeHeaders = (address: string): Readonly<Record<string, string>> => ({
  'List-Unsubscribe': `<${address}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});

async function* handedOver(
  onHandOver: Sending['onHandOver'],
  content: () => AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  await onHandOver?.();
  // In one piece: piece by piece each would be a write of its own, and half of what a mail costs.
  yield Buffer.concat(await Array.fromAsync(content()));
}

interface SmtpError extends Error {
  readonly code?: string;
  readonly responseCode?: number;
  /** What the server said. */
  readonly response?: string;
  readonly command?: string;
}

/** What a mail server says of a failure often quotes the address, and ends in the log and in the queue: codes alone. */
function failureOf(
  { code = 'unknown reason', responseCode, response = '', command }: SmtpError,
  isHandedOver: boolean,
): PostError {
  const status = statusIn(response);
  const reason = [code, responseCode, status].filter(Boolean).join(' ');
  const isAboutMail =
    /^(MAIL FROM|RCPT TO|DATA)$/.test(command ?? '') || code === 'EENVELOPE' || code === 'EMESSAGE';
  if (responseCode === undefined && isHandedOver) return new PostError('in_doubt', reason);
  if (!isAboutMail) return new PostError('unreachable', reason);
  if (responseCode !== undefined && responseCode < 500) return new PostError('later', reason);
  // Behind the content a plain 5xx may be about the content: there only a code that names the address counts.
  const reply = isHandedOver ? 0 : (responseCode ?? 0);
  return new PostError('refused', reason, isAboutAddress({ reply, status, text: response }));
}
