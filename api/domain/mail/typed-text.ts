/** What people typed, as it may stand in a mail. */
import { plainText } from '../plain-text.ts';

/** Marks that turn the direction of what stands behind them: a name could have a whole sentence read backwards. */
const turns = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** A name or a subject: one line, at most so many characters, the last of them `…` where some are left out. */
export function oneLine(text: string, most: number): string {
  return cut(plainText(text).replace(turns, '').replace(/\s+/gu, ' ').trim(), most, () => 1);
}

/**
 * What may have several lines, of which no two that follow each other are empty; at most so many bytes of HTML, and `…`
 * where some is left out.
 */
export function severalLines(text: string, mostBytes: number): string {
  const plain = plainText(text).replace(turns, '');
  const lines = plain.replace(/[\u2028\u2029]/g, '\n').replace(/\n\s*\n/g, '\n\n');
  return cut(lines.trim(), mostBytes, bytesInHtml);
}

function cut(text: string, most: number, weigh: (character: string) => number): string {
  let weight = 0;
  let kept = '';
  let shorter = '';
  for (const character of text) {
    weight += weigh(character);
    if (weight > most) return `${shorter.trimEnd()}…`;
    shorter = kept;
    kept += character;
  }
  return text;
}

/** At the most: an entity, four bytes of UTF-8, or the elements that end a line and keep it apart. */
const bytesInHtml = (character: string): number =>
  /[&<>"']/.test(character) ? 6 : character === '\n' ? 15 : character < '\u0080' ? 1 : 4;

const isolates = { start: '\u2068', end: '\u2069' };

/**
 * A name inside a sentence, kept apart from the direction of what stands around it (UAX #9, isolates), where the two
 * may differ. The renderers know the marks: HTML has an element for it.
 */
export function isolated(text: string, dir: 'ltr' | 'rtl'): string {
  const differs = (dir === 'ltr' ? writtenFromRight : writtenFromLeft).test(text);
  return differs ? `${isolates.start}${text}${isolates.end}` : text;
}

const writtenFromRight = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
const writtenFromLeft = /[^\P{L}\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF]|\d/u;

/** A text for HTML in which isolated names are elements; it must be escaped already. */
export const isolatesAsElements = (html: string): string =>
  html.replaceAll(isolates.start, '<bdi>').replaceAll(isolates.end, '</bdi>');
