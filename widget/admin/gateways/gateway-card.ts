import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Messaging } from '../../../api/contract/message.ts';
import { ProblemError } from '../../client.ts';
import type { WordFiles } from '../admin-page.ts';
import { adminStyles } from '../admin-styles.ts';
import type { App } from '../app.ts';
import { type Draft, draftOf, fieldsOf, inputOf, isSecret, type Saved } from './gateway-draft.ts';
import type { GatewayField, GatewayWords } from './strings.ts';

const files: WordFiles<GatewayWords> = {
  fr: () => import('./strings-fr.ts'),
  en: () => import('./strings-en.ts'),
  pt: () => import('./strings-pt.ts'),
  ar: () => import('./strings-ar.ts'),
  sw: () => import('./strings-sw.ts'),
};

const path = '/api/partner/messaging';

/** Names as their owners write them. */
const providers = { africas_talking: 'Africa’s Talking', twilio: 'Twilio' } as const;

/** What a partner's SMS and WhatsApp messages go out by, and when none comes. */
export class GatewayCard extends LitElement {
  static override properties = {
    app: { attribute: false },
    words: { state: true },
    draft: { state: true },
    faults: { state: true },
    isBusy: { state: true },
  };

  static override styles = [
    adminStyles,
    css`
      form { display: grid; gap: 14px; }
      .fields { display: grid; gap: 14px; max-inline-size: 480px; }
      .hours { display: flex; flex-wrap: wrap; gap: 14px; }
      .callback { overflow-wrap: anywhere; }
      .primary { justify-self: start; }
    `,
  ];

  declare app: App;
  declare private words: GatewayWords | undefined;
  /** Undefined until it was read. */
  declare private draft: Draft | undefined;
  declare private faults: ReadonlySet<string>;
  declare private isBusy: boolean;

  #saved: Saved = { gateway: { sms: null, whatsapp: null }, quiet_hours: null };

  constructor() {
    super();
    this.faults = new Set();
    this.isBusy = false;
  }

  /** Whether leaving would lose something. */
  get isDirty(): boolean {
    return this.draft !== undefined && JSON.stringify(this.draft) !== JSON.stringify(draftOf(this.#saved));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  protected override willUpdate(): void {
    void files[this.app.language]().then(({ words }) => {
      this.words = words;
    });
  }

  async #read(): Promise<void> {
    try {
      this.#show(await this.app.client.get<Messaging>(path));
    } catch (error) {
      this.app.fail(error);
    }
  }

  #show({ gateway, quiet_hours }: Messaging): void {
    this.#saved = { gateway, quiet_hours };
    this.draft = draftOf(this.#saved);
  }

  readonly #save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { app, draft, words } = this;
    if (!draft || !words) return;
    this.isBusy = true;
    this.faults = new Set();
    try {
      // What else is set there, as it stands now.
      const others = await app.client.get<Messaging>(path);
      const body = { ...others, ...inputOf(draft, this.#saved) };
      this.#show((await app.client.ask<Messaging>('PUT', path, { body })).body);
      app.tell(words.saved);
    } catch (error) {
      await this.#refuse(error);
    }
    this.isBusy = false;
  };

  async #refuse(error: unknown): Promise<void> {
    const { errors = [] } = error instanceof ProblemError ? error.problem : {};
    const fields = errors.map(({ pointer }) => pointer.split('/')[3] ?? '').filter(Boolean);
    if (fields.length === 0) return this.app.fail(error);
    this.faults = new Set(fields.map((field) => (field === 'templates' ? 'template' : field)));
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }

  #set(change: Partial<Draft>): void {
    if (this.draft) this.draft = { ...this.draft, ...change };
    this.faults = new Set();
  }

  override render(): TemplateResult | typeof nothing {
    const { app, words, draft, isBusy } = this;
    if (!words) return nothing;
    if (!draft) return html`<p class="card" role="status">${app.common.loading}</p>`;
    return html`<form class="card" aria-label=${words.title} novalidate autocomplete="off" @submit=${this.#save}>
      <h2>${words.title}</h2>
      <p class="hint">${words.hint}</p>
      <div class="fields">
        ${this.#sms(words, draft)} ${this.#whatsapp(words, draft)} ${this.#quietHours(words, draft)}
      </div>
      <button class="primary" ?disabled=${isBusy || !this.isDirty}>${app.common.save}</button>
    </form>`;
  }

  #sms(words: GatewayWords, { provider }: Draft): TemplateResult {
    const { sms } = this.#saved.gateway;
    const isSame = sms?.provider === provider;
    const choose = (event: Event) =>
      this.#set({ provider: (event.target as HTMLSelectElement).value as Draft['provider'] });
    const choices = Object.entries({ none: words.none, ...providers });
    return html`<label>${words.provider}<select name="provider" @change=${choose}>${choices.map(
      ([value, label]) => html`<option value=${value} ?selected=${value === provider}>${label}</option>`,
    )}</select></label>
    ${provider === 'none' ? nothing : fieldsOf[provider].map((field) => this.#field(words, field, isSame))}
    ${isSame && sms ? this.#callback(words, sms.callback_url) : nothing}`;
  }

  #whatsapp(words: GatewayWords, { hasWhatsapp, template }: Draft): TemplateResult {
    const { whatsapp } = this.#saved.gateway;
    return html`${this.#box('hasWhatsapp', words.useWhatsapp, hasWhatsapp)}
    ${
      hasWhatsapp
        ? html`${fieldsOf.whatsapp.map((field) => this.#field(words, field, whatsapp !== null))}
          <label>${words.template}<input name="template" dir="ltr" maxlength="512" spellcheck="false" .value=${template}
            aria-invalid=${this.faults.has('template') ? 'true' : nothing} aria-describedby="template-hint" @input=${this.#typed} />
            <span id="template-hint" class=${this.faults.has('template') ? 'fault' : 'hint'}>${words.templateHint}</span></label>`
        : nothing
    }
    ${hasWhatsapp && whatsapp ? this.#callback(words, whatsapp.callback_url, whatsapp.verify_token) : nothing}`;
  }

  #quietHours(words: GatewayWords, { hasQuietHours, start_time, end_time }: Draft): TemplateResult {
    const time = (name: 'start_time' | 'end_time', label: string, value: string) =>
      html`<label>${label}<input name=${name} type="time" required .value=${value} @input=${this.#typed} /></label>`;
    return html`${this.#box('hasQuietHours', words.quiet, hasQuietHours)}
      <p class="hint">${words.quietHint}</p>
      ${
        hasQuietHours
          ? html`<div class="hours" role="group" aria-label=${words.quiet}>
              ${time('start_time', words.from, start_time)} ${time('end_time', words.to, end_time)}</div>`
          : nothing
      }`;
  }

  #box(name: 'hasWhatsapp' | 'hasQuietHours', label: string, isOn: boolean): TemplateResult {
    const change = (event: Event) => this.#set({ [name]: (event.target as HTMLInputElement).checked });
    return html`<label class="check"><input type="checkbox" name=${name} .checked=${isOn} @change=${change} />${label}</label>`;
  }

  #field(words: GatewayWords, field: GatewayField, isKept: boolean): TemplateResult {
    const isWrong = this.faults.has(field);
    const isHidden = isSecret(field);
    const hint = isWrong ? words.needed : isHidden && isKept ? words.kept : '';
    return html`<label>${words.fields[field]}
      <input name=${field} type=${isHidden ? 'password' : 'text'} dir="ltr" maxlength="1000" spellcheck="false"
        autocomplete=${isHidden ? 'new-password' : 'off'} .value=${this.draft?.[field] ?? ''}
        aria-invalid=${isWrong ? 'true' : nothing} aria-describedby="${field}-hint" @input=${this.#typed} />
      <span id="${field}-hint" class=${isWrong ? 'fault' : 'hint'}>${hint}</span></label>`;
  }

  #callback(words: GatewayWords, url: string, verifyToken?: string): TemplateResult {
    const told = (name: string, value: string) =>
      html`<p class="callback"><b>${name}</b><br /><bdi dir="ltr">${value}</bdi></p>`;
    return html`${told(words.callback, url)}${verifyToken ? told(words.verifyToken, verifyToken) : nothing}
      <p class="hint">${words.callbackHint}</p>`;
  }

  readonly #typed = (event: Event): void => {
    const { name, value } = event.target as HTMLInputElement;
    this.#set({ [name]: value });
  };
}

customElements.define('admin-gateway-card', GatewayCard);
