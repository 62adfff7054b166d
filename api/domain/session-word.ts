import { type Language, languageOf } from './messages.ts';

const words: Readonly<Record<Language, string>> = {
  fr: 'Session de mentorat',
  en: 'Mentoring session',
  pt: 'Sessão de mentoria',
  ar: 'جلسة إرشاد',
  sw: 'Kikao cha ushauri',
};

/** What a session is about whose student named no subject, in her language. */
export const sessionOf = (locale: string | null): string => words[languageOf(locale)];
