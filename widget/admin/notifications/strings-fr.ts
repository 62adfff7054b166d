import type { NotificationWords } from './strings.ts';

export const words: NotificationWords = {
  filter: 'Quelles notifications',
  all: 'Toutes',
  unread: 'Non lues',
  unreadBadge: 'Nouveau',
  markRead: 'Marquer comme lue',
  markAll: 'Tout marquer comme lu',
  allRead: 'Tout est marqué comme lu.',
  toSession: 'Ouvrir la session',
  empty: 'Aucune notification pour le moment. Les réservations, changements et avis apparaîtront ici.',
  emptyUnread: 'Vous avez tout lu.',
  preferences: 'Ce qui vous est signalé',
  preferencesText: 'Vos choix sont enregistrés aussitôt et valent pour la suite.',
  live: 'Sur cette page',
  liveHint: 'Désactivé, l’événement reste dans la liste, mais sans signal.',
  mail: 'Par e-mail',
  type: 'Événement',
  none: 'Non proposé',
  types: {
    session_booking: 'Nouvelle réservation',
    session_cancelled: 'Annulation',
    session_rescheduled: 'Session déplacée',
    session_review: 'Nouvel avis',
    session_reminder: 'Rappel avant une session',
  },
};
