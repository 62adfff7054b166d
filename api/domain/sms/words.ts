import type { MailEvent, MailRole } from '../mail/words.ts';
import type { Language } from '../messages.ts';

/** A sentence about a session with somebody at a time. */
type Sentence = (other: string, when: string) => string;

/** What a link in a text is for. */
export type TextLink = 'join' | 'move' | 'answer' | 'review' | 'accept';

/**
 * All that the texts about sessions say, in one language. But for Arabic they are made of what GSM 7-bit has, which is
 * why Portuguese speaks of a `mentoria`: one letter outside of it would make two SMS of one.
 */
export interface TextWords {
  readonly sentences: Readonly<Record<MailEvent, Readonly<Record<MailRole, Sentence>>>>;
  /** What stands before a link. */
  readonly links: Readonly<Record<TextLink, string>>;
  /** The first of several times, and how many more there are. */
  readonly andMore: (when: string, count: number) => string;
  /** A person who was erased. */
  readonly erased: string;
  /** The code that confirms a number. */
  readonly code: (code: string, partner: string) => string;
}

const both = (sentence: Sentence) => ({ student: sentence, mentor: sentence });

const fr: TextWords = {
  sentences: {
    session_booked: both((other, when) => `Session réservée avec ${other}, ${when}.`),
    session_cancelled: both((other, when) => `Session annulée avec ${other}, ${when}.`),
    session_rescheduled: both((other, when) => `Session avec ${other} déplacée : ${when}.`),
    session_reminder: both((other, when) => `Rappel : session avec ${other}, ${when}.`),
    zone_data_changed: both((other, when) => `Heure à vérifier : session avec ${other}, ${when}.`),
    waiting_list_offer: both((other, when) => `Horaire libre avec ${other}, ${when}.`),
    review_requested: {
      student: (other) => `Comment s'est passée la session avec ${other} ?`,
      mentor: (other) => `La session avec ${other} a-t-elle eu lieu ?`,
    },
    request_received: {
      student: (other, when) => `Demande de session envoyée à ${other}, ${when}.`,
      mentor: (other, when) => `${other} demande une session, ${when}.`,
    },
  },
  links: {
    join: 'Rejoindre :',
    move: 'Modifier :',
    answer: 'Répondre :',
    review: 'Répondre :',
    accept: 'Accepter vite :',
  },
  andMore: (when, count) => (count === 1 ? `${when} et 1 autre date` : `${when} et ${count} autres dates`),
  erased: 'une personne effacée',
  code: (code, partner) => `${code} est votre code pour ${partner}. Il est valable 10 minutes.`,
};

const en: TextWords = {
  sentences: {
    session_booked: both((other, when) => `Session booked with ${other}, ${when}.`),
    session_cancelled: both((other, when) => `Session cancelled with ${other}, ${when}.`),
    session_rescheduled: both((other, when) => `Session with ${other} moved to ${when}.`),
    session_reminder: both((other, when) => `Reminder: session with ${other}, ${when}.`),
    zone_data_changed: both((other, when) => `Please check the time: session with ${other}, ${when}.`),
    waiting_list_offer: both((other, when) => `Time free with ${other}, ${when}.`),
    review_requested: {
      student: (other) => `How was your session with ${other}?`,
      mentor: (other) => `Did your session with ${other} take place?`,
    },
    request_received: {
      student: (other, when) => `Session request sent to ${other}, ${when}.`,
      mentor: (other, when) => `${other} would like a session, ${when}.`,
    },
  },
  links: { join: 'Join:', move: 'Change:', answer: 'Answer:', review: 'Answer:', accept: 'Accept soon:' },
  andMore: (when, count) => (count === 1 ? `${when} and 1 more date` : `${when} and ${count} more dates`),
  erased: 'a person who was erased',
  code: (code, partner) => `${code} is your code for ${partner}. It is good for 10 minutes.`,
};

const pt: TextWords = {
  sentences: {
    session_booked: both((other, when) => `Mentoria marcada com ${other}, ${when}.`),
    session_cancelled: both((other, when) => `Mentoria cancelada com ${other}, ${when}.`),
    session_rescheduled: both((other, when) => `Mentoria com ${other} mudou para ${when}.`),
    session_reminder: both((other, when) => `Lembrete: mentoria com ${other}, ${when}.`),
    zone_data_changed: both((other, when) => `Verifique a hora: mentoria com ${other}, ${when}.`),
    waiting_list_offer: both((other, when) => `Vaga com ${other}, ${when}.`),
    review_requested: {
      student: (other) => `Como correu a mentoria com ${other}?`,
      mentor: (other) => `A mentoria com ${other} realizou-se?`,
    },
    request_received: {
      student: (other, when) => `Pedido de mentoria enviado a ${other}, ${when}.`,
      mentor: (other, when) => `${other} pede uma mentoria, ${when}.`,
    },
  },
  links: {
    join: 'Entrar:',
    move: 'Alterar:',
    answer: 'Responder:',
    review: 'Responder:',
    accept: 'Aceitar:',
  },
  andMore: (when, count) => (count === 1 ? `${when} e mais 1 data` : `${when} e mais ${count} datas`),
  erased: 'uma pessoa apagada',
  code: (code, partner) => `${code} é o seu código para ${partner}. Vale por 10 minutos.`,
};

const ar: TextWords = {
  sentences: {
    session_booked: both((other, when) => `تم حجز جلسة مع ${other}، ${when}.`),
    session_cancelled: both((other, when) => `أُلغيت جلستك مع ${other}، ${when}.`),
    session_rescheduled: both((other, when) => `نُقلت جلستك مع ${other} إلى ${when}.`),
    session_reminder: both((other, when) => `تذكير: جلسة مع ${other}، ${when}.`),
    zone_data_changed: both((other, when) => `تحقق: جلسة مع ${other}، ${when}.`),
    waiting_list_offer: both((other, when) => `موعد متاح مع ${other}، ${when}.`),
    review_requested: {
      student: (other) => `كيف كانت جلستك مع ${other}؟`,
      mentor: (other) => `هل عُقدت جلستك مع ${other}؟`,
    },
    request_received: {
      student: (other, when) => `أُرسل طلب جلسة إلى ${other}، ${when}.`,
      mentor: (other, when) => `يطلب ${other} جلسة، ${when}.`,
    },
  },
  links: { join: 'للانضمام:', move: 'للتعديل:', answer: 'للرد:', review: 'للرد:', accept: 'للقبول:' },
  andMore: (when, count) => (count === 1 ? `${when} وموعد آخر` : `${when} ومواعيد أخرى (العدد: ${count})`),
  erased: 'شخص حُذفت بياناته',
  code: (code, partner) => `${code} هو رمزك لدى ${partner}. صالح 10 دقائق.`,
};

const sw: TextWords = {
  sentences: {
    session_booked: both((other, when) => `Kikao na ${other} kimewekwa: ${when}.`),
    session_cancelled: both((other, when) => `Kikao na ${other} kimeghairiwa: ${when}.`),
    session_rescheduled: both((other, when) => `Kikao na ${other} kimehamishwa hadi ${when}.`),
    session_reminder: both((other, when) => `Kumbusho: kikao na ${other}, ${when}.`),
    zone_data_changed: both((other, when) => `Hakiki saa: kikao na ${other}, ${when}.`),
    waiting_list_offer: both((other, when) => `Nafasi na ${other}, ${when}.`),
    review_requested: {
      student: (other) => `Kikao na ${other} kilikwendaje?`,
      mentor: (other) => `Je, kikao na ${other} kilifanyika?`,
    },
    request_received: {
      student: (other, when) => `Ombi la kikao limetumwa kwa ${other}, ${when}.`,
      mentor: (other, when) => `${other} anaomba kikao, ${when}.`,
    },
  },
  links: { join: 'Jiunge:', move: 'Badilisha:', answer: 'Jibu:', review: 'Jibu:', accept: 'Kubali:' },
  andMore: (when, count) =>
    count === 1 ? `${when} na tarehe nyingine 1` : `${when} na tarehe nyingine ${count}`,
  erased: 'mtu aliyefutwa',
  code: (code, partner) => `${code} ni msimbo wako wa ${partner}. Unafaa kwa dakika 10.`,
};

export const textWords: Readonly<Record<Language, TextWords>> = { fr, en, pt, ar, sw };
