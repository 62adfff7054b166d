import type { Knex } from 'knex';
import { BaseModel } from './base-model.ts';

/** Mail that was kept because no SMTP server is set; the demo shows it at /dev/mail, `npm run mail` to whoever runs the server. */
export class KeptMail extends BaseModel {
  static override tableName = 'kept_mail';

  declare id: number;
  declare recipient: string;
  declare subject: string;
  declare body: string;
  declare calendar: string | null;
  declare createdAt: Date;
}

/** The newest mails that were kept, the newest last, as text for a terminal. */
export async function latestKeptMail(knex: Knex, count = 5): Promise<string> {
  const mails = await KeptMail.query(knex).orderBy('id', 'desc').limit(count);
  const texts = mails.map(
    ({ createdAt, recipient, subject, body }) =>
      `${createdAt.toISOString()}\nTo: ${recipient}\nSubject: ${subject}\n\n${body.trim()}\n`,
  );
  return texts.reverse().join('\n---\n\n') || 'No mail was kept.';
}
