import type { NotificationWords } from './strings.ts';

export const words: NotificationWords = {
  filter: 'Arifa zipi',
  all: 'Zote',
  unread: 'Ambazo hazijasomwa',
  unreadBadge: 'Mpya',
  markRead: 'Weka kuwa imesomwa',
  markAll: 'Weka zote kuwa zimesomwa',
  allRead: 'Zote zimewekwa kuwa zimesomwa.',
  toSession: 'Fungua kikao',
  empty: 'Bado huna arifa. Uwekaji wa vikao, mabadiliko na maoni yataonekana hapa.',
  emptyUnread: 'Umesoma zote.',
  preferences: 'Unachoarifiwa',
  preferencesText: 'Mabadiliko huhifadhiwa papo hapo na huhusu yatakayotokea kuanzia sasa.',
  live: 'Kwenye ukurasa huu',
  liveHint: 'Ukizima, hubaki kwenye orodha bila ishara.',
  mail: 'Kwa barua pepe',
  type: 'Tukio',
  none: 'Haipatikani',
  types: {
    session_booking: 'Kikao kipya kimewekwa',
    session_cancelled: 'Kikao kimeghairiwa',
    session_rescheduled: 'Kikao kimehamishwa',
    session_review: 'Maoni mapya',
    session_reminder: 'Kikumbusho kabla ya kikao',
  },
};
