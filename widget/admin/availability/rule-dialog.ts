import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { adminStyles } from '../admin-styles.ts';
import type { AdminStrings } from '../strings/strings.ts';
import { minuteOf, timeOf } from './blocks.ts';
import { weekdays } from './part.ts';
import { type FormFault, formFaults, type RuleForm, ruleOfForm } from './rule-form.ts';
import { dateWords, ruleWords, weekdayName } from './rule-words.ts';
import type { AvailabilityWords } from './strings.ts';
import { timeRange } from './time-range.ts';

const kinds = ['weeks', 'month-weekday', 'month-day'] as const;
const positions = [1, 2, 3, 4, 5, -1] as const;
const modes = [null, 'online', 'in_person', 'phone'] as const;
const monthDays = [...Array.from({ length: 31 }, (_, index) => index + 1), -1];

/**
 * Asks in words when hours come back, and says them as one sentence.
 *
 * @fires done - `detail` is the `RuleForm`
 * @fires close
 */
export class RuleDialog extends LitElement {
  static override properties = {
    words: { attribute: false },
    common: { attribute: false },
    form: { attribute: false },
    isNew: { attribute: false },
    faults: { state: true },
  };

  static override styles = [
    adminStyles,
    css`
      .days label.check { display: inline-grid; min-inline-size: 44px; padding-inline-end: 12px; }
      .two { display: grid; grid-template-columns: repeat(auto-fit, minmax(180px, 1fr)); gap: 14px; align-items: start; }
      .few { inline-size: 96px; }
      .range { display: inline-flex; align-items: center; gap: 8px; }
      .range select { inline-size: auto; }
      dialog > form > .actions { position: sticky; inset-block-end: -24px; margin-block: 0 -24px; padding-block: 12px 24px; background: var(--paper); }
      .dates { display: flex; flex-wrap: wrap; gap: 6px; }
      .dates button { font-weight: 400; }
      .dates + .row { flex-wrap: nowrap; }
      .dates + .row input { min-inline-size: 0; }
    `,
  ];

  declare words: AvailabilityWords;
  declare common: AdminStrings;
  declare form: RuleForm;
  declare isNew: boolean;
  declare faults: readonly FormFault[];

  constructor() {
    super();
    this.faults = [];
  }

  override firstUpdated(): void {
    this.#dialog.showModal();
  }

  get #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog') as HTMLDialogElement;
  }

  #set(change: Partial<RuleForm>): void {
    this.form = { ...this.form, ...change };
    if (this.faults.length) this.faults = formFaults(this.form);
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    this.faults = formFaults(this.form);
    if (this.faults.length) {
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
      return;
    }
    this.dispatchEvent(new CustomEvent('done', { detail: this.form }));
    this.#dialog.close();
  };

  override render(): TemplateResult {
    const { words, common, form } = this;
    const { rules } = words;
    const close = () => this.dispatchEvent(new CustomEvent('close'));
    return html`<dialog aria-labelledby="title" @close=${close}>
      <form novalidate @submit=${this.#submit}>
        <h2 id="title">${this.isNew ? rules.add : rules.change}</h2>
        <label>${rules.kind}
          ${select(
            kinds,
            form.kind,
            (kind) => rules.kinds[kind],
            (kind) => this.#set({ kind }),
          )}</label>
        ${this.#every()} ${this.#days()}
        <div class="label"><span>${words.from} – ${words.to}</span>
          ${timeRange({
            start: minuteOf(form.startTime),
            end: minuteOf(form.endTime),
            of: this.isNew ? rules.add : rules.change,
            from: words.from,
            to: words.to,
            change: (start, end) => this.#set({ startTime: timeOf(start), endTime: timeOf(end) }),
          })}</div>
        <div class="two">
          ${this.#date('dtstart', rules.dtstart)}
          ${this.#date('until', rules.until, rules.untilHint)}
        </div>
        <div class="two">${this.#dates('exdate', rules.exdate)} ${this.#dates('rdate', rules.rdate)}</div>
        ${this.#kind()}
        <p class="message" aria-live="polite">${this.#sentence()}</p>
        <div class="actions">
          <button type="button" @click=${() => this.#dialog.close()}>${common.cancel}</button>
          <button class="primary">${rules.done}</button>
        </div>
      </form>
    </dialog>`;
  }

  #sentence(): string {
    const { rrule = '', dtstart = '', exdate, rdate } = ruleOfForm(this.form);
    const faults = formFaults(this.form);
    if (faults.length) return this.words.rules.faults[faults[0] as FormFault];
    return ruleWords({ rrule, dtstart, exdate, rdate }, this.words.rule);
  }

  #every(): TemplateResult {
    const { rules } = this.words;
    const isWeeks = this.form.kind === 'weeks';
    const unit = isWeeks ? rules.weeks : rules.months;
    const every = isWeeks ? rules.everyWeeks : rules.everyMonths;
    return html`<label>${every}
      <span class="row"><input type="number" min="1" max="52" class="few" .value=${String(this.form.every)}
        aria-label="${every} (${unit})" aria-invalid=${this.#isFault('every')}
        @input=${(event: Event) => this.#set({ every: Number((event.target as HTMLInputElement).value) })} />
        <span>${unit}</span></span>
      ${this.#fault('every')}</label>`;
  }

  #days(): TemplateResult {
    const { rules, tag } = this.words;
    const { form } = this;
    const name = (day: number) => weekdayName(day, tag);
    if (form.kind === 'weeks') {
      const toggle = (day: number) => () =>
        this.#set({
          weekdays: form.weekdays.includes(day)
            ? form.weekdays.filter((each) => each !== day)
            : [...form.weekdays, day],
        });
      return html`<fieldset class="days"><legend>${rules.weekdays}</legend>
        ${weekdays.map(
          (day) => html`<label class="check"><input type="checkbox" aria-invalid=${this.#isFault('weekdays')}
            .checked=${form.weekdays.includes(day)} @change=${toggle(day)} />${name(day)}</label>`,
        )}${this.#fault('weekdays')}</fieldset>`;
    }
    if (form.kind === 'month-day') {
      const label = (day: number) => (day < 0 ? rules.lastDay : String(day));
      return html`<label>${rules.monthDay}
        ${select(monthDays, form.monthDay, label, (monthDay) => this.#set({ monthDay }))}</label>`;
    }
    return html`<div class="two">
      <label>${rules.which}${select(positions, form.nth, rules.nth, (nth) => this.#set({ nth }))}</label>
      <label>${rules.weekday}${select(weekdays, form.weekday, name, (weekday) => this.#set({ weekday }))}</label>
    </div>`;
  }

  #date(field: 'dtstart' | 'until', label: string, hint?: string): TemplateResult {
    return html`<div class="label"><label for=${field}>${label}</label>
      <input type="date" id=${field} .value=${this.form[field]} aria-invalid=${this.#isFault(field)}
        aria-describedby=${hint ? `${field}-hint` : nothing}
        @change=${(event: Event) => this.#set({ [field]: (event.target as HTMLInputElement).value })} />
      ${hint ? html`<span class="hint" id="${field}-hint">${hint}</span>` : nothing}${this.#fault(field)}</div>`;
  }

  #dates(field: 'exdate' | 'rdate', label: string): TemplateResult {
    const { rules, tag } = this.words;
    const dates = this.form[field];
    const input = () => this.renderRoot.querySelector<HTMLInputElement>(`#${field}`) as HTMLInputElement;
    const add = () => {
      const { value } = input();
      if (value) this.#set({ [field]: [...new Set([...dates, value])].sort() });
      input().value = '';
      input().focus();
    };
    const remove = (date: string) => () => {
      this.#set({ [field]: dates.filter((each) => each !== date) });
      input().focus();
    };
    return html`<div class="label"><label for=${field}>${label}</label>
      <div class="dates" ?hidden=${!dates.length}>${dates.map(
        (
          date,
        ) => html`<button type="button" aria-label=${rules.removeDate(dateWords(date, tag))} @click=${remove(date)}>
          ${dateWords(date, tag)} <span aria-hidden="true">×</span></button>`,
      )}</div>
      <div class="row"><input type="date" id=${field} /><button type="button" @click=${add}
        aria-label="${rules.addDate}: ${label}">${this.common.add}</button></div></div>`;
  }

  /** How many share a session of these hours, and where. */
  #kind(): TemplateResult {
    const { rules } = this.words;
    const { capacity, mode, place } = this.form;
    const typed = (event: Event) => (event.target as HTMLInputElement).value;
    return html`<div class="two">
        <div class="label"><label for="capacity">${rules.capacity}</label>
          <input type="number" id="capacity" min="1" max="500" class="few" .value=${String(capacity)}
            aria-invalid=${this.#isFault('capacity')} aria-describedby="capacity-hint"
            @input=${(event: Event) => this.#set({ capacity: Number(typed(event)) })} />
          <span class="hint" id="capacity-hint">${rules.capacityHint}</span>${this.#fault('capacity')}</div>
        <label>${rules.mode}${select(
          modes,
          mode,
          (each) => (each ? rules.modes[each] : rules.anyMode),
          (mode) => this.#set({ mode }),
        )}</label>
      </div>
      <div class="label"><label for="place">${rules.place}</label>
        <input id="place" dir="auto" maxlength="500" autocomplete="off" .value=${place} aria-describedby="place-hint"
          @input=${(event: Event) => this.#set({ place: typed(event) })} />
        <span class="hint" id="place-hint">${rules.placeHint}</span></div>`;
  }

  #isFault(field: FormFault): 'true' | typeof nothing {
    return this.faults.includes(field) ? 'true' : nothing;
  }

  #fault(field: FormFault): TemplateResult | typeof nothing {
    return this.faults.includes(field)
      ? html`<span class="fault" role="alert">${this.words.rules.faults[field]}</span>`
      : nothing;
  }
}

/** A choice among values that are not text. */
function select<Value>(
  values: readonly Value[],
  chosen: Value,
  label: (value: Value) => string,
  choose: (value: Value) => void,
): TemplateResult {
  const change = (event: Event) => choose(values[(event.target as HTMLSelectElement).selectedIndex] as Value);
  return html`<select @change=${change}>${values.map(
    (each) => html`<option .selected=${each === chosen}>${label(each)}</option>`,
  )}</select>`;
}

customElements.define('availability-rule-dialog', RuleDialog);
