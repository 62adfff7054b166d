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
  declare calendar: string | null;
  declare createdAt: Date;
}
