import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ImportFault, MentorImportReport } from '../../../api/contract/mentor-import.ts';
import { ProblemError } from '../../client.ts';
import { saveFile } from '../../save-file.ts';
import { adminStyles } from '../admin-styles.ts';
import type { App } from '../app.ts';
import type { MentorsWords } from './strings.ts';

const columns =
  'external_id, name, email, timezone, locale, subjects, bio, avatar_url, is_available, slot_step_minutes, min_notice_minutes, booking_window_days, buffer_minutes, durations, max_sessions_per_day, max_sessions_per_week, max_new_students_per_month, paused_until, stand_in_mentor_id';

/** With a mark that tells spreadsheets that it is UTF-8. */
const template = `\ufeffexternal_id,name,email,timezone,locale,subjects,bio
m-001,Ndèye Fall,ndeye.fall@example.edu,Africa/Dakar,fr,Droit;Économie,"Avocate, dix ans de barreau"
m-002,Amina Bello,amina.bello@example.edu,Africa/Lagos,en,Biology,
`;

/** Faults that are listed at once; a file can have thousands. */
const listed = 200;

/**
 * The dialog in which a file of mentors is checked, and then imported: nothing is written before its report was read.
 * Fires `imported` and `closed`.
 */
export class MentorImport extends LitElement {
  static override properties = {
    app: { attribute: false },
    words: { attribute: false },
    file: { state: true },
    report: { state: true },
    failure: { state: true },
    isBusy: { state: true },
    isStrict: { state: true },
    invites: { state: true },
  };

  static override styles = [
    adminStyles,
    css`
      dialog { inline-size: min(720px, 100vw - 32px); }
      h2:focus { outline: 0; box-shadow: none; }
      dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(110px, 1fr)); gap: 8px; }
      dl div { padding: 10px 14px; border: 1px solid var(--line); border-radius: var(--radius); }
      dt { color: var(--soft); font-size: 14px; }
      dd { font-size: 22px; font-weight: 700; font-variant-numeric: tabular-nums; }
      .scroll { max-block-size: 260px; overflow: auto; border: 1px solid var(--line); border-radius: var(--radius); }
      .scroll :is(th, td) { padding: 8px; }
      thead th { position: sticky; inset-block-start: 0; background: var(--paper); }
      code { overflow-wrap: anywhere; }
    `,
  ];

  declare app: App;
  declare words: MentorsWords;
  declare private file: File | undefined;
  declare private report: MentorImportReport | undefined;
  declare private failure: string;
  declare private isBusy: boolean;
  declare private isStrict: boolean;
  declare private invites: boolean;

  constructor() {
    super();
    this.failure = '';
    this.isStrict = false;
    this.invites = true;
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  override render(): TemplateResult {
    const { words, report } = this;
    return html`<dialog aria-labelledby="title" @close=${this.#closed}><div class="stack">
      <h2 id="title" tabindex="-1">${words.file.title}</h2>
      ${report ? this.#reportBox(report) : this.#choice()}
    </div></dialog>`;
  }

  #choice(): TemplateResult {
    const { file: words } = this.words;
    const { common } = this.app;
    const choose = (event: Event) => {
      this.file = (event.target as HTMLInputElement).files?.[0];
    };
    return html`<form class="stack" @submit=${this.#check}>
      <p>${words.text}</p>
      <p class="soft">${words.columns} <code dir="ltr">${columns}</code></p>
      <div><button type="button" @click=${saveTemplate}>${words.template}</button></div>
      <label>${words.choose}<input type="file" accept=".csv,text/csv" required @change=${choose} /></label>
      <div role="status">${this.isBusy ? words.checking : nothing}</div>
      ${this.#failed()}
      <div class="actions">
        <button type="button" @click=${this.close}>${common.cancel}</button>
        <button class="primary" ?disabled=${this.isBusy}>${words.check}</button>
      </div>
    </form>`;
  }

  #failed(): TemplateResult | typeof nothing {
    return this.failure ? html`<p class="message error" role="alert">${this.failure}</p>` : nothing;
  }

  #reportBox(report: MentorImportReport): TemplateResult {
    const { file: words } = this.words;
    const { created, updated, unchanged, errors, ignored_columns, written } = report;
    const count = created + updated;
    const figure = (name: string, value: number) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
    const toggle = (event: Event) => {
      this.isStrict = (event.target as HTMLInputElement).checked;
    };
    const invite = (event: Event) => {
      this.invites = (event.target as HTMLInputElement).checked;
    };
    const again = () => {
      this.report = undefined;
      this.failure = '';
    };
    const isBarred = count === 0 || (this.isStrict && errors.length > 0);
    return html`<div role="status" class="stack">
        ${written ? html`<p class="message good">${words.done(created, updated)}</p>` : nothing}
        <dl>${figure(words.created, created)} ${figure(words.updated, updated)}
          ${figure(words.unchanged, unchanged)} ${figure(words.bad, errors.length)}</dl>
        ${errors.length === 0 ? html`<p>${words.noFaults}</p>` : nothing}
        ${ignored_columns.length ? html`<p class="soft">${words.ignored(ignored_columns.join(', '))}</p>` : nothing}
      </div>
      ${errors.length ? this.#faults(errors) : nothing}
      ${
        errors.length && !written
          ? html`<label class="check"><input type="checkbox" .checked=${this.isStrict} @change=${toggle} />${words.strict}</label>`
          : nothing
      }
      ${
        created && !written
          ? html`<label class="check"><input type="checkbox" .checked=${this.invites} @change=${invite} />${words.invite}</label>`
          : nothing
      }
      ${this.#failed()}
      <div class="actions">
        <button @click=${again}>${words.another}</button>
        ${
          written
            ? html`<button class="primary" @click=${this.close}>${this.app.common.close}</button>`
            : html`<button class="primary" ?disabled=${this.isBusy || isBarred} @click=${this.#run}>${words.run(count)}</button>`
        }
      </div>`;
  }

  #faults(errors: readonly ImportFault[]): TemplateResult {
    const { file: words } = this.words;
    return html`<div class="scroll" tabindex="0" role="group" aria-label=${words.bad}><table>
      <thead><tr><th>${words.line}</th><th>${words.column}</th><th>${words.fault}</th></tr></thead>
      <tbody>${errors.slice(0, listed).map(
        (fault) =>
          html`<tr><td class="number">${fault.line}</td><td><code>${fault.column ?? ''}</code></td>
            <td>${this.#inWords(fault)}</td></tr>`,
      )}</tbody>
    </table></div>`;
  }

  #inWords({ code, column }: ImportFault): string {
    const { faults } = this.words;
    if (code !== 'invalid') return faults[code];
    return column && Object.hasOwn(faults, column) ? faults[column as keyof typeof faults] : faults.number;
  }

  readonly #check = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    this.report = await this.#send('?dry_run=true');
    if (this.report) await this.#readOn();
  };

  readonly #run = async (): Promise<void> => {
    const report = await this.#send(`?all_or_nothing=${this.isStrict}&invite=${this.invites}`);
    if (!report) return;
    this.report = report;
    await this.#readOn();
    if (report.written) this.dispatchEvent(new CustomEvent('imported'));
  };

  /** The button that was pressed is gone. */
  async #readOn(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  /** @returns undefined when it failed, which is shown. */
  async #send(query: string): Promise<MentorImportReport | undefined> {
    const { file, words } = this;
    if (!file) return undefined;
    this.isBusy = true;
    this.failure = '';
    try {
      return await this.app.client.upload<MentorImportReport>(`/api/mentors/import${query}`, file);
    } catch (error) {
      const problem = error instanceof ProblemError ? error.problem : undefined;
      this.failure =
        problem?.code === 'invalid_request'
          ? `${words.file.unreadable} ${problem.detail.replace('/csv ', '')}`
          : this.app.wordsFor(error);
      return undefined;
    } finally {
      this.isBusy = false;
    }
  }

  readonly close = (): void => this.renderRoot.querySelector('dialog')?.close();

  readonly #closed = (): void => void this.dispatchEvent(new CustomEvent('closed'));
}

const saveTemplate = (): void => saveFile('mentors.csv', 'text/csv;charset=utf-8', template);

customElements.define('admin-mentor-import', MentorImport);
