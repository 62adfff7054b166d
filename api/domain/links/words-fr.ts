import type { LinkWords } from './words.ts';

export const words: LinkWords = {
  optional: 'facultatif',
  noTime: 'jamais',
  cancel: {
    title: 'Annuler la session',
    text: (other) => `Le bouton annule cette session. ${other} en sera prévenu·e.`,
    reason: 'Motif',
    button: 'Oui, annuler la session',
    done: 'La session est annulée.',
    already: 'La session était déjà annulée.',
  },
  move: {
    title: 'Déplacer la session',
    text: (other) =>
      `Choisissez un nouvel horaire et confirmez. ${other} en sera prévenu·e. D’ici là, rien ne change.`,
    none: 'Aucun autre horaire n’est libre pour le moment.',
    alternatives: 'Horaires libres les plus proches',
    later: 'Dates suivantes',
    first: 'Revenir aux premières dates',
    button: 'Déplacer à l’horaire choisi',
    done: 'La session est déplacée.',
    already: 'La session a déjà lieu à cet horaire.',
  },
  answer: {
    title: 'Demande de session',
    text: (other, until) => `${other} demande cette session et attend votre réponse jusqu’au ${until}.`,
    button: 'Accepter',
    refuse: 'Refuser plutôt',
    done: 'La session est réservée. Vous recevrez l’invitation.',
    already: 'La demande était déjà acceptée.',
  },
  refuse: {
    title: 'Refuser la demande',
    text: (other) => `${other} en sera informé, et vos horaires libres les plus proches lui seront proposés.`,
    button: 'Refuser',
    done: 'La demande est refusée.',
    already: 'La demande était déjà refusée.',
  },
  again: {
    title: 'Choisir un autre horaire',
    text: (other) => `Choisissez un horaire libre de ${other}. Le sujet et la description restent les mêmes.`,
    button: 'Réserver l’horaire choisi',
    done: 'C’est fait : la suite vous parviendra par e-mail.',
    already: 'C’était déjà fait.',
  },
  review: {
    title: 'Donner votre avis',
    text: (other) =>
      `Comment s’est passée la session avec ${other} ? Votre avis aide les autres étudiant·es.`,
    rating: 'Votre note',
    stars: (count) => `${count} sur 5`,
    comment: 'Commentaire',
    button: 'Envoyer mon avis',
    done: 'Merci pour votre avis !',
    already: 'Vous avez déjà donné votre avis sur cette session.',
  },
  accept: {
    title: 'Accepter cet horaire',
    text: (mentor, until) =>
      `Le bouton réserve la session avec ${mentor}. Cet horaire vous est gardé jusqu’au ${until}.`,
    button: 'Oui, réserver',
    done: 'La session est réservée.',
    already: 'Vous avez déjà accepté : la session est réservée.',
  },
  decline: {
    title: 'Refuser cet horaire',
    text: (mentor) =>
      `Le bouton laisse cet horaire de ${mentor} à la personne suivante. Vous gardez votre place sur la liste d’attente.`,
    button: 'Oui, refuser',
    done: 'L’horaire est proposé à la personne suivante. Vous gardez votre place.',
    already: 'Vous aviez déjà refusé cet horaire.',
  },
  leave: {
    title: 'Quitter la liste d’attente',
    text: () =>
      'Le bouton vous retire de cette liste d’attente. Un horaire proposé va à la personne suivante.',
    button: 'Oui, quitter la liste',
    done: 'Vous n’êtes plus sur la liste d’attente.',
    already: 'Vous aviez déjà quitté la liste d’attente.',
  },
  unsubscribe: {
    title: 'Moins d’e-mails',
    text: {
      session_reminder: (partner) =>
        `Le bouton arrête les e-mails par lesquels ${partner} vous rappelle vos sessions.`,
      review_requested: (partner) =>
        `Le bouton arrête les e-mails par lesquels ${partner} vous demande votre avis.`,
    },
    button: 'Arrêter ces e-mails',
    done: {
      session_reminder: 'Vous ne recevrez plus de rappels par e-mail.',
      review_requested: 'Votre avis ne vous sera plus demandé par e-mail.',
    },
    already: {
      session_reminder: 'Vous ne recevez pas de rappels par e-mail.',
      review_requested: 'Votre avis ne vous est pas demandé par e-mail.',
    },
  },
  preferences: {
    title: 'Ce qui vous est signalé',
    text: (partner) => `Choisissez les messages que ${partner} vous envoie au sujet de vos sessions.`,
    oneChannel: 'Chacun passe par un seul de ces canaux.',
    channels: { mail: 'Par e-mail', sms: 'Par SMS', whatsapp: 'Par WhatsApp' },
    types: {
      session_booking: 'Session réservée',
      session_cancelled: 'Session annulée',
      session_rescheduled: 'Session déplacée',
      session_reminder: 'Rappel avant une session',
      review_requested: 'Demande d’avis',
      waiting_list_offer: 'Place libérée sur la liste d’attente',
    },
    reminders: 'Quand vous rappeler une session',
    asPartner: (partner, times) => `Comme ${partner} l’a réglé : ${times}`,
    before: (time) => `${time} avant`,
    own: 'Aux moments que je choisis, avant la session :',
    most: (count) => `${count} au plus. Ils valent aussi pour les sessions déjà réservées.`,
    button: 'Enregistrer',
    done: 'Enregistré.',
  },
  problems: {
    unknown: [
      'Ce lien est inconnu',
      'Vérifiez qu’il est entier : certaines messageries coupent les longs liens.',
    ],
    expired: [
      'Ce lien a expiré',
      'Un e-mail plus récent en contient peut-être un valable. Vous pouvez aussi ouvrir vos sessions là où vous les avez réservées.',
    ],
    erased: ['Ce lien ne sert plus', 'Les données de la personne à qui il était destiné ont été effacées.'],
    cancelled: ['Cette session a été annulée', 'Elle ne peut plus être modifiée.'],
    past: ['Cette session a commencé ou est terminée', 'Elle ne peut plus être déplacée ni annulée.'],
    not_completed: [
      'Pas encore d’avis possible sur cette session',
      'Elle n’a pas encore été marquée comme tenue.',
    ],
    offer_over: [
      'Cet horaire n’est plus réservé pour vous',
      'Le délai est passé, ou vous avez déjà répondu. Si vous êtes encore sur la liste d’attente, vous serez prévenu·e du prochain.',
    ],
    offer_barred: [
      'Cet horaire ne peut pas être réservé',
      'Vous avez une autre session à ce moment-là, ou le nombre de sessions permis serait dépassé. Refusez-le pour garder votre place.',
    ],
    too_many: ['Trop de demandes', 'Réessayez dans une minute.'],
    away: ['Indisponible pour le moment', 'Cette page ne peut pas s’afficher. Réessayez dans une minute.'],
    failed: ['Cela n’a pas fonctionné', 'Rien n’a été modifié. Réessayez plus tard.'],
  },
  closed: (partner, time) => [
    'Il est trop tard pour modifier cette session ici',
    `Pour ${partner}, on peut déplacer ou annuler jusqu’à ${time} avant le début.`,
  ],
  unavailable: (mentor) => [
    'Pas de nouvel horaire pour le moment',
    `${mentor} ne prend pas de réservations. La session reste inchangée.`,
  ],
  faults: {
    taken: 'Cet horaire vient d’être pris. Choisissez-en un autre.',
    busy: 'Une autre session de l’étudiant·e a lieu à ce moment-là. Choisissez un autre horaire.',
    gone: 'Cet horaire n’est plus proposé. Choisissez-en un autre.',
    quota: 'À cette date, le nombre de sessions permis serait dépassé. Choisissez-en une autre.',
    choose_time: 'Choisissez d’abord un horaire.',
    choose_rating: 'Choisissez d’abord une note.',
    invalid: 'Ce qui a été saisi ne peut pas être enregistré. Vérifiez-le.',
  },
  toPreferences: 'Choisir ce qui vous est signalé',
};
