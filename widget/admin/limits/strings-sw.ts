import type { LimitsWords } from './strings.ts';

export const words: LimitsWords = {
  title: 'Vikomo na kutokuwepo',
  hint: 'Yaliyokwisha kuwekwa hayabadiliki.',
  limits: {
    max_sessions_per_day: 'Vikao vingi zaidi kwa siku',
    max_sessions_per_week: 'Vikao vingi zaidi kwa wiki',
    max_new_students_per_month: 'Wanafunzi wapya wengi zaidi kwa mwezi',
  },
  limitHint: 'Acha wazi kama hakuna kikomo.',
  newStudentsHint: 'Acha wazi kama hakuna kikomo; 0: hakuna mwanafunzi mpya.',
  pausedUntil: 'Hayupo hadi',
  pausedHint: 'Siku ya kwanza inayoweza kuwekewa nafasi tena. Acha wazi kama yupo.',
  standIn: 'Mbadala',
  standInHint: 'Wanafunzi wanapendekezewa mshauri huyu wakati wa kutokuwepo.',
  nobody: 'Hakuna',
  between: (least, most) => `Andika namba kamili kuanzia ${least} hadi ${most}, au acha wazi.`,
  noDate: 'Andika tarehe.',
  noStandIn: 'Chagua mshauri mwingine: hawa wawili wangekuwa mbadala wa kila mmoja.',
  save: 'Hifadhi vikomo na kutokuwepo',
  saved: 'Vikomo na kutokuwepo vimehifadhiwa.',
};
