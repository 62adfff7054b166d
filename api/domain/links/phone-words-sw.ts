import type { PhoneWords } from './phone-words.ts';

export const words: PhoneWords = {
  title: 'Nambari ya simu',
  hint: 'SMS na ujumbe wa WhatsApp kuhusu vikao vyako huenda kwa nambari hii.',
  none: 'Bado hakuna nambari.',
  fromPartner: 'Imetolewa na taasisi yako.',
  stopped: 'Ujumbe kwa nambari hii umesimamishwa. Tuma START kwa SMS kwa mtumaji ili uupate tena.',
  number: 'Nambari yako, pamoja na msimbo wa nchi',
  example: 'Kwa mfano +254 722 000 111',
  send: 'Tuma msimbo',
  sent: (n) => `Msimbo wa tarakimu sita unatumwa kwa SMS kwa ${n}.`,
  code: 'Msimbo uliokuja kwa SMS',
  confirm: 'Thibitisha',
  confirmed: 'Nambari imethibitishwa.',
  remove: 'Ondoa nambari hii',
  removed: 'Nambari imeondolewa.',
  faults: {
    invalid_request: 'Hii si nambari sahihi yenye msimbo wa nchi.',
    no_gateway: 'Taasisi yako haitumi SMS.',
    number_stopped: 'Ujumbe kwa nambari hii ulikomeshwa kwa STOP.',
    wrong_code: 'Msimbo huu si sahihi au umeisha muda.',
    rate_limited: 'Misimbo mingi mno imeombwa. Tafadhali jaribu tena baada ya saa moja.',
  },
};
