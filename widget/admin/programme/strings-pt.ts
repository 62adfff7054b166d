import type { ProgrammeWords } from './strings.ts';

export const words: ProgrammeWords = {
  intro:
    'O que os estudantes podem reservar, e quando decorre o programa. Estas regras valem para cada nova reserva; as sessões já marcadas mantêm-se.',
  limits: 'Limites por estudante',
  limitsHint:
    'Contam todas as sessões, seja qual for o mentor. A semana começa na segunda-feira. Um campo vazio não limita nada.',
  sessions: 'Sessões',
  minutes: 'Minutos',
  perDay: 'por dia',
  perWeek: 'por semana',
  perTerm: 'por período letivo',
  noLimit: 'sem limite',
  cancelling: 'Cancelamento',
  cancellingHint:
    'Passado este prazo, um estudante já não pode cancelar nem mudar a sua sessão; o mentor pode sempre.',
  cutoff: 'Tempo antes do início',
  unit: 'Unidade',
  units: { minutes: 'minutos', hours: 'horas', days: 'dias' },
  missing: 'Faltas',
  missingHint:
    'Um estudante que faltou a tantas sessões nestes últimos dias não pode reservar até que a mais antiga deixe de contar.',
  missedSessions: 'Sessões em falta',
  missedDays: 'Durante (dias)',
  waitingList: 'Lista de espera',
  waitingListHint:
    'Um horário que surge fica guardado por este tempo para a primeira pessoa da lista a quem convém; depois para a seguinte. Nunca nas suas horas de silêncio.',
  offerMinutes: 'Duração de uma proposta (minutos)',
  closed: 'Datas fechadas',
  closedHint: 'Férias e feriados: nenhum mentor é proposto nestas datas, seja qual for o seu horário.',
  addClosed: 'Adicionar datas fechadas',
  terms: 'Períodos letivos',
  termsHint: 'Logo que haja um período, nada pode ser reservado fora dele. Os períodos não se sobrepõem.',
  addTerm: 'Adicionar um período',
  name: 'Nome',
  from: 'De',
  to: 'Até',
  removeRow: (name) => `Remover ${name}`,
  none: 'Ainda não há.',
  zone: 'Fuso horário do programa',
  zoneHint: 'Os dias, semanas e períodos dos limites contam-se nele.',
  standing: (count) => `Sessões já reservadas em datas fechadas: ${count}. Mantêm-se.`,
  changedMeanwhile: 'Estas regras foram alteradas noutro lado desde que as abriu. Nada foi guardado.',
  readAgain: 'Reler as regras (as suas alterações perdem-se)',
  faults: {
    reversed: 'A última data é anterior à primeira.',
    overlap: 'Este período sobrepõe-se a outro.',
    both: 'Indique os dois números, ou nenhum.',
    needsTerm: 'Indique primeiro pelo menos um período letivo.',
    zone: 'Não existe tal fuso horário.',
    other: 'Este valor não serve.',
  },
};
