import type { PhoneWords } from './phone-words.ts';

export const words: PhoneWords = {
  title: 'Phone number',
  hint: 'SMS and WhatsApp messages about your sessions go to this number.',
  none: 'No number yet.',
  fromPartner: 'Given by your institution.',
  stopped: 'Messages to this number are stopped. Text START to their sender to get them again.',
  number: 'Your number, with its country code',
  example: 'For example +221 77 123 45 67',
  send: 'Send a code',
  sent: (n) => `A code of six digits goes by SMS to ${n}.`,
  code: 'Code that came by SMS',
  confirm: 'Confirm',
  confirmed: 'Number confirmed.',
  remove: 'Remove this number',
  removed: 'Number removed.',
  faults: {
    invalid_request: 'This is no valid number with a country code.',
    no_gateway: 'Your institution sends no SMS.',
    number_stopped: 'Messages to this number were ended by STOP.',
    wrong_code: 'This code is wrong or has expired.',
    rate_limited: 'Too many codes were asked for. Please try again in an hour.',
  },
};
