import type { JoinWords } from './words.ts';

export const words: JoinWords = {
  title: 'Mkutano wa video',
  open: (other) => `Chumba kimefunguliwa. Utakutana humo na ${other}.`,
  enter: 'Ingia chumbani',
  early: 'Chumba bado hakijafunguliwa. Acha ukurasa huu wazi: kitufe kitaonekana hapa.',
  opensIn: 'Kitafunguliwa baada ya',
  opensAt: (when) => `Kitafunguliwa: ${when}`,
  reload: 'Pakia upya ukurasa',
  failed: [
    'Chumba hakijibu',
    'Seva ya mikutano haikuweza kufungua chumba. Jaribu tena baada ya muda mfupi; ikiendelea, mjulishe mwenzako.',
  ],
  again: 'Jaribu tena',
  refusals: {
    over: ['Kikao kimekwisha', 'Chumba kimefungwa tangu kikao kilipokwisha.'],
    cancelled: ['Kikao kimeghairiwa', 'Hakuna tena mkutano wa kujiunga nao.'],
    none: [
      'Hakuna mkutano wa video',
      'Hakuna chumba kilichowekwa kwa kikao hiki. Muulize mwenzako mtakutana wapi.',
    ],
    unknown: [
      'Kiungo hiki hakifanyi kazi',
      'Hakijakamilika au si halali tena. Tumia kilicho katika ujumbe wako wa mwisho.',
    ],
    busy: ['Maombi mengi mno', 'Subiri dakika moja, kisha ujaribu tena.'],
    away: [
      'Haipatikani kwa sasa',
      'Ukurasa huu hauwezi kuonyeshwa sasa hivi. Tafadhali jaribu tena baada ya dakika moja.',
    ],
  },
};
