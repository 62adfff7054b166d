import { html, type TemplateResult } from 'lit';
import type { Partner } from '../../../api/contract/partner.ts';
import { AdminPage } from '../admin-page.ts';
import './api-keys-card.ts';
import './institution-card.ts';
import './keys-card.ts';
import './oidc-card.ts';
import './origins-card.ts';
import './snippet-card.ts';
import type { EmbeddingWords } from './strings.ts';

/** Everything that connects the partner's sites with us: code, registered sites, keys, and its own sign-in. */
export class EmbeddingPage extends AdminPage<EmbeddingWords> {
  static override properties = {
    ...AdminPage.properties,
    partner: { state: true },
    failure: { state: true },
  };

  protected readonly files = {
    fr: () => import('./strings-fr.ts'),
    en: () => import('./strings-en.ts'),
    pt: () => import('./strings-pt.ts'),
    ar: () => import('./strings-ar.ts'),
    sw: () => import('./strings-sw.ts'),
  };

  declare private partner: Partner | undefined;
  declare private failure: string | undefined;

  protected override begin(): void {
    void this.#load();
  }

  readonly #load = async (): Promise<void> => {
    this.failure = undefined;
    try {
      this.partner = await this.app.client.get<Partner>('/api/partner');
    } catch (error) {
      this.failure = this.app.wordsFor(error);
    }
  };

  override render(): TemplateResult {
    const { common } = this.app;
    return html`<div class="page">
      <div class="head"><h1 tabindex="-1">${common.pages.embedding}</h1></div>
      ${this.partner ? this.#cards(this.partner) : this.#waiting()}
    </div>`;
  }

  #waiting(): TemplateResult {
    const { common } = this.app;
    return this.failure
      ? html`<div class="empty" role="alert"><p>${this.failure}</p>
          <button @click=${this.#load}>${common.retry}</button></div>`
      : html`<p class="empty" role="status">${common.loading}</p>`;
  }

  #cards(partner: Partner): TemplateResult {
    const { app, words } = this;
    const changed = ({ detail }: CustomEvent<Partner>) => {
      this.partner = detail;
    };
    return html`
      <admin-snippet-card .app=${app} .words=${words} .partner=${partner}></admin-snippet-card>
      <admin-origins-card .app=${app} .words=${words} .partner=${partner} @changed=${changed}></admin-origins-card>
      <div class="columns">
        <admin-keys-card .app=${app} .words=${words} .partner=${partner} @changed=${changed}></admin-keys-card>
        <admin-api-keys-card .app=${app} .words=${words} .partner=${partner}></admin-api-keys-card>
      </div>
      <admin-institution-card .app=${app} .words=${words} .partner=${partner} @changed=${changed}></admin-institution-card>
      <admin-oidc-card .app=${app} .words=${words} .partner=${partner} @changed=${changed}></admin-oidc-card>`;
  }
}

customElements.define('admin-embedding-page', EmbeddingPage);
