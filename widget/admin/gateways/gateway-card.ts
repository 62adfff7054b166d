import { css, html, nothing, type TemplateResult } from 'lit';
import type { Messaging } from '../../../api/contract/message.ts';
import type { WordFiles } from '../admin-part.ts';
import { SettingsCard } from '../settings-card.ts';
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
export class GatewayCard extends SettingsCard<GatewayWords, Saved, Draft> {
  static override properties = { ...SettingsCard.properties, faults: { state: true } };

  static override styles = [
    ...SettingsCard.styles,
    css`
      .hours { display: flex; flex-wrap: wrap; gap: 14px; }
      .callback { overflow-wrap: anywhere; }
    `,
  ];

  declare private faults: ReadonlySet<string>;

  protected override readonly files = files;
  protected override readonly draftOf = draftOf;

  constructor() {
    super();
    this.faults = new Set();
  }

  protected override get told(): string {
    return this.words.saved;
  }

  protected override read(): Promise<Saved> {
    return this.app.client.get<Messaging>(path);
  }

  protected override async write(draft: Draft): Promise<Saved> {
    this.faults = new Set();
    const body = inputOf(draft, this.saved);
    return (await this.app.client.ask<Messaging>('PUT', path, { body })).body;
  }

  protected override refuse(pointers: readonly string[]): boolean {
    const fields = pointers.map((pointer) => pointer.split('/')[3] ?? '').filter(Boolean);
    this.faults = new Set(fields.map((field) => (field === 'templates' ? 'template' : field)));
    return fields.length > 0;
  }

  #set(change: Partial<Draft>): void {
    if (this.draft) this.draft = { ...this.draft, ...change };
    this.faults = new Set();
  }

  protected override form(draft: Draft): TemplateResult {
    const { app, words, isBusy } = this;
    return html`<form class="card" aria-label=${words.title} novalidate autocomplete="off" @submit=${this.save}>
      <h2>${words.title}</h2>
      <p class="hint">${words.hint}</p>
      <div class="fields">
        ${this.#sms(words, draft)} ${this.#whatsapp(words, draft)} ${this.#quietHours(words, draft)}
      </div>
      <button class="primary" ?disabled=${isBusy || !this.isDirty}>${app.common.save}</button>
    </form>`;
  }

  #sms(words: GatewayWords, { provider }: Draft): TemplateResult {
    const { sms } = this.saved.gateway;
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
    const { whatsapp } = this.saved.gateway;
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
