import { css, html, nothing, type TemplateResult } from 'lit';
import type {
  NewWebhook,
  Redelivered,
  Webhook,
  WebhookDelivery,
  WebhookDeliveryList,
  WebhookList,
} from '../../../api/contract/webhook.ts';
import { AdminPage } from '../admin-page.ts';
import { adminStyles } from '../admin-styles.ts';
import { drawing } from '../drawing.ts';
import { PagedList } from '../paged-list.ts';
import { deliveryItem } from './delivery-item.ts';
import { secretBox } from './secret-box.ts';
import type { WebhooksWords } from './strings.ts';
import { lastOutcome, outcomeOf, stateBadge, utc, webhookWordFiles } from './webhook-words.ts';
import './webhook-form.ts';

const hourMs = 60 * 60_000;

/** One webhook: how it stands, what can be done with it, and what it was sent. */
export class WebhookPage extends AdminPage<WebhooksWords> {
  static override properties = {
    ...AdminPage.properties,
    webhook: { state: true },
    secret: { state: true },
    tested: { state: true },
    isEditing: { state: true },
    isBusy: { state: true },
  };

  static override styles = [
    adminStyles,
    css`
      .back { display: inline-flex; align-items: center; gap: 6px; min-block-size: 44px; }
      h1 { overflow-wrap: anywhere; font-size: 20px; }
      .deliveries { display: grid; gap: 8px; }
      .delivery { border: 1px solid var(--line); border-radius: var(--radius); background: var(--paper); }
      summary { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: center; gap: 4px 16px; min-block-size: 56px; padding: 10px 16px; cursor: pointer; }
      summary::after { content: none; }
      .about { display: grid; }
      details > .stack { padding: 4px 16px 16px; }
      .attempt { padding-block-start: 12px; border-block-start: 1px solid var(--line); }
      pre { margin: 0; padding: 10px 12px; overflow: auto; max-block-size: 300px; white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid var(--line); border-radius: var(--radius); background: var(--ground); }
      code { overflow-wrap: anywhere; }
      form.line { display: flex; flex-wrap: wrap; align-items: end; gap: 10px 16px; }
      form.line label:not(.check) { flex: 1 1 200px; }
    `,
  ];

  protected override readonly files = webhookWordFiles;

  /** Null when there is no such webhook. */
  declare private webhook: Webhook | null | undefined;
  /** A secret that was made, shown until it is put away. */
  declare private secret: string | undefined;
  /** How the latest test went. */
  declare private tested: WebhookDelivery | undefined;
  declare private isEditing: boolean;
  declare private isBusy: boolean;

  #state = '';
  readonly #list = new PagedList<WebhookDelivery>(this, async (cursor, signal) => {
    const query = new URLSearchParams({ limit: '20', cursor, ...(this.#state && { state: this.#state }) });
    const path = `${this.#path}/deliveries?${query}`;
    const { deliveries, next_cursor } = await this.app.client.get<WebhookDeliveryList>(path, { signal });
    return { items: deliveries, next: next_cursor };
  });

  get #path(): string {
    return `/api/partner/webhooks/${encodeURIComponent(this.params.id ?? '')}`;
  }

  protected override begin(): void {
    void this.#refresh();
  }

  readonly #refresh = async (): Promise<void> => {
    this.failed = undefined;
    try {
      const { webhooks } = await this.app.client.get<WebhookList>('/api/partner/webhooks');
      this.webhook = webhooks.find(({ id }) => String(id) === this.params.id) ?? null;
      if (this.webhook) await this.#list.start();
    } catch (error) {
      this.failed = error;
    }
  };

  override render(): TemplateResult {
    const { app, words, webhook } = this;
    if (webhook === null)
      return html`<div class="empty"><p>${words.notFound}</p>
        <a class="button" href="/admin/webhooks">${app.common.pages.webhooks}</a></div>`;
    if (!webhook) {
      return this.failed
        ? html`${this.failureWithRetry(this.failed, this.#refresh)}`
        : html`<p class="empty" role="status">${app.common.loading}</p>`;
    }
    return html`<div class="page">
      <p><a class="back" href="/admin/webhooks"><span class="turns">${drawing('m15 5-7 7 7 7')}</span>${app.common.pages.webhooks}</a></p>
      <div class="head"><h1 tabindex="-1" dir="ltr">${webhook.url}</h1>${stateBadge(words, webhook)}</div>
      ${this.secret ? secretBox(app, words, this.secret, this.#putAway) : nothing}
      ${this.#facts(webhook)}
      ${this.#deliveries(webhook)}
      ${
        this.isEditing
          ? html`<admin-webhook-form .app=${app} .words=${words} .webhook=${webhook} @saved=${this.#saved}
              @closed=${() => this.#edit(false)}></admin-webhook-form>`
          : nothing
      }
    </div>`;
  }

  #facts(webhook: Webhook): TemplateResult {
    const { app, words, isBusy } = this;
    const { common } = app;
    const { disabled_reason: reason, old_secret_until: until } = webhook;
    return html`<section class="card">
      ${reason ? html`<p class="message error">${words.reasons[reason]}</p>` : nothing}
      <p>${webhook.types.map((type) => words.types[type]).join(' · ')}</p>
      <p class="soft">${lastOutcome(words, webhook, common.tag)}</p>
      ${until ? html`<p class="soft">${words.oldUntil(utc(until, common.tag))}</p>` : nothing}
      ${this.#testResult()}
      <div class="row">
        <button class="primary" ?disabled=${isBusy} @click=${this.#test}>${words.test}</button>
        <button @click=${() => this.#edit(true)}>${common.edit}</button>
        <button ?disabled=${isBusy} @click=${this.#rotate}>${words.rotate}</button>
        ${
          webhook.state === 'active'
            ? html`<button ?disabled=${isBusy} @click=${this.#disable}>${words.disable}</button>`
            : html`<button ?disabled=${isBusy} @click=${() => this.#setState('active')}>${words.enable}</button>`
        }
        <button class="plain danger" ?disabled=${isBusy} @click=${this.#remove}>${common.remove}</button>
      </div>
    </section>`;
  }

  #testResult(): TemplateResult {
    const { words, tested } = this;
    const [attempt] = tested?.attempts ?? [];
    const arrived = attempt?.error === null;
    const told = !attempt
      ? ''
      : arrived
        ? words.testGood(attempt.status ?? 0, attempt.duration_ms)
        : words.testBad(outcomeOf(words, attempt));
    return html`<div role="status">${
      attempt
        ? html`<div class="message stack ${arrived ? 'good' : 'error'}"><p>${told}</p>
            ${attempt.answer ? html`<pre tabindex="0" role="group" aria-label=${words.answer} dir="ltr"><code>${attempt.answer}</code></pre>` : nothing}
            ${attempt.detail ? html`<p dir="ltr"><small>${attempt.detail}</small></p>` : nothing}</div>`
        : nothing
    }</div>`;
  }

  #deliveries(webhook: Webhook): TemplateResult {
    const { app, words } = this;
    const { items, next, error, isLoading, more } = this.#list;
    const isActive = webhook.state === 'active';
    return html`<section class="stack" aria-labelledby="deliveries">
      <div class="head"><h2 id="deliveries">${words.deliveries}</h2>
        <button @click=${this.#refresh}>${words.refresh}</button></div>
      ${isActive ? this.#againForm() : nothing}
      <label>${words.state}<select name="state" @change=${this.#choose}>
        <option value="">${words.anyState}</option>
        ${Object.entries(words.deliveryStates).map(([value, label]) => html`<option value=${value}>${label}</option>`)}
      </select></label>
      ${this.failureWithRetry(error, this.#list.start)}
      <div aria-live="polite" aria-busy=${isLoading}>
        ${items?.length === 0 ? html`<p class="card empty">${words.noDeliveries}</p>` : nothing}
        ${
          items?.length
            ? html`<ul class="deliveries">${items.map((delivery) =>
                deliveryItem({
                  app,
                  words,
                  delivery,
                  again: isActive ? () => this.#again(delivery) : undefined,
                }),
              )}</ul>`
            : nothing
        }
      </div>
      ${next ? html`<button ?disabled=${isLoading} @click=${more}>${app.common.more}</button>` : nothing}
    </section>`;
  }

  #againForm(): TemplateResult {
    const { words } = this;
    const { sendAgain } = words;
    return html`<form class="card line" aria-label=${sendAgain.title} @submit=${this.#againSince}>
      <label>${sendAgain.since}<select name="hours">${Object.entries(words.since).map(
        ([hours, label]) => html`<option value=${hours}>${label}</option>`,
      )}</select></label>
      <label class="check"><input type="checkbox" name="only" checked />${sendAgain.onlyMissing}</label>
      <button ?disabled=${this.isBusy}>${sendAgain.title}</button>
    </form>`;
  }

  /** Runs a request, one at a time, and tells what goes wrong. @returns undefined when it did. */
  async #run<Result>(request: () => Promise<Result>): Promise<Result | undefined> {
    if (this.isBusy) return undefined;
    this.isBusy = true;
    try {
      return await request();
    } catch (error) {
      this.app.fail(error);
      return undefined;
    } finally {
      this.isBusy = false;
    }
  }

  readonly #test = async (): Promise<void> => {
    this.tested = undefined;
    this.tested = await this.#run(() => this.app.client.post<WebhookDelivery>(`${this.#path}/test`));
    if (this.tested) await this.#refresh();
  };

  readonly #rotate = async (): Promise<void> => {
    const { app, words } = this;
    const question = { title: words.rotateTitle, text: words.rotateText, confirm: words.rotate };
    if (!(await app.ask(question))) return;
    const made = await this.#run(() => app.client.post<NewWebhook>(`${this.#path}/rotate-secret`));
    if (!made) return;
    const { secret, ...webhook } = made;
    this.webhook = webhook;
    this.secret = secret;
    app.tell(words.rotated);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.told')?.focus();
  };

  readonly #putAway = (): void => {
    this.secret = undefined;
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
  };

  readonly #disable = async (): Promise<void> => {
    const { app, words } = this;
    const question = { title: words.disable, text: words.disableText, confirm: words.disable };
    if (await app.ask({ ...question, isDangerous: true })) await this.#setState('disabled');
  };

  async #setState(state: Webhook['state']): Promise<void> {
    const { app, words } = this;
    const changed = await this.#run(() => app.client.ask<Webhook>('PATCH', this.#path, { body: { state } }));
    if (!changed) return;
    this.webhook = changed.body;
    app.tell(state === 'active' ? words.enabled : words.disabled);
    await this.#list.start();
  }

  readonly #remove = async (): Promise<void> => {
    const { app, words } = this;
    const question = { title: words.remove, text: words.removeText, confirm: app.common.remove };
    if (!(await app.ask({ ...question, isDangerous: true }))) return;
    const done = await this.#run(() => app.client.ask('DELETE', this.#path));
    if (!done) return;
    app.tell(words.removed);
    app.navigate('/admin/webhooks');
  };

  async #again({ id }: WebhookDelivery): Promise<void> {
    const { app, words } = this;
    const path = `/api/partner/webhook-deliveries/${id}/redeliver`;
    const queued = await this.#run(() => app.client.post<WebhookDelivery>(path));
    if (!queued) return;
    app.tell(words.queued(1));
    this.#list.replace(this.#list.items?.map((each) => (each.id === id ? queued : each)));
  }

  readonly #againSince = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { app, words } = this;
    const data = new FormData(event.target as HTMLFormElement);
    const since = new Date(Date.now() - Number(data.get('hours')) * hourMs).toISOString();
    const body = { since, only_missing: data.has('only') };
    const done = await this.#run(() => app.client.post<Redelivered>(`${this.#path}/redeliver`, body));
    if (!done) return;
    app.tell(words.queued(done.count));
    await this.#list.start();
  };

  readonly #choose = (event: Event): void => {
    this.#state = (event.target as HTMLSelectElement).value;
    void this.#list.start();
  };

  #edit(isEditing: boolean): void {
    this.isEditing = isEditing;
  }

  readonly #saved = ({ detail }: CustomEvent<Webhook>): void => {
    this.webhook = detail;
    this.app.tell(this.app.common.saved);
  };
}

customElements.define('admin-webhook-page', WebhookPage);
