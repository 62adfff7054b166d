import type { PreferenceType } from '../../../api/contract/notification.ts';

/** What mentors and admins are told of: students alone are asked for reviews. */
export type ToldType = Exclude<PreferenceType, 'review_requested'>;

/** What the page of notifications says, in one language. */
export interface NotificationWords {
  readonly filter: string;
  readonly all: string;
  readonly unread: string;
  readonly unreadBadge: string;
  readonly markRead: string;
  readonly markAll: string;
  readonly allRead: string;
  readonly toSession: string;
  readonly empty: string;
  readonly emptyUnread: string;
  readonly preferences: string;
  readonly preferencesText: string;
  readonly live: string;
  readonly liveHint: string;
  readonly mail: string;
  readonly sms: string;
  readonly whatsapp: string;
  /** That one message goes by one channel. */
  readonly oneHint: string;
  readonly type: string;
  readonly none: string;
  readonly reminders: string;
  readonly asPartner: string;
  readonly own: string;
  readonly types: Readonly<Record<ToldType, string>>;
}
