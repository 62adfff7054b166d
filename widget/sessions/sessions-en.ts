import type { SessionStrings } from './strings.ts';

export const strings: SessionStrings = {
  title: 'My sessions',
  loading: 'Loading your sessions…',
  failed: 'Your sessions could not be loaded.',
  signInHint: 'Sign in to your account to see your sessions.',
  empty: 'You have no sessions yet.',
  coming: 'Coming up',
  past: 'Past and cancelled',
  more: 'See earlier ones',
  preferences: 'Mails and reminders',

  move: 'Move',
  moveTo: (time) => `Move to ${time}`,
  moved: (time) => `Session moved: ${time}`,
  cancel: 'Cancel',
  cancelAsk: 'Cancel this session? Your mentor will be told.',
  reason: 'Reason',
  cancelYes: 'Yes, cancel the session',
  keep: 'Keep the session',
  cancelled: 'The session is cancelled.',
  review: 'Leave a review',
  rating: 'Your rating',
  stars: (count) => `${count} out of 5`,
  comment: 'Comment',
  send: 'Send my review',
  thanks: 'Thank you for your review!',

  status: { scheduled: 'Planned', completed: 'Completed', cancelled: 'Cancelled', no_show: 'Missed' },
  problems: {
    not_found: 'This session could not be found.',
    not_scheduled: 'This session is no longer planned.',
    session_past: 'This session has already begun.',
    not_completed: 'This session is not completed.',
    already_reviewed: 'You have reviewed this session already.',
    failed: 'That did not go through. Nothing has changed.',
  },
};
