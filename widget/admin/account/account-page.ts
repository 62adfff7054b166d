import { css, html, nothing, type TemplateResult } from 'lit';
import type { Account, PersonExport, UpdateAccount } from '../../../api/contract/account.ts';
import { ProblemError } from '../../client.ts';
import { saveFile } from '../../save-file.ts';
import { AdminPage } from '../admin-page.ts';
import type { WordFiles } from '../admin-part.ts';
import { adminStyles } from '../admin-styles.ts';
import '../meetings/meeting-card.ts';
import { type Language, languageNames, languages } from '../app.ts';
import type { MeetingCard } from '../meetings/meeting-card.ts';
import type { AccountWords } from './strings.ts';

/** The page is made anew once the account has changed; she finds the keyboard where she left it. */
let hasSaved = false;

/** One's own account: name, language, zone; signing out everywhere; the copy and the end of one's data. */
export class AccountPage extends AdminPage<AccountWords> {
  static override properties = {
    ...AdminPage.properties,
    fault: { state: true },
    hasSessions: { state: true },
    isBusy: { state: true },
    changed: { state: true },
  };

  static override styles = [
    adminStyles,
    css`
      .page { max-inline-size: 760px; }
      .card > button, form > button { justify-self: start; }
      .card > .plain { padding-inline: 0; }
      .address { justify-self: start; overflow-wrap: anywhere; font-weight: 400; }
      .message { margin-block-start: 14px; }
    `,
  ];

  declare private fault: string;
  /** Whether sessions to come keep her from erasing herself. */
  declare private hasSessions: boolean;
  declare private isBusy: boolean;
  /** What was typed and not saved. */
  declare private changed: UpdateAccount;

  protected override readonly files: WordFiles<AccountWords> = {
    fr: () => import('./strings-fr.ts'),
    en: () => import('./strings-en.ts'),
    pt: () => import('./strings-pt.ts'),
    ar: () => import('./strings-ar.ts'),
    sw: () => import('./strings-sw.ts'),
  };

  constructor() {
    super();
    this.fault = '';
    this.hasSessions = false;
    this.isBusy = false;
    this.changed = {};
  }

  override get isDirty(): boolean {
    const card = this.renderRoot.querySelector<MeetingCard>('admin-meeting-card');
    return Object.keys(this.changed).length > 0 || (card?.isDirty ?? false);
  }

  protected override begin(): void {
    if (!hasSaved) return;
    hasSaved = false;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('form button')?.focus());
  }

  override render(): TemplateResult | typeof nothing {
    const { words, app } = this;
    if (!app.account) return nothing;
    return html`<div class="page">
      <h1>${words.title}</h1>
      ${this.#profile(app.account)}
      ${app.account.mentor_id ? html`<admin-meeting-card .app=${app} .mentorId=${app.account.mentor_id}></admin-meeting-card>` : nothing}
      <section class="card"><h2>${words.security}</h2><p>${words.securityText}</p>
        <button ?disabled=${this.isBusy} @click=${this.#signOutEverywhere}>${words.everywhere}</button></section>
      <section class="card"><h2>${words.data}</h2>
        <p>${words.exportText}</p>
        <button ?disabled=${this.isBusy} @click=${this.#export}>${words.export}</button>
        <div><p>${words.eraseText}</p>
          <div role="alert">${this.hasSessions ? this.#sessionsFirst() : nothing}</div></div>
        <button class="plain danger" ?disabled=${this.isBusy} @click=${this.#erase}>${words.erase}</button>
      </section>
    </div>`;
  }

  #profile(account: Account): TemplateResult {
    const { words, fault, changed, app } = this;
    const { email, name, timezone } = account;
    const change = (field: keyof UpdateAccount) => (event: Event) => {
      const { value } = event.target as HTMLInputElement;
      const { [field]: _, ...others } = this.changed;
      this.changed = value === (account[field] ?? '') ? others : { ...others, [field]: value };
    };
    const locale = changed.locale ?? account.locale ?? app.language;
    const zone = changed.timezone ?? timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    return html`<form class="card" novalidate @submit=${this.#save}>
      <h2>${words.profile}</h2>
      <label>${words.name}
        <input name="name" dir="auto" autocomplete="name" maxlength="200" required .value=${changed.name ?? name}
          aria-invalid=${fault ? 'true' : nothing} aria-describedby="name-hint" @input=${change('name')} />
        <span id="name-hint" class=${fault ? 'fault' : 'hint'}>${fault || words.nameHint}</span></label>
      <p class="label">${words.email}<bdi class="address">${email ?? words.noEmail}</bdi></p>
      <label>${words.locale}
        <select name="locale" aria-describedby="locale-hint" @change=${change('locale')}>
          ${languages.map(
            (each) =>
              html`<option value=${each} lang=${each} ?selected=${each === locale.slice(0, 2)}>${languageNames[each]}</option>`,
          )}</select>
        <span id="locale-hint" class="hint">${words.localeHint}</span></label>
      <label>${words.timezone}
        <select name="timezone" aria-describedby="zone-hint" @change=${change('timezone')}>
          ${zonesWith(zone).map((each) => html`<option ?selected=${each === zone}>${each}</option>`)}</select>
        <span id="zone-hint" class="hint">${words.timezoneHint}</span></label>
      <button class="primary" ?disabled=${this.isBusy}>${app.common.save}</button>
    </form>`;
  }

  #sessionsFirst(): TemplateResult {
    return html`<p class="message error">${this.words.sessionsToCome}
      <a href="/admin/sessions">${this.words.toSessions}</a></p>`;
  }

  readonly #save = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const read = (field: string) => String(new FormData(form).get(field)).trim();
    const body = { name: read('name'), locale: read('locale') as Language, timezone: read('timezone') };
    this.fault = body.name ? '' : this.words.nameMissing;
    if (this.fault) {
      form.querySelector('input')?.focus();
      return;
    }
    void this.#try(async () => {
      const { app } = this;
      await app.client.ask('PATCH', '/api/account', { body });
      this.changed = {};
      hasSaved = true;
      if (body.locale !== app.language) app.setLanguage(body.locale);
      await app.signedIn();
      app.tell(app.common.saved);
    });
  };

  readonly #signOutEverywhere = async (): Promise<void> => {
    const { app, words } = this;
    if (!(await app.ask({ ...words.everywhereAsk, isDangerous: true }))) return;
    await this.#try(async () => {
      await app.client.post('/api/account/sign-out-everywhere');
      await app.client.open('POST', '/api/sign-in/out');
      await app.signedIn();
    });
  };

  readonly #export = (): void => {
    void this.#try(async () => {
      const all = await this.app.client.get<PersonExport>('/api/account/export');
      saveFile('mentor-booking-account.json', 'application/json', JSON.stringify(all, null, 2));
    });
  };

  readonly #erase = async (): Promise<void> => {
    const { app, words } = this;
    this.hasSessions = false;
    if (!(await app.ask({ ...words.eraseAsk, isDangerous: true }))) return;
    await this.#try(async () => {
      await app.client.post('/api/account/erase', { confirm: 'erase' });
      this.changed = {};
      await app.signedIn();
      app.tell(words.erased);
    });
  };

  /** One thing at a time. */
  async #try(work: () => Promise<void>): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    try {
      await work();
    } catch (error) {
      this.hasSessions = error instanceof ProblemError && error.problem.code === 'sessions_to_come';
      if (!this.hasSessions) this.app.fail(error);
    } finally {
      this.isBusy = false;
    }
  }
}

/** The zones that the browser knows, and hers. */
function zonesWith(zone: string): readonly string[] {
  const known = Intl.supportedValuesOf('timeZone');
  return known.includes(zone) ? known : [zone, ...known];
}

customElements.define('admin-account-page', AccountPage);
