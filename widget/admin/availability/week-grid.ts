import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { adminStyles } from '../admin-styles.ts';
import { drawing } from '../drawing.ts';
import {
  type Block,
  blockAt,
  DAY_MINUTES,
  isSame,
  minuteOf,
  moveBlock,
  putBlock,
  resizeBlock,
  snap,
  spanBlock,
  timeOf,
} from './blocks.ts';
import { gridStyles } from './grid-styles.ts';
import { Part, weekdays } from './part.ts';
import { weekdayName } from './rule-words.ts';
import { timeRange } from './time-range.ts';
import { type Drawn, type PointedGrid, WeekPointer } from './week-pointer.ts';

/** Where the grid is opened: most hours lie after it. */
const FIRST_SHOWN = minuteOf('07:00');

/** What a key does to a block. */
type Change = 'added' | 'moved' | 'resized';

/**
 * The ordinary week as a grid: days across, hours down. Its cells are walked through by the arrow keys; blocks lie over
 * them and take the pointer.
 */
export class WeekGrid extends Part implements PointedGrid {
  static override properties = {
    ...Part.properties,
    step: { attribute: false },
    selected: { state: true },
    cell: { state: true },
    drawn: { state: true },
  };

  static override styles = [adminStyles, gridStyles];

  /** Minutes between two lines. */
  declare step: number;
  declare selected: Block | undefined;
  /** The cell that the arrow keys have come to. */
  declare cell: { readonly day: number; readonly minute: number };
  /** What the pointer is drawing, before it is let go. */
  declare drawn: Drawn | undefined;

  readonly #pointer = new WeekPointer(this);

  constructor() {
    super();
    this.step = 30;
    this.cell = { day: 0, minute: minuteOf('09:00') };
  }

  get blocks(): readonly Block[] {
    return this.draft.blocks;
  }

  override firstUpdated(): void {
    const scroller = this.renderRoot.querySelector('.scroller') as HTMLElement;
    const first = Math.min(FIRST_SHOWN, ...this.blocks.map(({ start }) => start));
    scroller.scrollTop = (first / DAY_MINUTES) * this.body.scrollHeight;
  }

  override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('step')) {
      this.cell = { ...this.cell, minute: Math.floor(this.cell.minute / this.step) * this.step };
    }
    if (this.selected && !this.blocks.some((each) => isSame(each, this.selected as Block))) {
      this.selected = undefined;
    }
  }

  get body(): HTMLElement {
    return this.renderRoot.querySelector('.layer') as HTMLElement;
  }

  /** `Monday, 09:00 to 12:00`. */
  name({ day, start, end }: Block): string {
    return this.words.week.block(this.dayName(day), timeOf(start), timeOf(end));
  }

  select(block: Block | undefined): void {
    this.selected = block;
    if (block) this.say(this.words.told.selected(this.name(block)));
  }

  /** Puts a block into the week, in the place of another where one is given, and selects what became of it. */
  put(block: Block, change: Change, replaced?: Block): void {
    if (replaced && isSame(block, replaced)) return;
    const { blocks, block: own, isMerged } = putBlock(this.blocks, block, replaced);
    const { told } = this.words;
    this.edit({ blocks }, isMerged ? told.merged(this.name(own)) : told[change](this.name(own)));
    this.draft = { ...this.draft, blocks };
    this.selected = own;
  }

  removeBlock(block: Block): void {
    const blocks = this.blocks.filter((each) => !isSame(each, block));
    this.edit({ blocks }, this.words.told.removed(this.name(block)));
    this.selected = undefined;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const { key, shiftKey } = event;
    const isMove = event.altKey || event.ctrlKey;
    const { day, minute } = this.cell;
    const { step } = this;
    const forward = this.matches(':dir(rtl)') ? -1 : 1;
    const days = { ArrowRight: forward, ArrowLeft: -forward }[key] ?? 0;
    const lines = { ArrowDown: 1, ArrowUp: -1 }[key] ?? 0;
    const here = this.#blockOfCell(day, minute);
    if (days || lines) {
      if (isMove) this.#moveBy(here, days, lines * step);
      else if (shiftKey && lines) this.#extend(here, lines * step);
      else this.#go(day + days, minute + lines * step);
    } else if (key === 'Enter' || key === ' ') {
      if (here) this.select(here);
      else this.put({ day, start: minute, end: minute + step }, 'added');
    } else if ((key === 'Delete' || key === 'Backspace') && here) this.removeBlock(here);
    else if (key === 'Escape' && this.selected) this.selected = undefined;
    else if (key === 'Home') this.#go(day, 0);
    else if (key === 'End') this.#go(day, DAY_MINUTES - step);
    else if (key === 'PageUp' || key === 'PageDown') this.#go(day, minute + (key === 'PageUp' ? -240 : 240));
    else return;
    event.preventDefault();
  };

  #moveBy(block: Block | undefined, days: number, minutes: number): void {
    if (!block) return;
    const moved = moveBlock(block, days, minutes);
    this.put(moved, 'moved', block);
    this.#go(moved.day, this.cell.minute + moved.start - block.start);
  }

  /** Moves the end; from an empty cell it begins a block. */
  #extend(block: Block | undefined, minutes: number): void {
    const { day, minute } = this.cell;
    const from = block ?? { day, start: minute, end: minute + this.step };
    const resized = resizeBlock(from, 'end', from.end + minutes, this.step);
    this.put(resized, block ? 'resized' : 'added', block);
    this.#go(day, Math.max(resized.start, resized.end - this.step));
  }

  /** Where the pointer has put or selected a block the keys go on, without a jump of what is seen. */
  followPointer(): void {
    const { day, start } = this.selected ?? { day: 0, start: -1 };
    if (start >= 0) this.#go(day, start, true);
  }

  #go(day: number, minute: number, preventScroll = false): void {
    const last = DAY_MINUTES - this.step;
    const line = Math.floor(minute / this.step) * this.step;
    this.cell = { day: Math.min(6, Math.max(0, day)), minute: Math.min(last, Math.max(0, line)) };
    void this.focusOn('[role=gridcell][tabindex="0"]', preventScroll);
  }

  /** The block that a cell shows a part of; the selected one where there are two. */
  #blockOfCell(day: number, minute: number): Block | undefined {
    const inside = this.blocks.filter(
      (each) => each.day === day && each.start < minute + this.step && each.end > minute,
    );
    return inside.find((each) => this.selected && isSame(each, this.selected)) ?? inside[0];
  }

  override render(): TemplateResult {
    const { words, step, drawn } = this;
    const lines = Array.from({ length: DAY_MINUTES / step }, (_, index) => index * step);
    const shown = drawn
      ? [...this.blocks.filter((each) => !drawn.replaced || !isSame(each, drawn.replaced)), drawn.block]
      : this.blocks;
    return html`<div class="scroller" .style=${`--lines: ${60 / step}`}>
        <div role="grid" aria-label=${words.week.gridName} @keydown=${this.#onKey}>
          <div role="row" class="heads">
            <div role="columnheader" class="corner"><span class="unseen">${words.from}</span></div>
            ${weekdays.map((day) => this.#head(day))}
          </div>
          <div role="rowgroup" class="body" @pointerdown=${this.#pointer.down}>
            ${lines.map((minute) => this.#line(minute))}
            <div class="layer" aria-hidden="true">
              ${weekdays.map(
                (day) =>
                  html`<div>${shown.filter((each) => each.day === day).map((each) => this.#block(each))}</div>`,
              )}
            </div>
          </div>
        </div>
      </div>
      ${this.#toolbar()}`;
  }

  #head(day: number): TemplateResult {
    const name = this.dayName(day);
    const copy = () =>
      this.dispatchEvent(new CustomEvent('copy-day', { detail: day, bubbles: true, composed: true }));
    return html`<div role="columnheader" aria-label=${name}>
      <span>${weekdayName(day, this.words.tag, 'short')}</span>
      <button class="icon" aria-label=${this.words.week.copy(name)} title=${this.words.week.copy(name)} @click=${copy}>
        ${drawing('M9 9h11v11H9zM15 9V4H4v11h5')}</button>
    </div>`;
  }

  #line(minute: number): TemplateResult {
    const isHour = minute % 60 === 0;
    return html`<div role="row" class="line ${isHour ? 'hour' : ''}">
      <div role="rowheader"><span class=${isHour ? '' : 'unseen'}>${timeOf(minute)}</span></div>
      ${weekdays.map((day) => {
        const block = this.#blockOfCell(day, minute);
        const open = block && this.words.hours(timeOf(block.start), timeOf(block.end));
        const isHere = this.cell.day === day && this.cell.minute === minute;
        return html`<div role="gridcell" tabindex=${isHere ? 0 : -1}
          aria-selected=${block && this.selected && isSame(block, this.selected) ? 'true' : nothing}
          aria-label=${this.words.week.cell(this.dayName(day), timeOf(minute), open)}></div>`;
      })}
    </div>`;
  }

  #block(block: Block): TemplateResult {
    const isSelected = this.selected && isSame(block, this.selected);
    const isDrawn = this.drawn && isSame(block, this.drawn.block);
    // As a property: the page's policy takes no style attributes.
    const share = (minutes: number) => `${(minutes / DAY_MINUTES) * 100}%`;
    return html`<div class="block ${isSelected ? 'selected' : ''} ${isDrawn ? 'drawn' : ''}"
      data-start=${block.start} data-day=${block.day}
      .style=${`inset-block-start: ${share(block.start)}; block-size: ${share(block.end - block.start)}`}>
      <i data-edge="start"></i>
      <b>${timeOf(block.start)}<span>–${timeOf(block.end)}</span></b>
      <i data-edge="end"></i>
    </div>`;
  }

  #toolbar(): TemplateResult {
    const { selected, words } = this;
    if (!selected) return html`<p class="hint chosen">${words.week.nothingSelected}</p>`;
    const name = this.dayName(selected.day);
    return html`<div class="row chosen" role="group" aria-label=${this.name(selected)}>
      <strong>${name}</strong>
      ${timeRange({
        ...selected,
        of: name,
        from: words.from,
        to: words.to,
        change: (start, end) => this.put({ ...selected, start, end }, 'resized', selected),
      })}
      <button class="plain danger" @click=${() => this.removeBlock(selected)}>${this.common.remove}</button>
    </div>`;
  }

  /** The day and minute under the pointer. */
  at({ clientX, clientY }: PointerEvent): { readonly day: number; readonly minute: number } {
    const box = this.body.getBoundingClientRect();
    const across = this.matches(':dir(rtl)') ? box.right - clientX : clientX - box.left;
    return {
      day: Math.min(6, Math.max(0, Math.floor((across / box.width) * 7))),
      minute: Math.min(DAY_MINUTES, Math.max(0, ((clientY - box.top) / box.height) * DAY_MINUTES)),
    };
  }

  /** Scrolls on when a drag comes to an edge of what is seen. */
  scrollNear({ clientY, movementY }: PointerEvent): void {
    const scroller = this.renderRoot.querySelector('.scroller') as HTMLElement;
    const heads = this.renderRoot.querySelector('.heads') as HTMLElement;
    const below = clientY - scroller.getBoundingClientRect().bottom + 20;
    const above = heads.getBoundingClientRect().bottom - clientY + 20;
    if (below > 0 && movementY >= 0) scroller.scrollTop += below;
    if (above > 0 && movementY <= 0) scroller.scrollTop -= above;
  }

  /** The block and edge that an event began on. */
  hit(event: PointerEvent): {
    readonly block: Block | undefined;
    readonly edge: 'start' | 'end' | undefined;
  } {
    const target = event.composedPath()[0] as HTMLElement;
    const { day, start } = (target.closest('.block') as HTMLElement | null)?.dataset ?? {};
    const edge = target.dataset.edge as 'start' | 'end' | undefined;
    return { edge, block: day && start ? blockAt(this.blocks, Number(day), Number(start)) : undefined };
  }

  /** What a drag makes of where it began. */
  drag(
    from: { readonly day: number; readonly minute: number },
    to: { readonly day: number; readonly minute: number },
    block: Block | undefined,
    edge: 'start' | 'end' | undefined,
  ): Block {
    if (!block) return spanBlock(from.day, from.minute, to.minute, this.step);
    if (edge) return resizeBlock(block, edge, snap(to.minute, this.step), this.step);
    const start = snap(block.start + to.minute - from.minute, this.step);
    return moveBlock(block, to.day - from.day, start - block.start);
  }
}

customElements.define('availability-week-grid', WeekGrid);
