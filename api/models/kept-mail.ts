import { BaseModel } from './base-model.ts';

/**
 * Mail that was kept because no SMTP server is set; the demo shows it at /dev/mail, `npm run mail` to whoever runs
 * the server.
 */
export class KeptMail extends BaseModel {
  static override tableName = 'kept_mail';

  declare id: number;
  declare recipient: string;
  declare subject: string;
  declare body: string;
  declare html: string | null;
  declare calendar: string | null;
  /** Id of the row in `message` that it was; null for a mail about no session. */
  declare messageId: number | null;
  declare createdAt: Date;
}
