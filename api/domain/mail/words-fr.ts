import type { MailWords } from './words.ts';

export const words: MailWords = {
  lang: 'fr',
  dir: 'ltr',
  colon: '\u00A0:',
  titles: {
    session_booked: 'Session réservée',
    session_cancelled: 'Session annulée',
    session_rescheduled: 'Session déplacée',
    session_reminder: 'Rappel de session',
    review_requested: 'Session terminée',
    request_received: 'Demande de session',
    zone_data_changed: 'Changement de l’heure officielle',
    waiting_list_offer: 'Un horaire s’est libéré',
  },
  subject: (title, other, when) => `${title} : ${when}, avec ${other}`,
  greeting: (name) => `Bonjour ${name},`,
  greetingOnly: 'Bonjour,',

  booked: (other) => ({
    reader: `Vous avez réservé une session avec ${other}.`,
    other: `${other} a réservé une session avec vous.`,
    somebody: `Une session avec ${other} a été réservée pour vous.`,
  }),
  cancelled: (other) => ({
    reader: `Vous avez annulé votre session avec ${other}.`,
    other: `${other} a annulé votre session.`,
    somebody: `Votre session avec ${other} a été annulée.`,
  }),
  rescheduled: (other) => ({
    reader: `Vous avez déplacé votre session avec ${other}.`,
    other: `${other} a déplacé votre session.`,
    somebody: `Votre session avec ${other} a été déplacée.`,
  }),
  series: {
    session_booked: {
      title: 'Sessions réservées',
      sentence: (other, count) => ({
        reader: `Vous avez réservé ${count} sessions avec ${other}.`,
        other: `${other} a réservé ${count} sessions avec vous.`,
        somebody: `${count} sessions avec ${other} ont été réservées pour vous.`,
      }),
    },
    session_cancelled: {
      title: 'Sessions annulées',
      sentence: (other, count) => ({
        reader: `Vous avez annulé ${count} sessions avec ${other}.`,
        other: `${other} a annulé ${count} de vos sessions.`,
        somebody: `${count} de vos sessions avec ${other} ont été annulées.`,
      }),
    },
    session_rescheduled: {
      title: 'Sessions déplacées',
      sentence: (other, count) => ({
        reader: `Vous avez déplacé ${count} sessions avec ${other}.`,
        other: `${other} a déplacé ${count} de vos sessions.`,
        somebody: `${count} de vos sessions avec ${other} ont été déplacées.`,
      }),
    },
  },
  reminder: (other) => `Votre session avec ${other} approche.`,
  review: (other) => ({
    student: `Comment s’est passée votre session avec ${other} ? Votre avis aide les autres étudiant·es.`,
    mentor: `Comment s’est passée votre session avec ${other} ? Indiquez si elle a eu lieu.`,
  }),
  request: (other) => ({
    student: `Votre demande de session avec ${other} est envoyée. Vous serez prévenu·e de la réponse.`,
    mentor: `${other} souhaite une session avec vous et attend votre réponse.`,
  }),
  accepted: (other) => ({
    student: `${other} a accepté votre demande. La session est réservée.`,
    mentor: `Vous avez accepté la demande de ${other}. La session est réservée.`,
  }),
  requestEnded: {
    declined: {
      title: 'Demande refusée',
      sentence: (other) => ({
        student: `${other} ne peut pas assurer cette session.`,
        mentor: `Vous avez refusé la demande de ${other}.`,
      }),
    },
    withdrawn: {
      title: 'Demande retirée',
      sentence: (other) => ({
        student: `Vous avez retiré votre demande de session avec ${other}.`,
        mentor: `${other} ne demande plus cette session.`,
      }),
    },
    expired: {
      title: 'Demande expirée',
      sentence: (other) => ({
        student: `${other} n’a pas répondu à temps à votre demande.`,
        mentor: `La demande de ${other} est restée sans réponse.`,
      }),
    },
  },
  zoneChanged: (other) =>
    `L’heure officielle a changé chez vous ou chez ${other}. Votre session reste au même instant ; voici ce que les horloges montrent désormais. Si cela ne vous convient plus, déplacez-la.`,
  offer: (mentor, until) =>
    `${mentor} est libre à cet horaire, que vous attendiez. Il vous est réservé jusqu’au ${until} ; ensuite, il sera proposé à la personne suivante.`,
  erased: 'une personne effacée',

  labels: {
    when: 'Date et heure',
    dates: 'Dates',
    formerly: 'Avant',
    duration: 'Durée',
    mentor: 'Mentor',
    student: 'Étudiant·e',
    where: 'Lieu',
    subject: 'Sujet',
    description: 'Description',
    reason: 'Motif',
    answerBy: 'Réponse avant le',
    free: 'Encore libre',
  },
  video: 'Visioconférence',
  modes: { online: 'En ligne', in_person: 'Sur place', phone: 'Par téléphone' },
  otherTime: (other, when, city) => `Pour ${other} : ${when} (${city})`,

  join: 'Rejoindre la visioconférence',
  move: 'Déplacer',
  cancel: 'Annuler la session',
  accept: 'Accepter',
  decline: 'Refuser cet horaire',
  leave: 'Quitter la liste d’attente',
  acceptedTitle: 'Demande acceptée',
  answer: 'Accepter la demande',
  refuse: 'Refuser',
  again: 'Choisir un autre horaire',
  toReview: { student: 'Donner mon avis', mentor: 'Clore la session' },
  preferences: 'Choisir les messages que je reçois',
  why: (partner) => `Vous recevez ce message parce que vous participez à une session de ${partner}.`,
  whyWaiting: (partner) =>
    `Vous recevez ce message parce que vous êtes sur la liste d’attente de ${partner}.`,
};
