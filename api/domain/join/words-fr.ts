import type { JoinWords } from './words.ts';

export const words: JoinWords = {
  title: 'Visioconférence',
  open: (other) => `La salle est ouverte. Vous y rejoignez ${other}.`,
  enter: 'Entrer dans la salle',
  early: 'La salle n’est pas encore ouverte. Gardez cette page : le bouton y apparaîtra.',
  opensIn: 'Ouverture dans',
  opensAt: (when) => `Ouverture : ${when}`,
  reload: 'Actualiser la page',
  failed: [
    'La salle ne répond pas',
    'Le serveur de visioconférence n’a pas pu ouvrir la salle. Réessayez dans un instant ; si cela dure, prévenez l’autre personne.',
  ],
  again: 'Réessayer',
  refusals: {
    over: ['La session est terminée', 'La salle est fermée depuis la fin de la session.'],
    cancelled: ['La session est annulée', 'Il n’y a plus de visioconférence à rejoindre.'],
    none: [
      'Pas de visioconférence',
      'Aucune salle n’est prévue pour cette session. Demandez à l’autre personne où vous retrouver.',
    ],
    unknown: [
      'Ce lien ne fonctionne pas',
      'Il est incomplet ou n’est plus valable. Reprenez-le dans votre dernier message.',
    ],
    busy: ['Trop de demandes', 'Attendez une minute, puis réessayez.'],
    away: ['Indisponible pour le moment', 'Cette page ne peut pas s’afficher. Réessayez dans une minute.'],
  },
};
