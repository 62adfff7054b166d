import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { EventType, NewWebhook, Webhook } from '../../../api/contract/webhook.ts';
import { ProblemError } from '../../client.ts';
import { adminStyles } from '../admin-styles.ts';
import type { App } from '../app.ts';
import type { WebhooksWords } from './strings.ts';

/** The dialog in which a webhook is made or changed. Fires `saved` with it, and `closed`. */
export class WebhookForm extends LitElement {
  static override properties = {
    app: { attribute: false },
    words: { attribute: false },
    webhook: { attribute: false },
    fault: { state: true },
    failure: { state: true },
    isBusy: { state: true },
  };

  static override styles = [adminStyles];

  declare app: App;
  declare words: WebhooksWords;
  /** The webhook that is changed; none: a new one. */
  declare webhook: Webhook | undefined;
  /** The field that is wrong. */
  declare private fault: 'url' | 'types' | '';
  declare private failure: string;
  declare private isBusy: boolean;

  constructor() {
    super();
    this.fault = '';
    this.failure = '';
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  protected override updated(changes: PropertyValues): void {
    if (changes.has('fault') && this.fault)
      this.renderRoot.querySelector<HTMLElement>(`[name=${this.fault}]`)?.focus();
  }

  override render(): TemplateResult {
    const { words, webhook, failure, fault } = this;
    const { form } = words;
    const { common } = this.app;
    const types = Object.entries(words.types).filter(([type]) => type !== 'test');
    const isChosen = (type: string): boolean => !webhook || webhook.types.includes(type as EventType);
    return html`<dialog aria-labelledby="title" @close=${() => this.dispatchEvent(new CustomEvent('closed'))}>
      <form novalidate @submit=${this.#submit}>
        <h2 id="title">${webhook ? form.edit : form.add}</h2>
        ${failure ? html`<p class="message error" role="alert">${failure}</p>` : nothing}
        <label>${form.url}<input name="url" type="url" dir="ltr" maxlength="2000" autocomplete="off" required
          placeholder="https://" .value=${webhook?.url ?? ''} aria-invalid=${fault === 'url' ? 'true' : nothing} aria-describedby="url-hint" />
          <span id="url-hint" class=${fault === 'url' ? 'fault' : 'hint'}>${fault === 'url' ? form.urlFault : form.urlHint}</span></label>
        <fieldset aria-describedby=${fault === 'types' ? 'types-fault' : nothing}><legend>${form.types}</legend>
          ${types.map(
            ([type, label]) =>
              html`<label class="check"><input type="checkbox" name="types" value=${type} .checked=${isChosen(type)} /><span>${label} <small><code>${type}</code></small></span></label>`,
          )}
          ${fault === 'types' ? html`<p class="fault" id="types-fault">${form.typesFault}</p>` : nothing}
        </fieldset>
        <div class="actions">
          <button type="button" @click=${this.close}>${common.cancel}</button>
          <button class="primary" ?disabled=${this.isBusy}>${common.save}</button>
        </div>
      </form>
    </dialog>`;
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const body = { url: String(data.get('url')).trim(), types: data.getAll('types') };
    this.fault = '';
    this.failure = '';
    this.isBusy = true;
    try {
      const { webhook } = this;
      const path = webhook ? `/api/partner/webhooks/${webhook.id}` : '/api/partner/webhooks';
      const { client } = this.app;
      const { body: detail } = await client.ask<Webhook | NewWebhook>(webhook ? 'PATCH' : 'POST', path, {
        body,
      });
      this.dispatchEvent(new CustomEvent('saved', { detail }));
      this.close();
    } catch (error) {
      this.#refused(error);
    } finally {
      this.isBusy = false;
    }
  };

  #refused(error: unknown): void {
    const problem = error instanceof ProblemError ? error.problem : undefined;
    const wrong = (problem?.errors ?? []).map(({ pointer }) => pointer.split('/')[1]);
    if (wrong.includes('url')) this.fault = 'url';
    else if (wrong.includes('types')) this.fault = 'types';
    else if (problem?.code === 'too_many_webhooks') this.failure = this.words.form.tooMany;
    else this.failure = this.app.wordsFor(error);
  }

  readonly close = (): void => this.renderRoot.querySelector('dialog')?.close();
}

customElements.define('admin-webhook-form', WebhookForm);
