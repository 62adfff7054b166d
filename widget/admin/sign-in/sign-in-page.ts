import { css, html, nothing, type TemplateResult } from 'lit';
import type { PartnerName } from '../../../api/contract/account.ts';
import type { SignInOptions, SignInRefusal } from '../../../api/contract/sign-in.ts';
import { ProblemError } from '../../client.ts';
import { AdminPage } from '../admin-page.ts';
import type { WordFiles } from '../admin-part.ts';
import { adminStyles } from '../admin-styles.ts';
import type { SignInWords } from './strings.ts';

/** How long she waits for the mail before she can ask for another, seconds. */
const resendAfter = 30;

interface Fault {
  readonly field: 'email' | 'code' | 'form';
  readonly text: string;
}

/** Signs in: an address, then the code that comes by mail; or the partner's own sign-in; or the demo's people. */
export class SignInPage extends AdminPage<SignInWords> {
  static override properties = {
    ...AdminPage.properties,
    step: { state: true },
    email: { state: true },
    options: { state: true },
    partners: { state: true },
    fault: { state: true },
    told: { state: true },
    wait: { state: true },
    isBusy: { state: true },
  };

  static override styles = [
    adminStyles,
    css`
      .page { max-inline-size: 460px; margin-inline: auto; padding-block: 4vh; }
      .code { max-inline-size: 220px; font-size: 24px; letter-spacing: .3em; direction: ltr; text-align: start; font-variant-numeric: tabular-nums; }
      .wide { inline-size: 100%; }
      .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(170px, 1fr)); gap: 10px; }
      button.plain { padding-inline: 0; text-align: start; }
    `,
  ];

  declare private step: 'email' | 'code' | 'partner';
  declare private email: string;
  declare private options: SignInOptions;
  declare private partners: readonly PartnerName[];
  declare private fault: Fault | undefined;
  /** What happened last, for screen readers and the eye. */
  declare private told: string;
  /** Seconds until another code can be asked for. */
  declare private wait: number;
  declare private isBusy: boolean;

  #code = '';
  #clock: ReturnType<typeof setInterval> | undefined;

  protected override readonly files: WordFiles<SignInWords> = {
    fr: () => import('./strings-fr.ts'),
    en: () => import('./strings-en.ts'),
    pt: () => import('./strings-pt.ts'),
    ar: () => import('./strings-ar.ts'),
    sw: () => import('./strings-sw.ts'),
  };

  constructor() {
    super();
    this.step = 'email';
    this.email = '';
    this.options = { demo: false, oidc: [] };
    this.partners = [];
    this.told = '';
    this.wait = 0;
    this.isBusy = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#clock);
  }

  protected override begin(): void {
    const address = new URL(location.href);
    const { refusals } = this.words;
    const said = address.searchParams.get('sign_in') ?? '';
    const refusal = Object.hasOwn(refusals, said) ? refusals[said as SignInRefusal] : undefined;
    if (refusal) {
      this.fault = { field: 'form', text: refusal };
      address.searchParams.delete('sign_in');
      history.replaceState(null, '', address);
    }
    void this.#readOptions(address.searchParams.get('partner'));
    // There is one thing to do here, and what had the keyboard before a sign-out is gone.
    if (!refusal) void this.#focus('[name]');
  }

  /** Without them the code by mail works all the same. */
  async #readOptions(partner: string | null): Promise<void> {
    const query = partner ? `?partner=${encodeURIComponent(partner)}` : '';
    try {
      this.options = await this.app.client.open<SignInOptions>('GET', `/api/sign-in/options${query}`);
    } catch (error) {
      if (!(error instanceof ProblemError)) this.app.fail(error);
    }
  }

  override render(): TemplateResult {
    const steps = {
      email: () => this.#askEmail(),
      code: () => this.#askCode(),
      partner: () => this.#askPartner(),
    };
    return html`<div class="page">
      <div class="card">${steps[this.step]()}<p class="soft" role="status" ?hidden=${!this.told}>${this.told}</p></div>
      ${this.step === 'email' ? html`${this.#own()}${this.#demo()}` : nothing}
    </div>`;
  }

  #askEmail(): TemplateResult {
    const { words } = this;
    return html`<form class="stack" novalidate @submit=${this.#sendCode}>
      <h1>${words.title}</h1>
      <p class="soft">${words.lead}</p>
      ${this.#message()}
      <label>${words.email}
        <input name="email" type="email" dir="ltr" autocomplete="email" maxlength="320" required .value=${this.email}
          aria-invalid=${this.#invalid('email')} aria-describedby="email-fault" />
        ${this.#faultOf('email')}
      </label>
      <button class="primary" ?disabled=${this.isBusy}>${words.send}</button>
    </form>`;
  }

  #askCode(): TemplateResult {
    const { words, wait } = this;
    const [before, after] = words.sent.split('{email}');
    return html`<form class="stack" novalidate @submit=${this.#submitCode}>
        <h1>${words.codeTitle}</h1>
        <p class="soft">${before}<bdi><strong>${this.email}</strong></bdi>${after}</p>
        ${this.#message()}
        <label>${words.code}
          <input name="code" class="code" inputmode="numeric" autocomplete="one-time-code" maxlength="16" required
            aria-invalid=${this.#invalid('code')} aria-describedby="code-fault" />
          ${this.#faultOf('code')}
        </label>
        <button class="primary" ?disabled=${this.isBusy}>${words.signIn}</button>
      </form>
      <p class="soft">${words.nothingThere}</p>
      <div class="stack">
        <button class="wide" ?disabled=${wait > 0 || this.isBusy} @click=${() => this.#newCode(words.sentAgain)}>
          ${wait > 0 ? words.againIn(wait) : words.again}</button>
        <button class="plain" @click=${() => this.#go('email', '')}>${words.otherAddress}</button>
      </div>`;
  }

  #askPartner(): TemplateResult {
    return html`<h1 tabindex="-1">${this.words.choosePartner}</h1>
      ${this.#message()}
      <div class="stack">${this.partners.map(
        ({ slug, name }) =>
          html`<button ?disabled=${this.isBusy} @click=${() => this.#signIn(slug)}><bdi>${name}</bdi></button>`,
      )}</div>`;
  }

  #own(): TemplateResult | typeof nothing {
    const { oidc } = this.options;
    if (oidc.length === 0) return nothing;
    return html`<section class="card"><h2>${this.words.own}</h2>
      ${oidc.map(
        ({ partner, name }) =>
          html`<a class="button" href="/api/sign-in/oidc/${partner}?after=${location.pathname}"><bdi>${this.words.ownOf(name)}</bdi></a>`,
      )}</section>`;
  }

  #demo(): TemplateResult | typeof nothing {
    const { words, options } = this;
    if (!options.demo) return nothing;
    const as = (role: string) => () =>
      this.#try(async () => {
        await this.app.client.open('POST', '/api/sign-in/demo', { role });
        await this.app.signedIn();
      });
    return html`<section class="card"><h2>${words.demo}</h2><p class="soft">${words.demoText}</p>
      <div class="pair">
        <button ?disabled=${this.isBusy} @click=${as('mentor')}>${words.demoMentor}</button>
        <button ?disabled=${this.isBusy} @click=${as('partner_admin')}>${words.demoPartner}</button>
      </div></section>`;
  }

  #message(): TemplateResult | typeof nothing {
    return this.fault?.field === 'form'
      ? html`<p class="message error" role="alert">${this.fault.text}</p>`
      : nothing;
  }

  #faultOf(field: Fault['field']): TemplateResult {
    return html`<span class="fault" id="${field}-fault">${this.fault?.field === field ? this.fault.text : nothing}</span>`;
  }

  #invalid(field: Fault['field']): 'true' | typeof nothing {
    return this.fault?.field === field ? 'true' : nothing;
  }

  readonly #sendCode = (event: SubmitEvent): void => {
    event.preventDefault();
    this.email = typedIn(event, 'email').trim();
    if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(this.email)) this.#newCode('');
    else this.#refuse('email', this.words.faults.email);
  };

  #newCode(told: string): void {
    void this.#try(async () => {
      await this.#requestCode();
      this.#go('code', told);
    });
  }

  async #requestCode(): Promise<void> {
    const { client, language } = this.app;
    await client.open('POST', '/api/sign-in/code', { email: this.email, locale: language });
    clearInterval(this.#clock);
    this.wait = resendAfter;
    this.#clock = setInterval(() => {
      this.wait -= 1;
      if (this.wait <= 0) clearInterval(this.#clock);
    }, 1_000);
  }

  readonly #submitCode = (event: SubmitEvent): void => {
    event.preventDefault();
    this.#code = digitsOf(typedIn(event, 'code'));
    if ([6, 10].includes(this.#code.length)) void this.#signIn();
    else this.#refuse('code', this.words.faults.code);
  };

  async #signIn(partner?: string): Promise<void> {
    await this.#try(async () => {
      const body = { email: this.email, code: this.#code, ...(partner && { partner }) };
      await this.app.client.open('POST', '/api/sign-in', body);
      await this.app.signedIn();
    });
  }

  /** One thing at a time; what goes wrong is told where she is. */
  async #try(work: () => Promise<void>): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.fault = undefined;
    this.told = '';
    try {
      await work();
    } catch (error) {
      this.#explain(error);
    } finally {
      this.isBusy = false;
    }
  }

  #explain(error: unknown): void {
    const { faults } = this.words;
    const { code, partners } = error instanceof ProblemError ? error.problem : {};
    if (code === 'partner_needed' && partners) {
      this.partners = partners;
      this.#go('partner', '');
    } else if (code === 'wrong_code') {
      this.step = 'code';
      this.#refuse('code', faults.wrongCode);
    } else if (code === 'other_browser') {
      this.step = 'code';
      this.#refuse('code', faults.otherBrowser);
    } else if (code === 'rate_limited') {
      this.#refuse('form', faults.tooOften((error as ProblemError).retryAfter || 60));
    } else if (code === 'invalid_request' && this.step === 'email') {
      this.#refuse('email', faults.email);
    } else this.#refuse('form', this.app.wordsFor(error));
  }

  #refuse(field: Fault['field'], text: string): void {
    this.fault = { field, text };
    if (field !== 'form') void this.#focus(`[name=${field}]`);
  }

  #go(step: SignInPage['step'], told: string): void {
    this.step = step;
    this.fault = undefined;
    this.told = told;
    void this.#focus('[name], h1[tabindex]');
  }

  async #focus(selector: string): Promise<void> {
    await this.updateComplete;
    const target = this.renderRoot.querySelector<HTMLElement>(selector);
    target?.focus();
    if (target instanceof HTMLInputElement) target.select();
  }
}

const typedIn = (event: SubmitEvent, name: string): string =>
  String(new FormData(event.target as HTMLFormElement).get(name) ?? '');

/** The digits of what was typed or pasted, Arabic ones too, without the spaces between. */
const digitsOf = (text: string): string =>
  text
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/\D/g, '');

customElements.define('admin-sign-in-page', SignInPage);
