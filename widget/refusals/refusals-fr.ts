import type { RefusalStrings } from './strings.ts';

export const strings: RefusalStrings = {
  problems: {
    own_session: 'Vous ne pouvez pas réserver avec vous-même.',
    not_found: 'Ce mentor est introuvable.',
    invalid_duration: 'Cette durée n’est plus proposée.',
    in_past: 'Ce créneau est déjà passé.',
    too_soon: 'Ce créneau est trop proche pour être réservé.',
    too_far: 'Ce créneau est trop lointain pour être réservé.',
    outside_availability: 'Le mentor n’est plus disponible à cette heure.',
    mentor_full: 'Le mentor ne prend plus de sessions ce jour-là ou cette semaine-là.',
    mentor_full_for_new: 'Le mentor n’accueille plus de nouveaux étudiants ce mois-là.',
  },
  quotas: {
    sessions_per_day: 'Sessions par jour',
    sessions_per_week: 'Sessions par semaine',
    sessions_per_term: 'Sessions par période de cours',
    minutes_per_day: 'Minutes par jour',
    minutes_per_week: 'Minutes par semaine',
    minutes_per_term: 'Minutes par période de cours',
  },
  sessions: (quota, limit, used, date) =>
    `${quota} : ${limit} au plus, et vous en avez ${used}. Le décompte repart à zéro le ${date}.`,
  minutes: (quota, limit, left, date) =>
    `${quota} : ${limit} au plus, et il vous en reste ${left}. Le décompte repart à zéro le ${date}.`,
  suspended: (date) =>
    `Vous avez manqué des sessions : vous pourrez de nouveau réserver à partir du ${date}.`,
  away: (date) => `Le mentor est absent jusqu’au ${date}.`,
  closed: (name, range) => `Aucune session pendant cette période : ${name} (${range}).`,
  nextTerm: (name, date) =>
    `Cette date est en dehors des périodes de cours. La prochaine, ${name}, commence le ${date}.`,
  noTerm: 'Cette date est en dehors des périodes de cours.',
  tooLate: (time) =>
    `Il est trop tard : une session s’annule ou se déplace au moins ${time} avant son début. Contactez votre mentor.`,
};
