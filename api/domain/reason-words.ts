import type { Reason, ReasonCode } from '../contract/directory.ts';
import { type Language, languageOf, tagOf } from './messages.ts';

/** What the reasons of one mentor speak of. */
export interface ReasonFacts {
  /** The subject of hers that is meant. */
  readonly subject: string;
  /** 1 to 5, one decimal. */
  readonly ratingAverage: number;
  readonly ratingCount: number;
  /** In how many dates she is free; 0: today. */
  readonly freeInDays: number;
  /** The language that is spoken, BCP 47. */
  readonly language: string;
  /** Between her clock and the reader's, hours. */
  readonly hoursApart: number;
  /** The certification that she holds. */
  readonly certification: string;
}

/** The reasons for which mentors are recommended, in one language. */
interface ReasonWords {
  readonly subject: (subject: string) => string;
  readonly goal: string;
  readonly rating: (average: string, count: number) => string;
  readonly freeToday: string;
  readonly freeTomorrow: string;
  readonly freeIn: (days: number) => string;
  readonly language: (language: string) => string;
  readonly sameTime: string;
  readonly hoursApart: (hours: string) => string;
  readonly certified: (name: string) => string;
}

const words: Readonly<Record<Language, ReasonWords>> = {
  fr: {
    subject: (subject) => `Accompagne en : ${subject}`,
    goal: 'Son profil répond à votre objectif',
    rating: (average, count) => `Note de ${average} sur 5 (${count} avis)`,
    freeToday: 'Disponible aujourd’hui',
    freeTomorrow: 'Disponible demain',
    freeIn: (days) => `Disponible dans ${days} jours`,
    language: (language) => `Parle : ${language}`,
    sameTime: 'À la même heure que vous',
    hoursApart: (hours) => `${hours} h de décalage avec vous`,
    certified: (name) => `Certification : ${name}`,
  },
  en: {
    subject: (subject) => `Helps with ${subject}`,
    goal: 'The profile matches your goal',
    rating: (average, count) => `Rated ${average} out of 5 (${count} ${count === 1 ? 'review' : 'reviews'})`,
    freeToday: 'Free today',
    freeTomorrow: 'Free tomorrow',
    freeIn: (days) => `Free in ${days} days`,
    language: (language) => `Speaks ${language}`,
    sameTime: 'Same time of day as you',
    hoursApart: (hours) => `${hours} h apart from your time`,
    certified: (name) => `Certification: ${name}`,
  },
  pt: {
    subject: (subject) => `Acompanha em: ${subject}`,
    goal: 'O perfil corresponde ao seu objetivo',
    rating: (average, count) => `${average} em 5 (${count} ${count === 1 ? 'avaliação' : 'avaliações'})`,
    freeToday: 'Livre hoje',
    freeTomorrow: 'Livre amanhã',
    freeIn: (days) => `Livre dentro de ${days} dias`,
    language: (language) => `Fala: ${language}`,
    sameTime: 'À mesma hora que você',
    hoursApart: (hours) => `${hours} h de diferença da sua hora`,
    certified: (name) => `Certificação: ${name}`,
  },
  ar: {
    subject: (subject) => `يساعد في: ${subject}`,
    goal: 'الملف يناسب هدفك',
    rating: (average, count) => `التقييم ${average} من 5 (عدد التقييمات: ${count})`,
    freeToday: 'موعد متاح اليوم',
    freeTomorrow: 'موعد متاح غدًا',
    freeIn: (days) => `موعد متاح بعد ${days === 2 ? 'يومين' : days <= 10 ? `${days} أيام` : `${days} يومًا`}`,
    language: (language) => `اللغة: ${language}`,
    sameTime: 'في توقيتك نفسه',
    hoursApart: (hours) => `فارق التوقيت معك: ${hours} س`,
    certified: (name) => `شهادة: ${name}`,
  },
  sw: {
    subject: (subject) => `Husaidia katika: ${subject}`,
    goal: 'Wasifu unalingana na lengo lako',
    rating: (average, count) => `Alama ${average} kati ya 5 (maoni ${count})`,
    freeToday: 'Ana nafasi leo',
    freeTomorrow: 'Ana nafasi kesho',
    freeIn: (days) => `Ana nafasi baada ya siku ${days}`,
    language: (language) => `Huzungumza: ${language}`,
    sameTime: 'Saa sawa na yako',
    hoursApart: (hours) => `Tofauti ya saa ${hours} na wewe`,
    certified: (name) => `Cheti: ${name}`,
  },
};

/** Reasons in words, in the language that we have for `locale`. */
export function wordReasons(codes: readonly ReasonCode[], facts: ReasonFacts, locale: string): Reason[] {
  const language = languageOf(locale);
  return codes.map((code) => ({ code, text: say[code](words[language], facts, tagOf(language)) }));
}

const say: Readonly<Record<ReasonCode, (words: ReasonWords, facts: ReasonFacts, tag: string) => string>> = {
  subject: (said, { subject }) => said.subject(subject),
  goal: (said) => said.goal,
  rating: (said, { ratingAverage, ratingCount }, tag) =>
    said.rating(
      ratingAverage.toLocaleString(tag, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
      ratingCount,
    ),
  free_soon: (said, { freeInDays: days }) => {
    if (days > 1) return said.freeIn(days);
    return days === 1 ? said.freeTomorrow : said.freeToday;
  },
  language: (said, { language }, tag) =>
    said.language(new Intl.DisplayNames(tag, { type: 'language' }).of(language) ?? language),
  near_zone: (said, { hoursApart }, tag) =>
    hoursApart === 0 ? said.sameTime : said.hoursApart(Math.abs(hoursApart).toLocaleString(tag)),
  certified: (said, { certification }) => said.certified(certification),
};
