import type { SignInWords } from './strings.ts';

export const words: SignInWords = {
  title: 'Sign in',
  lead: 'For mentors and programme managers. There is no password: we send you a code by e-mail.',
  email: 'E-mail address',
  send: 'Send me a code',
  codeTitle: 'Enter the code',
  sent: 'If this address belongs to a mentor or a manager, a code is on its way to {email}. It is valid for ten minutes, and in this browser only: enter it here.',
  code: 'Code',
  signIn: 'Sign in',
  nothingThere: 'Nothing there? Look in your spam folder too.',
  again: 'Send another code',
  againIn: (seconds) => `Send another code (in ${seconds} s)`,
  sentAgain: 'A new code is on its way; the one before no longer works.',
  otherAddress: 'Use another address',
  choosePartner: 'Where do you want to sign in?',
  own: 'Or with your institution',
  ownOf: (partner) => `Continue with ${partner}`,
  demo: 'Try the demo',
  demoText: 'Without address or code, with example data.',
  demoMentor: 'As a mentor',
  demoPartner: 'As a manager',
  faults: {
    email: 'Enter a whole e-mail address, such as name@university.edu.',
    code: 'Enter the six digits of the code.',
    wrongCode:
      'This is not the right code, or it has expired. Check the latest e-mail or ask for a new code.',
    otherBrowser:
      'This browser has not asked for this code, or too long ago. Enter it where you asked for it, or ask for a new one here.',
    tooOften: (seconds) => `Too many requests. Try again in ${seconds} seconds.`,
  },
  refusals: {
    unknown_person:
      'Your institution knows you, but you are neither a mentor nor a manager here. Ask your programme manager to add you.',
    refused: 'Signing in with your institution was cancelled or refused.',
    expired: 'Signing in took too long. Start again.',
    unavailable: 'The sign-in of your institution does not answer. Try again later, or ask for a code.',
  },
};
