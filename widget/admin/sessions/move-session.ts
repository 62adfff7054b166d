import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Alternative } from '../../../api/contract/problem.ts';
import type { Session } from '../../../api/contract/session.ts';
import type { Slot, SlotList } from '../../../api/contract/slot.ts';
import type { ProblemError } from '../../client.ts';
import { city, clockTime } from '../../format.ts';
import { chooseSlot, moveTabStop, slotButton } from '../../steps/choose-slot.ts';
import { loadStrings } from '../../strings/languages.ts';
import type { Strings } from '../../strings/strings.ts';
import { adminStyles } from '../admin-styles.ts';
import type { App } from '../app.ts';
import { slotStyles } from '../slot-styles.ts';
import { SpokenWords } from '../spoken-words.ts';
import { dayOf, failureOf, zoneOf } from './session-words.ts';
import type { SessionWords } from './strings.ts';

/**
 * Picks another free start for a session, with the widget's own list of slots.
 *
 * @fires moved - the session at its new time, in `detail.session`
 * @fires keep - nothing is to be moved
 */
export class MoveSession extends LitElement {
  static override properties = {
    app: { attribute: false },
    words: { attribute: false },
    session: { attribute: false },
    strings: { state: true },
    list: { state: true },
    hasFailed: { state: true },
    minutes: { state: true },
    chosen: { state: true },
    alternatives: { state: true },
    message: { state: true },
    isBusy: { state: true },
  };

  static override styles = [
    adminStyles,
    slotStyles,
    css`
      .actions { position: sticky; inset-block-end: 0; margin: 0 -8px -8px; padding: 12px 8px; background: var(--paper); }
      .actions .primary { flex: 1 1 200px; }
    `,
  ];

  declare app: App;
  declare words: SessionWords;
  declare session: Session;
  declare private strings: Strings | undefined;
  declare private list: SlotList | undefined;
  declare private hasFailed: boolean;
  declare private minutes: number;
  declare private chosen: Slot | undefined;
  declare private alternatives: readonly Alternative[];
  declare private message: string | undefined;
  declare private isBusy: boolean;

  #from: string | undefined;
  #today: string | undefined;
  #turn = 0;
  readonly #spoken = new SpokenWords(loadStrings, (strings: Strings) => {
    this.strings = strings;
  });
  /** What went out last and under which key: the same wish goes out under the same key, so that it happens once. */
  #sent: { readonly wish: string; readonly key: string } | undefined;

  constructor() {
    super();
    this.alternatives = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.minutes = this.session.duration_minutes;
    void this.#read();
  }

  protected override willUpdate(): void {
    this.#spoken.speak(this.app.language);
  }

  protected override updated(): void {
    moveTabStop(this.renderRoot as unknown as HTMLElement);
  }

  async #read(): Promise<void> {
    const turn = ++this.#turn;
    this.list = undefined;
    this.hasFailed = false;
    this.chosen = undefined;
    const query = new URLSearchParams({ timezone: zoneOf(this.app), duration: String(this.minutes) });
    if (this.#from) query.set('from', this.#from);
    const path = `/api/mentors/${this.session.mentor_id}/available-slots`;
    try {
      const list = await this.app.client.get<SlotList>(`${path}?${query}`);
      if (turn !== this.#turn) return;
      this.#today ??= list.from;
      this.list = list;
    } catch (error) {
      if (turn !== this.#turn) return;
      const { problem } = error as Partial<ProblemError>;
      if (problem?.code === 'invalid_duration') return this.#takeShortest(path);
      this.hasFailed = true;
    }
  }

  /** The session's length is offered no more: then the mentor's shortest. */
  async #takeShortest(path: string): Promise<void> {
    try {
      const query = new URLSearchParams({ timezone: zoneOf(this.app) });
      const { durations } = await this.app.client.get<SlotList>(`${path}?${query}`);
      this.minutes = durations[0] ?? this.minutes;
      void this.#read();
    } catch {
      this.hasFailed = true;
    }
  }

  async #move(slot: Slot): Promise<void> {
    const { app, words, session, minutes } = this;
    this.isBusy = true;
    this.message = undefined;
    const body = {
      session_date: slot.datetime,
      duration_minutes: minutes,
      timezone: zoneOf(app),
      locale: app.language,
    };
    const wish = JSON.stringify(body);
    if (this.#sent?.wish !== wish) this.#sent = { wish, key: newKey() };
    const { key } = this.#sent;
    try {
      const path = `/api/mentorship/sessions/${session.id}/reschedule`;
      const moved = await app.client.post<Session>(path, body, { key });
      this.dispatchEvent(new CustomEvent('moved', { detail: { session: moved } }));
    } catch (error) {
      const { problem } = error as Partial<ProblemError>;
      this.message = failureOf(error, app, words);
      if (problem) {
        this.#sent = undefined;
        this.alternatives = problem.alternatives ?? [];
        await this.#read();
      }
    }
    this.isBusy = false;
  }

  override render(): TemplateResult | typeof nothing {
    const { words, strings, list, chosen, message } = this;
    if (!strings) return nothing;
    const pick = (each: Slot) => {
      this.chosen = each;
    };
    return html`<div class="stack">
      <p class="soft">${words.moveHint}</p>
      ${message ? html`<p class="message error" role="alert">${message}</p>` : nothing}
      ${this.#alternatives(strings, pick)}
      ${chooseSlot({
        words: strings,
        list,
        failed: this.hasFailed,
        durations: list?.durations ?? [],
        minutes: this.minutes,
        selected: chosen?.datetime,
        today: this.#today,
        place: list ? words.zone(city(list.timezone)) : '',
        message: undefined,
        pick,
        setFrom: (from) => {
          this.#from = from;
          void this.#read();
        },
        setMinutes: (minutes) => {
          this.minutes = minutes;
          void this.#read();
        },
        retry: () => void this.#read(),
      })}
      <div class="actions">
        <button @click=${() => this.dispatchEvent(new CustomEvent('keep'))}>${this.app.common.close}</button>
        ${
          chosen
            ? html`<button class="primary" ?disabled=${this.isBusy} @click=${() => this.#move(chosen)}>
                ${words.moveTo(strings.at(dayOf(chosen.date, this.app, chosen.date), clockTime(chosen)))}</button>`
            : nothing
        }
      </div>
    </div>`;
  }

  #alternatives(strings: Strings, pick: (slot: Slot) => void): TemplateResult | typeof nothing {
    const { alternatives, words, chosen } = this;
    if (!alternatives.length) return nothing;
    return html`<div role="group" aria-label=${words.alternatives}>
      <p class="soft">${words.alternatives}</p>
      <div class="alternatives">${alternatives.map((each) =>
        slotButton(each, { words: strings, pick, selected: chosen?.datetime }, true),
      )}</div>
    </div>`;
  }
}

const newKey = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-');

customElements.define('admin-move-session', MoveSession);
