import type { Strings } from './strings.ts';

/** What the trigger needs before any language is loaded: its default label, and that the line failed. */
const triggerWords: Readonly<Record<string, readonly [label: string, failed: string]>> = {
  fr: ['Réserver', 'Connexion impossible. Réessayez.'],
  en: ['Book', 'No connection. Try again.'],
  pt: ['Reservar', 'Sem ligação. Tente de novo.'],
  ar: ['احجز', 'تعذّر الاتصال. أعد المحاولة.'],
  sw: ['Weka miadi', 'Hakuna mtandao. Jaribu tena.'],
};

/** One file a language, loaded when it is needed. */
const files: Readonly<Record<string, () => Promise<{ strings: Strings }>>> = {
  fr: () => import('./fr.ts'),
  en: () => import('./en.ts'),
  pt: () => import('./pt.ts'),
  ar: () => import('./ar.ts'),
  sw: () => import('./sw.ts'),
};

/** The language we have for a BCP 47 tag: `en-GB` is `en`; French where there is none. */
export function languageOf(locale: string | undefined): string {
  const language = (locale ?? '').toLowerCase().split(/[-_]/)[0] ?? '';
  return Object.hasOwn(files, language) ? language : 'fr';
}

export const wordsOf = (language: string) => triggerWords[language] as readonly [string, string];

export const loadStrings = (language: string): Promise<Strings> =>
  load(files[language] as () => Promise<{ strings: Strings }>).then((file) => file.strings);

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
