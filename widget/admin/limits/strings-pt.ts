import type { LimitsWords } from './strings.ts';

export const words: LimitsWords = {
  title: 'Limites e ausência',
  hint: 'O que já está marcado não muda.',
  limits: {
    max_sessions_per_day: 'Máximo de sessões por dia',
    max_sessions_per_week: 'Máximo de sessões por semana',
    max_new_students_per_month: 'Máximo de novos estudantes por mês',
  },
  limitHint: 'Deixe vazio para não limitar.',
  newStudentsHint: 'Deixe vazio para não limitar; 0: ninguém novo.',
  pausedUntil: 'Ausência até',
  pausedHint: 'O primeiro dia em que se pode marcar de novo. Deixe vazio se não houver ausência.',
  standIn: 'Substituição',
  standInHint: 'Este mentor é proposto aos estudantes durante a ausência.',
  nobody: 'Ninguém',
  between: (least, most) => `Indique um número inteiro de ${least} a ${most}, ou deixe vazio.`,
  noDate: 'Indique uma data.',
  noStandIn: 'Escolha outro mentor: estes dois substituir-se-iam um ao outro.',
  save: 'Guardar limites e ausência',
  saved: 'Os limites e a ausência foram guardados.',
};
