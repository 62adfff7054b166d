import { html, type TemplateResult } from 'lit';
import type { Webhook } from '../../../api/contract/webhook.ts';
import type { WordFiles } from '../admin-part.ts';
import { ago } from '../relative-time.ts';
import type { WebhooksWords } from './strings.ts';

export const webhookWordFiles: WordFiles<WebhooksWords> = {
  fr: () => import('./strings-fr.ts'),
  en: () => import('./strings-en.ts'),
  pt: () => import('./strings-pt.ts'),
  ar: () => import('./strings-ar.ts'),
  sw: () => import('./strings-sw.ts'),
};

/** How a webhook stands. */
export function stateBadge(words: WebhooksWords, { state, failing_since }: Webhook): TemplateResult {
  const shown = state === 'active' && failing_since ? 'failing' : state;
  return html`<span class="badge ${shown === 'active' ? 'good' : 'bad'}">${words.states[shown]}</span>`;
}

/** What an attempt came to, in words: `answered 500`. */
export function outcomeOf(words: WebhooksWords, { status, error }: Outcome): string {
  if (error === null || error === 'status') return words.status(status ?? 0);
  return words.errors[error];
}

type Outcome = Pick<NonNullable<Webhook['last_attempt']>, 'status' | 'error'>;

/** How the latest attempt to reach a webhook went. */
export function lastOutcome(words: WebhooksWords, { last_attempt: last }: Webhook, tag: string): string {
  if (!last) return words.never;
  const when = ago(last.at, tag);
  return last.error === null
    ? words.lastGood(when, last.status ?? 0)
    : words.lastBad(when, outcomeOf(words, last));
}

/** An instant that no zone is known for is told in UTC, and says so. */
export function utc(instant: string, tag: string): string {
  const style = { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' } as const;
  return `${new Intl.DateTimeFormat(tag, style).format(new Date(instant))} UTC`;
}
