import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { Conflict } from '../../../api/contract/availability.ts';
import type { Mentor } from '../../../api/contract/mentor.ts';
import type { SavedSchedule } from '../../../api/contract/schedule.ts';
import { ProblemError } from '../../client.ts';
import type { Answer } from '../admin-client.ts';
import { AdminPage } from '../admin-page.ts';
import { adminStyles } from '../admin-styles.ts';
import '../limits/limits-card.ts';
import type { LimitsCard } from '../limits/limits-card.ts';
import { type Draft, documentOf, draftOf, History } from './draft.ts';
import { meanwhileNotice, noMentorNotice, outsideNotice, refusalNotice, unsavedBar } from './notices.ts';
import './overrides-section.ts';
import { pageStyles } from './page-styles.ts';
import type { Edit } from './part.ts';
import './preview.ts';
import './rules-section.ts';
import { type SettingFault, settingFaults } from './settings-faults.ts';
import './settings-section.ts';
import { type LoadedSchedule, loadSchedule } from './loaded-schedule.ts';
import type { AvailabilityWords } from './strings.ts';
import './week-section.ts';

/** A mentor's availability: one draft of it, its parts, what students would see of it, and saving. */
export class AvailabilityPage extends AdminPage<AvailabilityWords> {
  static override properties = {
    ...AdminPage.properties,
    draft: { state: true },
    loaded: { state: true },
    meanwhile: { state: true },
    conflicts: { state: true },
    refusal: { state: true },
    mentorName: { state: true },
    isSaving: { state: true },
    told: { state: true },
    hasFailed: { state: true },
  };

  static override styles = [adminStyles, pageStyles];

  protected override readonly files = {
    fr: () => import('./strings-fr.ts'),
    en: () => import('./strings-en.ts'),
    pt: () => import('./strings-pt.ts'),
    ar: () => import('./strings-ar.ts'),
    sw: () => import('./strings-sw.ts'),
  };

  declare draft: Draft | undefined;
  declare loaded: LoadedSchedule | undefined;
  /** What somebody else saved since. */
  declare meanwhile: LoadedSchedule | undefined;
  /** Booked sessions outside the hours that were saved last. */
  declare conflicts: readonly Conflict[];
  /** What the server does not take. */
  declare refusal: readonly string[];
  declare mentorName: string | undefined;
  declare isSaving: boolean;
  declare told: string;
  declare hasFailed: boolean;

  readonly #history = new History();
  readonly #zones: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone')];
  #saved: Draft | undefined;

  constructor() {
    super();
    this.conflicts = [];
    this.refusal = [];
    this.told = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('keydown', this.#onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('keydown', this.#onKey);
  }

  override get isDirty(): boolean {
    const limits = this.renderRoot.querySelector<LimitsCard>('admin-limits-card');
    return this.#isChanged || (limits?.isDirty ?? false);
  }

  get #isChanged(): boolean {
    return JSON.stringify(this.draft) !== JSON.stringify(this.#saved);
  }

  /** Whose availability it is: the one that an admin names in the address, or her own. */
  #mentorId: number | null = null;

  get #path(): string {
    return `/api/mentors/${this.#mentorId}`;
  }

  protected override begin(): void {
    const named = Number(new URLSearchParams(location.search).get('mentor'));
    this.#mentorId = named || (this.app.account?.mentor_id ?? null);
    if (this.#mentorId !== null) void this.#load();
  }

  async #load(): Promise<void> {
    this.hasFailed = false;
    try {
      this.#take(await loadSchedule(this.app.client, this.#path));
      if (this.#mentorId !== this.app.account?.mentor_id) {
        this.mentorName = (await this.app.client.get<Mentor>(this.#path)).name;
      }
    } catch (error) {
      this.hasFailed = true;
      this.app.fail(error);
    }
  }

  /** Replaces the draft by what the server has. */
  #take(loaded: LoadedSchedule): void {
    this.loaded = loaded;
    this.draft = draftOf(loaded.schedule, loaded.today);
    this.#saved = this.draft;
    this.meanwhile = undefined;
    this.refusal = [];
  }

  readonly #onEdit = ({ detail: { change, told } }: CustomEvent<Edit>): void => {
    this.#change({ ...(this.draft as Draft), ...change }, told);
  };

  #change(draft: Draft, told: string): void {
    this.#history.keep(this.draft as Draft);
    this.draft = draft;
    this.#say(told);
  }

  /** The same sentence twice is read out twice. */
  #say(told: string): void {
    this.told = told === this.told ? `${told}\u00a0` : told;
  }

  readonly #undo = (): void => {
    if (!this.#history.canUndo) return;
    this.draft = this.#history.undo(this.draft as Draft);
    this.#say(this.words.told.undone);
  };

  readonly #redo = (): void => {
    if (!this.#history.canRedo) return;
    this.draft = this.#history.redo(this.draft as Draft);
    this.#say(this.words.told.redone);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const isText = event
      .composedPath()
      .some((each) => each instanceof HTMLInputElement && each.type !== 'checkbox');
    if (!(event.ctrlKey || event.metaKey) || isText || !this.draft) return;
    const key = event.key.toLowerCase();
    if (key === 'z' && !event.shiftKey) this.#undo();
    else if (key === 'y' || key === 'z') this.#redo();
    else return;
    event.preventDefault();
  };

  readonly #discard = (): void => {
    const dropped = this.draft as Draft;
    this.#change(this.#saved as Draft, this.words.bar.discarded);
    this.#focusTitle();
    const undo = () => this.#change(dropped, this.words.told.undone);
    this.app.tell(this.words.bar.discarded, { undo });
  };

  get #faults(): readonly SettingFault[] {
    return settingFaults((this.draft as Draft).settings);
  }

  /** Sends the draft in the place of what stands. */
  async #save(loaded: LoadedSchedule): Promise<void> {
    if (this.isSaving) return;
    if (this.#faults.length) return this.#showFault();
    this.isSaving = true;
    const draft = this.draft as Draft;
    const body = documentOf(draft, loaded.schedule, loaded.today);
    try {
      const path = `${this.#path}/schedule`;
      const answer = await this.app.client.ask<SavedSchedule>('PUT', path, { body, ifMatch: loaded.etag });
      this.#onSaved(answer, draft, loaded.today);
    } catch (error) {
      await this.#onRefused(error);
    } finally {
      this.isSaving = false;
    }
  }

  #onSaved({ body, etag }: Answer<SavedSchedule>, sent: Draft, today: string): void {
    const { conflicts, ...schedule } = body;
    const isSame = this.draft === sent;
    const later = this.draft;
    this.#take({ schedule, etag: etag ?? '', today });
    // What she did while it was on its way is hers still.
    if (!isSame) this.draft = later;
    this.conflicts = conflicts;
    this.app.tell(this.app.common.saved);
    // The bar that had the focus is gone.
    if (conflicts.length) void this.#focusOn('#outside');
    else if (isSame) this.#focusTitle();
  }

  async #onRefused(error: unknown): Promise<void> {
    const problem = error instanceof ProblemError ? error.problem : undefined;
    if (problem?.code !== 'precondition_failed') {
      this.refusal = problem?.errors?.map(({ pointer, detail }) => `${pointer} ${detail}`) ?? [];
      return this.app.fail(error);
    }
    try {
      this.meanwhile = await loadSchedule(this.app.client, this.#path);
      await this.#focusOn('#meanwhile');
    } catch (again) {
      this.app.fail(again);
    }
  }

  #focusTitle(): void {
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }

  async #showFault(): Promise<void> {
    const settings = this.renderRoot.querySelector<LitElement>('availability-settings');
    await this.#focusOn('availability-settings');
    settings?.renderRoot.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }

  async #focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    const element = this.renderRoot.querySelector<HTMLElement>(selector);
    element?.scrollIntoView({ block: 'center' });
    element?.focus();
  }

  override render(): TemplateResult {
    const { words, draft, loaded, app } = this;
    if (this.#mentorId === null) return noMentorNotice(words);
    return html`<div class="page">
      <div class="head"><div class="stack">
        <h1 tabindex="-1">${this.mentorName ? words.of(this.mentorName) : words.title}</h1>
        <p class="soft">${words.intro}</p></div></div>
      ${this.#meanwhileNotice()} ${outsideNotice(this.conflicts, words)} ${refusalNotice(this.refusal, words)}
      ${
        draft && loaded
          ? this.#parts(draft, loaded)
          : this.hasFailed
            ? html`<div class="empty"><button class="primary" @click=${() => this.#load()}>${app.common.retry}</button></div>`
            : html`<p class="empty" role="status">${app.common.loading}</p>`
      }
      <div class="unseen" aria-live="polite">${this.told}</div>
    </div>`;
  }

  #parts(draft: Draft, loaded: LoadedSchedule): TemplateResult {
    const { words, app } = this;
    const { common } = app;
    const { schedule, today } = loaded;
    const faults = this.#faults;
    return html`<div class="layout" @edit=${this.#onEdit} @say=${(event: CustomEvent<string>) => this.#say(event.detail)}>
        <div class="page">
          <availability-week .words=${words} .common=${common} .draft=${draft} .today=${today}></availability-week>
          <availability-rules .words=${words} .common=${common} .draft=${draft} .today=${today}></availability-rules>
          <availability-overrides .words=${words} .common=${common} .draft=${draft} .today=${today}></availability-overrides>
          <availability-settings .words=${words} .common=${common} .draft=${draft} .today=${today}
            .faults=${faults} .zones=${this.#zones}></availability-settings>
          <admin-limits-card .app=${app} .mentorId=${this.#mentorId}></admin-limits-card>
        </div>
        <availability-preview .app=${app} .words=${words} .mentorId=${this.#mentorId} .isValid=${!faults.length}
          .schedule=${documentOf(draft, schedule, today)}></availability-preview>
      </div>
      ${this.#isChanged ? this.#bar(loaded) : nothing}`;
  }

  #bar(loaded: LoadedSchedule): TemplateResult {
    const { words, isSaving } = this;
    return unsavedBar({
      words,
      common: this.app.common,
      isSaving,
      undo: this.#history.canUndo ? this.#undo : undefined,
      redo: this.#history.canRedo ? this.#redo : undefined,
      discard: this.#discard,
      save: () => void this.#save(loaded),
    });
  }

  #meanwhileNotice(): TemplateResult | typeof nothing {
    const { meanwhile, words } = this;
    if (!meanwhile) return nothing;
    const take = () => {
      this.#history.keep(this.draft as Draft);
      this.#take(meanwhile);
      this.#say(words.told.loaded);
    };
    return meanwhileNotice(words, take, () => void this.#save(meanwhile));
  }
}

customElements.define('admin-availability-page', AvailabilityPage);
