import type { Check, Colour } from './contrast.ts';

/** What the page about the widget's looks says. */
export interface ThemeWords {
  readonly text: string;
  readonly colours: string;
  readonly colourNames: Readonly<Record<Colour, string>>;
  readonly hex: (name: string) => string;
  readonly hexFault: string;
  readonly shape: string;
  readonly radius: string;
  readonly font: string;
  readonly fontDefault: string;
  readonly fontOther: string;
  readonly fontFamilies: string;
  readonly fontHint: string;
  readonly fontFault: string;
  readonly reset: string;
  readonly contrast: string;
  readonly contrastText: string;
  readonly checks: Readonly<Record<Check['name'], string>>;
  /** Numbers are written out already. */
  readonly enough: (ratio: string) => string;
  readonly tooLow: (ratio: string, needed: string) => string;
  readonly preview: string;
  readonly previewText: string;
  readonly mentor: string;
  readonly light: string;
  readonly dark: string;
  readonly ground: string;
  readonly open: string;
}
