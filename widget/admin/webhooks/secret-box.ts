import { html, type TemplateResult } from 'lit';
import type { App } from '../app.ts';
import '../embedding/copy-box.ts';
import type { WebhooksWords } from './strings.ts';

/** A secret that is told once, until it is put away. */
export function secretBox(
  app: App,
  words: WebhooksWords,
  secret: string,
  putAway: () => void,
): TemplateResult {
  return html`<div class="message stack told" role="status" tabindex="-1">
    <p>${words.secret.once}</p>
    <admin-copy-box .app=${app} .label=${words.secret.label} .code=${secret}></admin-copy-box>
    <div><button @click=${putAway}>${words.secret.stored}</button></div>
  </div>`;
}
