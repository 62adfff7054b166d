import type { MeetingWords } from './strings.ts';

export const words: MeetingWords = {
  title: 'Mikutano ya video',
  hints: {
    partner:
      'Mahali vikao hufanyika kwa washauri ambao hawakuchagua kingine. Kila mtu hupata kiungo chake, kinachofunguliwa dakika 15 kabla ya kikao na kufungwa dakika 30 baada yake.',
    mentor:
      'Mahali vikao vyako hufanyika. Kila mtu hupata kiungo chake, kinachofunguliwa dakika 15 kabla ya kikao na kufungwa dakika 30 baada yake.',
  },
  kind: 'Chumba',
  kinds: {
    partner: 'Kama taasisi yangu',
    none: 'Hakuna',
    fixed: 'Anwani ileile kila mara',
    jitsi: 'Jitsi Meet',
    bigbluebutton: 'BigBlueButton',
  },
  room: 'Anwani ya chumba',
  server: 'Anwani ya seva',
  jitsiHint:
    'Kama https://meet.example.edu. Kila kikao kina chumba chake, ambacho hakuna anayeweza kukikisia.',
  bigBlueButtonHint: 'Ile inayoonyeshwa na amri “bbb-conf --secret”.',
  appId: 'Kitambulisho cha programu',
  appIdHint: 'Ikiwa tu seva inahitaji tokeni zilizotiwa sahihi.',
  keyId: 'Kitambulisho cha ufunguo (8x8.vc)',
  keyIdHint: 'Kwa Jitsi as a Service tu.',
  secret: 'Siri',
  privateKey: 'Ufunguo wa siri (PEM)',
  kept: 'Siri ipo. Acha wazi ili ibaki.',
  checksum: 'Njia ya uhakiki',
  save: 'Hifadhi mikutano ya video',
  saved: 'Mikutano ya video imehifadhiwa.',
  faults: {
    address: 'Toa anwani ya umma inayoanza na https://, bila nenosiri.',
    needed: 'Inahitajika.',
    key: 'Huu si ufunguo wa siri wa RSA (PEM).',
  },
};
