/** What one septet stands for (3GPP TS 23.038 §6.2.1), but for the escape. */
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);

/** What takes an escape and a septet (§6.2.1.1). */
const extended = new Set('\f^{}\\[~]|€');

/** How many septets a character takes in GSM 7-bit; null for one that is not in it. */
export function septetsOf(character: string): 1 | 2 | null {
  return basic.has(character) ? 1 : extended.has(character) ? 2 : null;
}

/**
 * The text as GSM 7-bit can carry it, where that changes no meaning: typographic quotes, dashes and spaces become those
 * of a typewriter, and a Latin letter loses a mark that GSM lacks (`ç` is sent as `c`), as people write SMS. A text
 * that needs more than that comes back as it was: it goes out in UCS-2, which carries everything.
 */
export function gsmText(text: string): string {
  const plain = Array.from(text.normalize('NFC'), asGsm);
  return plain.includes(null) ? text : plain.join('');
}

const sameMeaning: Readonly<Record<string, string>> = {
  ...{ '’': "'", '‘': "'", '‚': "'", '‹': "'", '›': "'", ʼ: "'", ʻ: "'", '`': "'", '´': "'" },
  ...{ '“': '"', '”': '"', '„': '"', '«': '"', '»': '"' },
  ...{ '–': '-', '—': '-', '‑': '-', '−': '-', '…': '...', '·': '.' },
  ...{ œ: 'oe', Œ: 'OE', '\t': ' ' },
};

function asGsm(character: string): string | null {
  if (septetsOf(character) !== null) return character;
  const same = sameMeaning[character];
  if (same !== undefined) return same;
  if (/\p{Zs}/u.test(character)) return ' ';
  const [letter = '', ...marks] = character.normalize('NFD');
  const isMarked = marks.length > 0 && marks.every((mark) => /\p{M}/u.test(mark));
  return isMarked && /[A-Za-z]/.test(letter) ? letter : null;
}
