import { css, html, nothing, type TemplateResult } from 'lit';
import type { Person, PersonWithSessions } from '../../../api/contract/person.ts';
import { city } from '../../format.ts';
import { saveFile } from '../../save-file.ts';
import { AdminPage } from '../admin-page.ts';
import { adminStyles } from '../admin-styles.ts';
import { drawing } from '../drawing.ts';
import { listView } from '../sessions/list-view.ts';
import { partnerPath } from '../sessions/session-filters.ts';
import { dayOf, sessionWordFiles, zoneOf } from '../sessions/session-words.ts';
import { sessionsStyles } from '../sessions/sessions-styles.ts';
import type { SessionWords } from '../sessions/strings.ts';
import { badges, peopleWordFiles } from './people-words.ts';
import type { PeopleWords } from './strings.ts';

/** One person of a partner, for its admins: who she is, her latest sessions, and her privacy. */
export class PersonPage extends AdminPage<PeopleWords> {
  static override properties = {
    ...AdminPage.properties,
    person: { state: true },
    sessionWords: { state: true },
    isBusy: { state: true },
  };

  static override styles = [
    adminStyles,
    sessionsStyles,
    css`
      h1 { overflow-wrap: anywhere; }
      dt { color: var(--soft); font-size: 14px; }
      dd { overflow-wrap: anywhere; }
      .back { display: inline-flex; align-items: center; gap: 6px; min-block-size: 44px; }
      .back .turns { display: inline-flex; }
    `,
  ];

  declare private person: PersonWithSessions | undefined;
  declare private sessionWords: SessionWords | undefined;
  declare private isBusy: boolean;

  protected override readonly files = peopleWordFiles;

  protected override begin(): void {
    void this.#read();
  }

  protected override willUpdate(): void {
    // A language that was chosen meanwhile.
    void sessionWordFiles[this.app.language]().then(({ words }) => {
      this.sessionWords = words;
    });
  }

  get #path(): string {
    return `/api/people/${encodeURIComponent(this.params.id ?? '')}`;
  }

  async #read(): Promise<void> {
    this.failed = undefined;
    try {
      const zone = encodeURIComponent(zoneOf(this.app));
      this.person = await this.app.client.get<PersonWithSessions>(`${this.#path}?timezone=${zone}`);
    } catch (error) {
      this.failed = error;
    }
  }

  readonly #export = async (): Promise<void> => {
    this.isBusy = true;
    try {
      const data = await this.app.client.get<object>(`${this.#path}/export`);
      saveFile(`person-${this.params.id}.json`, 'application/json', JSON.stringify(data, null, 2));
    } catch (error) {
      this.#fail(error);
    }
    this.isBusy = false;
  };

  readonly #erase = async (): Promise<void> => {
    const { app, words, person } = this;
    if (!person) return;
    const { eraseTitle, eraseText: text, erase: confirm, eraseWord: word } = words;
    if (!(await app.ask({ title: eraseTitle(person.name), text, confirm, word, isDangerous: true }))) return;
    this.isBusy = true;
    try {
      await app.client.post<Person>(`${this.#path}/erase`, { confirm: 'erase' });
      app.tell(words.erasedNow);
      await this.#read();
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
    } catch (error) {
      this.#fail(error);
    }
    this.isBusy = false;
  };

  readonly #useAgain = async (): Promise<void> => {
    this.isBusy = true;
    try {
      await this.app.client.post<Person>(`${this.#path}/use-mail-again`);
      this.app.tell(this.words.usedAgain);
      await this.#read();
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
    } catch (error) {
      this.#fail(error);
    }
    this.isBusy = false;
  };

  #fail(error: unknown): void {
    const { problem } = error as { problem?: { code: string } };
    if (problem?.code === 'sessions_to_come') this.app.tell(this.words.sessionsToCome, { isError: true });
    else this.app.fail(error);
  }

  override render(): TemplateResult {
    const { app, words, person } = this;
    if (this.failed) {
      const { problem } = this.failed as { problem?: { code: string } };
      const isUnknown = problem?.code === 'not_found';
      return html`<div class="empty" role="alert"><p>${isUnknown ? words.notFound : app.wordsFor(this.failed)}</p>
        ${
          isUnknown
            ? html`<a class="button" href="/admin/people">${words.title}</a>`
            : html`<button @click=${() => this.#read()}>${app.common.retry}</button>`
        }</div>`;
    }
    if (!person) return html`<p class="empty" role="status">${app.common.loading}</p>`;
    return html`<div class="page">
      <p><a class="back" href="/admin/people"><span class="turns">${drawing('m15 5-7 7 7 7')}</span>${words.title}</a></p>
      <div class="head"><h1 tabindex="-1"><bdi>${person.name}</bdi></h1>${badges(words, person)}</div>
      <div class="columns">
        ${this.#facts(person)}
        ${person.erased_at ? nothing : this.#privacy()}
      </div>
      ${this.#sessions(person)}
    </div>`;
  }

  #facts(person: Person): TemplateResult {
    const { app, words } = this;
    const fact = (name: string, value: unknown) =>
      html`<div><dt>${name}</dt><dd><bdi>${value}</bdi></dd></div>`;
    const since = person.created_at.slice(0, 10);
    return html`<dl class="card">
      ${fact(words.email, person.email ?? words.noEmail)}
      ${this.#bounce(person)}
      ${person.erased_at ? nothing : fact(words.externalId, person.external_id)}
      ${fact(words.since, dayOf(since, app, ''))}
      <div><dt>${app.common.pages.messages}</dt><dd><a class="button" href="/admin/messages?person=${person.id}">${app.common.open}</a></dd></div>
    </dl>`;
  }

  #bounce({ mail_bounced_at: since, mail_bounce_reason: code }: Person): TemplateResult | typeof nothing {
    const { app, words, isBusy } = this;
    if (!since) return nothing;
    return html`<div><dt>${words.comesBack}</dt><dd class="stack">
      <p class="message error">${words.bouncedSince(dayOf(since.slice(0, 10), app, ''), code ?? '')}</p>
      <div><button ?disabled=${isBusy} @click=${this.#useAgain}>${words.useAgain}</button></div></dd></div>`;
  }

  #privacy(): TemplateResult {
    const { words, isBusy } = this;
    return html`<section class="card" aria-label=${words.privacy}><h2>${words.privacy}</h2>
      <div class="stack"><p class="hint">${words.exportHint}</p>
        <div><button ?disabled=${isBusy} @click=${this.#export}>${words.export}</button></div></div>
      <div class="stack"><p class="hint">${words.eraseHint}</p>
        <div><button class="danger" ?disabled=${isBusy} @click=${this.#erase}>${words.erase}</button></div></div>
    </section>`;
  }

  #sessions({ sessions, sessions_count, mentor_id }: PersonWithSessions): TemplateResult | typeof nothing {
    const { app, words, sessionWords } = this;
    if (!sessionWords) return nothing;
    return html`<section class="stack"><div class="head"><h2>${words.sessions(sessions_count)}</h2>
        ${mentor_id ? html`<a class="button" href="${partnerPath}?period=all&mentor=${mentor_id}">${words.allSessions}</a>` : nothing}</div>
      ${
        sessions[0]
          ? html`<p class="soft">${sessionWords.zone(city(sessions[0].timezone))}</p>
            ${listView({ app, words: sessionWords, sessions, today: '', withMentor: true, isInner: true })}`
          : html`<p class="soft">${words.noSessions}</p>`
      }</section>`;
  }
}

customElements.define('admin-person-page', PersonPage);
