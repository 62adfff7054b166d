import { css, html, type TemplateResult } from 'lit';
import { adminStyles } from '../admin-styles.ts';
import { drawing } from '../drawing.ts';
import { type Block, isSame, nextBlock, putBlock, timeOf } from './blocks.ts';
import { Part, weekdays } from './part.ts';
import { timeRange } from './time-range.ts';

/** The ordinary week as a list of days with fields: all that the grid can do, on any screen and by any means. */
export class WeekList extends Part {
  static override styles = [
    adminStyles,
    css`
      li { display: grid; grid-template-columns: minmax(96px, 130px) minmax(0, 1fr) auto; gap: 4px 16px; align-items: start; padding-block: 10px; border-block-end: 1px solid var(--line); }
      li:last-child { border-block-end: 0; }
      h3 { padding-block: 10px; }
      .hours { display: grid; gap: 8px; }
      .hours p { padding-block: 10px; }
      .hour, .range, .tools { display: flex; align-items: center; gap: 6px; }
      .range select { inline-size: auto; min-inline-size: 92px; font-variant-numeric: tabular-nums; }
      @media (max-width: 520px) {
        li { grid-template-columns: minmax(0, 1fr) auto; }
        .hours { grid-column: 1 / -1; grid-row: 2; }
        .hours p { padding-block: 0 6px; }
      }
    `,
  ];

  override render(): TemplateResult {
    return html`<ul class="days">${weekdays.map((day) => this.#day(day))}</ul>`;
  }

  #day(day: number): TemplateResult {
    const { words, draft } = this;
    const name = this.dayName(day);
    const own = draft.blocks.filter((each) => each.day === day);
    const next = nextBlock(draft.blocks, day);
    const copy = () =>
      this.dispatchEvent(new CustomEvent('copy-day', { detail: day, bubbles: true, composed: true }));
    return html`<li data-day=${day}>
      <h3>${name}</h3>
      <div class="hours">${own.length ? own.map((each) => this.#hours(each, name)) : html`<p class="soft">${words.week.none}</p>`}</div>
      <div class="tools">
        <button class="icon add" aria-label=${words.week.add(name)} title=${words.week.add(name)} ?disabled=${!next}
          @click=${() => next && this.#put(next, 'added')}>${drawing('M12 5v14M5 12h14')}</button>
        <button class="icon" aria-label=${words.week.copy(name)} title=${words.week.copy(name)} @click=${copy}>
          ${drawing('M9 9h11v11H9zM15 9V4H4v11h5')}</button>
      </div>
    </li>`;
  }

  #hours(block: Block, name: string): TemplateResult {
    const { words } = this;
    const text = words.week.block(name, timeOf(block.start), timeOf(block.end));
    return html`<div class="hour">
      ${timeRange({
        ...block,
        of: name,
        from: words.from,
        to: words.to,
        change: (start, end) => this.#put({ ...block, start, end }, 'resized', block),
      })}
      <button class="icon" aria-label=${words.week.remove(text)} title=${this.common.remove}
        @click=${() => this.#remove(block, text)}>${drawing('M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13')}</button>
    </div>`;
  }

  #put(block: Block, change: 'added' | 'resized', replaced?: Block): void {
    const { blocks, block: own, isMerged } = putBlock(this.draft.blocks, block, replaced);
    const text = this.words.week.block(this.dayName(own.day), timeOf(own.start), timeOf(own.end));
    this.edit({ blocks }, isMerged ? this.words.told.merged(text) : this.words.told[change](text));
    const index = blocks.filter(({ day }) => day === own.day).indexOf(own);
    if (change === 'added') void this.#focus(own.day, `.hour:nth-child(${index + 1}) .from`);
  }

  #remove(block: Block, text: string): void {
    const blocks = this.draft.blocks.filter((each) => !isSame(each, block));
    this.edit({ blocks }, this.words.told.removed(text));
    void this.#focus(block.day, '.add');
  }

  async #focus(day: number, place: string): Promise<void> {
    // The page draws first: it hands the new draft down.
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await this.focusOn(`[data-day="${day}"] ${place}`);
  }
}

customElements.define('availability-week-list', WeekList);
