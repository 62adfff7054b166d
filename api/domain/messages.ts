import type { Notification } from '../contract/notification.ts';
import { instantToWallTime, occursTwice } from './wall-time.ts';

/** What happened: all that the text depends on. */
export interface Happening {
  readonly kind: Notification['type'] | 'session_reminder';
  /** The other person: who booked, cancelled, moved or reviewed. */
  readonly who: string;
  /** Start of the session, epoch ms; of several the first. */
  readonly startsAt: number;
  /** Of how many sessions of a series it tells; one unless told. */
  readonly count?: number;
  /** What is free instead, epoch ms. */
  readonly freeStarts?: readonly number[];
}

export interface Reader {
  /** BCP 47; anything but fr, en, pt, ar and sw reads French. */
  readonly locale: string | null;
  /** IANA zone that the date is told in. */
  readonly timeZone: string;
}

type Texts = { readonly [kind in Happening['kind']]: readonly [title: string, message: string] };

const fr: Texts = {
  session_booking: ['Nouvelle réservation de session', '{who} a réservé une session le {when}.'],
  session_cancelled: ['Session annulée', '{who} a annulé la session du {when}.'],
  session_rescheduled: ['Session déplacée', '{who} a déplacé la session au {when}.'],
  session_review: ['Nouvel avis', '{who} a donné son avis sur la session du {when}.'],
  session_requested: ['Demande de session', '{who} demande une session le {when}.'],
  session_accepted: ['Demande acceptée', '{who} a accepté votre demande pour le {when}.'],
  session_declined: ['Demande refusée', '{who} n’est pas disponible le {when}.'],
  session_expired: ['Demande expirée', 'La demande de session avec {who} le {when} a expiré sans réponse.'],
  session_reminder: ['Rappel de session', 'Votre session avec {who} a lieu le {when}.'],
  waiting_list_offer: [
    'Un horaire s’est libéré',
    '{who} est libre le {when}. Cet horaire vous est réservé un court moment.',
  ],
};

const en: Texts = {
  session_booking: ['New session booking', '{who} booked a session on {when}.'],
  session_cancelled: ['Session cancelled', '{who} cancelled the session on {when}.'],
  session_rescheduled: ['Session moved', '{who} moved the session to {when}.'],
  session_review: ['New review', '{who} reviewed the session on {when}.'],
  session_requested: ['Session request', '{who} asks for a session on {when}.'],
  session_accepted: ['Request accepted', '{who} accepted your request for {when}.'],
  session_declined: ['Request declined', '{who} cannot take the session on {when}.'],
  session_expired: ['Request expired', 'The request for a session with {who} on {when} expired unanswered.'],
  session_reminder: ['Session reminder', 'Your session with {who} is on {when}.'],
  waiting_list_offer: ['A time has opened', '{who} is free on {when}. It is kept for you for a short while.'],
};

const pt: Texts = {
  session_booking: ['Nova reserva de sessão', '{who} reservou uma sessão para {when}.'],
  session_cancelled: ['Sessão cancelada', '{who} cancelou a sessão de {when}.'],
  session_rescheduled: ['Sessão remarcada', '{who} remarcou a sessão para {when}.'],
  session_review: ['Nova avaliação', '{who} avaliou a sessão de {when}.'],
  session_requested: ['Pedido de sessão', '{who} pede uma sessão para {when}.'],
  session_accepted: ['Pedido aceite', '{who} aceitou o seu pedido para {when}.'],
  session_declined: ['Pedido recusado', '{who} não está disponível em {when}.'],
  session_expired: ['Pedido expirado', 'O pedido de sessão com {who} para {when} expirou sem resposta.'],
  session_reminder: ['Lembrete de sessão', 'A sua sessão com {who} é em {when}.'],
  waiting_list_offer: [
    'Surgiu um horário',
    '{who} está livre em {when}. Este horário fica guardado para si por pouco tempo.',
  ],
};

const ar: Texts = {
  session_booking: ['حجز جلسة جديد', 'قام {who} بحجز جلسة يوم {when}.'],
  session_cancelled: ['أُلغيت الجلسة', 'ألغى {who} جلسة يوم {when}.'],
  session_rescheduled: ['تغيّر موعد الجلسة', 'نقل {who} الجلسة إلى يوم {when}.'],
  session_review: ['تقييم جديد', 'قيّم {who} جلسة يوم {when}.'],
  session_requested: ['طلب جلسة', 'يطلب {who} جلسة يوم {when}.'],
  session_accepted: ['قُبل الطلب', 'قبل {who} طلبك ليوم {when}.'],
  session_declined: ['رُفض الطلب', 'اعتذر {who} عن جلسة يوم {when}.'],
  session_expired: ['انتهت مهلة الطلب', 'انتهت مهلة طلب الجلسة مع {who} يوم {when} دون رد.'],
  session_reminder: ['تذكير بالجلسة', 'جلستك مع {who} يوم {when}.'],
  waiting_list_offer: ['توفّر موعد', '{who} متاح يوم {when}. هذا الموعد محجوز لك لوقت قصير.'],
};

const sw: Texts = {
  session_booking: ['Kikao kipya kimewekwa', '{who} ameweka kikao tarehe {when}.'],
  session_cancelled: ['Kikao kimeghairiwa', '{who} ameghairi kikao cha tarehe {when}.'],
  session_rescheduled: ['Kikao kimehamishwa', '{who} amehamisha kikao hadi tarehe {when}.'],
  session_review: ['Maoni mapya', '{who} ametoa maoni kuhusu kikao cha tarehe {when}.'],
  session_requested: ['Ombi la kikao', '{who} anaomba kikao tarehe {when}.'],
  session_accepted: ['Ombi limekubaliwa', '{who} amekubali ombi lako la tarehe {when}.'],
  session_declined: ['Ombi limekataliwa', '{who} hawezi kufanya kikao cha tarehe {when}.'],
  session_expired: ['Ombi limeisha muda', 'Ombi la kikao na {who} tarehe {when} limeisha muda bila jibu.'],
  session_reminder: ['Kikumbusho cha kikao', 'Kikao chako na {who} ni tarehe {when}.'],
  waiting_list_offer: ['Nafasi imepatikana', '{who} ana nafasi tarehe {when}. Umehifadhiwa kwa muda mfupi.'],
};

const texts: Readonly<Record<Language, Texts>> = { fr, en, pt, ar, sw };

/** What is said of several sessions of a series at once; `{when}` is the first of them. */
type SeriesTexts = {
  readonly [kind in SeriesKind]: readonly [title: string, message: string];
};
type SeriesKind = 'session_booking' | 'session_cancelled' | 'session_rescheduled';

const seriesTexts: Readonly<Record<Language, SeriesTexts>> = {
  fr: {
    session_booking: [
      'Nouvelle série de sessions',
      '{who} a réservé {count} sessions, la première le {when}.',
    ],
    session_cancelled: ['Sessions annulées', '{who} a annulé {count} sessions, la première le {when}.'],
    session_rescheduled: ['Sessions déplacées', '{who} a déplacé {count} sessions, la première au {when}.'],
  },
  en: {
    session_booking: ['New series of sessions', '{who} booked {count} sessions, the first on {when}.'],
    session_cancelled: ['Sessions cancelled', '{who} cancelled {count} sessions, the first on {when}.'],
    session_rescheduled: ['Sessions moved', '{who} moved {count} sessions, the first to {when}.'],
  },
  pt: {
    session_booking: ['Nova série de sessões', '{who} reservou {count} sessões, a primeira para {when}.'],
    session_cancelled: ['Sessões canceladas', '{who} cancelou {count} sessões, a primeira de {when}.'],
    session_rescheduled: ['Sessões remarcadas', '{who} remarcou {count} sessões, a primeira para {when}.'],
  },
  ar: {
    session_booking: ['سلسلة جلسات جديدة', 'حجز {who} سلسلة جلسات (العدد: {count})، أولاها يوم {when}.'],
    session_cancelled: ['أُلغيت جلسات', 'ألغى {who} جلسات من السلسلة (العدد: {count})، أولاها يوم {when}.'],
    session_rescheduled: [
      'تغيّر موعد جلسات',
      'نقل {who} جلسات من السلسلة (العدد: {count})، وأصبحت أولاها يوم {when}.',
    ],
  },
  sw: {
    session_booking: ['Mfululizo mpya wa vikao', '{who} ameweka vikao {count}, cha kwanza tarehe {when}.'],
    session_cancelled: ['Vikao vimeghairiwa', '{who} ameghairi vikao {count}, cha kwanza tarehe {when}.'],
    session_rescheduled: [
      'Vikao vimehamishwa',
      '{who} amehamisha vikao {count}, cha kwanza hadi tarehe {when}.',
    ],
  },
};

/** Title and message, of one session or of several. */
function textsOf({ kind, count = 1 }: Happening, language: Language): readonly [string, string] {
  return count > 1 && Object.hasOwn(seriesTexts[language], kind)
    ? seriesTexts[language][kind as SeriesKind]
    : texts[language][kind];
}

/** The name of a person who was erased, in every language the same. */
export const erasedName = '—';

/** How a sentence refers to an erased person. */
const somebodyErased = {
  fr: 'Une personne effacée',
  en: 'A person who was erased',
  pt: 'Uma pessoa apagada',
  ar: 'شخص حُذفت بياناته',
  sw: 'Mtu aliyefutwa',
} as const;

/** Title and message for one reader, in her language, with the date in her zone. */
export function messageFor(happening: Happening, reader: Reader): { title: string; message: string } {
  const language = languageOf(reader.locale);
  const [title, message] = textsOf(happening, language);
  const when = whenFor(happening.startsAt, language, reader.timeZone);
  const who = happening.who === erasedName ? somebodyErased[language] : happening.who;
  const { freeStarts = [] } = happening;
  const free = freeStarts.map((startsAt) => whenFor(startsAt, language, reader.timeZone, 'short'));
  const instead = free.length > 0 ? ` ${freeInstead[language](free.join('; '))}` : '';
  // Functions, because `$&` in a person's name is text and no pattern.
  const told = message.replace('{count}', String(happening.count)).replace('{when}', () => when);
  return { title, message: told.replace('{who}', () => who) + instead };
}

/** What tells of other free times. */
const freeInstead: Readonly<Record<Language, (times: string) => string>> = {
  fr: (times) => `Encore libre : ${times}.`,
  en: (times) => `Still free: ${times}.`,
  pt: (times) => `Ainda livre: ${times}.`,
  ar: (times) => `المواعيد المتاحة: ${times}.`,
  sw: (times) => `Bado kuna nafasi: ${times}.`,
};

/**
 * Date and time in a zone, in full or short (`Fri, Nov 27, 9:00 AM`); with the offset where the clock shows that time
 * twice: `… at 2:30 AM (UTC+1)`.
 */
export function whenFor(
  instant: number,
  language: Language,
  timeZone: string,
  style: 'full' | 'short' = 'full',
): string {
  const when = formatter(language, timeZone, style).format(instant);
  if (!occursTwice(timeZone, instant)) return when;
  const { offset } = instantToWallTime(timeZone, instant);
  return `${when} (UTC${offset.replace(/(?<=[+-])0|:00/g, '')})`;
}

/** One of the five languages that we write; French when another is asked for. */
export function languageOf(locale: string | null | undefined): Language {
  const language = (locale ?? 'fr').toLowerCase().split('-')[0] ?? 'fr';
  return Object.hasOwn(texts, language) ? (language as Language) : 'fr';
}

export type Language = 'fr' | 'en' | 'pt' | 'ar' | 'sw';

/** What `Intl` is asked with. Arabic has Latin digits: what Maghreb readers use, and the same in every mail program. */
export const tagOf = (language: Language): string =>
  ({ fr: 'fr', en: 'en', pt: 'pt-PT', ar: 'ar-u-nu-latn', sw: 'sw' })[language];

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(language: Language, timeZone: string, style: 'full' | 'short'): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${style}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(tagOf(language), {
    timeZone,
    ...(style === 'full' ? { dateStyle: 'full', timeStyle: 'short' } : shortOf(language)),
  });
  if (formatters.size >= 1000) formatters.clear();
  formatters.set(key, made);
  return made;
}

/** Hours of one digit where the full style has them too. */
const shortOf = (language: Language): Intl.DateTimeFormatOptions => ({
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: language === 'en' || language === 'ar' ? 'numeric' : '2-digit',
  minute: '2-digit',
});
