import { html, nothing, type TemplateResult } from 'lit';
import type { NewSecret, Partner, UpdatePartner } from '../../../api/contract/partner.ts';
import { Card } from './card.ts';
import './copy-box.ts';

const algorithms = ['HS256', 'RS256', 'ES256', 'EdDSA'] as const;

/** How the partner's tokens are signed: shared secrets, two live at most while one is rotated, or public keys. */
export class KeysCard extends Card {
  static override properties = { ...Card.properties, chosen: { state: true }, told: { state: true } };

  /** The algorithm that is chosen in the form; none: the one that counts. */
  declare private chosen: Partner['algorithm'] | undefined;
  /** A secret that was made, shown until it is put away. */
  declare private told: string | undefined;

  override render(): TemplateResult {
    const { words, partner } = this;
    const { keys } = words;
    const chosen = this.chosen ?? partner.algorithm;
    const choose = (event: Event) => {
      this.chosen = (event.target as HTMLSelectElement).value as Partner['algorithm'];
      this.fault = '';
    };
    const label = (each: string) => (each === 'HS256' ? `${keys.shared} (HS256)` : `JWKS (${each})`);
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">${keys.title}</h2>
      <p class="soft">${keys.text}</p>
      <label>${keys.algorithm}<select @change=${choose}>${algorithms.map(
        (each) => html`<option value=${each} ?selected=${each === chosen}>${label(each)}</option>`,
      )}</select></label>
      ${this.told ? this.#toldBox(this.told) : nothing}
      ${chosen === 'HS256' ? this.#shared() : this.#public(chosen)}
    </section>`;
  }

  #toldBox(secret: string): TemplateResult {
    const { once } = this.words;
    const putAway = () => {
      this.told = undefined;
      void this.focusOn('select');
    };
    return html`<div class="told" role="status" tabindex="-1">
      <p><strong>${once.title}</strong><br />${once.text}</p>
      <admin-copy-box .app=${this.app} .label=${this.words.keys.shared} .code=${secret}></admin-copy-box>
      <div><button @click=${putAway}>${once.stored}</button></div>
    </div>`;
  }

  #shared(): TemplateResult {
    const { partner, words, isBusy } = this;
    const { keys } = words;
    if (partner.algorithm !== 'HS256') {
      return html`<div><button class="primary" ?disabled=${isBusy}
        @click=${() => this.#switch({ algorithm: 'HS256' })}>${keys.change}</button></div>`;
    }
    const { secrets } = partner;
    const age = (number: number) =>
      secrets.length === 1 ? keys.only : number === 1 ? keys.older : keys.newer;
    return html`
      <h3>${keys.secrets}</h3>
      <ul class="rows">${secrets.map(
        ({ number, fingerprint }) =>
          html`<li><span>${keys.fingerprint} <code>${fingerprint}</code> <small>${age(number)}</small></span>
            <button class="plain danger" ?disabled=${secrets.length < 2 || isBusy} aria-label=${keys.remove(fingerprint)}
              @click=${() => this.#remove(number, fingerprint)}>${this.app.common.remove}</button></li>`,
      )}</ul>
      <div><button ?disabled=${secrets.length > 1 || isBusy} @click=${this.#make}>${keys.make}</button></div>
      <h3>${keys.steps}</h3>
      <ol>${keys.stepList.map((step) => html`<li>${step}</li>`)}</ol>`;
  }

  #public(algorithm: Partner['algorithm']): TemplateResult {
    const { partner, words, fault } = this;
    const { keys } = words;
    const isCurrent = algorithm === partner.algorithm;
    const known = isCurrent && partner.jwks ? JSON.stringify(partner.jwks, null, 2) : '';
    return html`<form class="stack" novalidate @submit=${(event: SubmitEvent) => this.#publish(event, algorithm)}>
      <label>${keys.jwksUrl}<input name="jwks_url" type="url" dir="ltr" autocomplete="off"
        .value=${(isCurrent && partner.jwks_url) || ''} aria-invalid=${fault ? 'true' : nothing}
        aria-describedby=${fault ? 'fault' : nothing} /></label>
      <label>${keys.jwks}<textarea name="jwks" dir="ltr" spellcheck="false" rows="6" .value=${known}
        aria-describedby="hint"></textarea></label>
      <p id="hint" class="hint">${keys.jwksHint}</p>
      ${fault ? html`<p id="fault" class="fault" role="alert">${fault}</p>` : nothing}
      <div><button class="primary" ?disabled=${this.isBusy}>${isCurrent ? this.app.common.save : keys.change}</button></div>
    </form>`;
  }

  async #publish(event: SubmitEvent, algorithm: Partner['algorithm']): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const url = String(data.get('jwks_url')).trim();
    let jwks: Partner['jwks'] = null;
    try {
      const text = String(data.get('jwks')).trim();
      if (!url && text) jwks = JSON.parse(text);
    } catch {
      this.fault = this.words.keys.jwksFault;
      return;
    }
    await this.#switch({ algorithm, jwks, jwks_url: url || null });
  }

  async #switch(body: UpdatePartner & Pick<Partner, 'algorithm'>): Promise<void> {
    const { keys } = this.words;
    const question = { title: keys.changeTitle, text: keys.changeText, confirm: keys.change };
    if (body.algorithm !== this.partner.algorithm) {
      if (!(await this.app.ask({ ...question, isDangerous: true }))) return;
    }
    const partner = await this.change(body, keys.jwksFault);
    if (!partner) return;
    this.told = partner.new_secret;
    this.chosen = undefined;
    this.app.tell(this.app.common.saved);
  }

  readonly #make = async (): Promise<void> => {
    const made = await this.run(() => this.app.client.post<NewSecret>('/api/partner/secrets'));
    if (!made) return;
    this.told = made.secret;
    const { number, fingerprint } = made;
    this.#show([...this.partner.secrets, { number, fingerprint }]);
    await this.focusOn('.told');
  };

  async #remove(number: number, fingerprint: string): Promise<void> {
    const { keys } = this.words;
    const question = { title: keys.removeTitle, text: keys.removeText, confirm: this.app.common.remove };
    if (!(await this.app.ask({ ...question, isDangerous: true }))) return;
    const path = `/api/partner/secrets/${number}?fingerprint=${fingerprint}`;
    const isDone = await this.run(async () => {
      await this.app.client.ask('DELETE', path);
      return true;
    });
    if (!isDone) return;
    const left = this.partner.secrets.filter((secret) => secret.fingerprint !== fingerprint);
    this.#show(left.map((secret, index) => ({ ...secret, number: index + 1 })));
    this.app.tell(keys.removed);
    await this.focusOn('select');
  }

  #show(secrets: Partner['secrets']): void {
    this.dispatchEvent(new CustomEvent('changed', { detail: { ...this.partner, secrets } }));
  }
}

customElements.define('admin-keys-card', KeysCard);
