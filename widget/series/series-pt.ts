import type { SeriesStrings } from './strings.ts';

export const strings: SeriesStrings = {
  repeat: 'Repetir',
  rhythms: ['Uma só vez', 'Todas as semanas', 'De duas em duas semanas'],
  count: 'Número de sessões',
  loading: 'A verificar as datas…',
  failed: 'Não foi possível verificar as datas.',
  allFree: 'Todas estas datas estão livres.',
  someFree: (free, count) => `Datas livres: ${free} de ${count}. As restantes não serão marcadas.`,
  noneFree: 'Nenhuma destas datas está livre.',
  states: {
    free: 'livre',
    taken: 'ocupada',
    held: 'a ser marcada por outra pessoa',
    student_busy: 'tem outra sessão',
    outside: 'fora do horário',
    closed: 'fechada a marcações',
  },
};
