import type { SeriesStrings } from './strings.ts';

export const strings: SeriesStrings = {
  repeat: 'Rudia',
  rhythms: ['Mara moja tu', 'Kila wiki', 'Kila baada ya wiki mbili'],
  count: 'Idadi ya vikao',
  loading: 'Tunakagua tarehe…',
  failed: 'Tarehe hazikuweza kukaguliwa.',
  allFree: 'Tarehe hizi zote ziko wazi.',
  someFree: (free, count) => `Tarehe zilizo wazi: ${free} kati ya ${count}. Nyingine hazitahifadhiwa.`,
  noneFree: 'Hakuna tarehe iliyo wazi kati ya hizi.',
  states: {
    free: 'wazi',
    taken: 'imechukuliwa',
    held: 'mtu mwingine anaihifadhi',
    student_busy: 'una kikao kingine',
    outside: 'nje ya saa zinazotolewa',
    closed: 'imefungwa',
  },
};
