import { css, html, nothing, type TemplateResult } from 'lit';
import type { NewWebhook, Webhook, WebhookList } from '../../../api/contract/webhook.ts';
import { AdminPage } from '../admin-page.ts';
import { adminStyles } from '../admin-styles.ts';
import { secretBox } from './secret-box.ts';
import type { WebhooksWords } from './strings.ts';
import { lastOutcome, stateBadge, webhookWordFiles } from './webhook-words.ts';
import './webhook-form.ts';

/** The webhooks of a partner, with how each stands. */
export class WebhooksPage extends AdminPage<WebhooksWords> {
  static override properties = {
    ...AdminPage.properties,
    webhooks: { state: true },
    made: { state: true },
    isAdding: { state: true },
  };

  static override styles = [
    adminStyles,
    css`
      .webhooks { display: grid; gap: 8px; }
      .webhook { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: center; gap: 4px 16px; min-block-size: 64px; padding: 12px 16px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--paper); color: inherit; text-decoration: none; }
      .about { display: grid; gap: 2px; overflow-wrap: anywhere; }
      @media (hover: hover) { .webhook:hover { border-color: var(--primary); background: var(--tint); } }
    `,
  ];

  protected override readonly files = webhookWordFiles;

  declare private webhooks: readonly Webhook[] | undefined;
  /** The webhook that was made, whose secret is shown until it is put away. */
  declare private made: NewWebhook | undefined;
  declare private isAdding: boolean;

  protected override begin(): void {
    void this.#read();
  }

  readonly #read = async (): Promise<void> => {
    this.failed = undefined;
    try {
      this.webhooks = (await this.app.client.get<WebhookList>('/api/partner/webhooks')).webhooks;
    } catch (error) {
      this.failed = error;
    }
  };

  override render(): TemplateResult {
    const { app, words, webhooks, made } = this;
    return html`<div class="page">
      <div class="head"><h1 tabindex="-1">${app.common.pages.webhooks}</h1>
        <button class="primary" @click=${() => this.#add(true)}>${words.add}</button></div>
      <p class="soft">${words.intro}</p>
      ${this.failureWithRetry(this.failed, this.#read)}
      ${made ? secretBox(app, words, made.secret, () => this.#putAway()) : nothing}
      ${webhooks?.length === 0 ? html`<p class="card empty">${words.empty}</p>` : nothing}
      ${webhooks?.length ? html`<ul class="webhooks">${webhooks.map((webhook) => this.#row(webhook))}</ul>` : nothing}
      ${!webhooks && !this.failed ? html`<p class="empty" role="status">${app.common.loading}</p>` : nothing}
      ${
        this.isAdding
          ? html`<admin-webhook-form .app=${app} .words=${words} @saved=${this.#saved}
              @closed=${() => this.#add(false)}></admin-webhook-form>`
          : nothing
      }
    </div>`;
  }

  #row(webhook: Webhook): TemplateResult {
    const { app, words } = this;
    const types = webhook.types.map((type) => words.types[type]).join(' · ');
    return html`<li><a class="webhook" href="/admin/webhooks/${webhook.id}">
      <span class="about"><b dir="ltr">${webhook.url}</b><small>${types}</small>
        <small>${lastOutcome(words, webhook, app.common.tag)}</small></span>
      ${stateBadge(words, webhook)}
    </a></li>`;
  }

  #add(isAdding: boolean): void {
    this.isAdding = isAdding;
  }

  readonly #saved = async ({ detail }: CustomEvent<NewWebhook>): Promise<void> => {
    this.made = detail;
    await this.#read();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.told')?.focus();
  };

  #putAway(): void {
    this.made = undefined;
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
  }
}

customElements.define('admin-webhooks-page', WebhooksPage);
