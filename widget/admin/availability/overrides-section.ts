import { css, html, nothing, type TemplateResult } from 'lit';
import { adminStyles } from '../admin-styles.ts';
import { drawing } from '../drawing.ts';
import { type Block, minuteOf, nextBlock, timeOf } from './blocks.ts';
import { datesBetween } from './month.ts';
import './month-calendar.ts';
import type { Selection } from './month-calendar.ts';
import { mergeRanges, type Ranges, runsOf, setDates } from './overrides.ts';
import { Part } from './part.ts';
import { timeRange } from './time-range.ts';

/** The most days that are closed at once. */
const MOST_DAYS = 366;

/** Single dates and holidays: chosen on a month, closed or given other hours, and listed to be taken away again. */
export class OverridesSection extends Part {
  static override properties = {
    ...Part.properties,
    selection: { state: true },
    isRange: { state: true },
    ranges: { state: true },
  };

  static override styles = [
    adminStyles,
    css`
      .sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 260px), 1fr)); gap: 20px 28px; align-items: start; }
      .run { display: flex; align-items: center; justify-content: space-between; gap: 8px; border-block-end: 1px solid var(--line); }
      .run:last-child { border-block-end: 0; }
      .hour, .range { display: flex; align-items: center; gap: 6px; }
      .range select { inline-size: auto; min-inline-size: 88px; }
      .chosen { padding: 14px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--ground); }
    `,
  ];

  declare selection: Selection | undefined;
  declare isRange: boolean;
  /** The other hours that are being written; undefined while none are. */
  declare ranges: Ranges | undefined;

  override render(): TemplateResult {
    const { words, draft } = this;
    const { overrides } = words;
    const toggle = () => {
      this.isRange = !this.isRange;
    };
    return html`<section class="card" aria-labelledby="overrides">
      <div><h2 id="overrides">${overrides.title}</h2><p class="hint">${overrides.hint}</p></div>
      <div class="sides">
        <div class="stack">
          <div class="row"><button aria-pressed=${!!this.isRange} @click=${toggle}>${overrides.range}</button>
            <span class="hint" role="status">${this.isRange ? overrides.rangeHint : ''}</span></div>
          <availability-month .words=${words} .overrides=${draft.overrides} .today=${this.today}
            .selection=${this.selection} .isRange=${!!this.isRange} @choose=${this.#choose}></availability-month>
        </div>
        <div class="stack">
          ${this.selection ? this.#choice(this.selection) : nothing}
          <h3>${overrides.coming}</h3>
          ${this.#runs()}
        </div>
      </div>
    </section>`;
  }

  #choice(selection: Selection): TemplateResult {
    const { overrides } = this.words;
    const dates = datesBetween(selection.from, selection.to);
    const set = this.draft.overrides.find(({ date }) => date === selection.from);
    const state = this.ranges || set?.ranges.length ? 'other' : set ? 'closed' : 'usual';
    const text = overrides.chosen(this.#dates(selection), dates.length);
    return html`<div class="stack chosen" role="group" aria-labelledby="chosen">
      <h3 id="chosen" tabindex="-1">${text}</h3>
      <div class="row">
        <button aria-pressed=${state === 'usual'} @click=${() => this.#set(null)}>${overrides.usual}</button>
        <button aria-pressed=${state === 'closed'} @click=${() => this.#set([])}>${overrides.close}</button>
        <button aria-pressed=${state === 'other'} @click=${() => this.#write(set?.ranges)}>${overrides.other}</button>
      </div>
      ${this.ranges ? this.#hours(this.ranges) : nothing}
    </div>`;
  }

  #hours(ranges: Ranges): TemplateResult {
    const { words } = this;
    const set = (changed: Ranges) => {
      this.ranges = changed;
    };
    const next = nextBlock(ranges.map(blockOf), 0);
    return html`${ranges.map((range, index) => {
      const { start, end } = blockOf(range);
      return html`<div class="hour">
        ${timeRange({
          start,
          end,
          of: words.overrides.other,
          from: words.from,
          to: words.to,
          change: (from, to) => set(ranges.map((each, i) => (i === index ? rangeOf(from, to) : each))),
        })}
        <button class="icon" aria-label=${words.overrides.removeHours(words.hours(range.start_time, range.end_time))}
          ?disabled=${ranges.length === 1} @click=${() => set(ranges.filter((_, i) => i !== index))}>
          ${drawing('M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13')}</button>
      </div>`;
    })}
    <div class="row">
      <button ?disabled=${!next || ranges.length >= 24}
        @click=${() => next && set([...ranges, rangeOf(next.start, next.end)])}>${words.overrides.addHours}</button>
      <button class="primary" @click=${() => this.#set(mergeRanges(ranges))}>${words.overrides.apply}</button>
    </div>`;
  }

  #runs(): TemplateResult {
    const { words } = this;
    const runs = runsOf(this.draft.overrides.filter(({ date }) => date >= this.today));
    if (!runs.length) return html`<p class="soft">${words.overrides.none}</p>`;
    return html`<ul class="runs">${runs.map((run) => {
      const dates = this.#dates(run);
      const hours = run.ranges
        .map(({ start_time, end_time }) => words.hours(start_time, end_time))
        .join(', ');
      return html`<li class="run"><p><strong>${dates}</strong><br />
        <span class="soft">${hours || words.overrides.states.closed}</span></p>
        <button class="icon" aria-label=${words.overrides.remove(dates)} title=${words.overrides.remove(dates)}
          @click=${() => this.#change(run, null)}>${drawing('M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13')}</button></li>`;
    })}</ul>`;
  }

  readonly #choose = ({ detail }: CustomEvent<Selection>): void => {
    const dates = datesBetween(detail.from, detail.to).slice(0, MOST_DAYS);
    this.selection = { from: detail.from, to: dates.at(-1) as string };
    this.ranges = undefined;
    void this.focusOn('#chosen');
  };

  #write(standing: Ranges | undefined): void {
    this.ranges = standing?.length ? standing : [rangeOf(9 * 60, 12 * 60)];
  }

  #set(ranges: Ranges | null): void {
    if (this.selection) this.#change(this.selection, ranges);
    this.ranges = undefined;
    void this.focusOn('#chosen');
  }

  #change(selection: Selection, ranges: Ranges | null): void {
    const dates = datesBetween(selection.from, selection.to);
    const { states, changed } = this.words.overrides;
    const state = ranges === null ? states.usual : ranges.length ? states.other : states.closed;
    const overrides = setDates(this.draft.overrides, dates, ranges);
    this.edit({ overrides }, changed(this.#dates(selection), state));
  }

  /** `23 November 2026`, or from one to another. */
  #dates({ from, to }: Selection): string {
    const format = new Intl.DateTimeFormat(this.words.tag, { dateStyle: 'medium', timeZone: 'UTC' });
    return format.formatRange(new Date(`${from}T00:00Z`), new Date(`${to}T00:00Z`));
  }
}

const blockOf = ({ start_time, end_time }: Ranges[number]): Block => ({
  day: 0,
  start: minuteOf(start_time),
  end: minuteOf(end_time),
});

const rangeOf = (start: number, end: number): Ranges[number] => ({
  start_time: timeOf(start),
  end_time: timeOf(end),
});

customElements.define('availability-overrides', OverridesSection);
