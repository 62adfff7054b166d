import type { ProgrammeWords } from './strings.ts';

export const words: ProgrammeWords = {
  intro:
    'Kile ambacho wanafunzi wanaweza kuweka miadi, na lini programu inaendelea. Kanuni hizi zinahusu kila miadi mpya; vikao vilivyowekwa tayari vinabaki.',
  limits: 'Vikomo kwa kila mwanafunzi',
  limitsHint:
    'Vikao vyote vinahesabiwa, bila kujali mshauri. Wiki huanza Jumatatu. Sehemu tupu haina kikomo.',
  sessions: 'Vikao',
  minutes: 'Dakika',
  perDay: 'kwa siku',
  perWeek: 'kwa wiki',
  perTerm: 'kwa muhula',
  noLimit: 'bila kikomo',
  cancelling: 'Kufuta',
  cancellingHint:
    'Baada ya muda huu mwanafunzi hawezi kufuta wala kuhamisha kikao chake; mshauri anaweza wakati wote.',
  cutoff: 'Muda kabla ya mwanzo',
  unit: 'Kipimo',
  units: { minutes: 'dakika', hours: 'saa', days: 'siku' },
  missing: 'Kutohudhuria',
  missingHint:
    'Mwanafunzi aliyekosa vikao vingi hivi ndani ya siku hizi za mwisho hawezi kuweka miadi hadi kile cha zamani zaidi kisihesabiwe tena.',
  missedSessions: 'Vikao vilivyokoswa',
  missedDays: 'Ndani ya (siku)',
  waitingList: 'Orodha ya kusubiri',
  waitingListHint:
    'Nafasi inayopatikana inahifadhiwa kwa muda huu kwa wa kwanza kwenye orodha anayefaa; kisha kwa anayefuata. Kamwe si wakati wa saa zake za utulivu.',
  offerMinutes: 'Muda wa nafasi inayotolewa (dakika)',
  closed: 'Tarehe zilizofungwa',
  closedHint: 'Likizo na sikukuu: hakuna mshauri anayeonyeshwa tarehe hizi, hata saa zake ziwe zipi.',
  addClosed: 'Ongeza tarehe zilizofungwa',
  terms: 'Mihula',
  termsHint: 'Ukishaweka muhula, hakuna miadi nje ya mihula. Mihula haipishani.',
  addTerm: 'Ongeza muhula',
  name: 'Jina',
  from: 'Kuanzia',
  to: 'Hadi',
  removeRow: (name) => `Ondoa ${name}`,
  none: 'Hakuna bado.',
  zone: 'Ukanda wa saa wa programu',
  zoneHint: 'Siku, wiki na mihula ya vikomo huhesabiwa kwa ukanda huu.',
  standing: (count) => `Vikao vilivyowekwa katika tarehe zilizofungwa: ${count}. Vinabaki.`,
  changedMeanwhile: 'Kanuni hizi zimebadilishwa mahali pengine tangu ulipozifungua. Hakuna kilichohifadhiwa.',
  readAgain: 'Soma kanuni tena (mabadiliko yako yatapotea)',
  faults: {
    reversed: 'Tarehe ya mwisho ni kabla ya ya kwanza.',
    overlap: 'Muhula huu unapishana na mwingine.',
    both: 'Weka namba zote mbili, au usiweke yoyote.',
    needsTerm: 'Ongeza kwanza angalau muhula mmoja.',
    zone: 'Hakuna ukanda wa saa kama huo.',
    other: 'Thamani hii haifai.',
  },
};
