import {
  type NotificationPreferences,
  notificationPreferencesSchema,
  type PreferenceType,
  type SetNotificationPreferences,
} from '../contract/notification.ts';
import { BaseModel } from './base-model.ts';

/** What was turned off or on, by type of message and channel; what is missing is on. */
export type StoredPreferences = Omit<SetNotificationPreferences, 'reminder_minutes'>;

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
  /** Where texts go, E.164, once it is confirmed: by her partner's token, or by herself with a code. */
  declare phoneNumber: string | null;
  /** `person` and no number: she has taken it away, and tokens bring it back no more. */
  declare phoneSource: 'token' | 'person' | null;
  declare phoneConfirmedAt: Date | null;
  declare isAdmin: boolean;
  declare notificationPreferences: StoredPreferences;
  /** Minutes before a session at which she is reminded; null for when her partner's people are. */
  declare reminderMinutes: number[] | null;
  /**
   * Since when, and by which codes, mail to her address comes back; null while it does not. Cleared with the address.
   */
  declare mailBouncedAt: Date | null;
  declare mailBounceReason: string | null;
  /** Tokens of ours that were issued before are refused; null: none is. */
  declare tokensValidFrom: Date | null;
  declare erasedAt: Date | null;
  /** What limits know an erased person by (`erasedKey`), until they can know nothing of her any more. */
  declare erasedKey: Buffer | null;
  declare createdAt: Date;
  declare updatedAt: Date;
}

/** What a person has set, with all channels that she has not turned off. */
export function wholePreferences({
  notificationPreferences: stored,
  reminderMinutes,
}: Pick<User, 'notificationPreferences' | 'reminderMinutes'>): NotificationPreferences {
  const { reminder_minutes: _, ...types } = notificationPreferencesSchema.properties;
  const channelsOf = (type: PreferenceType, channels: object): object =>
    Object.fromEntries(Object.keys(channels).map((channel) => [channel, isOn(stored, type, channel)]));
  const byType = Object.entries(types).map(([type, { properties }]) => [
    type,
    channelsOf(type as PreferenceType, properties),
  ]);
  return { ...Object.fromEntries(byType), reminder_minutes: reminderMinutes };
}

/** Whether a type of message goes to somebody by a channel. */
export const isOn = (stored: StoredPreferences, type: PreferenceType, channel: string): boolean =>
  (stored[type] as Readonly<Record<string, boolean>> | undefined)?.[channel] ?? true;
