import type { LinkWords } from './words.ts';

export const words: LinkWords = {
  optional: 'si lazima',
  noTime: 'kamwe',
  cancel: {
    title: 'Ghairi kikao',
    text: (other) => `Kitufe kinaghairi kikao hiki. ${other} ataarifiwa.`,
    reason: 'Sababu',
    button: 'Ndiyo, ghairi kikao',
    done: 'Kikao kimeghairiwa.',
    already: 'Kikao kilikuwa kimeghairiwa tayari.',
  },
  move: {
    title: 'Hamisha kikao',
    text: (other) =>
      `Chagua wakati mpya kisha uthibitishe. ${other} ataarifiwa. Kabla ya hapo hakuna kinachobadilika.`,
    none: 'Kwa sasa hakuna wakati mwingine ulio wazi.',
    alternatives: 'Nyakati zilizo wazi zilizo karibu zaidi',
    later: 'Tarehe za baadaye',
    first: 'Rudi kwenye tarehe za kwanza',
    button: 'Hamisha hadi wakati uliochaguliwa',
    done: 'Kikao kimehamishwa.',
    already: 'Kikao tayari kiko wakati huu.',
  },
  review: {
    title: 'Toa maoni kuhusu kikao',
    text: (other) => `Kikao na ${other} kilikuwaje? Maoni yako huwasaidia wanafunzi wengine.`,
    rating: 'Alama yako',
    stars: (count) => `${count} kati ya 5`,
    comment: 'Maoni',
    button: 'Tuma maoni yangu',
    done: 'Asante kwa maoni yako!',
    already: 'Tayari umetoa maoni kuhusu kikao hiki.',
  },
  accept: {
    title: 'Kubali wakati huu',
    text: (mentor, until) =>
      `Kitufe kinaweka kikao na ${mentor}. Wakati huu umehifadhiwa kwa ajili yako hadi ${until}.`,
    button: 'Ndiyo, weka kikao',
    done: 'Kikao kimewekwa.',
    already: 'Ulikwisha kubali: kikao kimewekwa.',
  },
  decline: {
    title: 'Kataa wakati huu',
    text: (mentor) =>
      `Kitufe kinamwachia mtu anayefuata wakati huu wa ${mentor}. Nafasi yako kwenye orodha ya kusubiri inabaki.`,
    button: 'Ndiyo, kataa',
    done: 'Wakati huu anapewa mtu anayefuata. Nafasi yako inabaki.',
    already: 'Ulikwisha kataa wakati huu.',
  },
  leave: {
    title: 'Ondoka kwenye orodha ya kusubiri',
    text: () => 'Kitufe kinakuondoa kwenye orodha hii. Wakati uliotolewa anapewa mtu anayefuata.',
    button: 'Ndiyo, ondoka',
    done: 'Hauko tena kwenye orodha ya kusubiri.',
    already: 'Ulikwisha ondoka kwenye orodha ya kusubiri.',
  },
  unsubscribe: {
    title: 'Barua pepe chache',
    text: {
      session_reminder: (partner) =>
        `Kitufe kinasimamisha barua pepe ambazo ${partner} hukukumbusha vikao vyako.`,
      review_requested: (partner) => `Kitufe kinasimamisha barua pepe ambazo ${partner} hukuomba maoni.`,
    },
    button: 'Simamisha barua pepe hizi',
    done: {
      session_reminder: 'Hutapokea tena vikumbusho kwa barua pepe.',
      review_requested: 'Hutaombwa tena maoni kwa barua pepe.',
    },
    already: {
      session_reminder: 'Hupokei vikumbusho kwa barua pepe.',
      review_requested: 'Huombwi maoni kwa barua pepe.',
    },
  },
  preferences: {
    title: 'Unachoarifiwa',
    text: (partner) => `Chagua ujumbe kuhusu vikao vyako ambao ${partner} hukutumia.`,
    oneChannel: 'Kila ujumbe hupitia njia moja tu kati ya hizi.',
    channels: { mail: 'Kwa barua pepe', sms: 'Kwa SMS', whatsapp: 'Kwa WhatsApp' },
    types: {
      session_booking: 'Kikao kimewekwa',
      session_cancelled: 'Kikao kimeghairiwa',
      session_rescheduled: 'Kikao kimehamishwa',
      session_reminder: 'Kikumbusho kabla ya kikao',
      review_requested: 'Ombi la maoni',
      waiting_list_offer: 'Nafasi kwenye orodha ya kusubiri',
    },
    reminders: 'Wakati wa kukumbushwa',
    asPartner: (partner, times) => `Kama ${partner} ilivyoweka: ${times}`,
    before: (time) => `${time} kabla`,
    own: 'Nyakati ninazochagua, kabla ya kikao:',
    most: (count) => `Zisizidi ${count}. Zinahusu pia vikao vilivyokwisha kuwekwa.`,
    button: 'Hifadhi',
    done: 'Imehifadhiwa.',
  },
  problems: {
    unknown: [
      'Kiungo hiki hakijulikani',
      'Hakikisha ni kizima: baadhi ya programu za barua pepe hukata viungo virefu.',
    ],
    expired: [
      'Muda wa kiungo hiki umeisha',
      'Huenda barua pepe mpya ina kinachofanya kazi. Unaweza pia kufungua vikao vyako mahali ulipoviweka.',
    ],
    erased: ['Kiungo hiki hakitumiki tena', 'Taarifa za mtu aliyetumiwa zimefutwa.'],
    cancelled: ['Kikao hiki kilighairiwa', 'Hakiwezi kubadilishwa tena.'],
    past: ['Kikao hiki kimeanza au kimekwisha', 'Hakiwezi tena kuhamishwa wala kughairiwa.'],
    not_completed: ['Bado huwezi kutoa maoni kuhusu kikao hiki', 'Bado hakijawekwa kuwa kimefanyika.'],
    offer_over: [
      'Wakati huu haujahifadhiwa tena kwa ajili yako',
      'Muda wa kujibu umekwisha, au umekwisha jibu. Ikiwa bado uko kwenye orodha, utaarifiwa nafasi inayofuata.',
    ],
    offer_barred: [
      'Wakati huu hauwezi kuwekwa',
      'Una kikao kingine wakati huo, au idadi inayoruhusiwa ingezidi. Ukatae ili kubaki na nafasi yako.',
    ],
    too_many: ['Maombi mengi mno', 'Tafadhali jaribu tena baada ya dakika moja.'],
    away: [
      'Haipatikani kwa sasa',
      'Ukurasa huu hauwezi kuonyeshwa sasa hivi. Tafadhali jaribu tena baada ya dakika moja.',
    ],
    failed: ['Haikufaulu', 'Hakuna kilichobadilika. Tafadhali jaribu tena baadaye.'],
  },
  closed: (partner, time) => [
    'Muda wa kubadilisha kikao hiki hapa umepita',
    `Kwa ${partner}, wanafunzi wanaweza kuhamisha au kughairi hadi ${time} kabla ya kuanza.`,
  ],
  unavailable: (mentor) => [
    'Kwa sasa hakuna nyakati mpya',
    `${mentor} hapokei vikao. Kikao kinabaki kama kilivyo.`,
  ],
  faults: {
    taken: 'Wakati huo umechukuliwa sasa hivi. Tafadhali chagua mwingine.',
    busy: 'Mwanafunzi ana kikao kingine wakati huo. Tafadhali chagua mwingine.',
    gone: 'Wakati huo hautolewi tena. Tafadhali chagua mwingine.',
    quota: 'Tarehe hiyo ingezidi idadi ya vikao inayoruhusiwa. Tafadhali chagua nyingine.',
    choose_time: 'Tafadhali chagua wakati kwanza.',
    choose_rating: 'Tafadhali chagua alama kwanza.',
    invalid: 'Kilichoandikwa hakiwezi kuhifadhiwa. Tafadhali kikague.',
  },
  toPreferences: 'Chagua unachoarifiwa',
};
