import type { SessionStrings } from './strings.ts';

export const strings: SessionStrings = {
  title: 'As minhas sessões',
  loading: 'A carregar as suas sessões…',
  failed: 'Não foi possível carregar as suas sessões.',
  signInHint: 'Inicie sessão na sua conta para ver as suas sessões.',
  empty: 'Ainda não tem sessões.',
  coming: 'Próximas',
  past: 'Passadas e canceladas',
  more: 'Ver as anteriores',
  preferences: 'E-mails e lembretes',

  move: 'Mudar de hora',
  moveTo: (time) => `Mudar para ${time}`,
  moved: (time) => `Sessão mudada: ${time}`,
  cancel: 'Cancelar',
  cancelAsk: 'Cancelar esta sessão? O seu mentor será avisado.',
  reason: 'Motivo',
  cancelYes: 'Sim, cancelar a sessão',
  keep: 'Manter a sessão',
  cancelled: 'A sessão está cancelada.',
  review: 'Dar a minha opinião',
  rating: 'A sua nota',
  stars: (count) => `${count} em 5`,
  comment: 'Comentário',
  send: 'Enviar a minha opinião',
  thanks: 'Obrigado pela sua opinião!',

  status: { scheduled: 'Prevista', completed: 'Concluída', cancelled: 'Cancelada', no_show: 'Ausência' },
  problems: {
    not_found: 'Esta sessão não foi encontrada.',
    not_scheduled: 'Esta sessão já não está prevista.',
    session_past: 'Esta sessão já começou.',
    not_completed: 'Esta sessão não está concluída.',
    already_reviewed: 'Já deu a sua opinião.',
    failed: 'O pedido não foi concluído. Nada mudou.',
  },
};
