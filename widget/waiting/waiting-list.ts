import type { TemplateResult } from 'lit/html.js';
import type { Session } from '../../api/contract/session.ts';
import type { WaitingListEntry, WaitingList as Wire } from '../../api/contract/waiting-list.ts';
import type { ProblemError } from '../client.ts';
import type { DialogParts } from '../sessions/dialog-parts.ts';
import type { WaitingStrings } from './strings.ts';
import { partsOfDay, type WaitingModel, type WaitingState, type Wishes } from './waiting-state.ts';
import { waitingStyles } from './waiting-styles.ts';
import { waitingView } from './waiting-view.ts';

const files: Readonly<Record<string, () => Promise<{ strings: WaitingStrings }>>> = {
  fr: () => import('./waiting-fr.ts'),
  en: () => import('./waiting-en.ts'),
  pt: () => import('./waiting-pt.ts'),
  ar: () => import('./waiting-ar.ts'),
  sw: () => import('./waiting-sw.ts'),
};

/** What the dialog knows of the mentor. */
interface Offered {
  readonly durations: readonly number[];
  /** YYYY-MM-DD where the student is; undefined while it is not known. */
  readonly today: string | undefined;
  readonly minutes: number | undefined;
}

const styled = new WeakSet<ShadowRoot>();

/** How often offers are looked for while she looks on, ms. */
const lookMs = 5_000;

/** What the signed-in student waits for: she joins, sees her place, answers offers and leaves here. */
export class WaitingList implements WaitingModel {
  readonly parts: DialogParts;
  readonly durations: readonly number[];
  state: WaitingState;
  strings: WaitingStrings | undefined;

  constructor(parts: DialogParts, { durations, today, minutes }: Offered) {
    this.parts = parts;
    this.durations = durations;
    const from = today ?? new Date().toISOString().slice(0, 10);
    const to = new Date(Date.parse(from) + 14 * 86_400_000).toISOString().slice(0, 10);
    this.state = { wishes: { minutes: minutes ?? durations[0] ?? 30, from, to, part: 0 } };
    const root = parts.host.shadowRoot as ShadowRoot;
    if (!styled.has(root)) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(waitingStyles);
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
      styled.add(root);
    }
    void this.read();
  }

  get title(): string {
    return this.parts.words.waitingList;
  }

  template(): TemplateResult {
    return waitingView(this);
  }

  /** Reads what she waits for, and again while it is shown. */
  async read(): Promise<void> {
    this.set({ message: undefined });
    try {
      const [, entries] = await Promise.all([this.#speak(), this.#entries()]);
      this.set({ entries });
      void this.#keepReading();
    } catch (error) {
      await this.#speak().catch(() => {});
      const isSignIn = (error as Partial<ProblemError>).problem?.status === 401;
      this.set({ message: this.strings?.[isSignIn ? 'signInHint' : 'failed'] ?? this.parts.host.lineFailed });
    }
  }

  wish(change: Partial<Wishes>): void {
    this.set({ wishes: { ...this.state.wishes, ...change } });
  }

  join(): void {
    const { minutes, from, to, part } = this.state.wishes;
    const [start_time, end_time] = partsOfDay[part] as (typeof partsOfDay)[number];
    const { host, timeZone } = this.parts;
    const body = {
      mentor_id: Number(host.mentorId),
      duration_minutes: minutes,
      ...{ from, to, start_time, end_time },
      ...(timeZone && { timezone: timeZone }),
    };
    void this.#act('POST', '', this.strings?.joined, body);
  }

  accept(entry: WaitingListEntry): void {
    void this.#act<Session>('POST', `/${entry.id}/accept`, this.strings?.accepted).then((session) => {
      if (session) this.parts.host.emit('booked', { session, sessions: [session] });
    });
  }

  decline(entry: WaitingListEntry): void {
    void this.#act('POST', `/${entry.id}/decline`, this.strings?.declined);
  }

  leave(entry: WaitingListEntry): void {
    void this.#act('DELETE', `/${entry.id}`, this.strings?.left);
  }

  set(change: Partial<WaitingState>): void {
    this.state = { ...this.state, ...change };
    this.parts.update();
    if (!change.message && !change.told) return;
    const root = this.parts.host.shadowRoot;
    setTimeout(() => root?.querySelector('.waiting .message')?.scrollIntoView({ block: 'nearest' }));
  }

  async #speak(): Promise<void> {
    const { host } = this.parts;
    const file = files[host.language] as () => Promise<{ strings: WaitingStrings }>;
    this.strings ??= (await host.loadFile(file)).strings;
  }

  async #entries(): Promise<readonly WaitingListEntry[]> {
    const { entries } = await this.parts.host.client.json<Wire>('/api/waiting-list', { signed: true });
    return entries.filter(({ state }) => state === 'waiting' || state === 'offered');
  }

  /** Until the dialog shows something else. */
  async #keepReading(): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, lookMs));
      if (!this.parts.host.shadowRoot?.querySelector('dialog[open] .waiting')) return;
      const entries = this.state.progress ? undefined : await this.#entries().catch(() => undefined);
      if (!entries || this.state.progress) continue;
      const isNews = JSON.stringify(entries) !== JSON.stringify(this.state.entries);
      this.set({ entries, ...(isNews && { told: undefined, message: undefined }) });
    }
  }

  /** Sends a change until there is an answer, with one key, so that it happens once. */
  async #act<Result>(
    method: string,
    path: string,
    told: string | undefined,
    body: object = {},
  ): Promise<Result | undefined> {
    if (this.state.progress) return undefined;
    let answer: Result | undefined;
    this.set({ message: undefined, told: undefined });
    const { client } = this.parts.host;
    const key = crypto.getRandomValues(new Uint32Array(4)).join('-');
    const sent = method === 'DELETE' ? {} : { body, key };
    try {
      answer = (await this.parts.sendUntilKnown(
        () => client.json(`/api/waiting-list${path}`, { method, ...sent, signed: true }),
        (progress) => this.set({ progress }),
      )) as Result;
      this.set({ told });
    } catch (error) {
      await this.#refuse(error as Partial<ProblemError>);
    }
    const entries = await this.#entries().catch(() => this.state.entries);
    this.set({ progress: undefined, ...(entries && { entries }) });
    return answer;
  }

  async #refuse({ problem }: Partial<ProblemError>): Promise<void> {
    const { strings, parts } = this;
    if (problem) parts.host.emit('error', { problem });
    const known = { ...parts.words.problems, ...strings?.problems };
    const message = problem?.status === 401 ? strings?.signInHint : await parts.wordsFor(problem, known);
    this.set({ message });
  }
}
