import type { AccountWords } from './strings.ts';

export const words: AccountWords = {
  title: 'My account',
  profile: 'Profile',
  name: 'Name',
  nameHint: 'As students and colleagues see it.',
  nameMissing: 'Enter your name.',
  email: 'E-mail address',
  noEmail: 'No address known',
  locale: 'Language',
  localeHint: 'Of this page and of the messages you get.',
  timezone: 'Time zone',
  timezoneHint:
    'Times of sessions are shown in this zone. The zone of your availability is set on its own page.',
  security: 'Sign-ins',
  securityText: 'Did you use a shared device, or lose your own? Sign out every browser.',
  everywhere: 'Sign out everywhere',
  everywhereAsk: {
    title: 'Sign out everywhere?',
    text: 'All your browsers, this one included, will have to sign in again with a code.',
    confirm: 'Sign out everywhere',
  },
  data: 'My data',
  exportText: 'A JSON file with everything that we keep about you.',
  export: 'Download my data',
  eraseText:
    'Your name, address and texts are erased for good. Your past sessions stay in the totals only, without naming you.',
  erase: 'Erase my account',
  eraseAsk: {
    title: 'Erase your account?',
    text: 'This cannot be undone. Sessions to come that you booked will be cancelled.',
    confirm: 'Erase for good',
    word: 'erase',
  },
  erased: 'Your account has been erased.',
  sessionsToCome: 'Students still have sessions with you. Cancel or move them first.',
  toSessions: 'Show the sessions',
};
