import type { Knex } from 'knex';
import { KeptMail } from '../models/kept-mail.ts';

/** The newest mails that were kept, the newest last, as text for a terminal. */
export async function latestKeptMail(knex: Knex, count = 5): Promise<string> {
  const mails = await KeptMail.query(knex).orderBy('id', 'desc').limit(count);
  const texts = mails.map(
    ({ createdAt, recipient, subject, body }) =>
      `${createdAt.toISOString()}\nTo: ${recipient}\nSubject: ${subject}\n\n${body.trim()}\n`,
  );
  return texts.reverse().join('\n---\n\n') || 'No mail was kept.';
}
