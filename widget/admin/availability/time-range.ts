import { html, type TemplateResult } from 'lit';
import { DAY_MINUTES, timeOf } from './blocks.ts';

/** Minutes between the times that can be chosen. */
const CHOICE_STEP = 15;

export interface TimeRangeView {
  readonly start: number;
  readonly end: number;
  /** What the two fields are of, for those who do not see it: `Monday`. */
  readonly of: string;
  readonly from: string;
  readonly to: string;
  readonly change: (start: number, end: number) => void;
}

/**
 * Two choices of a time of day: minutes from midnight, the end up to 24:00. The length is kept where the start moves.
 */
export function timeRange({ start, end, of, from, to, change }: TimeRangeView): TemplateResult {
  const setStart = (value: number) =>
    change(value, value < end ? end : Math.min(DAY_MINUTES, value + end - start));
  const choice = (
    label: string,
    name: string,
    value: number,
    least: number,
    most: number,
    set: (value: number) => void,
  ) =>
    html`<select class=${name} aria-label="${of}: ${label}"
      @change=${(event: Event) => set(Number((event.target as HTMLSelectElement).value))}>
      ${choices(least, most, value).map(
        (minute) =>
          html`<option value=${minute} ?selected=${minute === value} .selected=${minute === value}>${timeOf(minute)}</option>`,
      )}</select>`;
  return html`<span class="range">
    ${choice(from, 'from', start, 0, DAY_MINUTES - CHOICE_STEP, setStart)}
    <span aria-hidden="true">–</span>
    ${choice(to, 'to', end, start + CHOICE_STEP, DAY_MINUTES, (value) => change(start, value))}
  </span>`;
}

/** The times that can be chosen, and the one that is, if it lies between them. */
function choices(least: number, most: number, value: number): number[] {
  const first = Math.ceil(least / CHOICE_STEP) * CHOICE_STEP;
  const marks = Array.from(
    { length: (most - first) / CHOICE_STEP + 1 },
    (_, index) => first + index * CHOICE_STEP,
  );
  return [...new Set([...marks, value])].sort((a, b) => a - b);
}
