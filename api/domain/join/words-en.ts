import type { JoinWords } from './words.ts';

export const words: JoinWords = {
  title: 'Video meeting',
  open: (other) => `The room is open. You meet ${other} there.`,
  enter: 'Enter the room',
  early: 'The room is not open yet. Keep this page: the button will appear here.',
  opensIn: 'Opens in',
  opensAt: (when) => `Opens: ${when}`,
  reload: 'Reload the page',
  failed: [
    'The room does not answer',
    'The meeting server could not open the room. Try again in a moment; if it lasts, tell the other person.',
  ],
  again: 'Try again',
  refusals: {
    over: ['The session is over', 'The room has been closed since the session ended.'],
    cancelled: ['The session was cancelled', 'There is no meeting to join any more.'],
    none: ['No video meeting', 'No room is set for this session. Ask the other person where to meet.'],
    unknown: [
      'This link does not work',
      'It is incomplete or no longer valid. Take it from your latest message.',
    ],
    busy: ['Too many requests', 'Wait a minute, then try again.'],
    away: [
      'Not available at the moment',
      'This page cannot be shown just now. Please try again in a minute.',
    ],
  },
};
