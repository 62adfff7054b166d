import { css, html, nothing, type TemplateResult } from 'lit';
import type { AuditEntry, AuditList } from '../../../api/contract/audit.ts';
import { city } from '../../format.ts';
import { AdminPage } from '../admin-page.ts';
import { adminStyles } from '../admin-styles.ts';
import { PagedList } from '../paged-list.ts';
import { saveCsv } from '../save-csv.ts';
import { changesOf } from './changes.ts';
import type { AuditWords } from './strings.ts';

const filterNames = ['subject', 'action', 'actor_id', 'from', 'to'] as const;

type Filters = Partial<Record<(typeof filterNames)[number], string>>;

/** The audit log: who changed what and when, to be filtered and downloaded. */
export class AuditPage extends AdminPage<AuditWords> {
  static override properties = {
    ...AdminPage.properties,
    filters: { state: true },
  };

  static override styles = [
    adminStyles,
    css`
      form.card { gap: 12px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 190px), 1fr)); align-items: end; }
      td { vertical-align: top; overflow-wrap: break-word; }
      td > small { display: block; }
      td a { display: inline-flex; align-items: center; min-block-size: 44px; }
      .who { justify-content: start; padding: 0; min-block-size: 44px; border: 0; background: none; text-align: start; }
      .who:hover { text-decoration: underline; }
      .changes { display: grid; gap: 2px; overflow-wrap: anywhere; }
      .arrow { display: inline-block; }
      .arrow:dir(rtl) { transform: scaleX(-1); }
      @media (max-width: 800px) {
        thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
        thead * { inline-size: 1px; padding: 0; overflow: hidden; }
        table, tbody, tr, td, th { display: block; }
        tr { padding-block: 14px; border-block-end: 1px solid var(--line); }
        tr:last-child { border: 0; }
        td { padding: 2px 0; border: 0; }
        td:empty { display: none; }
        .what { font-weight: 600; }
      }
    `,
  ];

  protected override readonly files = {
    fr: () => import('./strings-fr.ts'),
    en: () => import('./strings-en.ts'),
    pt: () => import('./strings-pt.ts'),
    ar: () => import('./strings-ar.ts'),
    sw: () => import('./strings-sw.ts'),
  };

  declare private filters: Filters;

  #zone = '';
  readonly #list = new PagedList<AuditEntry>(this, async (cursor, signal) => {
    const path = `/api/partner/audit?limit=50&cursor=${cursor}&${this.#query}`;
    const { entries, next_cursor, timezone } = await this.app.client.get<AuditList>(path, { signal });
    this.#zone = timezone;
    return { items: entries, next: next_cursor };
  });

  constructor() {
    super();
    const asked = new URLSearchParams(location.search);
    this.filters = Object.fromEntries(filterNames.map((name) => [name, asked.get(name) ?? '']));
  }

  protected override begin(): void {
    void this.#list.start();
  }

  /** The filters that are set, as the API and the address have them. */
  get #query(): string {
    const set = Object.entries(this.filters).filter(([, value]) => value);
    return String(new URLSearchParams(set as [string, string][]));
  }

  #filter(change: Filters): void {
    this.filters = { ...this.filters, ...change };
    history.replaceState(null, '', `${location.pathname}${this.#query && `?${this.#query}`}`);
    void this.#list.start();
  }

  readonly #onFilter = ({ target }: Event): void => {
    const { name, value } = target as HTMLInputElement;
    this.#filter({ [name]: value });
  };

  override render(): TemplateResult {
    const { app, words } = this;
    const { items, next, error, isLoading, more } = this.#list;
    return html`<div class="page">
      <div class="head">
        <h1 tabindex="-1">${app.common.pages.audit}</h1>
        <button @click=${() => saveCsv(app, '/api/partner/audit.csv', this.#query, 'audit.csv')}>${words.csv}</button>
      </div>
      <p class="soft">${words.intro} ${this.#zone ? words.zone(city(this.#zone)) : nothing}</p>
      ${this.#filterForm()}
      ${this.failureWithRetry(error, this.#list.start)}
      <div aria-live="polite" aria-busy=${isLoading}>
        ${items?.length ? this.#table(items) : nothing}
        ${items?.length === 0 && !isLoading ? html`<p class="card empty">${this.#query ? words.empty : words.emptyLog}</p>` : nothing}
        ${!items && isLoading ? html`<p class="soft">${app.common.loading}</p>` : nothing}
      </div>
      ${next ? html`<button ?disabled=${isLoading} @click=${more}>${app.common.more}</button>` : nothing}
    </div>`;
  }

  #filterForm(): TemplateResult {
    const { app, filters, words } = this;
    const isFiltered = this.#query !== '';
    const options = (values: Readonly<Record<string, string>>, chosen: string | undefined) =>
      Object.entries(values)
        .toSorted(([, a], [, b]) => a.localeCompare(b, app.common.tag))
        .map(
          ([value, label]) => html`<option value=${value} ?selected=${value === chosen}>${label}</option>`,
        );
    const name = this.#list.items?.[0]?.actor.name ?? words.deleted;
    return html`<form class="card" aria-label=${words.filters} @change=${this.#onFilter} @submit=${(event: Event) => event.preventDefault()}>
      <label>${words.action}<select name="action"><option value="">${words.anyAction}</option>${options(words.actions, filters.action)}</select></label>
      <label>${words.subject}<select name="subject"><option value="">${words.anySubject}</option>${options(words.subjects, filters.subject)}</select></label>
      <label>${words.from}<input type="date" name="from" min="1900-01-01" max="2999-12-31" .value=${filters.from ?? ''} /></label>
      <label>${words.to}<input type="date" name="to" min="1900-01-01" max="2999-12-31" .value=${filters.to ?? ''} /></label>
      ${filters.actor_id ? html`<p class="badge">${words.onlyBy(name)}</p>` : nothing}
      ${
        isFiltered
          ? html`<button type="button" class="plain" @click=${() => this.#filter(Object.fromEntries(filterNames.map((each) => [each, ''])))}>${words.clear}</button>`
          : nothing
      }
    </form>`;
  }

  // The roles say again what a table is, because on a narrow screen it is laid out as a list.
  #table(entries: readonly AuditEntry[]): TemplateResult {
    const { words } = this;
    const heads = [words.when, words.what, words.who, words.thing, words.changes];
    return html`<div class="card"><table role="table">
      <thead role="rowgroup"><tr role="row">${heads.map((head) => html`<th scope="col" role="columnheader">${head}</th>`)}</tr></thead>
      <tbody role="rowgroup">${entries.map((entry) => this.#row(entry))}</tbody>
    </table></div>`;
  }

  #row(entry: AuditEntry): TemplateResult {
    const { app, words } = this;
    const { actor, action, date, time, subject, subject_id } = entry;
    const day = new Intl.DateTimeFormat(app.common.tag, { dateStyle: 'medium', timeZone: 'UTC' });
    const name = actor.name ?? (actor.id ? words.deleted : words.roles.system);
    const thing = `${words.subjects[subject]} ${subject_id ?? ''}`;
    return html`<tr role="row">
      <td role="cell"><time datetime=${entry.at}>${day.format(new Date(`${date}T00:00Z`))} <bdi>${time}</bdi></time></td>
      <td role="cell" class="what">${words.actions[action] ?? action}</td>
      <td role="cell">${
        actor.id
          ? html`<button class="who" title=${words.onlyBy(name)} @click=${() => this.#filter({ actor_id: String(actor.id) })}><bdi>${name}</bdi></button>`
          : name
      }<small>${words.roles[actor.role]}</small></td>
      <td role="cell">${subject === 'session' ? html`<a href="/admin/sessions/${subject_id}">${thing}</a>` : thing}</td>
      <td role="cell">${changesOf(entry, words)}</td>
    </tr>`;
  }
}

customElements.define('admin-audit-page', AuditPage);
