import { html, nothing, type TemplateResult } from 'lit';
import type { ApiKey, ApiKeyList, NewApiKey } from '../../../api/contract/partner.ts';
import { Card } from './card.ts';
import './copy-box.ts';

const scopes = ['mentors', 'sessions', 'metrics', 'webhooks'] as const;

/** Keys for the partner's programs: made, shown once, and revoked. */
export class ApiKeysCard extends Card {
  static override properties = { ...Card.properties, keys: { state: true }, told: { state: true } };

  declare private keys: readonly ApiKey[] | undefined;
  /** The key that was made, shown until it is put away. */
  declare private told: NewApiKey | undefined;

  protected override firstUpdated(): void {
    void this.#load();
  }

  async #load(): Promise<void> {
    const list = await this.run(() => this.app.client.get<ApiKeyList>('/api/partner/api-keys'));
    this.keys = list?.api_keys ?? this.keys;
  }

  override render(): TemplateResult {
    const { words, keys, told } = this;
    const { apiKeys } = words;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">${apiKeys.title}</h2>
      <p class="soft">${apiKeys.text}</p>
      ${told ? this.#toldBox(told) : nothing}
      ${keys?.length === 0 ? html`<p class="soft">${apiKeys.empty}</p>` : nothing}
      ${keys?.length ? html`<ul class="rows">${keys.map((key) => this.#row(key))}</ul>` : nothing}
      ${this.#form()}
    </section>`;
  }

  #toldBox({ key, name }: NewApiKey): TemplateResult {
    const { once } = this.words;
    const putAway = () => {
      this.told = undefined;
      void this.focusOn('input');
    };
    return html`<div class="told" role="status" tabindex="-1">
      <p><strong>${once.title}</strong><br />${once.text}</p>
      <admin-copy-box .app=${this.app} .label=${name} .code=${key}></admin-copy-box>
      <div><button @click=${putAway}>${once.stored}</button></div>
    </div>`;
  }

  #row(key: ApiKey): TemplateResult {
    const { apiKeys } = this.words;
    const granted = key.scopes.map((scope) => apiKeys.scopeNames[scope]).join(' · ');
    const used = key.last_used_at ? apiKeys.lastUsed(this.#utc(key.last_used_at)) : apiKeys.neverUsed;
    return html`<li><span><strong>${key.name}</strong><br />
        <small>${granted}<br />${used}</small></span>
      ${
        key.revoked_at
          ? html`<span class="badge bad">${apiKeys.revoked}</span>`
          : html`<button class="plain danger" aria-label=${apiKeys.revoke(key.name)}
              @click=${() => this.#revoke(key)}>${apiKeys.revokeNow}</button>`
      }</li>`;
  }

  /** An instant that no zone is known for is told in UTC, and says so. */
  #utc(instant: string): string {
    const style = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' } as const;
    return `${new Intl.DateTimeFormat(this.app.common.tag, style).format(new Date(instant))} UTC`;
  }

  #form(): TemplateResult {
    const { words, fault } = this;
    const { apiKeys } = words;
    return html`<form class="stack" novalidate @submit=${this.#create}>
      <label>${apiKeys.name}<input name="name" maxlength="100" autocomplete="off" required
        aria-invalid=${fault ? 'true' : nothing} aria-describedby="hint" /></label>
      <p id="hint" class=${fault ? 'fault' : 'hint'} role=${fault ? 'alert' : nothing}>${fault || apiKeys.nameHint}</p>
      <fieldset><legend>${apiKeys.scopes}</legend>
        ${scopes.map(
          (scope) =>
            html`<label class="check"><input type="checkbox" name="scope" value=${scope} />${apiKeys.scopeNames[scope]}</label>`,
        )}
      </fieldset>
      <div><button class="primary" ?disabled=${this.isBusy}>${apiKeys.create}</button></div>
    </form>`;
  }

  readonly #create = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const body = { name: String(data.get('name')).trim(), scopes: data.getAll('scope') };
    const made = await this.run(
      () => this.app.client.post<NewApiKey>('/api/partner/api-keys', body),
      this.words.apiKeys.fault,
    );
    if (!made) return;
    form.reset();
    this.told = made;
    await this.#load();
    await this.focusOn('.told');
  };

  async #revoke({ id, name }: ApiKey): Promise<void> {
    const { apiKeys } = this.words;
    const question = {
      title: apiKeys.revokeTitle(name),
      text: apiKeys.revokeText,
      confirm: apiKeys.revokeNow,
    };
    if (!(await this.app.ask({ ...question, isDangerous: true }))) return;
    await this.run(() => this.app.client.ask('DELETE', `/api/partner/api-keys/${id}`));
    if (this.told?.id === id) this.told = undefined;
    await this.#load();
    await this.focusOn('input');
  }
}

customElements.define('admin-api-keys-card', ApiKeysCard);
