import { css, html, nothing, type TemplateResult } from 'lit';
import type { Programme, SavedProgramme } from '../../../api/contract/programme.ts';
import { ProblemError } from '../../client.ts';
import { AdminPage } from '../admin-page.ts';
import { adminStyles } from '../admin-styles.ts';
import './dates-list.ts';
import type { DatesList } from './dates-list.ts';
import type { ProgrammeWords } from './strings.ts';

const path = '/api/partner/rules';

const minutesIn = { minutes: 1, hours: 60, days: 1440 } as const;

/** How long an offer stands, minutes. */
const usualOffer = { value: 15, least: 5 } as const;

type Unit = keyof typeof minutesIn;
type Limit = Exclude<keyof Programme, 'timezone' | 'blackouts' | 'terms'>;

/** The partner's programme: what students may book, and when. A form that replaces all of it at once. */
export class ProgrammePage extends AdminPage<ProgrammeWords> {
  static override properties = {
    ...AdminPage.properties,
    draft: { state: true },
    unit: { state: true },
    faults: { state: true },
    isStale: { state: true },
    isBusy: { state: true },
  };

  static override styles = [
    adminStyles,
    css`
      .limits { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 150px), 1fr)); gap: 12px; }
      .two { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 200px), 1fr)); gap: 12px; align-items: start; max-inline-size: 560px; }
      fieldset legend { margin-block-end: 8px; }
      .bar.dirty { position: sticky; inset-block-end: 0; padding-block: 12px; background: var(--ground); }
      .zone { max-inline-size: 420px; }
    `,
  ];

  protected override readonly files = {
    fr: () => import('./strings-fr.ts'),
    en: () => import('./strings-en.ts'),
    pt: () => import('./strings-pt.ts'),
    ar: () => import('./strings-ar.ts'),
    sw: () => import('./strings-sw.ts'),
  };

  /** Undefined until the programme is read. */
  declare private draft: Programme | undefined;
  /** In which the cut-off is shown. */
  declare private unit: Unit;
  /** By JSON Pointer, in words. */
  declare private faults: Readonly<Record<string, string>>;
  /** Somebody else has saved since. */
  declare private isStale: boolean;
  declare private isBusy: boolean;

  #saved: Programme | undefined;
  #etag: string | null = null;

  constructor() {
    super();
    this.faults = {};
    this.unit = 'hours';
  }

  override get isDirty(): boolean {
    return JSON.stringify(this.draft) !== JSON.stringify(this.#saved);
  }

  protected override begin(): void {
    void this.#read();
  }

  async #read(): Promise<void> {
    this.failed = undefined;
    this.isStale = false;
    try {
      const { body, etag } = await this.app.client.ask<Programme>('GET', path);
      this.#take(body, etag);
    } catch (error) {
      this.failed = error;
    }
  }

  #take(programme: Programme, etag: string | null): void {
    this.#saved = programme;
    this.#etag = etag;
    this.draft = programme;
    this.faults = {};
    const minutes = programme.cancellation_cutoff_minutes ?? 60;
    this.unit = minutes % 1440 === 0 ? 'days' : minutes % 60 === 0 ? 'hours' : 'minutes';
  }

  readonly #save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { app } = this;
    this.isBusy = true;
    this.faults = {};
    try {
      const { body, etag } = await app.client.ask<SavedProgramme>('PUT', path, {
        body: this.draft,
        ifMatch: this.#etag,
      });
      const { sessions_on_closed_dates: standing, ...programme } = body;
      this.#take(programme, etag);
      app.tell(`${app.common.saved} ${standing > 0 ? this.words.standing(standing) : ''}`.trim());
    } catch (error) {
      await this.#refuse(error);
    }
    this.isBusy = false;
  };

  async #refuse(error: unknown): Promise<void> {
    const { code, errors = [] } = error instanceof ProblemError ? error.problem : { code: '' };
    this.isStale = code === 'precondition_failed';
    if (this.isStale) return;
    if (code !== 'invalid_request') return this.app.fail(error);
    this.faults = Object.fromEntries(errors.map(({ pointer }) => [pointer, this.#wordsFor(pointer)]));
    this.app.tell(this.app.wordsFor(error), { isError: true });
    await this.updateComplete;
    const lists = [...this.renderRoot.querySelectorAll<DatesList>('admin-dates-list')];
    await Promise.all(lists.map((list) => list.updateComplete));
    const roots = [this.renderRoot, ...lists.map((list) => list.renderRoot)];
    roots
      .map((root) => root.querySelector<HTMLElement>('[aria-invalid=true]'))
      .find(Boolean)
      ?.focus();
  }

  #wordsFor(pointer: string): string {
    const { faults } = this.words;
    const [, list, index, member] = /^\/(terms|blackouts)\/(\d+)\/(name|from|to)$/.exec(pointer) ?? [];
    const dates = list && this.draft?.[list as 'terms' | 'blackouts'][Number(index)];
    if (dates) {
      const isWhole = dates.name.trim() !== '' && dates.from !== '' && dates.to !== '';
      if (!isWhole || member === 'name') return faults.other;
      return member === 'to' ? faults.reversed : faults.overlap;
    }
    if (pointer.startsWith('/no_show')) return faults.both;
    if (pointer.endsWith('_per_term')) return faults.needsTerm;
    return pointer === '/timezone' ? faults.zone : faults.other;
  }

  #change(change: Partial<Programme>): void {
    if (this.draft) this.draft = { ...this.draft, ...change };
  }

  override render(): TemplateResult {
    const { app, words, draft } = this;
    return html`<div class="page">
      <h1 tabindex="-1">${app.common.pages.programme}</h1>
      <p class="soft">${words.intro}</p>
      ${this.failureWithRetry(this.failed, () => this.#read())}
      ${draft ? this.#form(draft) : this.failed ? nothing : html`<p class="soft" role="status">${app.common.loading}</p>`}
    </div>`;
  }

  #form(draft: Programme): TemplateResult {
    const { words } = this;
    const periods = [
      ['day', words.perDay],
      ['week', words.perWeek],
      ['term', words.perTerm],
    ] as const;
    const limits = (unit: 'sessions' | 'minutes', legend: string) => html`<fieldset class="stack">
      <legend>${legend}</legend>
      <div class="limits">${periods.map(([period, label]) =>
        this.#number(`${unit}_per_${period}`, label, unit === 'sessions' ? 1000 : 100_000),
      )}</div></fieldset>`;
    return html`<form class="page" novalidate @submit=${this.#save}>
      <section class="card"><h2>${words.limits}</h2><p class="hint">${words.limitsHint}</p>
        ${limits('sessions', words.sessions)} ${limits('minutes', words.minutes)}
      </section>
      <section class="card"><h2>${words.cancelling}</h2><p class="hint">${words.cancellingHint}</p>
        <div class="two">${this.#number('cancellation_cutoff_minutes', words.cutoff, 43_200, minutesIn[this.unit])} ${this.#unitField()}</div>
      </section>
      <section class="card"><h2>${words.missing}</h2><p class="hint">${words.missingHint}</p>
        <div class="two">${this.#number('no_show_limit', words.missedSessions, 100)} ${this.#number('no_show_suspension_days', words.missedDays, 366)}</div>
      </section>
      <section class="card"><h2>${words.waitingList}</h2><p class="hint">${words.waitingListHint}</p>
        <div class="two">${this.#number('waiting_list_offer_minutes', words.offerMinutes, 1440, 1, usualOffer)}</div>
      </section>
      <section class="card"><h2>${words.closed}</h2><p class="hint">${words.closedHint}</p>${this.#dates('blackouts', words.closed, words.addClosed)}</section>
      <section class="card"><h2>${words.terms}</h2><p class="hint">${words.termsHint}</p>${this.#dates('terms', words.terms, words.addTerm)}</section>
      <section class="card">${this.#zoneField(draft.timezone)}</section>
      ${this.isStale ? this.#staleMessage() : nothing}
      ${this.#actions()}
    </form>`;
  }

  /**
   * A limit; `scale` is what one of what is typed is in the API's unit, `usual` what an empty field means where that
   * is not no limit.
   */
  #number(name: Limit, label: string, maximum: number, scale = 1, usual?: typeof usualOffer): TemplateResult {
    const value = this.draft?.[name] ?? null;
    const fault = this.faults[`/${name}`];
    const change = (event: Event): void => {
      const { value: typed } = event.target as HTMLInputElement;
      this.#change({ [name]: typed === '' ? (usual?.value ?? null) : Math.round(Number(typed) * scale) });
    };
    return html`<label>${label}
      <input type="number" name=${name} inputmode="numeric" min=${usual?.least ?? 1} max=${maximum / scale} step="1" placeholder=${usual?.value ?? this.words.noLimit}
        .value=${value === null ? '' : String(value / scale)} aria-invalid=${fault ? 'true' : nothing}
        aria-describedby=${fault ? `fault-${name}` : nothing} @change=${change} />
      ${fault ? html`<span class="fault" id="fault-${name}">${fault}</span>` : nothing}</label>`;
  }

  #unitField(): TemplateResult {
    const { unit, words } = this;
    const choose = (event: Event): void => {
      const chosen = (event.target as HTMLSelectElement).value as Unit;
      const minutes = this.draft?.cancellation_cutoff_minutes ?? null;
      // The number stays and means more or less: 2 hours become 2 days.
      const scaled = minutes && Math.min(43_200, (minutes / minutesIn[unit]) * minutesIn[chosen]);
      this.#change({ cancellation_cutoff_minutes: scaled });
      this.unit = chosen;
    };
    return html`<label>${words.unit}<select @change=${choose}>${Object.entries(words.units).map(
      ([name, label]) => html`<option value=${name} ?selected=${name === unit}>${label}</option>`,
    )}</select></label>`;
  }

  #dates(name: 'blackouts' | 'terms', label: string, adding: string): TemplateResult {
    const start = `/${name}/`;
    const own = Object.entries(this.faults).filter(([pointer]) => pointer.startsWith(start));
    const faults = Object.fromEntries(own.map(([pointer, fault]) => [pointer.slice(start.length), fault]));
    return html`<admin-dates-list .words=${this.words} .dates=${this.draft?.[name] ?? []} .faults=${faults}
      label=${label} adding=${adding}
      @dates-change=${({ detail }: CustomEvent<Programme['terms']>) => this.#change({ [name]: detail })}></admin-dates-list>`;
  }

  #zoneField(timezone: string): TemplateResult {
    const { words } = this;
    const fault = this.faults['/timezone'];
    const zones = [...new Set([timezone, 'UTC', ...Intl.supportedValuesOf('timeZone')])].toSorted();
    const choose = (event: Event): void =>
      this.#change({ timezone: (event.target as HTMLSelectElement).value });
    return html`<label class="zone">${words.zone}
      <select aria-invalid=${fault ? 'true' : nothing} aria-describedby="zone-hint" @change=${choose}>${zones.map(
        (zone) => html`<option ?selected=${zone === timezone}>${zone}</option>`,
      )}</select></label>
      <p class="hint" id="zone-hint">${fault ?? words.zoneHint}</p>`;
  }

  #staleMessage(): TemplateResult {
    return html`<div class="message error" role="alert"><p>${this.words.changedMeanwhile}</p>
      <button type="button" @click=${() => this.#read()}>${this.words.readAgain}</button></div>`;
  }

  #actions(): TemplateResult {
    const { common } = this.app;
    const discard = (): void => {
      if (this.#saved) this.#take(this.#saved, this.#etag);
    };
    return html`<div class="actions bar ${this.isDirty ? 'dirty' : ''}">
      <button type="button" ?disabled=${!this.isDirty || this.isBusy} @click=${discard}>${common.discard}</button>
      <button class="primary" ?disabled=${!this.isDirty || this.isBusy}>${common.save}</button>
    </div>`;
  }
}

customElements.define('admin-programme-page', ProgrammePage);
