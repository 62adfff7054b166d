import type { NotificationWords } from './strings.ts';

export const words: NotificationWords = {
  filter: 'Which notifications',
  all: 'All',
  unread: 'Unread',
  unreadBadge: 'New',
  markRead: 'Mark as read',
  markAll: 'Mark all as read',
  allRead: 'Everything is marked as read.',
  toSession: 'Open the session',
  empty: 'You have no notifications yet. Bookings, changes and reviews will appear here.',
  emptyUnread: 'You have read everything.',
  preferences: 'What you are told',
  preferencesText: 'Changes apply at once, to what happens from now on.',
  live: 'On this page',
  liveHint: 'When turned off, it is still listed here, but without a signal.',
  mail: 'By mail',
  type: 'Event',
  none: 'Not available',
  types: {
    session_booking: 'New booking',
    session_cancelled: 'Cancellation',
    session_rescheduled: 'Session moved',
    session_review: 'New review',
    session_reminder: 'Reminder before a session',
  },
};
