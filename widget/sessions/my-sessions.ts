import type { TemplateResult } from 'lit/html.js';
import type { Review, Session, SessionList } from '../../api/contract/session.ts';
import type { Client, ProblemError } from '../client.ts';
import type { DialogParts } from './dialog-parts.ts';
import type { Panel, SessionsModel, SessionsState } from './my-sessions-state.ts';
import { sessionStyles } from './my-sessions-styles.ts';
import { sessionsView } from './my-sessions-view.ts';
import type { SessionStrings } from './strings.ts';

const files: Readonly<Record<string, () => Promise<{ strings: SessionStrings }>>> = {
  fr: () => import('./sessions-fr.ts'),
  en: () => import('./sessions-en.ts'),
  pt: () => import('./sessions-pt.ts'),
  ar: () => import('./sessions-ar.ts'),
  sw: () => import('./sessions-sw.ts'),
};

const styled = new WeakSet<ShadowRoot>();

/** The sessions of the signed-in student, coming and past: she cancels, moves and reviews them here. */
export class MySessions implements SessionsModel {
  readonly parts: DialogParts;
  state: SessionsState = {};
  strings: SessionStrings | undefined;
  /** IANA zone that times are asked for in; '' leaves it to the API. */
  #zone: string;
  #listRequest = 0;

  constructor(parts: DialogParts) {
    this.parts = parts;
    this.#zone = parts.timeZone;
    const root = parts.host.shadowRoot as ShadowRoot;
    if (!styled.has(root)) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(sessionStyles);
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
      styled.add(root);
    }
    void this.read();
  }

  get title(): string {
    return this.strings?.title ?? this.parts.words.mySessions;
  }

  template(): TemplateResult {
    return sessionsView(this);
  }

  /** Reads the list, or the page after what is there. */
  async read(): Promise<void> {
    const { next, sessions = [] } = this.state;
    this.set({ message: undefined });
    try {
      const [, list] = await Promise.all([
        this.#speak(),
        this.#get<SessionList>(`?as=student&limit=50${next ? `&cursor=${next}` : ''}`),
      ]);
      this.set({
        sessions: [...sessions, ...list.sessions],
        next: list.next_cursor,
        preferences: list.preferences_url,
      });
    } catch (error) {
      await this.#speak().catch(() => {});
      const isSignIn = (error as Partial<ProblemError>).problem?.status === 401;
      this.set({ message: this.strings?.[isSignIn ? 'signInHint' : 'failed'] ?? this.parts.host.lineFailed });
    }
  }

  /** Opens a panel under a session, or closes the one that is open there. */
  open(session: Session, kind: Panel['kind']): void {
    const { panel } = this.state;
    const isOpen = panel?.id === session.id && panel.kind === kind;
    const minutes = session.duration_minutes;
    this.set({
      message: undefined,
      told: undefined,
      panel: isOpen ? undefined : { id: session.id, kind, text: '', rating: 0, minutes, alternatives: [] },
    });
    if (!isOpen && kind === 'move') void this.list(session, {});
    this.#reveal('.panel');
  }

  /** Shows the free starts of another week, or for another duration. */
  async list(session: Session, change: Pick<Partial<Panel>, 'from' | 'minutes'>): Promise<void> {
    const turn = ++this.#listRequest;
    this.change({ ...change, list: undefined, listFailed: false, slot: undefined });
    const { from, minutes: duration } = this.state.panel as Panel;
    const query = { timezone: this.#zone || undefined, from, duration };
    const path = `/api/mentors/${session.mentor_id}`;
    try {
      const [response, list] = await this.#client.listSlots(path, query);
      const today = this.state.panel?.today ?? list.from;
      if (turn === this.#listRequest) this.change({ list, today });
      const own = await this.parts.readOwnSlots(this.#client, path, query, response);
      if (own && turn === this.#listRequest) this.change({ list: own });
    } catch {
      if (turn === this.#listRequest) this.change({ listFailed: true });
    }
  }

  change(change: Partial<Panel>): void {
    const { panel } = this.state;
    if (panel) this.set({ panel: { ...panel, ...change } });
  }

  cancel(session: Session): void {
    const reason = this.state.panel?.text.trim();
    void this.#act(session, 'cancel', reason ? { reason } : {}, this.strings?.cancelled);
  }

  move(session: Session): void {
    const { slot, minutes } = this.state.panel as Panel;
    if (!slot) return;
    const body = {
      session_date: slot.datetime,
      duration_minutes: minutes,
      timezone: this.#zone || undefined,
      locale: this.parts.host.language,
    };
    const { at, tag } = this.parts.words;
    void this.#act(
      session,
      'reschedule',
      body,
      this.strings?.moved(at(this.parts.dayName(slot.date, tag), this.parts.clockTime(slot))),
    );
  }

  review(session: Session): void {
    const { rating, text } = this.state.panel as Panel;
    if (!rating) return;
    const comment = text.trim();
    void this.#act(session, 'review', comment ? { rating, comment } : { rating }, this.strings?.thanks);
  }

  async save(session: Session): Promise<void> {
    const { host } = this.parts;
    await host
      .loadFile(() => import('../save-calendar.ts'))
      .then((file) => file.saveCalendar(host.client, session))
      .catch(() => this.set({ message: host.lineFailed }));
  }

  set(change: Partial<SessionsState>): void {
    this.state = { ...this.state, ...change };
    this.parts.update();
    if (change.message || change.told) this.#reveal('.mine .message');
  }

  get #client(): Client {
    return this.parts.host.client;
  }

  /** Scrolls to what has just come, once it is drawn. */
  #reveal(what: string): void {
    const root = this.parts.host.shadowRoot;
    setTimeout(() => root?.querySelector(what)?.scrollIntoView({ block: 'nearest' }));
  }

  async #speak(): Promise<void> {
    const { host } = this.parts;
    const file = files[host.language] as () => Promise<{ strings: SessionStrings }>;
    this.strings ??= (await host.loadFile(file)).strings;
  }

  /** Sends a change until there is an answer, with one key, so that it happens once. */
  async #act(session: Session, action: string, body: object, told: string | undefined): Promise<void> {
    if (this.state.progress) return;
    this.set({ message: undefined, told: undefined });
    const path = this.#path(`/${session.id}/${action}?`);
    const key = crypto.getRandomValues(new Uint32Array(4)).join('-');
    try {
      const answer = (await this.parts.sendUntilKnown(
        () => this.#client.json<Session>(path, { method: 'POST', body, key, signed: true }),
        (progress) => this.set({ progress }),
      )) as Session | Review;
      this.#replace('rating' in answer ? { ...session, review: answer } : answer);
      this.set({ told, panel: undefined, progress: undefined });
    } catch (error) {
      await this.#refuse(session, error as Partial<ProblemError>);
    }
  }

  #replace(session: Session): void {
    this.set({
      sessions: (this.state.sessions ?? []).map((each) => (each.id === session.id ? session : each)),
    });
  }

  #path(rest: string): string {
    return `/api/mentorship/sessions${rest}${this.#zone && `&timezone=${encodeURIComponent(this.#zone)}`}`;
  }

  /** Reads in the student's zone, or in the one the API knows when the browser names one that nobody knows. */
  #get<Result>(rest: string): Promise<Result> {
    return this.#client
      .json<Result>(this.#path(rest), { signed: true })
      .catch((error: Partial<ProblemError>) => {
        if (!this.#zone || error.problem?.errors?.[0]?.pointer !== '/timezone') throw error;
        this.#zone = '';
        return this.#get<Result>(rest);
      });
  }

  async #refuse(session: Session, { problem }: Partial<ProblemError>): Promise<void> {
    const { strings, parts } = this;
    const { code = '', status, alternatives = [] } = problem ?? {};
    if (problem) parts.host.emit('error', { problem });
    const known = { ...parts.words.problems, ...strings?.problems };
    const message = status === 401 ? strings?.signInHint : await parts.wordsFor(problem, known);
    this.set({ message, progress: undefined });
    this.change({ alternatives, slot: undefined });
    if (this.state.panel?.kind === 'move') void this.list(session, {});
    if (code !== 'already_reviewed') return;
    // On another device: then the review that was given there is shown.
    const found = await this.#get<Session>(`/${session.id}?`).catch(() => undefined);
    if (!found) return;
    this.#replace(found);
    if (this.state.panel?.id === found.id) this.set({ panel: undefined });
  }
}
