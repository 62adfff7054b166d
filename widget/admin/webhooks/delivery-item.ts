import { html, nothing, type TemplateResult } from 'lit';
import type { WebhookDelivery } from '../../../api/contract/webhook.ts';
import type { App } from '../app.ts';
import { ago } from '../relative-time.ts';
import type { WebhooksWords } from './strings.ts';
import { outcomeOf, utc } from './webhook-words.ts';

const looks = { queued: '', delivered: 'good', failed: 'bad', skipped: 'bad' } as const;

export interface DeliveryItem {
  readonly app: App;
  readonly words: WebhooksWords;
  readonly delivery: WebhookDelivery;
  /** Sends it again; none where that is not possible. */
  readonly again: (() => void) | undefined;
}

/** One event for a webhook, which opens to what was sent and answered. */
export function deliveryItem({ app, words, delivery, again }: DeliveryItem): TemplateResult {
  const { tag } = app.common;
  const { type, state, created_at, attempt_count, next_attempt_at } = delivery;
  const next = next_attempt_at && state === 'queued' ? words.next(utc(next_attempt_at, tag)) : '';
  return html`<li class="delivery"><details>
    <summary><span class="about"><b>${words.types[type]}</b>
        <small><time datetime=${created_at} title=${utc(created_at, tag)}>${ago(created_at, tag)}</time>
          · ${words.attempts(attempt_count)} ${next ? html`· ${next}` : nothing}</small></span>
      <span class="badge ${looks[state]}">${words.deliveryStates[state]}</span></summary>
    <div class="stack">
      ${again && type !== 'test' ? html`<div><button @click=${again}>${words.again}</button></div>` : nothing}
      <p><small>${words.id} <code>${delivery.event_id}</code></small></p>
      ${text(words.request, indented(delivery.body))}
      ${delivery.attempts.map((attempt) => attemptOf(app, words, attempt))}
    </div>
  </details></li>`;
}

function attemptOf(
  app: App,
  words: WebhooksWords,
  attempt: WebhookDelivery['attempts'][number],
): TemplateResult {
  const { number, duration_ms, at, answer, detail, request_headers } = attempt;
  const headers = Object.entries(request_headers).map(([name, value]) => `${name}: ${value}`);
  return html`<section class="attempt stack">
    <h3>${words.attempt(number, duration_ms)} · ${outcomeOf(words, attempt)}</h3>
    <p><small><time datetime=${at}>${utc(at, app.common.tag)}</time></small></p>
    ${detail ? html`<p dir="ltr"><small>${detail}</small></p>` : nothing}
    ${text(words.headers, headers.join('\n'))}
    ${answer === null ? nothing : text(words.answer, answer || `(${words.noAnswer})`)}
  </section>`;
}

const text = (label: string, code: string): TemplateResult =>
  html`<div class="stack"><p class="label">${label}</p>
    <pre tabindex="0" role="group" aria-label=${label} dir="ltr"><code>${code}</code></pre></div>`;

function indented(body: string): string {
  return JSON.stringify(JSON.parse(body), null, 2);
}
