import type { TemplateResult } from 'lit/html.js';
import type { Occurrence } from '../../api/contract/occurrence.ts';
import type { Booking } from '../booking.ts';
import type { ProblemError } from '../client.ts';
import type { Repetition } from '../draft.ts';
import type { DialogParts } from '../sessions/dialog-parts.ts';
import type { RepeatChoice } from './repeat-choice.ts';
import { seriesStyles } from './series-styles.ts';
import type { SeriesStrings } from './strings.ts';

const files: Readonly<Record<string, () => Promise<{ strings: SeriesStrings }>>> = {
  fr: () => import('./series-fr.ts'),
  en: () => import('./series-en.ts'),
  pt: () => import('./series-pt.ts'),
  ar: () => import('./series-ar.ts'),
  sw: () => import('./series-sw.ts'),
};

const counts = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const styled = new WeakSet<ShadowRoot>();

/** Opens the choice at step 2. Rejects when a file could not be loaded. */
export async function chooseSeries(booking: Booking, parts: DialogParts): Promise<RepeatChoice> {
  const { language, loadFile, shadowRoot } = parts.host;
  const { strings } = await loadFile(files[language] as () => Promise<{ strings: SeriesStrings }>);
  const root = shadowRoot as ShadowRoot;
  if (!styled.has(root)) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(seriesStyles);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    styled.add(root);
  }
  // The button that opened it is gone. What a draft brings back takes no focus.
  if (!booking.state.repeat) setTimeout(() => root.querySelector<HTMLElement>('.series select')?.focus());
  return new SeriesChoice(booking, parts, strings);
}

/** How often the session comes back, and how the dates of that stand. */
class SeriesChoice implements RepeatChoice {
  readonly #booking: Booking;
  readonly #parts: DialogParts;
  readonly #strings: SeriesStrings;
  /** What was asked for last; empty where it must be asked for again. */
  #asked = '';
  #occurrences: readonly Occurrence[] | undefined;
  #message: string | undefined;

  constructor(booking: Booking, parts: DialogParts, strings: SeriesStrings) {
    this.#booking = booking;
    this.#parts = parts;
    this.#strings = strings;
  }

  get mode(): 'all' | 'free' | undefined {
    const free = this.#free;
    if (!free) return undefined;
    return free === this.#occurrences?.length ? 'all' : 'free';
  }

  show(occurrences: readonly Occurrence[]): void {
    this.#occurrences = occurrences;
  }

  template(): TemplateResult {
    const { html, nothing } = this.#parts;
    const { repeat, progress } = this.#booking.state;
    const { rhythms, count, repeat: label } = this.#strings;
    this.#follow(repeat);
    const numberOf = (event: Event) => Number((event.target as HTMLSelectElement).value);
    const setRhythm = (event: Event) => {
      const weeks = numberOf(event) as 0 | 1 | 2;
      this.#booking.setRepeat(weeks ? { every_weeks: weeks, count: repeat?.count ?? 4 } : undefined);
    };
    const setCount = (event: Event) =>
      repeat && this.#booking.setRepeat({ ...repeat, count: numberOf(event) });
    return html`<div class="series">
      <label><span>${label}</span><select part="input" ?disabled=${!!progress} @change=${setRhythm}>${rhythms.map(
        (rhythm, weeks) =>
          html`<option value=${weeks} .selected=${weeks === (repeat?.every_weeks ?? 0)}>${rhythm}</option>`,
      )}</select></label>
      ${
        repeat
          ? html`<label><span>${count}</span><select part="input" ?disabled=${!!progress} @change=${setCount}>${counts.map(
              (each) => html`<option value=${each} .selected=${each === repeat.count}>${each}</option>`,
            )}</select></label>
            ${this.#dates()}`
          : nothing
      }
    </div>`;
  }

  #dates(): TemplateResult {
    const { html, nothing, words, dayName, clockTime } = this.#parts;
    const { states, loading } = this.#strings;
    const dates = this.#occurrences;
    const again = () => {
      this.#asked = '';
      this.#parts.update();
    };
    return html`<p role="status">${this.#message ?? (dates ? this.#told(dates.length) : loading)}</p>
      ${this.#message ? html`<button type="button" class="link" @click=${again}>${words.retry}</button>` : nothing}
      ${
        dates
          ? html`<ol>${dates.map(
              (each) => html`<li class=${each.state === 'free' ? '' : 'barred'}>
                <span>${words.at(dayName(each.date, words.tag), clockTime(each))}</span> <small>${states[each.state]}</small>
              </li>`,
            )}</ol>`
          : nothing
      }`;
  }

  #told(count: number): string {
    const { allFree, noneFree, someFree } = this.#strings;
    return this.#free === count ? allFree : this.#free ? someFree(this.#free, count) : noneFree;
  }

  get #free(): number {
    return this.#occurrences?.filter(({ state }) => state === 'free').length ?? 0;
  }

  /** Asks how the dates stand whenever another slot, duration or repetition was chosen. */
  #follow(repeat: Repetition | undefined): void {
    const { slot, minutes, sent } = this.#booking.state;
    const asked = repeat ? JSON.stringify([slot?.datetime, minutes, repeat]) : '';
    // What is on its way to be booked stands as it was chosen.
    if (asked === this.#asked || sent) return;
    this.#asked = asked;
    this.#occurrences = undefined;
    this.#message = undefined;
    if (repeat) void this.#read(repeat, asked);
  }

  async #read(repeat: Repetition, asked: string): Promise<void> {
    let occurrences: readonly Occurrence[] | undefined;
    let message: string | undefined;
    try {
      ({ occurrences } = await this.#booking.readDates(repeat));
    } catch (error) {
      const { problem } = error as Partial<ProblemError>;
      const { words, wordsFor } = this.#parts;
      const known = { ...words.problems, unauthenticated: words.signInHint, failed: this.#strings.failed };
      message = await wordsFor(problem, known);
    }
    if (asked !== this.#asked) return;
    this.#occurrences = occurrences;
    this.#message = message;
    this.#parts.update();
  }
}
