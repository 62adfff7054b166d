import type { SignInWords } from './strings.ts';

export const words: SignInWords = {
  title: 'Ingia',
  lead: 'Kwa washauri na wasimamizi wa programu. Hakuna nenosiri: tunakutumia msimbo kwa barua pepe.',
  email: 'Anwani ya barua pepe',
  send: 'Nitumie msimbo',
  codeTitle: 'Andika msimbo',
  sent: 'Ikiwa anwani hii ni ya mshauri au msimamizi, msimbo unakuja kwa {email}. Unatumika kwa dakika kumi, na katika kivinjari hiki pekee: uandike hapa.',
  code: 'Msimbo',
  signIn: 'Ingia',
  nothingThere: 'Hujapata kitu? Angalia pia kwenye barua taka.',
  again: 'Tuma msimbo mwingine',
  againIn: (seconds) => `Tuma msimbo mwingine (baada ya sekunde ${seconds})`,
  sentAgain: 'Msimbo mpya unakuja; ule wa kwanza haufanyi kazi tena.',
  otherAddress: 'Tumia anwani nyingine',
  choosePartner: 'Unataka kuingia wapi?',
  own: 'Au kupitia taasisi yako',
  ownOf: (partner) => `Endelea na ${partner}`,
  demo: 'Jaribu onyesho',
  demoText: 'Bila anwani wala msimbo, kwa data ya mfano.',
  demoMentor: 'Kama mshauri',
  demoPartner: 'Kama msimamizi',
  faults: {
    email: 'Andika anwani kamili ya barua pepe, kama jina@chuo.edu.',
    code: 'Andika tarakimu sita za msimbo.',
    wrongCode: 'Msimbo si sahihi au muda wake umekwisha. Angalia barua pepe ya mwisho au omba msimbo mpya.',
    otherBrowser:
      'Msimbo huu haukuombwa katika kivinjari hiki, au uliombwa zamani. Uandike ulikouomba au omba mpya hapa.',
    tooOften: (seconds) => `Maombi ni mengi mno. Jaribu tena baada ya sekunde ${seconds}.`,
  },
  refusals: {
    unknown_person:
      'Taasisi yako inakufahamu, lakini wewe si mshauri wala msimamizi hapa. Mwombe msimamizi wa programu akuongeze.',
    refused: 'Kuingia kupitia taasisi yako kumeghairiwa au kumekataliwa.',
    expired: 'Kuingia kumechukua muda mrefu mno. Anza tena.',
    unavailable: 'Huduma ya kuingia ya taasisi yako haijibu. Jaribu baadaye au omba msimbo.',
  },
};
