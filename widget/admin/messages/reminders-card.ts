import { css, html, nothing, type TemplateResult } from 'lit';
import type { Messaging } from '../../../api/contract/message.ts';
import { SettingsCard } from '../settings-card.ts';
import { messageWordFiles } from './message-words.ts';
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
export class RemindersCard extends SettingsCard<MessagesWords, readonly number[], readonly Row[]> {
  static override properties = { ...SettingsCard.properties, fault: { state: true } };

  static override styles = [
    ...SettingsCard.styles,
    css`
      .reminder { display: grid; grid-template-columns: minmax(76px, .5fr) minmax(0, 1.6fr) auto; align-items: end; gap: 10px; }
      .reminder label { white-space: nowrap; }
      .reminders { display: grid; gap: 12px; max-inline-size: 480px; }
    `,
  ];

  declare private fault: string;

  protected override readonly files = messageWordFiles;

  protected override get told(): string {
    return this.app.common.saved;
  }

  protected override async read(): Promise<readonly number[]> {
    return (await this.app.client.get<Messaging>(path)).reminder_minutes;
  }

  protected override draftOf(minutes: readonly number[]): readonly Row[] {
    return minutes.map(rowOf);
  }

  protected override async write(rows: readonly Row[]): Promise<readonly number[]> {
    const body = { reminder_minutes: rows.map(minutesOf) };
    return (await this.app.client.ask<Messaging>('PUT', path, { body })).body.reminder_minutes;
  }

  protected override check(rows: readonly Row[]): boolean {
    this.fault = this.#faultOf(rows);
    return this.fault !== '';
  }

  #faultOf(rows: readonly Row[]): string {
    const minutes = rows.map(minutesOf);
    const isWithin = (value: number) => Number.isInteger(value) && value >= shortest && value <= longest;
    if (!minutes.every(isWithin)) return this.words.reminders.fault;
    return new Set(minutes).size < minutes.length ? this.words.reminders.twice : '';
  }

  #set(index: number, change: Partial<Row>): void {
    this.draft = this.draft?.map((row, each) => (each === index ? { ...row, ...change } : row));
    this.fault = '';
  }

  readonly #add = (): void => {
    this.draft = [...(this.draft ?? []), { amount: 1, unit: 1440 }];
    this.fault = '';
  };

  #drop(index: number): void {
    this.draft = this.draft?.filter((_, each) => each !== index);
    this.fault = '';
    this.renderRoot.querySelector<HTMLElement>('button.add')?.focus();
  }

  protected override form(rows: readonly Row[]): TemplateResult {
    const { app, words, isBusy } = this;
    const { reminders } = words;
    return html`<form class="card" aria-label=${reminders.title} novalidate @submit=${this.save}>
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
