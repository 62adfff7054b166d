import type { NotificationPreferences } from '../contract/notification.ts';
import { BaseModel } from './base-model.ts';

/** What was turned off or on, by type of message; a missing type is on. */
export type StoredPreferences = {
  readonly [type in keyof NotificationPreferences]?: { readonly live?: boolean; readonly mail?: boolean };
};

/** A person of a partner: student, mentor or admin, known by the `sub` of her tokens. */
export class User extends BaseModel {
  static override tableName = 'app_user';
  static override jsonAttributes = ['notificationPreferences'];

  declare id: number;
  declare partnerId: number;
  declare externalId: string;
  declare name: string;
  declare email: string | null;
  declare locale: string | null;
  declare timezone: string | null;
  declare isAdmin: boolean;
  declare notificationPreferences: StoredPreferences;
  /** Tokens of ours that were issued before are refused; null: none is. */
  declare tokensValidFrom: Date | null;
  declare erasedAt: Date | null;
  /** What limits know an erased person by (`erasedKey`), until they can know nothing of her any more. */
  declare erasedKey: Buffer | null;
  declare createdAt: Date;
  declare updatedAt: Date;
}

/** What a person has set, with all channels that she has not turned off. */
export function wholePreferences(stored: StoredPreferences): NotificationPreferences {
  const live = (type: keyof NotificationPreferences): boolean => stored[type]?.live ?? true;
  const mail = (type: keyof NotificationPreferences): boolean => stored[type]?.mail ?? true;
  return {
    session_booking: { live: live('session_booking'), mail: mail('session_booking') },
    session_cancelled: { live: live('session_cancelled'), mail: mail('session_cancelled') },
    session_rescheduled: { live: live('session_rescheduled'), mail: mail('session_rescheduled') },
    session_review: { live: live('session_review') },
    session_reminder: { mail: mail('session_reminder') },
  };
}
