/** Languages as Intl writes them, each once: `pt-ao` and `pt-AO` are the same. */
export const languagesOf = (languages: readonly string[]): string[] => [
  ...new Set(languages.flatMap((language) => Intl.getCanonicalLocales(language))),
];
