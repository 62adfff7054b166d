import type { MailWords } from './words.ts';

export const words: MailWords = {
  lang: 'pt-PT',
  dir: 'ltr',
  colon: ':',
  titles: {
    session_booked: 'Sessão reservada',
    session_cancelled: 'Sessão cancelada',
    session_rescheduled: 'Sessão remarcada',
    session_reminder: 'Lembrete de sessão',
    review_requested: 'Sessão terminada',
    request_received: 'Pedido de sessão',
    zone_data_changed: 'A hora oficial mudou',
    waiting_list_offer: 'Surgiu um horário',
  },
  subject: (title, other, when) => `${title}: ${when}, com ${other}`,
  greeting: (name) => `Olá, ${name},`,
  greetingOnly: 'Olá,',

  booked: (other) => ({
    reader: `Reservou uma sessão com ${other}.`,
    other: `${other} reservou uma sessão consigo.`,
    somebody: `Foi reservada para si uma sessão com ${other}.`,
  }),
  cancelled: (other) => ({
    reader: `Cancelou a sua sessão com ${other}.`,
    other: `${other} cancelou a sua sessão.`,
    somebody: `A sua sessão com ${other} foi cancelada.`,
  }),
  rescheduled: (other) => ({
    reader: `Remarcou a sua sessão com ${other}.`,
    other: `${other} remarcou a sua sessão.`,
    somebody: `A sua sessão com ${other} foi remarcada.`,
  }),
  series: {
    session_booked: {
      title: 'Sessões reservadas',
      sentence: (other, count) => ({
        reader: `Reservou ${count} sessões com ${other}.`,
        other: `${other} reservou ${count} sessões consigo.`,
        somebody: `Foram reservadas para si ${count} sessões com ${other}.`,
      }),
    },
    session_cancelled: {
      title: 'Sessões canceladas',
      sentence: (other, count) => ({
        reader: `Cancelou ${count} sessões com ${other}.`,
        other: `${other} cancelou ${count} das suas sessões.`,
        somebody: `${count} das suas sessões com ${other} foram canceladas.`,
      }),
    },
    session_rescheduled: {
      title: 'Sessões remarcadas',
      sentence: (other, count) => ({
        reader: `Remarcou ${count} sessões com ${other}.`,
        other: `${other} remarcou ${count} das suas sessões.`,
        somebody: `${count} das suas sessões com ${other} foram remarcadas.`,
      }),
    },
  },
  reminder: (other) => `A sua sessão com ${other} aproxima-se.`,
  review: (other) => ({
    student: `Como correu a sua sessão com ${other}? A sua opinião ajuda outros estudantes.`,
    mentor: `Como correu a sua sessão com ${other}? Indique se se realizou.`,
  }),
  request: (other) => ({
    student: `O seu pedido de sessão com ${other} foi enviado. Será avisado da resposta.`,
    mentor: `${other} gostaria de ter uma sessão consigo e aguarda a sua resposta.`,
  }),
  accepted: (other) => ({
    student: `${other} aceitou o seu pedido. A sessão está reservada.`,
    mentor: `Aceitou o pedido de ${other}. A sessão está reservada.`,
  }),
  requestEnded: {
    declined: {
      title: 'Pedido recusado',
      sentence: (other) => ({
        student: `${other} não pode dar esta sessão.`,
        mentor: `Recusou o pedido de ${other}.`,
      }),
    },
    withdrawn: {
      title: 'Pedido retirado',
      sentence: (other) => ({
        student: `Retirou o seu pedido de sessão com ${other}.`,
        mentor: `${other} já não pede esta sessão.`,
      }),
    },
    expired: {
      title: 'Pedido expirado',
      sentence: (other) => ({
        student: `${other} não respondeu a tempo ao seu pedido.`,
        mentor: `O pedido de ${other} ficou sem resposta.`,
      }),
    },
  },
  zoneChanged: (other) =>
    `A hora oficial mudou onde vive ou onde vive ${other}. A sua sessão mantém-se no mesmo instante; é esta agora a hora dos relógios. Se já não lhe convém, remarque-a.`,
  offer: (mentor, until) =>
    `${mentor} está livre neste horário, pelo qual esperava. Fica guardado para si até ${until}; depois será proposto à pessoa seguinte.`,
  erased: 'uma pessoa apagada',

  labels: {
    when: 'Data e hora',
    dates: 'Datas',
    formerly: 'Antes',
    duration: 'Duração',
    mentor: 'Mentor',
    student: 'Estudante',
    where: 'Local',
    subject: 'Assunto',
    description: 'Descrição',
    reason: 'Motivo',
    answerBy: 'Responder até',
    free: 'Ainda livre',
  },
  video: 'Videoconferência',
  modes: { online: 'Online', in_person: 'Presencial', phone: 'Por telefone' },
  otherTime: (other, when, city) => `Para ${other}: ${when} (${city})`,

  join: 'Entrar na videoconferência',
  move: 'Mudar de hora',
  cancel: 'Cancelar a sessão',
  accept: 'Aceitar',
  decline: 'Recusar este horário',
  leave: 'Sair da lista de espera',
  acceptedTitle: 'Pedido aceite',
  answer: 'Aceitar o pedido',
  refuse: 'Recusar',
  again: 'Escolher outro horário',
  toReview: { student: 'Dar a minha opinião', mentor: 'Encerrar a sessão' },
  preferences: 'Escolher as mensagens que recebo',
  why: (partner) => `Recebe esta mensagem porque participa numa sessão de ${partner}.`,
  whyWaiting: (partner) => `Recebe esta mensagem porque está na lista de espera de ${partner}.`,
};
