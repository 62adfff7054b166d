import type { NotificationPreferences } from '../contract/notification.ts';
import { BaseModel } from './base-model.ts';

/** By type of message, what was turned off or on; what is missing is on. */
export type StoredPreferences = {
  readonly [type in keyof NotificationPreferences]?: { readonly live?: boolean; readonly mail?: boolean };
};

/** A person of a partner: student, mentor or admin, known by the `sub` of her tokens. */
export class User extends BaseModel {
  static override tableName = 'app_user';

  declare id: number;
  declare partnerId: number;
  declare externalId: string;
  declare name: string;
  declare email: string | null;
  declare locale: string | null;
  declare timezone: string | null;
  declare isAdmin: boolean;
  declare notificationPreferences: StoredPreferences;
  declare createdAt: Date;
  declare updatedAt: Date;
}
