import type { RefusalStrings } from './strings.ts';

export const strings: RefusalStrings = {
  problems: {
    own_session: 'Não pode reservar consigo próprio.',
    not_found: 'Este mentor não foi encontrado.',
    invalid_duration: 'Esta duração já não está disponível.',
    in_past: 'Este horário já passou.',
    too_soon: 'Este horário está demasiado próximo para ser reservado.',
    too_far: 'Este horário está demasiado distante para ser reservado.',
    outside_availability: 'O mentor já não está disponível a esta hora.',
    mentor_full: 'O mentor não aceita mais sessões nesse dia ou nessa semana.',
    mentor_full_for_new: 'O mentor não recebe mais estudantes novos nesse mês.',
  },
  quotas: {
    sessions_per_day: 'Sessões por dia',
    sessions_per_week: 'Sessões por semana',
    sessions_per_term: 'Sessões por período letivo',
    minutes_per_day: 'Minutos por dia',
    minutes_per_week: 'Minutos por semana',
    minutes_per_term: 'Minutos por período letivo',
  },
  sessions: (quota, limit, used, date) =>
    `${quota}: ${limit} no máximo, e já tem ${used}. A contagem recomeça em ${date}.`,
  minutes: (quota, limit, left, date) =>
    `${quota}: ${limit} no máximo, e restam-lhe ${left}. A contagem recomeça em ${date}.`,
  suspended: (date) => `Faltou a sessões: poderá voltar a reservar a partir de ${date}.`,
  away: (date) => `O mentor está ausente até ${date}.`,
  closed: (name, range) => `Não há sessões nestas datas: ${name} (${range}).`,
  nextTerm: (name, date) =>
    `Esta data está fora dos períodos letivos. O próximo, ${name}, começa em ${date}.`,
  noTerm: 'Esta data está fora dos períodos letivos.',
  tooLate: (time) =>
    `É tarde demais: uma sessão cancela-se ou muda-se pelo menos ${time} antes de começar. Contacte o seu mentor.`,
};
