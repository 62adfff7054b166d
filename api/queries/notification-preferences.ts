import type { NotificationPreferences } from '../contract/notification.ts';
import type { StoredPreferences } from '../models/user.ts';

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
