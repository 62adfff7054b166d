import type { Notification as WireNotification } from '../contract/notification.ts';
import { BaseModel } from './base-model.ts';

/** Something that happened and that a person should know. Its insert is announced to every process. */
export class Notification extends BaseModel {
  static override tableName = 'notification';

  declare id: number;
  declare userId: number;
  declare type: WireNotification['type'];
  declare title: string;
  declare message: string;
  declare link: string;
  declare isRead: boolean;
  /** False for a notification that its reader has turned off: it is in her list as read, and no stream sends it. */
  declare isLive: boolean;
  declare createdAt: Date;
  /** How many are unread, where the query asks for it. */
  declare unreadCount?: number;
}
