import type { SessionStrings } from './strings.ts';

export const strings: SessionStrings = {
  title: 'Vikao vyangu',
  loading: 'Inapakia vikao vyako…',
  failed: 'Vikao vyako havikuweza kupakiwa.',
  signInHint: 'Ingia kwenye akaunti yako ili kuona vikao vyako.',
  empty: 'Bado huna vikao.',
  coming: 'Vijavyo',
  past: 'Vilivyopita na vilivyoghairiwa',
  more: 'Ona vya awali',
  preferences: 'Barua pepe na vikumbusho',

  move: 'Hamisha',
  moveTo: (time) => `Hamishia ${time}`,
  moved: (time) => `Kikao kimehamishwa: ${time}`,
  cancel: 'Ghairi',
  cancelAsk: 'Ughairi kikao hiki? Mshauri wako atajulishwa.',
  reason: 'Sababu',
  cancelYes: 'Ndiyo, ghairi kikao',
  keep: 'Baki na kikao',
  cancelled: 'Kikao kimeghairiwa.',
  review: 'Toa maoni',
  rating: 'Alama yako',
  stars: (count) => `${count} kati ya 5`,
  comment: 'Maoni',
  send: 'Tuma maoni',
  thanks: 'Asante kwa maoni yako!',

  status: {
    scheduled: 'Kimepangwa',
    completed: 'Kimekamilika',
    cancelled: 'Kimeghairiwa',
    no_show: 'Hukuhudhuria',
  },
  problems: {
    not_found: 'Kikao hiki hakikupatikana.',
    not_scheduled: 'Kikao hiki hakijapangwa tena.',
    session_past: 'Kikao hiki kimeshaanza.',
    not_completed: 'Kikao hiki hakijakamilika.',
    already_reviewed: 'Umeshatoa maoni yako.',
    failed: 'Ombi halikukamilika. Hakuna kilichobadilika.',
  },
};
