import type { AccountWords } from './strings.ts';

export const words: AccountWords = {
  title: 'Akaunti yangu',
  profile: 'Wasifu',
  name: 'Jina',
  nameHint: 'Kama wanafunzi na wenzako wanavyoliona.',
  nameMissing: 'Andika jina lako.',
  email: 'Anwani ya barua pepe',
  noEmail: 'Hakuna anwani inayojulikana',
  locale: 'Lugha',
  localeHint: 'Ya ukurasa huu na ya ujumbe unaopokea.',
  timezone: 'Saa za eneo',
  timezoneHint:
    'Saa za vikao huonyeshwa kwa eneo hili. Eneo la upatikanaji wako huwekwa kwenye ukurasa wake.',
  security: 'Mahali ulipoingia',
  securityText: 'Umetumia kifaa cha pamoja au umepoteza chako? Toka kwenye vivinjari vyote.',
  everywhere: 'Toka kila mahali',
  everywhereAsk: {
    title: 'Utoke kila mahali?',
    text: 'Vivinjari vyako vyote, pamoja na hiki, vitahitaji kuingia tena kwa msimbo.',
    confirm: 'Toka kila mahali',
  },
  data: 'Data yangu',
  exportText: 'Faili ya JSON yenye kila kitu tunachohifadhi kukuhusu.',
  export: 'Pakua data yangu',
  eraseText:
    'Jina lako, anwani na maandishi yako hufutwa kabisa. Vikao vyako vilivyopita hubaki kwenye jumla tu, bila kukutaja.',
  erase: 'Futa akaunti yangu',
  eraseAsk: {
    title: 'Ufute akaunti yako?',
    text: 'Hili haliwezi kutenduliwa. Vikao vijavyo ulivyoweka vitaghairiwa.',
    confirm: 'Futa kabisa',
    word: 'futa',
  },
  erased: 'Akaunti yako imefutwa.',
  sessionsToCome: 'Wanafunzi bado wana vikao nawe. Vighairi au vihamishe kwanza.',
  toSessions: 'Onyesha vikao',
};
