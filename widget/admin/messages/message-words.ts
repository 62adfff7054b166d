import { css, html, type TemplateResult } from 'lit';
import type { Message } from '../../../api/contract/message.ts';
import type { WordFiles } from '../admin-part.ts';
import type { MessagesWords } from './strings.ts';

export const messageWordFiles: WordFiles<MessagesWords> = {
  fr: () => import('./strings-fr.ts'),
  en: () => import('./strings-en.ts'),
  pt: () => import('./strings-pt.ts'),
  ar: () => import('./strings-ar.ts'),
  sw: () => import('./strings-sw.ts'),
};

const looks: Readonly<Record<Message['state'], string>> = {
  queued: '',
  sent: 'good',
  delivered: 'good',
  failed: 'bad',
  skipped: '',
  in_doubt: 'due',
};

/** Beside the common badges: what needs a look. */
export const badgeStyles = css`
  .badge.due { background: color-mix(in srgb, var(--accent), var(--paper) 70%); color: var(--ink); }
`;

/** What became of a message. */
export const stateBadge = (words: MessagesWords, state: Message['state']): TemplateResult =>
  html`<span class="badge ${looks[state]}">${words.states[state]}</span>`;

/** Why a message was not sent, in words; '' where there is nothing to say. */
export function whyOf(words: MessagesWords, { state, error }: Pick<Message, 'state' | 'error'>): string {
  if (error === null) return '';
  const known = words.reasons as Readonly<Record<string, string>>;
  if (Object.hasOwn(known, error)) return known[error] as string;
  const said = words.said as Readonly<Record<string, (code: string) => string>>;
  return said[state]?.(error) ?? error;
}

/**
 * `2026-11-27T09:00:00+03:00` -> `27 Nov 2026, 09:00`: the wall time that the API wrote, whatever zone the browser
 * knows.
 */
export function wallTimeOf(instant: string, tag: string): string {
  const style = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(tag, style).format(new Date(`${instant.slice(0, 16)}Z`));
}
