import type { NotificationWords } from './strings.ts';

export const words: NotificationWords = {
  filter: 'Que notificações',
  all: 'Todas',
  unread: 'Por ler',
  unreadBadge: 'Nova',
  markRead: 'Marcar como lida',
  markAll: 'Marcar tudo como lido',
  allRead: 'Tudo foi marcado como lido.',
  toSession: 'Abrir a sessão',
  empty: 'Ainda não tem notificações. As reservas, alterações e avaliações aparecerão aqui.',
  emptyUnread: 'Já leu tudo.',
  preferences: 'O que lhe é comunicado',
  preferencesText: 'As alterações são guardadas de imediato e valem daqui em diante.',
  live: 'Nesta página',
  liveHint: 'Desligado, continua na lista, mas sem sinal.',
  mail: 'Por e-mail',
  type: 'Acontecimento',
  none: 'Não disponível',
  types: {
    session_booking: 'Nova reserva',
    session_cancelled: 'Cancelamento',
    session_rescheduled: 'Sessão remarcada',
    session_review: 'Nova avaliação',
    session_reminder: 'Lembrete antes de uma sessão',
  },
};
