import { css, html, nothing, type TemplateResult } from 'lit';
import type { Phone } from '../../../api/contract/phone.ts';
import type { PhoneWords } from '../../../api/domain/links/phone-words.ts';
import { ProblemError } from '../../client.ts';
import { AdminPart, type WordFiles } from '../admin-part.ts';
import { adminStyles } from '../admin-styles.ts';

const files: WordFiles<PhoneWords> = {
  fr: () => import('../../../api/domain/links/phone-words-fr.ts'),
  en: () => import('../../../api/domain/links/phone-words-en.ts'),
  pt: () => import('../../../api/domain/links/phone-words-pt.ts'),
  ar: () => import('../../../api/domain/links/phone-words-ar.ts'),
  sw: () => import('../../../api/domain/links/phone-words-sw.ts'),
};

const path = '/api/account/phone';

/** Where texts to a person go: she gives a number, and confirms it by a code. */
export class PhoneCard extends AdminPart<PhoneWords> {
  static override properties = {
    ...AdminPart.properties,
    phone: { state: true },
    fault: { state: true },
    isBusy: { state: true },
  };

  static override styles = [
    adminStyles,
    css`
      form { display: grid; gap: 10px; max-inline-size: 480px; }
      form button { justify-self: start; }
    `,
  ];

  /** Undefined until it was read. */
  declare private phone: Phone | undefined;
  declare private fault: string;
  declare private isBusy: boolean;

  protected override readonly files = files;

  constructor() {
    super();
    this.fault = '';
    this.isBusy = false;
  }

  protected override begin(): void {
    void this.#do(async () => {
      this.phone = await this.app.client.get<Phone>(path);
    });
  }

  /** Does one thing at a time, and tells at the field what was wrong with what was typed. */
  async #do(work: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    this.fault = '';
    try {
      await work();
    } catch (error) {
      const code = error instanceof ProblemError ? error.problem.code : '';
      const known = this.words.faults as Readonly<Record<string, string>>;
      this.fault = known[code] ?? '';
      if (!this.fault) this.app.fail(error);
    }
    this.isBusy = false;
    await this.updateComplete;
    if (this.fault) this.renderRoot.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }

  readonly #give = (event: SubmitEvent): void => {
    const body = { phone_number: typed(event) };
    void this.#do(async () => {
      this.phone = (await this.app.client.ask<Phone>('PUT', path, { body })).body;
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('input[name=code]')?.focus();
    });
  };

  readonly #confirm = (event: SubmitEvent): void => {
    const body = { code: typed(event).replace(/\D/g, '') };
    void this.#do(async () => {
      this.phone = await this.app.client.post<Phone>(`${path}/confirm`, body);
      this.app.tell(this.words.confirmed);
    });
  };

  readonly #remove = (): void => {
    void this.#do(async () => {
      await this.app.client.ask('DELETE', path);
      this.phone = await this.app.client.get<Phone>(path);
      this.app.tell(this.words.removed);
    });
  };

  override render(): TemplateResult | typeof nothing {
    const { words, phone } = this;
    if (!phone) return nothing;
    const { phone_number, source, is_stopped, pending } = phone;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">${words.title}</h2>
      <p class="hint">${words.hint}</p>
      ${
        phone_number
          ? html`<p><b><bdi dir="ltr">${phone_number}</bdi></b> ${source === 'token' ? words.fromPartner : nothing}</p>
            ${is_stopped ? html`<p>${words.stopped}</p>` : nothing}
            <button class="plain danger" ?disabled=${this.isBusy} @click=${this.#remove}>${words.remove}</button>`
          : html`<p>${words.none}</p>`
      }
      ${this.#form(this.#give, { name: 'phone_number', label: words.number, hint: words.example, button: words.send })}
      ${
        pending
          ? html`<p role="status">${words.sent(pending.phone_number)}</p>
            ${this.#form(this.#confirm, { name: 'code', label: words.code, hint: '', button: words.confirm })}`
          : nothing
      }
    </section>`;
  }

  #form(
    send: (event: SubmitEvent) => void,
    { name, label, hint, button }: Readonly<Record<'name' | 'label' | 'hint' | 'button', string>>,
  ): TemplateResult {
    const isCode = name === 'code';
    // A fault belongs to the last thing that was asked.
    const fault = isCode === Boolean(this.phone?.pending) ? this.fault : '';
    return html`<form novalidate @submit=${send}>
      <label>${label}<input name=${name} dir="ltr" type=${isCode ? 'text' : 'tel'} required maxlength="40"
        inputmode=${isCode ? 'numeric' : 'tel'} autocomplete=${isCode ? 'one-time-code' : 'tel'}
        aria-invalid=${fault ? 'true' : nothing} aria-describedby="${name}-hint" />
        <span id="${name}-hint" class=${fault ? 'fault' : 'hint'}>${fault || hint}</span></label>
      <button ?disabled=${this.isBusy}>${button}</button>
    </form>`;
  }
}

/** What was typed into the one field of a form, which is not sent by the browser. */
function typed(event: SubmitEvent): string {
  event.preventDefault();
  const [value] = new FormData(event.target as HTMLFormElement).values();
  return String(value ?? '');
}

customElements.define('admin-phone-card', PhoneCard);
