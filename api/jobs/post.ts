import type { Knex } from 'knex';
import { createTransport } from 'nodemailer';
import { KeptMail } from '../models/kept-mail.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same in HTML, where there is one. */
  readonly html?: string;
  /** iCalendar text that goes along. */
  readonly calendar?: string;
}

/** Sends one mail, or throws and is tried again with its job. */
export type Post = (mail: Mail) => Promise<void>;

export interface PostOptions {
  readonly knex: Knex;
  readonly smtpUrl?: string | undefined;
  /** Address in From. */
  readonly from: string;
  readonly clock: () => number;
}

/** By SMTP where a server is set; otherwise mail is kept in the database, for /dev/mail. */
export function makePost({ knex, smtpUrl, from, clock }: PostOptions): Post {
  if (!smtpUrl) {
    return async ({ to, subject, text, calendar }) => {
      const createdAt = new Date(clock());
      await KeptMail.query(knex).insert({
        recipient: to,
        subject,
        body: text,
        calendar: calendar ?? null,
        createdAt,
      });
    };
  }
  const transport = createTransport(smtpUrl);
  return async ({ to, calendar, ...mail }) => {
    try {
      await transport.sendMail({
        from,
        // As one address, whatever it holds: a text would be read as a list.
        to: { name: '', address: to },
        ...mail,
        ...(calendar && { icalEvent: { method: 'PUBLISH', content: calendar, filename: 'session.ics' } }),
      });
    } catch (error) {
      // What a mail server says of a failure often quotes the address, and ends in the log and in the queue.
      const { code = 'unknown reason', responseCode = '' } = error as {
        code?: string;
        responseCode?: number;
      };
      throw new Error(`A mail was not sent: ${code} ${responseCode}`.trim());
    }
  };
}
