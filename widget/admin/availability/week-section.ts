import { css, html, nothing, type TemplateResult } from 'lit';
import { city, duration } from '../../format.ts';
import { adminStyles } from '../admin-styles.ts';
import { copyDay } from './blocks.ts';
import { Part, weekdays } from './part.ts';
import './week-grid.ts';
import './week-list.ts';

/** Below this a grid of seven days is too narrow to work in: the list comes first. */
const narrow = matchMedia('(max-width: 620px)');

/** The ordinary week: as a grid or as a list, whichever she likes, and copying of days. */
export class WeekSection extends Part {
  static override properties = {
    ...Part.properties,
    view: { state: true },
    step: { state: true },
    copied: { state: true },
  };

  static override styles = [
    adminStyles,
    css`
      select { inline-size: auto; }
      summary { min-block-size: 44px; padding-block: 10px; cursor: pointer; }
    `,
  ];

  declare view: 'grid' | 'list';
  declare step: number;
  /** The day that is being copied. */
  declare copied: number | undefined;

  constructor() {
    super();
    this.view = narrow.matches ? 'list' : 'grid';
    this.step = 30;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    narrow.addEventListener('change', this.#onWidth);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    narrow.removeEventListener('change', this.#onWidth);
  }

  readonly #onWidth = (): void => {
    this.view = narrow.matches ? 'list' : 'grid';
  };

  override render(): TemplateResult {
    const { words, common, draft, today, view } = this;
    const choice = (name: 'grid' | 'list') => html`<button aria-pressed=${view === name}
      @click=${() => {
        this.view = name;
      }}>${words.week[name]}</button>`;
    return html`<section class="card" aria-labelledby="week" @copy-day=${this.#copy}>
      <div class="row split">
        <h2 id="week">${words.week.title} <span class="badge"><bdi>${city(draft.settings.timezone)}</bdi></span></h2>
        <div class="row">
          ${
            view === 'grid'
              ? html`<label class="row"><span class="soft">${words.week.step}</span>
                <select @change=${this.#setStep}>
                  ${[15, 30].map(
                    (each) =>
                      html`<option value=${each} ?selected=${each === this.step}>${duration(each, words.tag)}</option>`,
                  )}</select></label>`
              : nothing
          }
          <div class="tabs" role="group" aria-label=${words.week.view}>${choice('grid')}${choice('list')}</div>
        </div>
      </div>
      ${
        view === 'grid'
          ? html`<p class="hint">${words.week.hint}</p>
            <availability-week-grid .words=${words} .common=${common} .draft=${draft} .today=${today}
              .step=${this.step}></availability-week-grid>
            ${this.#keys()}`
          : html`<availability-week-list .words=${words} .common=${common} .draft=${draft}
              .today=${today}></availability-week-list>`
      }
      ${this.copied === undefined ? nothing : this.#copyBox(this.copied)}
    </section>`;
  }

  #keys(): TemplateResult {
    const { keys, keyList } = this.words.week;
    return html`<details><summary class="soft">${keys}</summary>
      <table><tbody>${keyList.map(
        ([key, does]) => html`<tr><th scope="row"><bdi dir="ltr">${key}</bdi></th><td>${does}</td></tr>`,
      )}</tbody></table></details>`;
  }

  #copyBox(from: number): TemplateResult {
    const { week } = this.words;
    const choose = (wanted: (day: number) => boolean) => (event: Event) => {
      const form = (event.target as HTMLElement).closest('form') as HTMLFormElement;
      for (const box of form.querySelectorAll('input')) box.checked = wanted(Number(box.value));
    };
    const forget = () => {
      this.copied = undefined;
    };
    const close = () => this.renderRoot.querySelector('dialog')?.close();
    return html`<dialog aria-labelledby="copy" @close=${forget}>
      <form @submit=${this.#copyTo}>
        <h2 id="copy">${week.copy(this.dayName(from))}</h2>
        <p class="hint">${week.copyHint}</p>
        <div class="row">
          <button type="button" @click=${choose((day) => day < 5)}>${week.workdays}</button>
          <button type="button" @click=${choose(() => true)}>${week.everyDay}</button>
        </div>
        <fieldset><legend class="unseen">${week.copy(this.dayName(from))}</legend>
          ${weekdays
            .filter((day) => day !== from)
            .map(
              (day) => html`<label class="check"><input type="checkbox" name="day" value=${day} />
              ${this.dayName(day)}</label>`,
            )}</fieldset>
        <div class="actions">
          <button type="button" @click=${close}>${this.common.cancel}</button>
          <button class="primary">${week.copyDo}</button>
        </div>
      </form>
    </dialog>`;
  }

  readonly #copy = (event: CustomEvent<number>): void => {
    this.copied = event.detail;
    void this.updateComplete.then(() => this.renderRoot.querySelector('dialog')?.showModal());
  };

  readonly #copyTo = (event: SubmitEvent): void => {
    event.preventDefault();
    const days = new FormData(event.target as HTMLFormElement).getAll('day').map(Number);
    const from = this.copied as number;
    this.renderRoot.querySelector('dialog')?.close();
    if (!days.length) return;
    const names = new Intl.ListFormat(this.words.tag).format(days.map((day) => this.dayName(day)));
    this.edit({ blocks: copyDay(this.draft.blocks, from, days) }, this.words.told.copied(names));
  };

  readonly #setStep = (event: Event): void => {
    this.step = Number((event.target as HTMLSelectElement).value);
  };
}

customElements.define('availability-week', WeekSection);
