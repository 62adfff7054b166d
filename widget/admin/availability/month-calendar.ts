import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { AvailabilityOverride } from '../../../api/contract/availability.ts';
import { dayOfWeek } from '../../../api/domain/calendar-date.ts';
import { addDays } from '../../format.ts';
import { adminStyles } from '../admin-styles.ts';
import { drawing } from '../drawing.ts';
import { addMonths, monthOf, sameDayIn, weeksOf } from './month.ts';
import { weekdays } from './part.ts';
import { weekdayName } from './rule-words.ts';
import type { AvailabilityWords, DayState } from './strings.ts';

/** Dates from one to another, both included. */
export interface Selection {
  readonly from: string;
  readonly to: string;
}

/**
 * A month on which dates are chosen: by the pointer, or by arrow keys, Home, End, PageUp and PageDown and Enter. With
 * `isRange` the second choice is the other end.
 *
 * @fires choose - `detail` is a `Selection`
 */
export class MonthCalendar extends LitElement {
  static override properties = {
    words: { attribute: false },
    overrides: { attribute: false },
    today: { attribute: false },
    selection: { attribute: false },
    isRange: { attribute: false },
    here: { state: true },
    anchor: { state: true },
  };

  static override styles = [
    adminStyles,
    css`
      .bar { display: flex; align-items: center; justify-content: space-between; gap: 8px; }
      .bar p { font-weight: 600; }
      .bar p::first-letter { text-transform: uppercase; }
      [role=row] { display: grid; grid-template-columns: repeat(7, minmax(0, 1fr)); }
      [role=columnheader] { padding-block: 6px; color: var(--soft); font-size: 13px; text-align: center; }
      [role=gridcell] { position: relative; display: grid; place-items: center; min-block-size: 46px; margin: 1px; border: 1px solid transparent; border-radius: 8px; font-variant-numeric: tabular-nums; cursor: pointer; }
      [role=gridcell].outside { visibility: hidden; }
      [role=gridcell][aria-disabled=true] { color: var(--soft); opacity: .6; cursor: not-allowed; }
      .closed { background: repeating-linear-gradient(135deg, transparent 0 5px, color-mix(in srgb, var(--danger), transparent 78%) 5px 7px); text-decoration: line-through; }
      .other { background: color-mix(in srgb, #2f7fa8, var(--paper) 78%); }
      .other::after { content: ""; position: absolute; inset-block-end: 6px; inline-size: 6px; block-size: 6px; border-radius: 50%; background: currentColor; }
      .today { font-weight: 700; text-decoration: underline; text-underline-offset: 3px; }
      [aria-selected=true] { border-color: var(--link); box-shadow: inset 0 0 0 1px var(--link); }
      [role=gridcell]:focus-visible { z-index: 1; }
      @media (hover: hover) { [role=gridcell]:not([aria-disabled=true]):hover { border-color: var(--link); } }
      @media (forced-colors: active) { [aria-selected=true] { outline: 3px solid Highlight; outline-offset: -3px; } .closed { border-color: GrayText; } }
    `,
  ];

  declare words: AvailabilityWords;
  declare overrides: readonly AvailabilityOverride[];
  declare today: string;
  declare selection: Selection | undefined;
  declare isRange: boolean;
  /** The date that the arrow keys have come to. */
  declare here: string | undefined;
  /** The first end of a range, until the other is chosen. */
  declare anchor: string | undefined;

  override willUpdate(changes: PropertyValues<this>): void {
    this.here ??= this.today;
    if (changes.has('isRange')) this.anchor = undefined;
  }

  override render(): TemplateResult {
    const { words, here = this.today } = this;
    const month = monthOf(here);
    const title = new Intl.DateTimeFormat(words.tag, { month: 'long', year: 'numeric', timeZone: 'UTC' });
    const name = title.format(new Date(`${month}-01T00:00Z`));
    const turn = (
      label: string,
      months: number,
      path: string,
    ) => html`<button class="icon" aria-label=${label}
      ?disabled=${months < 0 && month <= monthOf(this.today)} @click=${() => this.#turn(months)}>
      <span class="turns">${drawing(path)}</span></button>`;
    return html`<div class="bar">
        ${turn(words.overrides.previous, -1, 'm15 5-7 7 7 7')}
        <p aria-live="polite">${name}</p>
        ${turn(words.overrides.next, 1, 'm9 5 7 7-7 7')}
      </div>
      <div role="grid" aria-label=${name} aria-multiselectable=${this.isRange ? 'true' : nothing}
        @keydown=${this.#onKey} @click=${this.#onClick}>
        <div role="row">${weekdays.map(
          (day) =>
            html`<div role="columnheader" aria-label=${weekdayName(day, words.tag)}>${weekdayName(day, words.tag, 'narrow')}</div>`,
        )}</div>
        ${weeksOf(month).map((week) => html`<div role="row">${week.map((date) => this.#date(date, month))}</div>`)}
      </div>`;
  }

  #date(date: string, month: string): TemplateResult {
    const { words, today, here, anchor } = this;
    if (monthOf(date) !== month) return html`<div role="gridcell" class="outside"></div>`;
    const state = this.#stateOf(date);
    const { from, to } = (anchor ? { from: anchor, to: anchor } : this.selection) ?? { from: '', to: '' };
    const name = new Intl.DateTimeFormat(words.tag, { dateStyle: 'full', timeZone: 'UTC' });
    return html`<div role="gridcell" class="${state} ${date === today ? 'today' : ''}" data-date=${date}
      tabindex=${date === here ? 0 : -1} aria-disabled=${state === 'past' ? 'true' : nothing}
      aria-selected=${from <= date && date <= to ? 'true' : 'false'} aria-current=${date === today ? 'date' : nothing}
      aria-label="${name.format(new Date(`${date}T00:00Z`))}, ${words.overrides.states[state]}"
    >${Number(date.slice(8))}</div>`;
  }

  #stateOf(date: string): DayState {
    if (date < this.today) return 'past';
    const override = this.overrides.find((each) => each.date === date);
    return override ? (override.ranges.length ? 'other' : 'closed') : 'usual';
  }

  #turn(months: number): void {
    const here = this.here as string;
    this.here = this.#notPast(sameDayIn(addMonths(monthOf(here), months), here));
  }

  readonly #onClick = (event: Event): void => {
    const { date } = (event.target as HTMLElement).dataset;
    if (date) this.#choose(date);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const here = this.here as string;
    const forward = this.matches(':dir(rtl)') ? -1 : 1;
    const days: Readonly<Record<string, number>> = {
      ArrowRight: forward,
      ArrowLeft: -forward,
      ArrowDown: 7,
      ArrowUp: -7,
      Home: -dayOfWeek(here),
      End: 6 - dayOfWeek(here),
    };
    const step = days[event.key];
    if (step !== undefined) this.#go(addDays(here, step));
    else if (event.key === 'PageDown' || event.key === 'PageUp') {
      this.#go(sameDayIn(addMonths(monthOf(here), event.key === 'PageUp' ? -1 : 1), here));
    } else if (event.key === 'Enter' || event.key === ' ') this.#choose(here);
    else return;
    event.preventDefault();
  };

  #go(date: string): void {
    this.here = this.#notPast(date);
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('[role=gridcell][tabindex="0"]')?.focus(),
    );
  }

  #notPast(date: string): string {
    return [date, this.today].sort()[1] as string;
  }

  #choose(date: string): void {
    if (date < this.today) return;
    this.here = date;
    if (this.isRange && !this.anchor) {
      this.anchor = date;
      return;
    }
    const [from, to] = [this.anchor ?? date, date].sort() as [string, string];
    this.anchor = undefined;
    this.dispatchEvent(new CustomEvent<Selection>('choose', { detail: { from, to } }));
  }
}

customElements.define('availability-month', MonthCalendar);
