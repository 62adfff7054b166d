import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult, unsafeCSS } from 'lit';
import type { ScheduleInput, SchedulePreview } from '../../../api/contract/schedule.ts';
import { place } from '../../format.ts';
import { modalStyles } from '../../modal-styles.ts';
import { chooseSlot, moveTabStop } from '../../steps/choose-slot.ts';
import { loadStrings } from '../../strings/languages.ts';
import type { Strings } from '../../strings/strings.ts';
import { triggerStyles } from '../../theme.ts';
import { adminStyles } from '../admin-styles.ts';
import type { App } from '../app.ts';
import { SpokenWords } from '../spoken-words.ts';
import type { AvailabilityWords } from './strings.ts';

/** How long nothing must change before the server is asked, ms. */
const QUIET_MS = 350;

/** What students see, made by the widget's own step from what the server's own engine says of the draft. */
export class SchedulePreviewPart extends LitElement {
  static override properties = {
    app: { attribute: false },
    words: { attribute: false },
    mentorId: { attribute: false },
    schedule: { attribute: false },
    isValid: { attribute: false },
    strings: { state: true },
    list: { state: true },
    hasFailed: { state: true },
    selected: { state: true },
  };

  static override styles = [
    adminStyles,
    // The dialog of the widget, in the flow of this page.
    unsafeCSS(triggerStyles),
    unsafeCSS(modalStyles.replaceAll('dialog', '.widget')),
    css`
      :host { display: block; }
      .widget { display: block; position: static; margin: 0; inline-size: auto; block-size: auto; border: 1px solid var(--_line); border-radius: var(--radius); box-shadow: none; direction: inherit; }
        .widget .body { padding: 12px 14px 16px; max-block-size: min(560px, 60vh); border-radius: inherit; }
      .widget .grid { grid-template-columns: repeat(auto-fill, minmax(84px, 1fr)); }
      .widget .icon { transition: none; }
      .stale { box-shadow: inset 0 4px 0 var(--_accent); }
    `,
  ];

  declare app: App;
  declare words: AvailabilityWords;
  declare mentorId: number;
  declare schedule: ScheduleInput;
  declare isValid: boolean;
  declare strings: Strings | undefined;
  declare list: SchedulePreview | undefined;
  declare hasFailed: boolean;
  declare selected: string | undefined;

  #asked = '';
  readonly #spoken = new SpokenWords(loadStrings, (strings: Strings) => {
    this.strings = strings;
  });
  #from: string | undefined;
  #minutes: number | undefined;
  #today: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort = new AbortController();
  #isStale = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#abort.abort();
  }

  override willUpdate(changes: PropertyValues<this>): void {
    const { language } = this.app;
    this.#spoken.speak(language);
    const asked = JSON.stringify([this.schedule, language]);
    if (!changes.has('schedule') || asked === this.#asked || !this.isValid) return;
    const isFirst = this.#asked === '';
    this.#asked = asked;
    this.#askSoon(isFirst ? 0 : QUIET_MS);
  }

  override updated(): void {
    moveTabStop(this.renderRoot as unknown as HTMLElement);
  }

  #askSoon(wait: number): void {
    clearTimeout(this.#timer);
    this.#isStale = true;
    this.#timer = setTimeout(() => void this.#ask(), wait);
  }

  async #ask(): Promise<void> {
    this.#abort.abort();
    const abort = new AbortController();
    this.#abort = abort;
    const { schedule, mentorId, app } = this;
    const minutes = this.#minutes ?? 0;
    const duration = schedule.durations.includes(minutes) ? minutes : schedule.durations[0];
    const query = { days: 7, locale: app.language, duration, ...(this.#from && { from: this.#from }) };
    try {
      const path = `/api/mentors/${mentorId}/schedule/preview`;
      const list = await app.client.post<SchedulePreview>(
        path,
        { schedule, query },
        { signal: abort.signal },
      );
      this.#today ??= list.from;
      this.#minutes = duration;
      this.#isStale = false;
      this.hasFailed = false;
      this.list = list;
    } catch {
      if (abort.signal.aborted) return;
      this.hasFailed = true;
      this.list = undefined;
    }
  }

  override render(): TemplateResult {
    const { words, list, strings } = this;
    return html`<section class="card" aria-labelledby="preview">
      <div><h2 id="preview">${words.preview.title}</h2><p class="hint">${words.preview.hint}</p></div>
      ${this.#note()}
      ${
        strings
          ? html`<div class="widget"><div class="body ${this.#isStale ? 'stale' : ''}">
              ${chooseSlot({
                words: strings,
                list,
                failed: this.hasFailed,
                durations: list?.durations ?? [],
                minutes: this.#minutes,
                selected: this.selected,
                today: this.#today,
                place: list ? strings.zone(place(list.timezone, [list.timezone_offset])) : '',
                message: undefined,
                pick: ({ datetime }) => {
                  this.selected = datetime;
                },
                setFrom: (from) => {
                  this.#from = from;
                  void this.#ask();
                },
                setMinutes: (minutes) => {
                  this.#minutes = minutes;
                  void this.#ask();
                },
                retry: () => void this.#ask(),
              })}</div></div>`
          : nothing
      }
    </section>`;
  }

  #note(): TemplateResult | typeof nothing {
    const { preview } = this.words;
    const count = this.list?.conflicts.length ?? 0;
    const text = this.isValid
      ? this.schedule.is_available
        ? count > 0 && preview.conflicts(count)
        : preview.notTaking
      : preview.inFault;
    return text ? html`<p class="message" role="status">${text}</p>` : nothing;
  }
}

customElements.define('availability-preview', SchedulePreviewPart);
