import { html, nothing, type TemplateResult } from 'lit';
import type { Mentor, MentorList } from '../../../api/contract/mentor.ts';
import type { Session, SessionStatus } from '../../../api/contract/session.ts';
import { addDays, city, dayRange } from '../../format.ts';
import { AdminPage } from '../admin-page.ts';
import { adminStyles } from '../admin-styles.ts';
import { drawing } from '../drawing.ts';
import { saveCsv } from '../save-csv.ts';
import { listView } from './list-view.ts';
import {
  type Filters,
  type Found,
  mondayOf,
  partnerPath,
  queryOf,
  readFilters,
  readPage,
  readToday,
  readWeek,
  writeFilters,
} from './session-filters.ts';
import { sessionWordFiles, zoneOf } from './session-words.ts';
import { sessionsStyles } from './sessions-styles.ts';
import type { SessionWords } from './strings.ts';
import { weekView } from './week-view.ts';
import './zone-changes.ts';

const statuses: readonly SessionStatus[] = ['requested', 'scheduled', 'completed', 'cancelled', 'no_show'];

/** A mentor's sessions, or those of her whole partner for its admins: as a list or as a week. */
export class SessionsPage extends AdminPage<SessionWords> {
  static override properties = {
    ...AdminPage.properties,
    filters: { state: true },
    sessions: { state: true },
    next: { state: true },
    isLoading: { state: true },
    isExporting: { state: true },
    mentors: { state: true },
  };

  static override styles = [adminStyles, sessionsStyles];

  declare private filters: Filters;
  /** Undefined until the first answer. */
  declare private sessions: readonly Session[] | undefined;
  declare private next: string | null;
  declare private isLoading: boolean;
  declare private isExporting: boolean;
  declare private mentors: readonly Mentor[];

  protected override readonly files = sessionWordFiles;

  #today = '';
  #turn = 0;
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.filters = readFilters(location);
    this.next = null;
    this.mentors = [];
  }

  protected override begin(): void {
    if (this.filters.as === 'partner') void this.#readMentors();
    void this.#read();
  }

  /** Reads what the filters mean; with `more` the page after what is there. */
  async #read(more = false): Promise<void> {
    const turn = ++this.#turn;
    this.isLoading = true;
    this.failed = undefined;
    if (!more) this.sessions = this.sessions && [];
    try {
      const found = await this.#find(more);
      if (turn !== this.#turn) return;
      this.sessions = [...(more ? (this.sessions ?? []) : []), ...found.sessions];
      this.next = found.next;
      this.#today = found.today;
    } catch (error) {
      if (turn === this.#turn) this.failed = error;
    }
    if (turn === this.#turn) this.isLoading = false;
  }

  async #find(more: boolean): Promise<Found> {
    const { app, filters } = this;
    const zone = zoneOf(app);
    if (filters.view === 'list') return readPage(app, filters, zone, more ? (this.next ?? '') : '');
    const week = filters.week || mondayOf(await readToday(app, zone));
    if (!filters.week) this.filters = { ...this.filters, week };
    return readWeek(app, { ...filters, week }, zone);
  }

  async #readMentors(): Promise<void> {
    try {
      for (let cursor: string | null = ''; cursor !== null; ) {
        const list: MentorList = await this.app.client.get(`/api/mentors?limit=100&cursor=${cursor}`);
        this.mentors = [...this.mentors, ...list.mentors].toSorted((a, b) => a.name.localeCompare(b.name));
        cursor = list.next_cursor;
      }
    } catch (error) {
      this.app.fail(error);
    }
  }

  #filter(change: Partial<Filters>): void {
    this.filters = { ...this.filters, ...change };
    writeFilters(this.filters);
    void this.#read();
  }

  readonly #search = (event: Event): void => {
    const q = (event.target as HTMLInputElement).value;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#filter({ q }), 300);
  };

  async #export(): Promise<void> {
    this.isExporting = true;
    const query = String(queryOf(this.filters, zoneOf(this.app)));
    await saveCsv(this.app, '/api/mentorship/sessions.csv', query, 'sessions.csv');
    this.isExporting = false;
  }

  override render(): TemplateResult {
    const { app, words, filters } = this;
    const isWeek = filters.view === 'week';
    return html`<div class="page">
      <div class="head">
        <h1>${filters.as === 'partner' ? words.partner : words.own}</h1>
        ${this.#scopes()}
      </div>
      ${filters.as === 'partner' ? html`<admin-zone-changes .app=${app} .words=${words}></admin-zone-changes>` : nothing}
      <div class="row split">
        <div class="tabs" role="group" aria-label=${words.view}>
          ${this.#choice('view', 'list', words.list)} ${this.#choice('view', 'week', words.week)}
        </div>
        <button ?disabled=${this.isExporting} @click=${() => this.#export()}>
          ${drawing('M12 4v11m-5-5 5 5 5-5M5 20h14')}${words.csv}</button>
      </div>
      ${isWeek ? this.#weekBar() : nothing}
      ${this.#tools(isWeek)}
      <div aria-busy=${this.isLoading}>
        <p class="unseen" role="status">${this.isLoading ? app.common.loading : ''}</p>
        ${this.#content()}
      </div>
    </div>`;
  }

  #scopes(): TemplateResult | typeof nothing {
    const { account } = this.app;
    if (account?.role !== 'partner_admin' || account.mentor_id === null) return nothing;
    const link = (href: string, as: Filters['as'], label: string) =>
      html`<a class="button" href=${href} aria-current=${this.filters.as === as ? 'page' : nothing}>${label}</a>`;
    return html`<nav class="tabs" aria-label=${this.words.scope}>
      ${link('/admin/sessions', 'mentor', this.words.own)} ${link(partnerPath, 'partner', this.words.partner)}
    </nav>`;
  }

  #choice<Name extends 'view' | 'period'>(name: Name, value: Filters[Name], label: string): TemplateResult {
    return html`<button aria-pressed=${this.filters[name] === value} @click=${() => this.#filter({ [name]: value })}>${label}</button>`;
  }

  #tools(isWeek: boolean): TemplateResult {
    const { app, words, filters, mentors } = this;
    const chosenIn = (event: Event) => (event.target as HTMLSelectElement).value;
    const option = (value: string, label: string, chosen: string) =>
      html`<option value=${value} ?selected=${value === chosen}>${label}</option>`;
    return html`
      ${
        isWeek
          ? nothing
          : html`<div class="tabs" role="group" aria-label=${words.period}>
              ${this.#choice('period', 'coming', words.coming)} ${this.#choice('period', 'past', words.past)}
              ${this.#choice('period', 'all', words.all)}
            </div>
            <p class="soft">${words.zone(city(zoneOf(app)))}</p>`
      }
      <form class="tools" role="search" @submit=${(event: Event) => event.preventDefault()}>
        <label>${app.common.search}
          <input type="search" name="q" maxlength="100" placeholder=${words.search} autocomplete="off" @input=${this.#search} /></label>
        <label>${words.status}
          <select name="status" @change=${(event: Event) => this.#filter({ status: chosenIn(event) as Filters['status'] })}>
            ${option('', words.anyStatus, filters.status)}
            ${statuses.map((status) => option(status, words.statuses[status], filters.status))}
          </select></label>
        ${
          filters.as === 'partner'
            ? html`<label>${words.mentor}
                <select name="mentor" @change=${(event: Event) => this.#filter({ mentorId: chosenIn(event) })}>
                  ${option('', words.anyMentor, filters.mentorId)}
                  ${mentors.map(({ id, name }) => option(String(id), name, filters.mentorId))}
                </select></label>`
            : nothing
        }
      </form>`;
  }

  #weekBar(): TemplateResult {
    const { words, app, filters } = this;
    const { week } = filters;
    const turn = (label: string, days: number, path: string) => html`<button class="icon" aria-label=${label}
      ?disabled=${!week} @click=${() => this.#filter({ week: addDays(week, days) })}><span class="turns">${drawing(path)}</span></button>`;
    return html`<div class="bar">
      <button aria-pressed=${!!week && week === mondayOf(this.#today || week)} @click=${() => this.#filter({ week: '' })}>${words.thisWeek}</button>
      ${turn(words.previousWeek, -7, 'm15 5-7 7 7 7')} ${turn(words.nextWeek, 7, 'm9 5 7 7-7 7')}
      <p aria-live="polite"><b>${week ? dayRange(week, addDays(week, 6), app.common.tag) : ''}</b>
        <small>${words.zone(city(zoneOf(app)))}</small></p>
    </div>`;
  }

  #content(): TemplateResult {
    const { app, words, filters, sessions, next, isLoading } = this;
    if (this.failed) {
      return html`<div class="empty" role="alert"><p>${app.wordsFor(this.failed)}</p>
        <button class="primary" @click=${() => this.#read()}>${app.common.retry}</button></div>`;
    }
    if (!sessions || (isLoading && !sessions.length))
      return html`<div class="empty"><p>${app.common.loading}</p></div>`;
    const withMentor = filters.as === 'partner';
    if (filters.view === 'week') {
      const isStacked = withMentor && !filters.mentorId;
      const { week } = filters;
      return html`${sessions.length ? nothing : html`<p class="soft" role="status">${words.emptyWeek}</p>`}
        ${weekView({ app, words, sessions, week, today: this.#today, isStacked })}`;
    }
    if (!sessions.length && !next) return this.#nothing();
    return html`${listView({ app, words, sessions, today: this.#today, withMentor })}
      ${next ? html`<p class="empty"><button ?disabled=${isLoading} @click=${() => this.#read(true)}>${app.common.more}</button></p>` : nothing}`;
  }

  #nothing(): TemplateResult {
    const { words, filters } = this;
    const { q, status, mentorId } = filters;
    const clear = () => {
      this.renderRoot.querySelector<HTMLFormElement>('form.tools')?.reset();
      this.#filter({ q: '', status: '', mentorId: '' });
    };
    if (q || status || mentorId)
      return html`<div class="empty" role="status"><p>${words.emptySearch}</p><button @click=${clear}>${words.clear}</button></div>`;
    return filters.as === 'mentor' && filters.period === 'coming'
      ? html`<div class="empty" role="status"><p>${words.emptyComing}</p>
          <a class="button" href="/admin/availability">${words.toAvailability}</a></div>`
      : html`<div class="empty" role="status"><p>${words.empty}</p></div>`;
  }
}

customElements.define('admin-sessions-page', SessionsPage);
