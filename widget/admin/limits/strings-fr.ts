import type { LimitsWords } from './strings.ts';

export const words: LimitsWords = {
  title: 'Limites et absence',
  hint: 'Ce qui est déjà réservé ne change pas.',
  limits: {
    max_sessions_per_day: 'Sessions par jour au plus',
    max_sessions_per_week: 'Sessions par semaine au plus',
    max_new_students_per_month: 'Nouveaux étudiants par mois au plus',
  },
  limitHint: 'Laissez vide pour ne pas limiter.',
  newStudentsHint: 'Laissez vide pour ne pas limiter ; 0 : personne de nouveau.',
  pausedUntil: 'Absence jusqu’au',
  pausedHint: 'Le premier jour à nouveau réservable. Laissez vide s’il n’y a pas d’absence.',
  standIn: 'Remplacement',
  standInHint: 'Ce mentor est proposé aux étudiants pendant l’absence.',
  nobody: 'Personne',
  between: (least, most) => `Indiquez un nombre entier de ${least} à ${most}, ou laissez vide.`,
  noDate: 'Indiquez une date.',
  noStandIn: 'Choisissez un autre mentor : ces deux-là se remplaceraient l’un l’autre.',
  save: 'Enregistrer les limites et l’absence',
  saved: 'Les limites et l’absence sont enregistrées.',
};
