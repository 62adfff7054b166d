import type { Theme } from '../../../api/contract/partner.ts';
import { contrast } from '../../../api/domain/contrast.ts';

/** The widget's own looks, which stand wherever a theme says nothing. */
export const defaultTheme = {
  primary: '#1B4965',
  accent: '#FFD166',
  background: '#F5F5F5',
  success: '#10B981',
  radius: 10,
  font: '',
} as const satisfies Theme;

export type Colour = 'primary' | 'accent' | 'background' | 'success';

/** A pair of colours that people must be able to tell apart. */
export interface Check {
  readonly name: 'button' | 'link' | 'text' | 'countdown' | 'focus';
  /** 1 to 21. Source: WCAG 2.2, "contrast ratio". */
  readonly ratio: number;
  /** What level AA asks for: 4.5 for text (1.4.3), 3 for marks (1.4.11). */
  readonly needed: 4.5 | 3;
}

/** Where the widget puts a theme's colours on each other, with how well each pair is seen. */
export function checksOf(theme: Theme): readonly Check[] {
  const { primary, accent, background } = { ...defaultTheme, ...theme };
  return [
    { name: 'button', ratio: contrast('#FFFFFF', primary), needed: 4.5 },
    { name: 'link', ratio: contrast(primary, background), needed: 4.5 },
    { name: 'text', ratio: contrast(softInk, background), needed: 4.5 },
    { name: 'countdown', ratio: contrast(ink, accent), needed: 4.5 },
    // The ring has two colours, so that one of them is seen on any ground.
    {
      name: 'focus',
      ratio: Math.max(contrast(accent, background), contrast(primary, background)),
      needed: 3,
    },
  ];
}

/** The widget's text, and its lighter text: the harder of the two to read on a ground of its own. */
const ink = '#14222E';
const softInk = '#4B5C6B';
