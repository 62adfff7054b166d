import type { RefusalStrings } from './strings.ts';

export const strings: RefusalStrings = {
  problems: {
    own_session: 'Huwezi kuweka miadi na wewe mwenyewe.',
    not_found: 'Mshauri huyu hakupatikana.',
    invalid_duration: 'Muda huu haupatikani tena.',
    in_past: 'Wakati huu umeshapita.',
    too_soon: 'Wakati huu uko karibu mno kuwekwa miadi.',
    too_far: 'Wakati huu uko mbali mno kuwekwa miadi.',
    outside_availability: 'Mshauri hapatikani tena wakati huu.',
    mentor_full: 'Mshauri hapokei vikao zaidi siku hiyo au wiki hiyo.',
    mentor_full_for_new: 'Mshauri hapokei wanafunzi wapya zaidi mwezi huo.',
  },
  quotas: {
    sessions_per_day: 'Vikao kwa siku',
    sessions_per_week: 'Vikao kwa wiki',
    sessions_per_term: 'Vikao kwa muhula',
    minutes_per_day: 'Dakika kwa siku',
    minutes_per_week: 'Dakika kwa wiki',
    minutes_per_term: 'Dakika kwa muhula',
  },
  sessions: (quota, limit, used, date) =>
    `${quota}: visizidi ${limit}, nawe unavyo ${used}. Hesabu inaanza upya ${date}.`,
  minutes: (quota, limit, left, date) =>
    `${quota}: zisizidi ${limit}, nawe umebaki na ${left}. Hesabu inaanza upya ${date}.`,
  suspended: (date) => `Ulikosa vipindi: unaweza kuweka miadi tena kuanzia ${date}.`,
  away: (date) => `Mshauri hayupo hadi ${date}.`,
  closed: (name, range) => `Hakuna vipindi tarehe hizi: ${name} (${range}).`,
  nextTerm: (name, date) => `Tarehe hii iko nje ya mihula. Muhula ujao, ${name}, unaanza ${date}.`,
  noTerm: 'Tarehe hii iko nje ya mihula.',
  tooLate: (time) =>
    `Umechelewa: kikao hufutwa au kuhamishwa angalau ${time} kabla ya kuanza. Wasiliana na mshauri wako.`,
};
