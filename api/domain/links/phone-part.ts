import { escapeHtml } from '../escape-html.ts';
import { masked } from '../masked.ts';
import type { Language } from '../messages.ts';
import { form, type LinkScene, text, told } from './link-html.ts';
import type { PhoneWords } from './phone-words.ts';
import { words as ar } from './phone-words-ar.ts';
import { words as en } from './phone-words-en.ts';
import { words as fr } from './phone-words-fr.ts';
import { words as pt } from './phone-words-pt.ts';
import { words as sw } from './phone-words-sw.ts';

const allWords: Readonly<Record<Language, PhoneWords>> = { fr, en, pt, ar, sw };

/** What is done about her number: the field `do` of the form. */
export type PhoneDeed = 'phone' | 'code' | 'remove_phone';

export type PhoneFault = keyof PhoneWords['faults'];

/** How her number stands. */
export interface PhoneShown {
  /** E.164; null without one. */
  readonly number: string | null;
  readonly isStopped: boolean;
  /** The number that a code went to, and that is not confirmed yet. */
  readonly pending: string | null;
  /** Whether her partner sends the code that confirms one. */
  readonly mayGive: boolean;
  /** What came of the last thing that she did. */
  readonly came?:
    | 'confirmed'
    | 'removed'
    | { readonly fault: PhoneFault; readonly typed: string }
    | undefined;
}

/**
 * Her number, of which enough is told to know it again, and the forms by which she gives one, confirms it by a code and
 * takes it away. Nothing where her partner sends no texts and has none of hers.
 */
export function phonePart({ language }: LinkScene, shown: PhoneShown, once: string): string {
  const { number, isStopped, pending, mayGive, came } = shown;
  if (!mayGive && !number) return '';
  const words = allWords[language];
  const deeds = [
    pending && deed({ deed: 'code', field: codeField(words), button: words.confirm, once, kind: 'short' }),
    mayGive &&
      deed({
        deed: 'phone',
        field: numberField(words, typeof came === 'object' ? came.typed : ''),
        button: words.send,
        once,
        kind: pending ? 'plain' : 'short',
      }),
    number && deed({ deed: 'remove_phone', field: '', button: words.remove, once, kind: 'plain' }),
  ];
  const parts = [
    `<p>${text(words.hint)}</p>`,
    typeof came === 'string' && told(words[came], 'done'),
    typeof came === 'object' && told(words.faults[came.fault], 'fault'),
    number && `<p><b dir="ltr">${escapeHtml(masked(number))}</b></p>`,
    isStopped && `<p>${text(words.stopped)}</p>`,
    pending && `<p>${text(words.sent(masked(pending)))}</p>`,
    ...deeds,
  ];
  return `<section aria-labelledby="phone"><h2 id="phone">${text(words.title)}</h2>
${parts.filter(Boolean).join('\n')}</section>`;
}

interface Deed {
  readonly deed: PhoneDeed;
  /** HTML. */
  readonly field: string;
  readonly button: string;
  readonly once: string;
  readonly kind: 'short' | 'plain';
}

const deed = ({ deed, field, button, once, kind }: Deed): string =>
  form(`<input type="hidden" name="do" value="${deed}">${field}`, button, once, kind);

const codeField = ({ code }: PhoneWords): string =>
  `<label class="field"><span>${text(code)}</span><input name="code" dir="ltr" required maxlength="40" inputmode="numeric" autocomplete="one-time-code"></label>`;

const numberField = ({ number, example }: PhoneWords, typed: string): string =>
  `<label class="field"><span>${text(number)}</span><input type="tel" name="phone_number" dir="ltr" required maxlength="40" autocomplete="tel" value="${escapeHtml(typed)}"><small>${text(example)}</small></label>`;
