import type { ProgrammeWords } from './strings.ts';

export const words: ProgrammeWords = {
  intro:
    'Ce que les étudiants peuvent réserver, et quand le programme a lieu. Ces règles s’appliquent à toute nouvelle réservation ; les sessions déjà prévues restent en place.',
  limits: 'Limites par étudiant',
  limitsHint:
    'Toutes les sessions comptent, quel que soit le mentor. La semaine commence le lundi. Un champ vide ne limite rien.',
  sessions: 'Sessions',
  minutes: 'Minutes',
  perDay: 'par jour',
  perWeek: 'par semaine',
  perTerm: 'par période',
  noLimit: 'sans limite',
  cancelling: 'Annulation',
  cancellingHint:
    'Passé ce délai, un étudiant ne peut plus annuler ni déplacer sa session ; le mentor le peut toujours.',
  cutoff: 'Délai avant le début',
  unit: 'Unité',
  units: { minutes: 'minutes', hours: 'heures', days: 'jours' },
  missing: 'Absences',
  missingHint:
    'Un étudiant qui a manqué autant de sessions pendant ces derniers jours ne peut plus réserver, jusqu’à ce que la plus ancienne sorte du décompte.',
  missedSessions: 'Sessions manquées',
  missedDays: 'Pendant (jours)',
  waitingList: 'Liste d’attente',
  waitingListHint:
    'Un horaire qui se libère est réservé à la première personne de la liste à qui il convient, pendant ce temps ; ensuite à la suivante. Jamais pendant ses heures calmes.',
  offerMinutes: 'Durée d’une proposition (minutes)',
  closed: 'Dates fermées',
  closedHint:
    'Vacances, jours fériés : aucun mentor n’est proposé à ces dates, quels que soient ses horaires.',
  addClosed: 'Ajouter des dates fermées',
  terms: 'Périodes de cours',
  termsHint:
    'Dès qu’une période est indiquée, rien ne peut être réservé en dehors. Les périodes ne se chevauchent pas.',
  addTerm: 'Ajouter une période',
  name: 'Nom',
  from: 'Du',
  to: 'Au',
  removeRow: (name) => `Supprimer ${name}`,
  none: 'Aucune pour le moment.',
  zone: 'Fuseau horaire du programme',
  zoneHint: 'Les jours, semaines et périodes des limites y sont comptés.',
  standing: (count) => `Sessions déjà réservées à des dates fermées : ${count}. Elles restent en place.`,
  changedMeanwhile:
    'Ces règles ont été modifiées ailleurs depuis que vous les avez ouvertes. Rien n’a été enregistré.',
  readAgain: 'Relire les règles (vos modifications seront perdues)',
  faults: {
    reversed: 'La date de fin précède la date de début.',
    overlap: 'Cette période en chevauche une autre.',
    both: 'Indiquez les deux nombres, ou aucun.',
    needsTerm: 'Indiquez d’abord au moins une période de cours.',
    zone: 'Ce fuseau horaire n’existe pas.',
    other: 'Cette valeur ne convient pas.',
  },
};
