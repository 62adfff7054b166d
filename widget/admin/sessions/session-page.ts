import { css, html, nothing, type TemplateResult } from 'lit';
import type { Session } from '../../../api/contract/session.ts';
import type { ProblemError } from '../../client.ts';
import { clockTime } from '../../format.ts';
import { saveFile } from '../../save-file.ts';
import { AdminPage } from '../admin-page.ts';
import { adminStyles } from '../admin-styles.ts';
import { drawing } from '../drawing.ts';
import './cancel-dialog.ts';
import './move-session.ts';
import { sessionFacts } from './session-facts.ts';
import { partnerPath } from './session-filters.ts';
import './session-messages.ts';
import './session-notes.ts';
import type { SessionNotes } from './session-notes.ts';
import { dayOf, failureOf, sessionWordFiles, stateOf, zoneOf } from './session-words.ts';
import type { SessionWords } from './strings.ts';

type Action = 'cancel' | 'complete' | 'no-show' | 'reopen';

/** One session: what it is, and what its mentor can do about it. */
export class SessionPage extends AdminPage<SessionWords> {
  static override properties = {
    ...AdminPage.properties,
    session: { state: true },
    panel: { state: true },
    isBusy: { state: true },
    linkFault: { state: true },
    cancelFault: { state: true },
  };

  static override styles = [
    adminStyles,
    css`
      h1 { overflow-wrap: anywhere; }
      .facts { gap: 18px; }
      dt { color: var(--soft); font-size: 14px; }
      dd { overflow-wrap: anywhere; }
      .back { display: inline-flex; align-items: center; gap: 6px; min-block-size: 44px; }
      .back .turns { display: inline-flex; }
      .fault:empty { display: none; }
      .facts ul { list-style: none; margin: 0; padding: 0; }
      .facts b { display: block; }
      .facts b::first-letter { text-transform: uppercase; }
      .join { display: inline-flex; align-items: center; min-block-size: 44px; }
      .said { white-space: pre-wrap; }
      .stars { color: var(--link); letter-spacing: 2px; }
      .badge.due { background: color-mix(in srgb, var(--accent), var(--paper) 70%); color: var(--ink); }
      form.row { align-items: end; }
      form.row label { flex: 1 1 220px; }
    `,
  ];

  declare private session: Session | undefined;
  declare private panel: 'move' | 'cancel' | undefined;
  declare private isBusy: boolean;
  declare private linkFault: string;
  declare private cancelFault: string;

  protected override readonly files = sessionWordFiles;

  #clock: ReturnType<typeof setInterval> | undefined;
  /** Of the session as it was read: what was done here since is not in it. */
  #etag: string | null = null;

  override get isDirty(): boolean {
    return this.renderRoot.querySelector<SessionNotes>('admin-session-notes')?.isDirty ?? false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // What can be done changes when the session begins.
    this.#clock = setInterval(() => this.requestUpdate(), 20_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#clock);
  }

  protected override begin(): void {
    void this.#read();
  }

  get #path(): string {
    return `/api/mentorship/sessions/${encodeURIComponent(this.params.id ?? '')}`;
  }

  get #zone(): string {
    return `timezone=${encodeURIComponent(zoneOf(this.app))}`;
  }

  async #read(): Promise<void> {
    this.failed = undefined;
    try {
      const { body, etag } = await this.app.client.ask<Session>('GET', `${this.#path}?${this.#zone}`);
      this.#etag = etag;
      this.session = body;
    } catch (error) {
      this.failed = error;
    }
  }

  /** Does what the mentor asked for. After a refusal the session is read anew: it is no longer what she saw. */
  async #act(action: Action, told: string, body: object = {}): Promise<void> {
    const { app, words } = this;
    this.isBusy = true;
    this.cancelFault = '';
    try {
      const key = crypto.getRandomValues(new Uint32Array(4)).join('-');
      this.session = await app.client.post<Session>(`${this.#path}/${action}?${this.#zone}`, body, { key });
      this.panel = undefined;
      const undo = () => this.#act('reopen', words.reopened);
      app.tell(told, action === 'complete' || action === 'no-show' ? { undo } : {});
      await this.#focusTitle();
    } catch (error) {
      const failure = failureOf(error, app, words);
      const isRefused = !!(error as Partial<ProblemError>).problem;
      if (action === 'cancel' && !isRefused) this.cancelFault = failure;
      else app.tell(failure, { isError: true });
      if (isRefused) {
        this.panel = undefined;
        await this.#read();
      }
    }
    this.isBusy = false;
  }

  /** The button that was pressed may be gone. */
  async #focusTitle(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }

  readonly #onMoved = (event: CustomEvent<{ session: Session }>): void => {
    const { session } = event.detail;
    this.session = session;
    this.panel = undefined;
    this.app.tell(this.words.moved(`${dayOf(session.date, this.app, session.date)}, ${clockTime(session)}`));
    void this.#focusTitle();
  };

  readonly #saveLink = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { app, words } = this;
    const link = String(new FormData(event.target as HTMLFormElement).get('link')).trim();
    this.linkFault = '';
    try {
      const body = { meeting_link: link || null };
      this.session = (await app.client.ask<Session>('PATCH', `${this.#path}?${this.#zone}`, { body })).body;
      app.tell(words.linkSaved);
    } catch (error) {
      this.linkFault = failureOf(error, app, words);
    }
  };

  async #saveCalendar({ id }: Session): Promise<void> {
    try {
      const text = await this.app.client.get<string>(`${this.#path}/calendar.ics`, { isText: true });
      saveFile(`session-${id}.ics`, 'text/calendar', text);
    } catch (error) {
      this.app.fail(error);
    }
  }

  override render(): TemplateResult {
    const { app, words, session } = this;
    const isMentoring = !!app.account?.mentor_id;
    const toList = isMentoring ? '/admin/sessions' : partnerPath;
    const listName = isMentoring ? words.own : words.partner;
    if (this.failed) {
      const isUnknown = (this.failed as Partial<ProblemError>).problem?.code === 'not_found';
      return html`<div class="empty" role="alert"><p>${failureOf(this.failed, app, words)}</p>
        ${
          isUnknown
            ? html`<a class="button" href=${toList}>${listName}</a>`
            : html`<button @click=${() => this.#read()}>${app.common.retry}</button>`
        }</div>`;
    }
    if (!session) return html`<p class="empty" role="status">${app.common.loading}</p>`;
    const { account } = app;
    const isMentor = account?.mentor_id === session.mentor_id;
    const mayChange = isMentor || account?.id === session.student_id;
    const { label, kind } = stateOf(session, words);
    return html`<div class="page">
      <p><a class="back" href=${toList}><span class="turns">${drawing('m15 5-7 7 7 7')}</span>${listName}</a></p>
      <div class="head"><h1 tabindex="-1"><bdi>${session.subject}</bdi></h1><span class="badge ${kind}">${label}</span></div>
      <div class="columns">
        <div class="stack">
          ${sessionFacts(app, words, session)}
          ${mayChange ? this.#actions(session) : html`<p class="message">${words.readOnly}</p>`}
        </div>
        <div class="stack">
          ${
            isMentor
              ? html`${this.#outcome(session)}${this.#link(session)}
            <admin-session-notes .app=${app} .words=${words} .session=${session} .etag=${this.#etag}></admin-session-notes>`
              : nothing
          }
          <admin-session-messages .app=${app} .session=${session}></admin-session-messages>
        </div>
      </div>
      ${
        this.panel === 'cancel'
          ? html`<admin-cancel-dialog .words=${words} .isBusy=${this.isBusy} .failure=${this.cancelFault} @keep=${() => this.#open(undefined)}
              @cancel-session=${(event: CustomEvent<{ reason: string }>) =>
                this.#act('cancel', words.cancelled, event.detail)}></admin-cancel-dialog>`
          : nothing
      }
    </div>`;
  }

  #open(panel: 'move' | 'cancel' | undefined): void {
    this.panel = panel;
    this.cancelFault = '';
  }

  readonly #stay = async (): Promise<void> => {
    this.#open(undefined);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('button[aria-expanded]')?.focus();
  };

  #actions(session: Session): TemplateResult {
    const { app, words, panel } = this;
    const isComing = session.status === 'scheduled' && Date.parse(session.session_date) > Date.now();
    const isMoving = isComing && panel === 'move';
    return html`<div class="row">
        ${
          isComing
            ? html`<button aria-expanded=${isMoving} @click=${() => this.#open(isMoving ? undefined : 'move')}>${words.move}</button>
                <button class="plain danger" @click=${() => this.#open('cancel')}>${words.cancel}</button>`
            : nothing
        }
        <button @click=${() => this.#saveCalendar(session)}>${words.calendar}</button>
      </div>
      ${
        isMoving
          ? html`<section class="card" aria-label=${words.moveTitle}><h2>${words.moveTitle}</h2>
              <admin-move-session .app=${app} .words=${words} .session=${session}
                @moved=${this.#onMoved} @keep=${this.#stay}></admin-move-session></section>`
          : nothing
      }`;
  }

  /** How it went: from its start on, and for a day the way back. */
  #outcome(session: Session): TemplateResult | typeof nothing {
    const { words, isBusy } = this;
    const { status, session_date, reopen_until, attendance } = session;
    if (status === 'scheduled' && Date.parse(session_date) <= Date.now()) {
      const proposal = attendance?.proposal;
      return html`<section class="card" aria-label=${words.outcome}><h2>${words.outcome}</h2>
        ${proposal ? html`<p>${words.proposals[proposal]}</p>` : nothing}
        <div class="row">
          <button class=${proposal === 'no_show' ? '' : 'primary'} ?disabled=${isBusy} @click=${() => this.#act('complete', words.completed)}>${words.complete}</button>
          <button class=${proposal === 'no_show' ? 'primary' : ''} ?disabled=${isBusy} @click=${() => this.#act('no-show', words.missed)}>${words.noShow}</button>
        </div>
        <p class="hint">${words.outcomeHint}</p></section>`;
    }
    if (!reopen_until || Date.parse(reopen_until) <= Date.now()) return nothing;
    return html`<section class="card" aria-label=${words.statuses[status]}><h2>${words.statuses[status]}</h2>
      <div class="row"><button ?disabled=${isBusy} @click=${() => this.#act('reopen', words.reopened)}>${words.reopen}</button></div>
      <p class="hint">${words.reopenHint}</p></section>`;
  }

  #link(session: Session): TemplateResult {
    const { app, words, linkFault } = this;
    return html`<div class="card"><form class="row" novalidate @submit=${this.#saveLink}>
      <label>${words.link}
        <input type="url" name="link" maxlength="2000" placeholder="https://" dir="ltr" .value=${session.own_meeting_link ?? ''}
          aria-invalid=${!!linkFault} aria-describedby="link-fault" /></label>
      <button>${app.common.save}</button>
    </form>
    ${session.attendance ? html`<p class="hint">${words.linkHint}</p>` : nothing}
    <p id="link-fault" class="fault" role="alert">${linkFault}</p></div>`;
  }
}

customElements.define('admin-session-page', SessionPage);
