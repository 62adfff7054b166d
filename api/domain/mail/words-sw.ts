import type { MailWords } from './words.ts';

export const words: MailWords = {
  lang: 'sw',
  dir: 'ltr',
  colon: ':',
  titles: {
    session_booked: 'Kikao kimewekwa',
    session_cancelled: 'Kikao kimeghairiwa',
    session_rescheduled: 'Kikao kimehamishwa',
    session_reminder: 'Kikumbusho cha kikao',
    review_requested: 'Kikao kimekwisha',
    request_received: 'Ombi la kikao',
    zone_data_changed: 'Saa rasmi imebadilika',
    waiting_list_offer: 'Nafasi imepatikana',
  },
  subject: (title, other, when) => `${title}: ${when}, na ${other}`,
  greeting: (name) => `Habari ${name},`,
  greetingOnly: 'Habari,',

  booked: (other) => ({
    reader: `Umeweka kikao na ${other}.`,
    other: `${other} ameweka kikao nawe.`,
    somebody: `Umewekewa kikao na ${other}.`,
  }),
  cancelled: (other) => ({
    reader: `Umeghairi kikao chako na ${other}.`,
    other: `${other} ameghairi kikao chako.`,
    somebody: `Kikao chako na ${other} kimeghairiwa.`,
  }),
  rescheduled: (other) => ({
    reader: `Umehamisha kikao chako na ${other}.`,
    other: `${other} amehamisha kikao chako.`,
    somebody: `Kikao chako na ${other} kimehamishwa.`,
  }),
  series: {
    session_booked: {
      title: 'Vikao vimewekwa',
      sentence: (other, count) => ({
        reader: `Umeweka vikao ${count} na ${other}.`,
        other: `${other} ameweka vikao ${count} nawe.`,
        somebody: `Umewekewa vikao ${count} na ${other}.`,
      }),
    },
    session_cancelled: {
      title: 'Vikao vimeghairiwa',
      sentence: (other, count) => ({
        reader: `Umeghairi vikao ${count} na ${other}.`,
        other: `${other} ameghairi vikao vyako ${count}.`,
        somebody: `Vikao vyako ${count} na ${other} vimeghairiwa.`,
      }),
    },
    session_rescheduled: {
      title: 'Vikao vimehamishwa',
      sentence: (other, count) => ({
        reader: `Umehamisha vikao ${count} na ${other}.`,
        other: `${other} amehamisha vikao vyako ${count}.`,
        somebody: `Vikao vyako ${count} na ${other} vimehamishwa.`,
      }),
    },
  },
  reminder: (other) => `Kikao chako na ${other} kinakaribia.`,
  review: (other) => ({
    student: `Kikao chako na ${other} kilikwendaje? Maoni yako huwasaidia wanafunzi wengine.`,
    mentor: `Kikao chako na ${other} kilikwendaje? Tafadhali onyesha kama kilifanyika.`,
  }),
  request: (other) => ({
    student: `Ombi lako la kikao na ${other} limetumwa. Utajulishwa jibu.`,
    mentor: `${other} anaomba kikao nawe na anasubiri jibu lako.`,
  }),
  accepted: (other) => ({
    student: `${other} amekubali ombi lako. Kikao kimewekwa.`,
    mentor: `Umekubali ombi la ${other}. Kikao kimewekwa.`,
  }),
  requestEnded: {
    declined: {
      title: 'Ombi limekataliwa',
      sentence: (other) => ({
        student: `${other} hawezi kufanya kikao hiki.`,
        mentor: `Umekataa ombi la ${other}.`,
      }),
    },
    withdrawn: {
      title: 'Ombi limeondolewa',
      sentence: (other) => ({
        student: `Umeondoa ombi lako la kikao na ${other}.`,
        mentor: `${other} haombi tena kikao hiki.`,
      }),
    },
    expired: {
      title: 'Ombi limeisha muda',
      sentence: (other) => ({
        student: `${other} hakujibu ombi lako kwa wakati.`,
        mentor: `Ombi la ${other} halikujibiwa kwa wakati.`,
      }),
    },
  },
  zoneChanged: (other) =>
    `Saa rasmi imebadilika unakoishi au anakoishi ${other}. Kikao chako kinabaki wakati uleule; hivi ndivyo saa zinavyoonyesha sasa. Ikiwa hakikufai tena, kihamishe.`,
  offer: (mentor, until) =>
    `${mentor} ana nafasi wakati huu uliokuwa ukiusubiri. Umehifadhiwa kwa ajili yako hadi ${until}; kisha atapewa mtu anayefuata.`,
  erased: 'mtu aliyefutwa',

  labels: {
    when: 'Tarehe na saa',
    dates: 'Tarehe zote',
    formerly: 'Awali',
    duration: 'Muda',
    mentor: 'Mshauri',
    student: 'Mwanafunzi',
    where: 'Mahali',
    subject: 'Mada',
    description: 'Maelezo',
    reason: 'Sababu',
    answerBy: 'Jibu kabla ya',
    free: 'Bado kuna nafasi',
  },
  video: 'Mkutano wa video',
  modes: { online: 'Mtandaoni', in_person: 'Ana kwa ana', phone: 'Kwa simu' },
  otherTime: (other, when, city) => `Kwa ${other}: ${when} (${city})`,

  join: 'Jiunge na mkutano wa video',
  move: 'Hamisha',
  cancel: 'Ghairi kikao',
  accept: 'Kubali',
  decline: 'Kataa wakati huu',
  leave: 'Ondoka kwenye orodha ya kusubiri',
  acceptedTitle: 'Ombi limekubaliwa',
  answer: 'Kubali ombi',
  refuse: 'Kataa',
  again: 'Chagua muda mwingine',
  toReview: { student: 'Toa maoni', mentor: 'Funga kikao' },
  preferences: 'Chagua ujumbe ninaopokea',
  why: (partner) => `Unapokea ujumbe huu kwa sababu unahusika na kikao cha ${partner}.`,
  whyWaiting: (partner) => `Unapokea ujumbe huu kwa sababu uko kwenye orodha ya kusubiri ya ${partner}.`,
};
