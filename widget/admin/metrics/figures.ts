import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Metrics } from '../../../api/contract/metrics.ts';
import type { MetricsWords } from './strings.ts';

type Figures = Pick<Metrics, 'conversion' | 'quality'> & {
  readonly use: Pick<Metrics['use'], 'sessions' | 'mean_duration_minutes'>;
};

interface Figure {
  readonly name: keyof MetricsWords['figures'];
  readonly kind: 'count' | 'rate' | 'minutes' | 'rating';
  readonly of: (figures: Figures) => number | null;
}

const figures: readonly Figure[] = [
  { name: 'sessions', kind: 'count', of: ({ use }) => use.sessions },
  { name: 'bookings', kind: 'count', of: ({ conversion }) => conversion.bookings },
  { name: 'open_rate', kind: 'rate', of: ({ conversion }) => conversion.open_rate },
  { name: 'booking_rate', kind: 'rate', of: ({ conversion }) => conversion.booking_rate },
  { name: 'mean_duration', kind: 'minutes', of: ({ use }) => use.mean_duration_minutes },
  { name: 'cancellation_rate', kind: 'rate', of: ({ quality }) => quality.cancellation_rate },
  { name: 'no_show_rate', kind: 'rate', of: ({ quality }) => quality.no_show_rate },
  { name: 'rating', kind: 'rating', of: ({ quality }) => quality.rating_average },
];

/** The figures of a period, each against the one before: an arrow, and words that say the same. */
export function figureCards(metrics: Metrics, words: MetricsWords, tag: string): TemplateResult {
  return html`<ul class="figures">${figures.map(({ name, kind, of }) => {
    const now = of(metrics);
    const before = of(metrics.previous);
    return html`<li class="card figure">
      <span class="soft">${words.figures[name]}</span>
      <strong>${now === null ? html`<span aria-hidden="true">–</span><span class="unseen">${words.noData}</span>` : shown(now, kind, words, tag)}</strong>
      ${change(now, before, kind, words, tag)}
    </li>`;
  })}</ul>`;
}

function shown(value: number, kind: Figure['kind'], words: MetricsWords, tag: string): string {
  if (kind === 'rate') return percent(value, tag);
  const text = new Intl.NumberFormat(tag, { maximumFractionDigits: kind === 'count' ? 0 : 1 }).format(value);
  if (kind === 'minutes') return words.minutes(text);
  return kind === 'rating' ? words.outOfFive(text) : text;
}

function change(
  now: number | null,
  before: number | null,
  kind: Figure['kind'],
  words: MetricsWords,
  tag: string,
): TemplateResult {
  if (now === null || before === null || (kind === 'count' && before === 0 && now > 0))
    return html`<small>${words.noComparison}</small>`;
  const difference = now - before;
  const isSame = Math.abs(difference) < 0.0005;
  if (isSame) return html`<small><span aria-hidden="true">= </span>${words.same}</small>`;
  const size = Math.abs(difference);
  const number = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
  let amount = number.format(size);
  if (kind === 'count') amount = percent(size / before, tag);
  if (kind === 'rate') amount = words.points(number.format(size * 100));
  if (kind === 'minutes') amount = words.minutes(amount);
  return html`<small><span aria-hidden="true">${difference > 0 ? '▲' : '▼'} </span>${
    difference > 0 ? words.more(amount) : words.less(amount)
  }</small>`;
}

export const percent = (share: number, tag: string): string =>
  new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 }).format(share);

/** One line of a table with a bar in it. */
export interface BarRow {
  readonly name: string | TemplateResult;
  readonly value: number;
  /** Further cells. */
  readonly more?: readonly string[];
}

/** A table whose numbers are drawn as bars too: its own picture. */
export function barTable(
  caption: string,
  heads: readonly string[],
  rows: readonly BarRow[],
  tag: string,
): TemplateResult {
  const numbers = new Intl.NumberFormat(tag);
  const most = Math.max(1, ...rows.map(({ value }) => value));
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}><table>
    <caption class="unseen">${caption}</caption>
    <thead><tr>${heads.map((head, index) => html`<th scope="col" class=${index ? 'number' : ''}>${head}</th>`)}<td class="bar"></td></tr></thead>
    <tbody>${rows.map(
      ({ name, value, more = [] }) => html`<tr>
        <th scope="row">${name}</th><td class="number">${numbers.format(value)}</td>
        ${more.map((cell) => html`<td class="number">${cell}</td>`)}
        <td class="bar">${bar(value / most)}</td></tr>`,
    )}</tbody></table></div>`;
}

/** A bar as long as its share; as a drawing, because the page's policy allows no inline styles. */
function bar(share: number): TemplateResult | typeof nothing {
  if (share === 0) return nothing;
  const width = Math.max(1, Math.round(share * 100));
  return html`<svg class="share" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">${svg`<rect width=${width} height="12" rx="1" />`}</svg>`;
}
