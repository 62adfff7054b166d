import { css, html, nothing, type TemplateResult } from 'lit';
import type { Metrics } from '../../../api/contract/metrics.ts';
import type { NamedDates, Programme } from '../../../api/contract/programme.ts';
import { addDays, city, dayRange } from '../../format.ts';
import { AdminPage } from '../admin-page.ts';
import { adminStyles } from '../admin-styles.ts';
import { saveCsv } from '../save-csv.ts';
import type { Bar } from './chart.ts';
import { barTable, figureCards, percent } from './figures.ts';
import type { MetricsWords } from './strings.ts';

type Group = Metrics['group'];

const lasts = [7, 30, 90] as const;

/** How the programme does, against the period before: figures, funnel, sessions over time, ratings, mentors. */
export class MetricsPage extends AdminPage<MetricsWords> {
  static override properties = {
    ...AdminPage.properties,
    metrics: { state: true },
    terms: { state: true },
    period: { state: true },
    isLoading: { state: true },
    isPictureless: { state: true },
  };

  static override styles = [
    adminStyles,
    css`
      form.card { gap: 12px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 190px), 1fr)); }
      .figures { display: grid; gap: 12px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 215px), 1fr)); }
      .figure { gap: 4px; align-content: start; padding: 16px; }
      .figure strong { font-size: 26px; line-height: 1.2; font-variant-numeric: tabular-nums; }
      th[scope=row] { color: inherit; font-size: 16px; font-weight: 400; overflow-wrap: break-word; }
      td.bar { inline-size: 34%; }
      .share { display: block; inline-size: 100%; block-size: 14px; fill: var(--link); }
      .share:dir(rtl) { transform: scaleX(-1); }
      admin-bar-chart { margin-block: 8px; }
      summary { min-block-size: 44px; padding-block: 10px; color: var(--link); font-weight: 600; cursor: pointer; }
      .loading { opacity: .6; }
      @media (max-width: 600px) {
        .figures { grid-template-columns: repeat(2, minmax(0, 1fr)); }
        .figure strong { font-size: 21px; }
        td.bar { display: none; }
        table { font-size: 14px; }
        th, td, th[scope=row] { padding-inline: 3px; font-size: inherit; }
        .funnel :is(th, td):nth-child(3) { display: none; }
      }
    `,
  ];

  protected override readonly files = {
    fr: () => import('./strings-fr.ts'),
    en: () => import('./strings-en.ts'),
    pt: () => import('./strings-pt.ts'),
    ar: () => import('./strings-ar.ts'),
    sw: () => import('./strings-sw.ts'),
  };

  /** Undefined until the first answer. */
  declare private metrics: Metrics | undefined;
  declare private terms: readonly NamedDates[];
  /** `30` days, `term 0`, or `custom`. */
  declare private period: string;
  declare private isLoading: boolean;
  /** The chart did not come. */
  declare private isPictureless: boolean;

  #today = '';
  #from = '';
  #to = '';
  #group: Group = 'day';
  #turn = 0;

  constructor() {
    super();
    this.period = '30';
    this.terms = [];
  }

  protected override begin(): void {
    // Drawn when it has come: the figures do not wait for it, and without it the table stands open.
    void import('./chart.ts').catch(() => {
      this.isPictureless = true;
    });
    void this.#read();
    void this.app.client.get<Programme>('/api/partner/rules').then(
      ({ terms }) => {
        this.terms = terms;
      },
      (error) => this.app.fail(error),
    );
  }

  get #query(): string {
    const { period, terms } = this;
    const term = terms[Number(/^term (\d+)$/.exec(period)?.[1])];
    if (term) return `from=${term.from}&to=${term.to}&group=${this.#group}`;
    if (period === 'custom') return `from=${this.#from}&to=${this.#to}&group=${this.#group}`;
    // Today is the partner's: the first answer tells it.
    const from = this.#today && addDays(this.#today, 1 - Number(period));
    return `${from && `from=${from}&to=${this.#today}&`}group=${this.#group}`;
  }

  async #read(): Promise<void> {
    const turn = ++this.#turn;
    this.isLoading = true;
    this.failed = undefined;
    try {
      const metrics = await this.app.client.get<Metrics>(`/api/metrics?${this.#query}`);
      if (turn !== this.#turn) return;
      this.metrics = metrics;
      this.#today ||= metrics.to;
      this.#from = metrics.from;
      this.#to = metrics.to;
    } catch (error) {
      if (turn === this.#turn) this.failed = error;
    }
    if (turn === this.#turn) this.isLoading = false;
  }

  readonly #onChange = ({ target }: Event): void => {
    const { name, value } = target as HTMLInputElement;
    if (name === 'period') this.#choose(value);
    if (name === 'group') this.#group = value as Group;
    if (name === 'from' && value) this.#from = value;
    if (name === 'to' && value) this.#to = value;
    void this.#read();
  };

  #choose(period: string): void {
    this.period = period;
    const term = this.terms[Number(period.slice(5))];
    this.#group = period.startsWith('term') && term ? 'week' : Number(period) > 31 ? 'week' : 'day';
  }

  override render(): TemplateResult {
    const { app, words, metrics } = this;
    const file = `metrics-${this.#from}-${this.#to}.csv`;
    return html`<div class="page">
      <div class="head">
        <h1 tabindex="-1">${app.common.pages.metrics}</h1>
        <button ?disabled=${!metrics} @click=${() => saveCsv(app, '/api/metrics.csv', this.#query, file)}>${words.csv}</button>
      </div>
      ${this.#picker()}
      ${this.failureWithRetry(this.failed, () => this.#read())}
      <div class="page ${this.isLoading ? 'loading' : ''}" aria-live="polite" aria-busy=${this.isLoading}>
        ${metrics ? this.#report(metrics) : html`<p class="soft">${app.common.loading}</p>`}
      </div>
    </div>`;
  }

  #picker(): TemplateResult {
    const { words, period, terms } = this;
    const option = (value: string, label: string) =>
      html`<option value=${value} ?selected=${value === period}>${label}</option>`;
    return html`<form class="card" aria-label=${words.period} @change=${this.#onChange} @submit=${(event: Event) => event.preventDefault()}>
      <label>${words.period}<select name="period">
        ${lasts.map((days) => option(String(days), words.lastDays(days)))}
        ${terms.map(({ name }, index) => option(`term ${index}`, name))}
        ${option('custom', words.custom)}</select></label>
      ${period === 'custom' ? this.#dateFields() : nothing}
      <label>${words.group}<select name="group">${(['day', 'week', 'month'] as const).map(
        (group) =>
          html`<option value=${group} ?selected=${group === this.#group}>${words.groups[group]}</option>`,
      )}</select></label>
    </form>`;
  }

  #dateFields(): TemplateResult {
    const { words } = this;
    return html`
      <label>${words.from}<input type="date" name="from" required max=${this.#to} .value=${this.#from} /></label>
      <label>${words.to}<input type="date" name="to" required min=${this.#from} .value=${this.#to} /></label>`;
  }

  #report(metrics: Metrics): TemplateResult {
    const { words } = this;
    const { tag } = this.app.common;
    const { previous } = metrics;
    return html`
      <p class="soft">${dayRange(metrics.from, metrics.to, tag)}. ${words.intro(city(metrics.timezone))}
        ${words.comparedWith(dayRange(previous.from, previous.to, tag))}</p>
      ${figureCards(metrics, words, tag)}
      <section class="card"><h2>${words.overTime}</h2>${this.#overTime(metrics)}</section>
      <section class="card funnel"><h2>${words.funnel}</h2><p class="hint">${words.funnelHint}</p>${this.#funnel(metrics)}</section>
      <div class="columns">
        <section class="card"><h2>${words.mentors}</h2>${this.#mentors(metrics)}</section>
        <section class="card"><h2>${words.ratings}</h2>${this.#ratings(metrics)}</section>
      </div>`;
  }

  #overTime({ use, from, to, group }: Metrics): TemplateResult {
    const { words } = this;
    const { tag } = this.app.common;
    const label = new Intl.DateTimeFormat(tag, {
      ...(group === 'month' ? { month: 'short', year: 'numeric' } : { day: 'numeric', month: 'short' }),
      timeZone: 'UTC',
    });
    const bars: Bar[] = use.sessions_by_period.map(({ period, sessions }) => ({
      label: label.format(new Date(`${period}T00:00Z`)),
      value: sessions,
    }));
    const total = new Intl.NumberFormat(tag).format(use.sessions);
    return html`
      <admin-bar-chart role="img" aria-label=${words.chart(total, dayRange(from, to, tag))} tag=${tag} .bars=${bars}></admin-bar-chart>
      <details ?open=${this.isPictureless}><summary>${words.showTable}</summary>${barTable(
        words.overTime,
        [words.periodColumn, words.sessions],
        bars.map(({ label: name, value }) => ({ name, value })),
        tag,
      )}</details>`;
  }

  #funnel({ conversion, previous }: Metrics): TemplateResult {
    const { words } = this;
    const { tag } = this.app.common;
    const steps = ['views', 'opens', 'slots_selected', 'bookings'] as const;
    const rows = steps.map((step) => ({
      name: words.figures[step],
      value: conversion[step],
      more: [
        new Intl.NumberFormat(tag).format(previous.conversion[step]),
        conversion.views ? percent(conversion[step] / conversion.views, tag) : '',
      ],
    }));
    return barTable(words.funnel, [words.step, words.count, words.before, words.shareOfViews], rows, tag);
  }

  #mentors({ use }: Metrics): TemplateResult {
    const { words } = this;
    if (use.most_requested_mentors.length === 0) return html`<p class="soft">${words.empty}</p>`;
    const rows = use.most_requested_mentors.map(({ name, sessions }) => ({
      name: html`<bdi>${name}</bdi>`,
      value: sessions,
    }));
    return barTable(words.mentors, [words.mentor, words.sessions], rows, this.app.common.tag);
  }

  #ratings({ quality, previous }: Metrics): TemplateResult {
    const { words } = this;
    const { tag } = this.app.common;
    if (quality.rating_count === 0) return html`<p class="soft">${words.empty}</p>`;
    const rows = quality.ratings
      .map((value, index) => ({
        name: words.stars(index + 1).replaceAll(' ', '\u00a0'),
        value,
        more: [new Intl.NumberFormat(tag).format(previous.quality.ratings[index] ?? 0)],
      }))
      .toReversed();
    return barTable(words.ratings, [words.rating, words.reviews, words.before], rows, tag);
  }
}

customElements.define('admin-metrics-page', MetricsPage);
