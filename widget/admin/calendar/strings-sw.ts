import type { CalendarWords } from './strings.ts';

export const words: CalendarWords = {
  subscribe: 'Vikao vyako kwenye kalenda yako mwenyewe',
  subscribeText:
    'Jiunge na anwani hii, na kila kikao kitaonekana kwenye kalenda yako, hata kikihamishwa au kughairiwa.',
  address: 'Anwani ya siri',
  secret: 'Yeyote mwenye anwani hii anaweza kuona vikao vyako. Usimpe mtu mwingine.',
  apple: 'Fungua kwenye programu ya kalenda',
  renew: 'Badilisha anwani',
  renewQuestion: 'Ubadilishe anwani?',
  renewText: 'Kalenda zinazotumia anwani ya sasa hazitasasishwa tena. Itabidi ujiunge upya huko.',
  renewed: 'Anwani ni mpya. Jiunge nayo upya kwenye kalenda yako.',
  howToTitle: 'Jinsi ya kujiunga',
  howTo: [
    {
      name: 'Kalenda ya Google',
      steps: [
        'Kwenye kompyuta, fungua Kalenda ya Google.',
        'Kando ya “Kalenda nyingine”, chagua + kisha “Kutoka kwa URL”.',
        'Bandika anwani na uchague “Ongeza kalenda”.',
      ],
    },
    {
      name: 'Outlook',
      steps: [
        'Fungua kalenda na uchague “Ongeza kalenda”.',
        'Chagua “Jiunge kutoka kwenye wavuti”.',
        'Bandika anwani, ipe jina na uchague “Leta”.',
      ],
    },
    {
      name: 'Apple',
      steps: [
        'Kwenye ukurasa huu, chagua “Fungua kwenye programu ya kalenda” na uthibitishe.',
        'Au kwenye Mac: “Faili”, kisha “Usajili Mpya wa Kalenda”, na ubandike anwani.',
      ],
    },
  ],
  delay: 'Google husoma kalenda hizi baada ya saa kadhaa tu; Apple na Outlook ni za haraka zaidi.',
  busy: 'Muda ulio na shughuli kwenye kalenda zako nyingine',
  busyText:
    'Ukiwa na shughuli huko, hakuna anayeweza kuweka kikao hapa. Husomwa saa tu, kila dakika kumi; yaliyomo kwenye matukio yako hayasomwi kamwe.',
  noFeeds: 'Bado hakuna kalenda nyingine.',
  working: 'Imesasishwa',
  failing: 'Haisomeki',
  lastRead: (ago) => `Ilisomwa ${ago}`,
  lastTried: (ago) => `Ilijaribiwa ${ago}`,
  neverRead: 'Bado haijasomwa',
  kept: 'Saa zilizosomwa mara ya mwisho bado zinahesabiwa.',
  skipped: (count) =>
    count === 1 ? 'Tukio moja halikusomeka, au si lote.' : `Matukio ${count} hayakusomeka, au si kikamilifu.`,
  skipReasons: {
    no_start: 'bila mwanzo unaosomeka',
    no_end: 'ambayo mwisho wake hausomeki au uko kabla ya mwanzo',
    bad_rule: 'ambayo marudio yake hayasomeki: tarehe ya kwanza tu huhesabiwa',
    bad_date: 'tarehe moja moja za mfululizo zisizosomeka: nyingine huhesabiwa',
    too_often: 'yanayorudiwa mara nyingi mno kuhesabiwa',
    unknown_zone: 'katika saa za eneo lisilojulikana: yamesomwa kwa saa za eneo lako',
  },
  readNow: 'Soma sasa',
  read: 'Kalenda imesomwa.',
  removeQuestion: (name) => `Uondoe “${name}”?`,
  removeText: 'Saa ambazo ilizifunga zinaweza kuwekwa tena mara moja.',
  removed: 'Kalenda imeondolewa.',
  addTitle: 'Ongeza kalenda',
  url: 'Anwani (iCal, ICS)',
  urlHint: 'Huanza na https:// au webcal:// na haitaonyeshwa tena.',
  urlMissing: 'Bandika anwani ya kalenda.',
  name: 'Jina',
  nameHint: 'Ili uitambue, kama “Kazi”.',
  addButton: 'Ongeza kalenda',
  adding: 'Kalenda inasomwa…',
  added: 'Kalenda imesomwa; saa zake zenye shughuli zimefungwa.',
  whereTitle: 'Mahali pa kupata anwani',
  where: [
    {
      name: 'Kalenda ya Google',
      steps: [
        'Kwenye kompyuta, fungua mipangilio ya kalenda yako.',
        'Chini ya “Unganisha kalenda”, nakili “Anwani ya siri katika muundo wa iCal”.',
      ],
    },
    {
      name: 'Outlook',
      steps: [
        'Fungua mipangilio, kisha “Kalenda” na “Kalenda zilizoshirikiwa”.',
        'Chini ya “Chapisha kalenda”, chapisha yako na unakili kiungo cha ICS.',
      ],
    },
    {
      name: 'iCloud',
      steps: [
        'Kwenye programu ya Kalenda, chagua alama ya kushiriki kando ya kalenda yako.',
        'Washa “Kalenda ya Umma” na unakili kiungo.',
      ],
    },
  ],
  failures: {
    address: 'Hii si anwani inayoanza na https://, http:// au webcal://.',
    private: 'Anwani hii inaelekea kwenye mtandao wa binafsi. Husomwa anwani za intaneti ya umma tu.',
    too_large: 'Kalenda ni kubwa kuliko MB 5.',
    too_slow: 'Seva haikujibu ndani ya sekunde 10.',
    no_answer: 'Seva haijibu.',
    refused: 'Seva inasema kuwa kalenda hiyo haipo au haijashirikiwa.',
    not_calendar: 'Hakuna kalenda kwenye anwani hii.',
    too_complex: 'Kalenda ina matukio au kanuni nyingi kuliko zinavyoweza kuhesabiwa.',
  },
  exists: 'Kalenda hii tayari imo kwenye orodha.',
  tooMany: 'Kalenda zisizidi kumi.',
};
