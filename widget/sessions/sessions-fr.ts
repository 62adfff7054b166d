import type { SessionStrings } from './strings.ts';

export const strings: SessionStrings = {
  title: 'Mes sessions',
  loading: 'Chargement de vos sessions…',
  failed: 'Vos sessions n’ont pas pu être chargées.',
  signInHint: 'Connectez-vous à votre compte pour voir vos sessions.',
  empty: 'Vous n’avez pas encore de session.',
  coming: 'À venir',
  past: 'Passées et annulées',
  more: 'Voir les précédentes',
  preferences: 'E-mails et rappels',

  move: 'Déplacer',
  moveTo: (time) => `Déplacer au ${time}`,
  moved: (time) => `Session déplacée : ${time}`,
  cancel: 'Annuler',
  cancelAsk: 'Annuler cette session ? Votre mentor sera prévenu.',
  reason: 'Motif',
  cancelYes: 'Oui, annuler la session',
  keep: 'Garder la session',
  cancelled: 'La session est annulée.',
  review: 'Donner mon avis',
  rating: 'Votre note',
  stars: (count) => `${count} sur 5`,
  comment: 'Commentaire',
  send: 'Envoyer mon avis',
  thanks: 'Merci pour votre avis !',

  status: { scheduled: 'Prévue', completed: 'Terminée', cancelled: 'Annulée', no_show: 'Absence' },
  problems: {
    not_found: 'Cette session est introuvable.',
    not_scheduled: 'Cette session n’est plus prévue.',
    session_past: 'Cette session a déjà commencé.',
    not_completed: 'Cette session n’est pas terminée.',
    already_reviewed: 'Vous avez déjà donné votre avis.',
    failed: 'Cela n’a pas abouti. Rien n’a changé.',
  },
};
