import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Messaging } from '../../../api/contract/message.ts';
import { adminStyles } from '../admin-styles.ts';
import type { App } from '../app.ts';
import type { MessagesWords, Unit } from './strings.ts';

const path = '/api/partner/messaging';
const most = 5;
const shortest = 5;
const longest = 43_200;
const units: readonly Unit[] = [1, 60, 1440];

interface Row {
  readonly amount: number;
  readonly unit: Unit;
}

/** When reminders come, for the partner's people who have set no others. */
export class RemindersCard extends LitElement {
  static override properties = {
    app: { attribute: false },
    words: { attribute: false },
    rows: { state: true },
    fault: { state: true },
    isBusy: { state: true },
  };

  static override styles = [
    adminStyles,
    css`
      .reminder { display: grid; grid-template-columns: minmax(76px, .5fr) minmax(0, 1.6fr) auto; align-items: end; gap: 10px; }
      .reminder label { white-space: nowrap; }
      .reminders { display: grid; gap: 12px; max-inline-size: 480px; }
    `,
  ];

  declare app: App;
  declare words: MessagesWords;
  /** As they stand in the form; undefined until they were read. */
  declare private rows: readonly Row[] | undefined;
  declare private fault: string;
  declare private isBusy: boolean;

  #saved = '';

  /** Whether leaving would lose something. */
  get isDirty(): boolean {
    return this.rows !== undefined && JSON.stringify(this.rows) !== this.#saved;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  async #read(): Promise<void> {
    try {
      this.#show(await this.app.client.get<Messaging>(path));
    } catch (error) {
      this.app.fail(error);
    }
  }

  #show({ reminder_minutes }: Messaging): void {
    this.rows = reminder_minutes.map(rowOf);
    this.#saved = JSON.stringify(this.rows);
  }

  readonly #save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { app, rows = [] } = this;
    this.fault = this.#faultOf(rows);
    if (this.fault) return;
    this.isBusy = true;
    try {
      // What else is set there, as it stands now.
      const others = await app.client.get<Messaging>(path);
      const body = { ...others, reminder_minutes: rows.map(minutesOf) };
      this.#show((await app.client.ask<Messaging>('PUT', path, { body })).body);
      app.tell(app.common.saved);
    } catch (error) {
      app.fail(error);
    }
    this.isBusy = false;
  };

  #faultOf(rows: readonly Row[]): string {
    const minutes = rows.map(minutesOf);
    const isWithin = (value: number) => Number.isInteger(value) && value >= shortest && value <= longest;
    if (!minutes.every(isWithin)) return this.words.reminders.fault;
    return new Set(minutes).size < minutes.length ? this.words.reminders.twice : '';
  }

  #set(index: number, change: Partial<Row>): void {
    this.rows = this.rows?.map((row, each) => (each === index ? { ...row, ...change } : row));
    this.fault = '';
  }

  readonly #add = (): void => {
    this.rows = [...(this.rows ?? []), { amount: 1, unit: 1440 }];
    this.fault = '';
  };

  #drop(index: number): void {
    this.rows = this.rows?.filter((_, each) => each !== index);
    this.fault = '';
    this.renderRoot.querySelector<HTMLElement>('button.add')?.focus();
  }

  override render(): TemplateResult {
    const { app, words, rows, isBusy } = this;
    const { reminders } = words;
    if (!rows) return html`<p class="card" role="status">${app.common.loading}</p>`;
    return html`<form class="card" aria-label=${reminders.title} novalidate @submit=${this.#save}>
      <h2>${reminders.title}</h2>
      <p class="hint">${reminders.hint}</p>
      ${rows.length === 0 ? html`<p>${reminders.none}</p>` : nothing}
      <ul class="reminders">${rows.map((row, index) => this.#row(row, index))}</ul>
      <p id="fault" class="fault" role="alert">${this.fault}</p>
      <div class="row">
        <button type="button" class="add" ?disabled=${rows.length >= most} @click=${this.#add}>${reminders.add}</button>
        <button class="primary" ?disabled=${isBusy || !this.isDirty}>${app.common.save}</button>
      </div>
    </form>`;
  }

  #row({ amount, unit }: Row, index: number): TemplateResult {
    const { reminders } = this.words;
    const label = reminders.each(index + 1);
    return html`<li class="reminder">
      <label>${label}<input type="number" min="1" max=${longest} inputmode="numeric" .value=${String(amount)}
        aria-invalid=${!!this.fault} aria-describedby="fault"
        @input=${(event: Event) => this.#set(index, { amount: (event.target as HTMLInputElement).valueAsNumber })} /></label>
      <select aria-label="${label}, ${reminders.unit}"
        @change=${(event: Event) => this.#set(index, { unit: Number((event.target as HTMLSelectElement).value) as Unit })}>${units.map(
          (each) => html`<option value=${each} ?selected=${each === unit}>${reminders.units[each]}</option>`,
        )}</select>
      <button type="button" class="plain danger" aria-label=${reminders.drop(index + 1)} @click=${() => this.#drop(index)}>✕</button>
    </li>`;
  }
}

/** In the largest unit that holds it without a rest. */
function rowOf(minutes: number): Row {
  const unit = units.findLast((each) => minutes % each === 0) ?? 1;
  return { amount: minutes / unit, unit };
}

const minutesOf = ({ amount, unit }: Row): number => amount * unit;

customElements.define('admin-reminders-card', RemindersCard);
