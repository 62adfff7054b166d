import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Slot, SlotList } from '../../api/contract/slot.ts';
import { addDays, clockTime, dayName, dayRange, duration } from '../format.ts';
import type { Strings } from '../strings/strings.ts';

export interface ChooseSlotView {
  readonly words: Strings;
  /** Undefined while it is being read. */
  readonly list: SlotList | undefined;
  /** The list could not be read. */
  readonly failed: boolean;
  readonly durations: readonly number[];
  readonly minutes: number | undefined;
  /** The instant of the slot chosen before. */
  readonly selected?: string | undefined;
  /** Today where the student is: before it there is nothing. */
  readonly today: string | undefined;
  /** The time zone of the list, for people. */
  readonly place: string;
  readonly message: string | undefined;
  readonly pick: (slot: Slot) => void;
  readonly setFrom: (date: string) => void;
  readonly setMinutes: (minutes: number) => void;
  readonly retry: () => void;
  /** Opens the waiting list; undefined where nobody is signed in. */
  readonly joinList?: (() => void) | undefined;
  /** Shows the slots of another mentor instead. */
  readonly meet?: (mentorId: number) => void;
}

/** Step 1: the free starts of a week by date, the duration, and the way to other weeks. */
export function chooseSlot(view: ChooseSlotView): TemplateResult {
  const { words, list, message } = view;
  return html`
    ${message ? html`<p class="message error" part="message error" role="alert">${message}</p>` : nothing}
    ${list?.paused_until ? away(view, list) : nothing}
    ${durationChoice(view)}
    ${weekBar(view)}
    <div class="slots" aria-busy=${!list && !view.failed}>
      ${view.failed ? failure(view) : list ? week(view, list) : skeleton(words)}
    </div>
  `;
}

/**
 * A start as a button, named with its whole date and time. One that a session of hers bars says so and cannot be
 * picked.
 */
export function slotButton(
  slot: Slot,
  { words, selected, pick }: Pick<ChooseSlotView, 'words' | 'selected' | 'pick'>,
  withDate = false,
): TemplateResult {
  const isBusy = slot.available === false;
  const chosen = slot.datetime === selected;
  const state = chosen ? 'selected' : isBusy ? 'busy' : '';
  const name = words.at(dayName(slot.date, words.tag), clockTime(slot));
  return html`<button
    type="button"
    class="slot ${state}"
    part="slot ${state}"
    aria-label=${withDate ? nothing : isBusy ? `${name} ${words.busy}` : name}
    aria-current=${chosen ? 'true' : nothing}
    aria-disabled=${isBusy ? 'true' : nothing}
    @click=${() => isBusy || pick(slot)}
  >${withDate ? name : clockTime(slot)}${isBusy ? html` <small>${words.busy}</small>` : nothing}</button>`;
}

function durationChoice({ words, durations, minutes, setMinutes }: ChooseSlotView): TemplateResult {
  return html`<div class="durations" role="group" aria-label=${words.duration}>
    ${durations.map(
      (each) => html`<button
        type="button" class="chip" part="duration ${each === minutes ? 'selected' : ''}"
        aria-pressed=${each === minutes}
        @click=${() => setMinutes(each)}
      >${duration(each, words.tag)}</button>`,
    )}
  </div>`;
}

function weekBar({ words, list, today = '', place, setFrom }: ChooseSlotView): TemplateResult {
  const { from = '', to = '', slots = [], next_available } = list ?? {};
  const before = from && addDays(from, -7);
  const turn = (label: string, date: string, forward: boolean) => html`<button
    type="button" class="icon" aria-label=${label} ?disabled=${!date} @click=${() => setFrom(date)}
  >${icon(forward ? 'm9 5 7 7-7 7' : 'm15 5-7 7 7 7')}</button>`;
  return html`<div class="week">
    ${turn(words.earlier, from > today ? (before > today ? before : today) : '', false)}
    <p aria-live="polite"><b>${to && dayRange(from, to, words.tag)}</b><small>${place}</small></p>
    ${turn(words.later, to && (slots.length || next_available) ? addDays(to, 1) : '', true)}
  </div>`;
}

/** A line drawing of 24 x 24 that turns round where text runs from right to left. */
export function icon(path: string): TemplateResult {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;
}

function week(view: ChooseSlotView, list: SlotList): TemplateResult {
  const { words } = view;
  if (!list.slots.length) return empty(view, list);
  const dates = [...new Set(list.slots.map((slot) => slot.date))];
  return html`<div @keydown=${moveByArrows}>
    ${dates.map(
      (date) => html`<section>
        <h3>${dayName(date, words.tag)}</h3>
        <div class="grid">
          ${list.slots.filter((slot) => slot.date === date).map((slot) => slotButton(slot, view))}
        </div>
      </section>`,
    )}
  </div>`;
}

function empty({ words, setFrom, joinList }: ChooseSlotView, list: SlotList): TemplateResult {
  const next = list.next_available;
  return html`<div class="empty" role="status">
    <p>${next ? words.empty : words.nothing}</p>
    ${
      next
        ? html`<button type="button" class="primary" @click=${() => setFrom(next)}>
            ${words.next(dayName(next, words.tag))}
          </button>`
        : nothing
    }
    ${
      joinList
        ? html`<button type="button" class="link" @click=${joinList}>${words.joinWaitingList}</button>`
        : nothing
    }
  </div>`;
}

/** Until when the mentor is away, and who can be booked meanwhile. */
function away({ words, meet }: ChooseSlotView, { paused_until = '', stand_in }: SlotList): TemplateResult {
  return html`<p class="message" part="message">${words.away(dayName(paused_until, words.tag))} ${
    stand_in && meet
      ? html`<button type="button" class="link" @click=${() => meet(stand_in.mentor_id)}>${words.standIn(stand_in.name)}</button>`
      : nothing
  }</p>`;
}

function failure({ words, retry }: ChooseSlotView): TemplateResult {
  return html`<div class="empty" role="alert">
    <p>${words.slotsFailed}</p>
    <button type="button" class="primary" @click=${retry}>${words.retry}</button>
  </div>`;
}

function skeleton(words: Strings): TemplateResult {
  const day = html`<i></i><div class="grid">${Array.from({ length: 8 }, () => html`<b></b>`)}</div>`;
  return html`<div class="skeleton"><p role="status">${words.loading}</p>${day}${day}</div>`;
}

/** Arrows go to the nearest start on that side as it is seen; Home and End to the first and the last. */
function moveByArrows(event: KeyboardEvent): void {
  const here = event.target as HTMLElement;
  const all = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('.slot')];
  const index = all.indexOf(here);
  const along = here.matches(':dir(rtl)') ? -1 : 1;
  const last = all.length - 1;
  const steps: Record<string, number> = {
    ArrowRight: along,
    ArrowLeft: -along,
    Home: -index,
    End: last - index,
  };
  const sides: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
  const side = sides[event.key];
  const box = here.getBoundingClientRect();
  /** How far away a start is on that side; not a number, or less than its height, where it is on none. */
  const away = (slot: HTMLElement) => {
    const { left, top } = slot.getBoundingClientRect();
    const down = (top - box.top) * (side ?? Number.NaN);
    return down < box.height ? Number.NaN : down * 100 + Math.abs(left - box.left);
  };
  const beyond = all.filter((slot) => away(slot) > 0).sort((one, other) => away(one) - away(other));
  const target = side ? beyond[0] : all[index + (steps[event.key] ?? Number.NaN)];
  if (!target) return;
  event.preventDefault();
  moveTabStop(event.currentTarget as HTMLElement, target);
  target.focus();
}

/** One start of a list is a tab stop, the others are an arrow key away: this one, the chosen one or the first. */
export function moveTabStop(place: HTMLElement, to?: HTMLElement): void {
  const all = [...place.querySelectorAll<HTMLElement>('.grid .slot')];
  const stop =
    to ??
    all.find((slot) => slot.matches(':focus')) ??
    all.find((slot) => slot.matches('.selected')) ??
    all[0];
  for (const slot of all) slot.tabIndex = slot === stop ? 0 : -1;
}
