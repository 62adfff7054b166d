import { css, html, nothing, type TemplateResult } from 'lit';
import type { Person, PersonList } from '../../../api/contract/person.ts';
import { AdminPage } from '../admin-page.ts';
import { adminStyles } from '../admin-styles.ts';
import { PagedList } from '../paged-list.ts';
import { badges, peopleWordFiles } from './people-words.ts';
import type { PeopleWords } from './strings.ts';

type Role = '' | 'student' | 'mentor' | 'partner_admin';

/** The people of a partner, for its admins: found by name, address or id. */
export class PeoplePage extends AdminPage<PeopleWords> {
  static override styles = [
    adminStyles,
    css`
      .tools { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 220px), 1fr)); gap: 12px; }
      .people { display: grid; gap: 8px; }
      .person { display: grid; grid-template-columns: minmax(0, 1fr) 110px 150px; align-items: center; gap: 4px 16px; min-block-size: 64px; padding: 10px 16px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--paper); color: inherit; text-decoration: none; }
      .about { display: grid; overflow-wrap: anywhere; }
      @media (max-width: 600px) { .person { grid-template-columns: minmax(0, 1fr) auto; } .about { grid-column: 1 / -1; } }
      .person > .row { justify-content: end; }
      @media (hover: hover) { .person:hover { border-color: var(--primary); background: var(--tint); } }
    `,
  ];

  protected override readonly files = peopleWordFiles;

  #q = '';
  #role: Role = '';
  #mail: '' | 'bounced' = '';
  #typing: ReturnType<typeof setTimeout> | undefined;
  readonly #list = new PagedList<Person>(this, async (cursor, signal) => {
    const query = new URLSearchParams({ limit: '30', cursor });
    if (this.#q.trim()) query.set('q', this.#q.trim());
    if (this.#role) query.set('role', this.#role);
    if (this.#mail) query.set('mail', this.#mail);
    const { people, next_cursor } = await this.app.client.get<PersonList>(`/api/people?${query}`, { signal });
    return { items: people, next: next_cursor };
  });

  protected override begin(): void {
    if (new URLSearchParams(location.search).get('mail') === 'bounced') this.#mail = 'bounced';
    void this.#list.start();
  }

  readonly #search = (event: Event): void => {
    this.#q = (event.target as HTMLInputElement).value;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(this.#list.start, 300);
  };

  readonly #chooseRole = (event: Event): void => {
    this.#role = (event.target as HTMLSelectElement).value as Role;
    void this.#list.start();
  };

  readonly #chooseMail = (event: Event): void => {
    this.#mail = (event.target as HTMLSelectElement).value === 'bounced' ? 'bounced' : '';
    history.replaceState(history.state, '', location.pathname + (this.#mail && '?mail=bounced'));
    void this.#list.start();
  };

  override render(): TemplateResult {
    const { app, words } = this;
    const option = (value: Role, label: string) =>
      html`<option value=${value} ?selected=${value === this.#role}>${label}</option>`;
    return html`<div class="page">
      <h1>${words.title}</h1>
      <form class="tools" role="search" @submit=${(event: Event) => event.preventDefault()}>
        <label>${app.common.search}
          <input type="search" name="q" maxlength="100" placeholder=${words.search} autocomplete="off" @input=${this.#search} /></label>
        <label>${words.role}
          <select name="role" @change=${this.#chooseRole}>
            ${option('', words.anyRole)} ${option('student', words.student)}
            ${option('mentor', words.mentor)} ${option('partner_admin', words.admin)}
          </select></label>
        <label>${words.mail.label}
          <select name="mail" @change=${this.#chooseMail}>
            <option value="">${words.mail.any}</option>
            <option value="bounced" ?selected=${this.#mail === 'bounced'}>${words.mail.bounced}</option>
          </select></label>
      </form>
      <div aria-busy=${this.#list.isLoading}>
        <p class="unseen" role="status">${this.#list.isLoading ? app.common.loading : ''}</p>
        ${this.#content()}
      </div>
    </div>`;
  }

  #content(): TemplateResult {
    const { app, words } = this;
    const { items = [], next, error, isLoading, start, more } = this.#list;
    if (error) {
      return html`<div class="empty" role="alert"><p>${app.wordsFor(error)}</p>
        <button class="primary" @click=${start}>${app.common.retry}</button></div>`;
    }
    if (!items.length) {
      const found = this.#q.trim() || this.#role || this.#mail ? words.emptySearch : words.empty;
      return html`<p class="empty">${isLoading ? app.common.loading : found}</p>`;
    }
    return html`<ul class="people">${items.map((person) => this.#row(person))}</ul>
      ${next ? html`<p class="empty"><button ?disabled=${isLoading} @click=${more}>${app.common.more}</button></p>` : nothing}`;
  }

  #row(person: Person): TemplateResult {
    const { words } = this;
    return html`<li><a class="person" href="/admin/people/${person.id}">
      <span class="about"><b><bdi>${person.name}</bdi></b><small><bdi>${person.email ?? words.noEmail}</bdi></small></span>
      <span class="soft">${words.sessions(person.sessions_count)}</span>
      ${badges(words, person)}
    </a></li>`;
  }
}

customElements.define('admin-people-page', PeoplePage);
