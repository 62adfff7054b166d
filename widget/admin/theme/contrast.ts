import type { Theme } from '../../../api/contract/partner.ts';

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

/** The contrast ratio of two colours, #RRGGBB; the order does not matter. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Relative luminance of an sRGB colour, 0 to 1. Source: WCAG 2.2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const value = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
