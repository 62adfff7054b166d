import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { MailReportAddress } from '../../../api/contract/message.ts';
import { adminStyles } from '../admin-styles.ts';
import type { App } from '../app.ts';
import '../embedding/copy-box.ts';
import type { MessagesWords } from './strings.ts';

const path = '/api/partner/mail-reports';

/** Where reports about undelivered mail go, and the way to whom it comes back from. */
export class BouncesCard extends LitElement {
  static override properties = {
    app: { attribute: false },
    words: { attribute: false },
    url: { state: true },
    isBusy: { state: true },
  };

  static override styles = [adminStyles];

  declare app: App;
  declare words: MessagesWords;
  /** Undefined until it was read. */
  declare private url: string | undefined;
  declare private isBusy: boolean;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  async #read(): Promise<void> {
    try {
      this.url = (await this.app.client.get<MailReportAddress>(path)).url;
    } catch (error) {
      this.app.fail(error);
    }
  }

  readonly #renew = async (): Promise<void> => {
    const { app, words } = this;
    const { renew: confirm, renewTitle: title, renewText: text, renewed } = words.bounces;
    if (!(await app.ask({ title, text, confirm, isDangerous: true }))) return;
    this.isBusy = true;
    try {
      this.url = (await app.client.post<MailReportAddress>(`${path}/renew`)).url;
      app.tell(renewed);
    } catch (error) {
      app.fail(error);
    }
    this.isBusy = false;
  };

  override render(): TemplateResult {
    const { app, words, url } = this;
    const { bounces } = words;
    return html`<section class="card" aria-label=${bounces.title}>
      <h2>${bounces.title}</h2>
      <p class="hint">${bounces.hint}</p>
      <div><a class="button" href="/admin/people?mail=bounced">${bounces.list}</a></div>
      ${url ? html`<admin-copy-box .app=${app} .label=${bounces.label} .code=${url}></admin-copy-box>` : nothing}
      <div><button ?disabled=${this.isBusy || !url} @click=${this.#renew}>${bounces.renew}</button></div>
    </section>`;
  }
}

customElements.define('admin-bounces-card', BouncesCard);
