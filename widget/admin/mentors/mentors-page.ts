import { css, html, nothing, type TemplateResult } from 'lit';
import type { DeactivatedMentor, Mentor, MentorList } from '../../../api/contract/mentor.ts';
import type { Session } from '../../../api/contract/session.ts';
import { ProblemError } from '../../client.ts';
import { dayName } from '../../format.ts';
import { AdminPage } from '../admin-page.ts';
import { adminStyles } from '../admin-styles.ts';
import { PagedList } from '../paged-list.ts';
import './mentor-form.ts';
import './mentor-import.ts';
import type { MentorsWords } from './strings.ts';

type Status = 'active' | 'inactive' | 'all';

/** The partner's mentors: found, added, invited, imported, changed, taken off the lists and put back. */
export class MentorsPage extends AdminPage<MentorsWords> {
  static override properties = {
    ...AdminPage.properties,
    counts: { state: true },
    status: { state: true },
    query: { state: true },
    kept: { state: true },
    dialog: { state: true },
  };

  static override styles = [
    adminStyles,
    css`
      search { display: flex; flex-wrap: wrap; align-items: end; gap: 12px 20px; }
      search label { flex: 1 1 240px; }
      .name { font-weight: 600; overflow-wrap: anywhere; }
      .name small { display: block; font-weight: 400; }
      td .row { display: inline-grid; grid-template-columns: auto auto; justify-items: start; gap: 0 6px; white-space: nowrap; }
      td .row > * { border-color: transparent; background: none; padding-inline: 10px; font-size: 15px; }
      .kept ul { padding-inline-start: 20px; }
      .kept a { display: inline-flex; align-items: center; min-block-size: 44px; }
      @media (max-width: 1000px) {
        thead { display: none; }
        tr { display: grid; grid-template-columns: minmax(0, 1fr); gap: 6px; padding-block: 12px; border-block-end: 1px solid var(--line); }
        td { padding: 0; border: 0; }
        .figure { display: none; }
        td .row { display: flex; margin-inline-start: -10px; }
      }
    `,
  ];

  protected readonly files = {
    fr: () => import('./strings-fr.ts'),
    en: () => import('./strings-en.ts'),
    pt: () => import('./strings-pt.ts'),
    ar: () => import('./strings-ar.ts'),
    sw: () => import('./strings-sw.ts'),
  };

  declare private counts: MentorList['counts'];
  declare private status: Status;
  declare private query: string;
  /** The mentor who was deactivated last, with her sessions to come. */
  declare private kept: DeactivatedMentor | undefined;
  declare private dialog: { readonly kind: 'form' | 'import'; readonly mentor?: Mentor } | undefined;

  readonly #mentors = new PagedList<Mentor>(this, async (cursor, signal) => {
    const parameters = new URLSearchParams({ view: 'admin', status: this.status, limit: '50' });
    if (this.query) parameters.set('q', this.query);
    if (cursor) parameters.set('cursor', cursor);
    const found = await this.app.client.get<MentorList>(`/api/mentors?${parameters}`, { signal });
    this.counts = found.counts ?? this.counts;
    return { items: found.mentors, next: found.next_cursor };
  });
  #typing: ReturnType<typeof setTimeout> | undefined;

  protected override begin(): void {
    this.status = 'active';
    this.query = '';
    void this.#mentors.start();
  }

  override render(): TemplateResult {
    const { words, app, dialog } = this;
    const open = (kind: 'form' | 'import') => () => {
      this.dialog = { kind };
    };
    return html`<div class="page">
      <div class="head">
        <h1 tabindex="-1">${app.common.pages.mentors}</h1>
        <div class="row">
          <button @click=${open('import')}>${words.importFile}</button>
          <button class="primary" @click=${open('form')}>${words.add}</button>
        </div>
      </div>
      ${this.#search()} ${this.kept ? this.#keptBox(this.kept) : nothing}
      <div class="card" aria-busy=${this.#mentors.isLoading}>${this.#list()}</div>
      ${
        dialog?.kind === 'form'
          ? html`<admin-mentor-form .app=${app} .words=${words} .mentor=${dialog.mentor}
              @saved=${this.#onSaved} @closed=${this.#onClosed}></admin-mentor-form>`
          : nothing
      }
      ${
        dialog?.kind === 'import'
          ? html`<admin-mentor-import .app=${app} .words=${words}
              @imported=${this.#mentors.start} @closed=${this.#onClosed}></admin-mentor-import>`
          : nothing
      }
    </div>`;
  }

  #search(): TemplateResult {
    const { words, counts } = this;
    const total = { ...counts, all: (counts?.active ?? 0) + (counts?.inactive ?? 0) };
    const choose = (status: Status) => () => {
      this.status = status;
      void this.#mentors.start();
    };
    const type = (event: Event) => {
      this.query = (event.target as HTMLInputElement).value.trim();
      clearTimeout(this.#typing);
      this.#typing = setTimeout(this.#mentors.start, 250);
    };
    return html`<search>
      <label>${words.search}<input type="search" maxlength="100" @input=${type} /></label>
      <div class="tabs" role="group" aria-label=${words.status}>
        ${(['active', 'inactive', 'all'] as const).map(
          (status) =>
            html`<button aria-pressed=${this.status === status} @click=${choose(status)}>
              ${words.statuses[status]}${counts ? html` <span class="soft">${total[status]}</span>` : nothing}
            </button>`,
        )}
      </div>
    </search>`;
  }

  #list(): TemplateResult {
    const { words } = this;
    const { common, wordsFor } = this.app;
    const { items: mentors, next, error, isLoading, start, more } = this.#mentors;
    if (error) {
      return html`<div class="empty" role="alert"><p>${wordsFor(error)}</p>
        <button @click=${start}>${common.retry}</button></div>`;
    }
    if (!mentors) return html`<p class="empty" role="status">${common.loading}</p>`;
    if (mentors.length === 0) {
      const isAll = !this.query && this.status === 'active' && !this.counts?.inactive;
      return html`<p class="empty" role="status">${isAll ? words.empty : words.emptySearch}</p>`;
    }
    return html`<table role="table">
        <thead role="rowgroup"><tr role="row">
          <th role="columnheader">${words.mentor}</th>
          <th role="columnheader" class="number">${words.sessions}</th>
          <th role="columnheader" class="number">${words.rating}</th>
          <th role="columnheader">${words.state}</th>
          <th role="columnheader"><span class="unseen">${words.actions}</span></th>
        </tr></thead>
        <tbody role="rowgroup">${mentors.map((mentor) => this.#row(mentor))}</tbody>
      </table>
      ${next ? html`<button ?disabled=${isLoading} @click=${more}>${common.more}</button>` : nothing}`;
  }

  #row(mentor: Mentor): TemplateResult {
    const { words } = this;
    const { tag, edit } = this.app.common;
    const { id, name, subjects, email, total_sessions, rating_average, deactivated_at } = mentor;
    const rating =
      rating_average === null
        ? '–'
        : new Intl.NumberFormat(tag, { minimumFractionDigits: 1 }).format(rating_average);
    const of = (action: string) => `${action} · ${name}`;
    const act = (action: string, perform: () => unknown) =>
      html`<button class="plain" aria-label=${of(action)} @click=${perform}>${action}</button>`;
    const change = () => {
      this.dialog = { kind: 'form', mentor };
    };
    return html`<tr role="row" id="mentor-${id}">
      <td role="cell" class="name"><bdi>${name}</bdi>
        <small class="soft">${subjects.join(', ')}</small>
        <small class="soft"><bdi>${email}</bdi></small></td>
      <td role="cell" class="number figure">${new Intl.NumberFormat(tag).format(total_sessions)}</td>
      <td role="cell" class="number figure">${rating}</td>
      <td role="cell">${this.#state(mentor)}</td>
      <td role="cell"><div class="row">
        ${
          deactivated_at
            ? act(words.activate, () => this.#activate(mentor))
            : html`<a class="button" href="/admin/availability?mentor=${id}"
                aria-label=${of(words.availability)}>${words.availability}</a>
              ${act(edit, change)} ${act(words.invite, () => this.#invite(mentor))}
              ${act(words.deactivate, () => this.#deactivate(mentor))}`
        }
      </div></td>
    </tr>`;
  }

  #state({ is_available, deactivated_at, invited_at }: Mentor): TemplateResult {
    const { words } = this;
    if (deactivated_at) return html`<span class="badge bad">${words.deactivated}</span>`;
    const date = invited_at && dayName(invited_at.slice(0, 10), this.app.common.tag);
    return html`<span class="badge ${is_available ? 'good' : ''}">${is_available ? words.bookable : words.paused}</span>
      ${date ? html`<br /><small>${words.invitedOn(date)}</small>` : nothing}`;
  }

  #keptBox({ mentor, sessions, session_count }: DeactivatedMentor): TemplateResult {
    const { words } = this;
    const { close, tag } = this.app.common;
    const line = ({ id, date, time, student }: Session) =>
      html`<li><a href="/admin/sessions/${id}">${words.keptLine(dayName(date, tag), time, student.name)}</a></li>`;
    const dismiss = () => {
      this.kept = undefined;
    };
    return html`<section class="message kept stack" aria-labelledby="kept">
      <h2 id="kept">${words.kept(mentor.name, session_count)}</h2>
      <p>${words.keptHint}</p>
      <ul>${sessions.slice(0, 10).map(line)}</ul>
      <div><button @click=${dismiss}>${close}</button></div>
    </section>`;
  }

  async #deactivate(mentor: Mentor): Promise<void> {
    const done = await this.#send<DeactivatedMentor>(mentor, 'deactivate');
    if (!done) return;
    await this.#replace(done.mentor, { active: -1, inactive: 1 });
    this.kept = done.session_count > 0 ? done : undefined;
    this.app.tell(this.words.deactivatedNow(mentor.name), { undo: () => this.#activate(mentor) });
  }

  async #activate(mentor: Mentor): Promise<void> {
    const done = await this.#send<Mentor>(mentor, 'activate');
    if (!done) return;
    await this.#replace(done, { active: 1, inactive: -1 });
    if (this.kept?.mentor.id === mentor.id) this.kept = undefined;
    this.app.tell(this.words.activatedNow(mentor.name));
  }

  async #invite(mentor: Mentor): Promise<void> {
    const done = await this.#send<Mentor>(mentor, 'invite');
    if (!done) return;
    await this.#replace(done);
    this.app.tell(this.words.invited(mentor.name));
  }

  /** @returns undefined when it failed, which was told. */
  async #send<Result>({ id }: Mentor, action: string): Promise<Result | undefined> {
    try {
      return await this.app.client.post<Result>(`/api/mentors/${id}/${action}`);
    } catch (error) {
      const { problems } = this.words;
      const code = error instanceof ProblemError ? error.problem.code : '';
      if (Object.hasOwn(problems, code))
        this.app.tell(problems[code as keyof typeof problems], { isError: true });
      else this.app.fail(error);
      return undefined;
    }
  }

  /** Draws a mentor anew where she stands, so that nothing moves under the reader's hand. */
  async #replace(changed: Mentor, { active, inactive } = { active: 0, inactive: 0 }): Promise<void> {
    const { items } = this.#mentors;
    this.#mentors.replace(items?.map((mentor) => (mentor.id === changed.id ? changed : mentor)));
    const { counts } = this;
    this.counts = counts && { active: counts.active + active, inactive: counts.inactive + inactive };
    if (active === 0) return;
    await this.updateComplete;
    // The button that was pressed is gone.
    this.renderRoot.querySelector<HTMLElement>(`#mentor-${changed.id} button`)?.focus();
  }

  readonly #onSaved = ({ detail }: CustomEvent<{ mentor: Mentor; isNew: boolean }>): void => {
    const { mentor, isNew } = detail;
    this.app.tell(isNew ? this.words.created(mentor.name) : this.app.common.saved);
    void this.#mentors.start();
  };

  readonly #onClosed = (): void => {
    this.dialog = undefined;
  };
}

customElements.define('admin-mentors-page', MentorsPage);
