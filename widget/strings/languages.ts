import type { Strings } from './strings.ts';

type Language = readonly [label: string, failed: string, file: () => Promise<{ strings: Strings }>];

/**
 * Of each language what the trigger says before it is loaded, which is its default label and that the line failed, and
 * the file with all else, loaded when it is needed.
 */
const languages: Readonly<Record<string, Language>> = {
  fr: ['Réserver', 'Connexion impossible. Réessayez.', () => import('./fr.ts')],
  en: ['Book', 'No connection. Try again.', () => import('./en.ts')],
  pt: ['Reservar', 'Sem ligação. Tente de novo.', () => import('./pt.ts')],
  ar: ['احجز', 'تعذّر الاتصال. أعد المحاولة.', () => import('./ar.ts')],
  sw: ['Weka miadi', 'Hakuna mtandao. Jaribu tena.', () => import('./sw.ts')],
};

/** The language we have for a BCP 47 tag: `en-GB` is `en`; French where there is none. */
export function languageOf(locale: string | undefined): string {
  const language = (locale ?? '').toLowerCase().split(/[-_]/)[0] ?? '';
  return Object.hasOwn(languages, language) ? language : 'fr';
}

/** One of `languageOf`. */
export const wordsOf = (language: string) => languages[language] as Language;

export const loadStrings = (language: string): Promise<Strings> =>
  load(wordsOf(language)[2]).then((file) => file.strings);

/**
 * Runs `() => import('./file.ts')` so that it can succeed after it has failed once. Browsers remember a failed
 * import for as long as the page lives, by its address: the second try asks for another one.
 * (In the built widget all files lie side by side, so a path means the same wherever it stands.)
 */
export function load<Module>(importer: () => Promise<Module>): Promise<Module> {
  return importer().catch(() => {
    const path = /"(.+)"/.exec(String(importer))?.[1];
    return import(`${path}?${Date.now()}`);
  });
}
