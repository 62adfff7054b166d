import type { SeriesStrings } from './strings.ts';

export const strings: SeriesStrings = {
  repeat: 'Repeat',
  rhythms: ['Once only', 'Every week', 'Every two weeks'],
  count: 'Number of sessions',
  loading: 'Checking the dates…',
  failed: 'The dates could not be checked.',
  allFree: 'All these dates are free.',
  someFree: (free, count) => `Free dates: ${free} of ${count}. The others will not be booked.`,
  noneFree: 'None of these dates is free.',
  states: {
    free: 'free',
    taken: 'taken',
    held: 'being booked by somebody',
    student_busy: 'you have another session',
    outside: 'outside the hours offered',
    closed: 'closed for booking',
  },
};
