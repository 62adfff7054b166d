import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { NamedDates } from '../../../api/contract/programme.ts';
import { adminStyles } from '../admin-styles.ts';
import { drawing } from '../drawing.ts';
import type { ProgrammeWords } from './strings.ts';

/** A list of named dates to add to, change and remove from; `dates-change` tells the whole list in `detail`. */
export class DatesList extends LitElement {
  static override properties = {
    words: { attribute: false },
    dates: { attribute: false },
    faults: { attribute: false },
    label: {},
    adding: {},
  };

  static override styles = [
    adminStyles,
    css`
      li { display: grid; grid-template-columns: minmax(0, 2fr) repeat(2, minmax(0, 1fr)) 44px; gap: 10px; align-items: end; padding-block-end: 12px; border-block-end: 1px solid var(--line); }
      label { grid-template-columns: minmax(0, 1fr); }
      input { min-inline-size: 0; }
      .fault { grid-column: 1 / -1; }
      button.add { justify-self: start; }
      @media (max-width: 700px) {
        li { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
        .name { grid-column: 1 / -1; }
        button.icon { grid-column: 2; justify-self: end; }
      }
    `,
  ];

  declare words: ProgrammeWords;
  declare dates: readonly NamedDates[];
  /** By the place of a row and its member: `0/to`. */
  declare faults: Readonly<Record<string, string>>;
  /** What the list is called, and what its button is. */
  declare label: string;
  declare adding: string;

  override render(): TemplateResult {
    const { words, dates, label, adding } = this;
    return html`<div class="stack">
      ${dates.length === 0 ? html`<p class="soft">${words.none}</p>` : nothing}
      <ul class="stack" aria-label=${label}>${dates.map((each, index) => this.#row(each, index))}</ul>
      <button type="button" class="add" @click=${this.#add}>${drawing('M12 5v14M5 12h14')}${adding}</button>
    </div>`;
  }

  #row({ name, from, to }: NamedDates, index: number): TemplateResult {
    const { words, faults } = this;
    const found = (['name', 'from', 'to'] as const).filter((member) => faults[`${index}/${member}`]);
    const described = found.length > 0 ? `fault-${index}` : nothing;
    const field = (member: keyof NamedDates, label: string, input: TemplateResult) =>
      html`<label class=${member}>${label}${input}</label>`;
    const invalid = (member: keyof NamedDates) => (found.includes(member) ? 'true' : nothing);
    const change = (member: keyof NamedDates) => (event: Event) =>
      this.#change(index, { [member]: (event.target as HTMLInputElement).value });
    return html`<li>
      ${field('name', words.name, html`<input maxlength="100" required .value=${name} aria-invalid=${invalid('name')} aria-describedby=${described} @input=${change('name')} />`)}
      ${field('from', words.from, html`<input type="date" required min="1900-01-01" max="2999-12-31" .value=${from} aria-invalid=${invalid('from')} aria-describedby=${described} @input=${change('from')} />`)}
      ${field('to', words.to, html`<input type="date" required min="1900-01-01" max="2999-12-31" .value=${to} aria-invalid=${invalid('to')} aria-describedby=${described} @input=${change('to')} />`)}
      <button type="button" class="icon" aria-label=${words.removeRow(name || String(index + 1))} @click=${() => this.#remove(index)}>${drawing('M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13')}</button>
      ${found.length > 0 ? html`<p class="fault" id="fault-${index}">${found.map((member) => faults[`${index}/${member}`]).join(' ')}</p>` : nothing}
    </li>`;
  }

  #tell(dates: readonly NamedDates[]): void {
    this.dates = dates;
    this.dispatchEvent(new CustomEvent('dates-change', { detail: dates }));
  }

  #change(index: number, change: Partial<NamedDates>): void {
    this.#tell(this.dates.map((each, place) => (place === index ? { ...each, ...change } : each)));
  }

  readonly #add = async (): Promise<void> => {
    this.#tell([...this.dates, { name: '', from: '', to: '' }]);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLInputElement>('li:last-child input')?.focus();
  };

  async #remove(index: number): Promise<void> {
    this.#tell(this.dates.filter((_, place) => place !== index));
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('button.add')?.focus();
  }
}

customElements.define('admin-dates-list', DatesList);
