import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Slot } from '../../api/contract/slot.ts';
import { clock, dayName, duration } from '../format.ts';
import type { Strings } from '../strings/strings.ts';
import { slotButton } from './choose-slot.ts';

export interface ConfirmDetailsView {
  readonly words: Strings;
  readonly slot: Slot;
  readonly place: string;
  readonly durations: readonly number[];
  readonly minutes: number;
  readonly subject: string;
  readonly description: string;
  /** Seconds that the hold still lasts; 0 when it is over, undefined when there is none. */
  readonly heldSeconds: number | undefined;
  /** By field of the request, what is wrong with it. */
  readonly faults: Readonly<Record<string, string>>;
  readonly message: string | undefined;
  /** What goes on meanwhile; the form rests until it is over. */
  readonly progress: string | undefined;
  readonly alternatives: readonly Slot[];
  readonly back: () => void;
  readonly pick: (slot: Slot) => void;
  readonly setMinutes: (minutes: number) => void;
  readonly type: (field: 'subject' | 'description', text: string) => void;
  readonly submit: () => void;
}

/** Step 2: the chosen slot, what the session is about, and what stands in the way. */
export function confirmDetails(view: ConfirmDetailsView): TemplateResult {
  const { words, message, progress, alternatives, faults } = view;
  return html`<form id="form" novalidate @submit=${submit(view)}>
    ${message ? html`<p class="message error" part="message error" role="alert">${message}</p>` : nothing}
    ${alternatives.length ? otherSlots(view) : chosenSlot(view)}
    <label>
      <span>${words.subject} <i aria-hidden="true">*</i></span>
      <input
        part="input" type="text" required maxlength="200" autocomplete="off" enterkeyhint="next"
        placeholder=${words.subjectHint}
        .value=${view.subject}
        ?readonly=${!!progress}
        aria-invalid=${faults.subject ? 'true' : nothing}
        aria-describedby="subject-fault"
        @input=${typed(view, 'subject')}
      />
    </label>
    ${fault(view, 'subject')}
    <label>
      <span>${words.description} <small>(${words.optional})</small></span>
      <textarea
        part="input" rows="4" maxlength="5000"
        placeholder=${words.descriptionHint}
        .value=${view.description}
        ?readonly=${!!progress}
        aria-invalid=${faults.description ? 'true' : nothing}
        aria-describedby="description-fault"
        @input=${typed(view, 'description')}
      ></textarea>
    </label>
    ${fault(view, 'description')}
    ${durationSelect(view)}
    <p class="message" part="message" role="status" ?hidden=${!progress}>${progress}</p>
  </form>`;
}

function chosenSlot(view: ConfirmDetailsView): TemplateResult {
  const { words, slot, heldSeconds } = view;
  return html`<div class="summary" part="summary">
    <div>
      <small>${words.yourSlot}</small>
      <strong>${words.at(dayName(slot.date, words.tag), slot.time)}</strong>
      <small>${duration(view.minutes, words.tag)} · ${view.place}</small>
    </div>
    <button type="button" class="link" ?disabled=${!!view.progress} @click=${view.back}>${words.change}</button>
    ${
      heldSeconds === undefined
        ? nothing
        : html`<p class="held ${heldSeconds ? '' : 'over'}">${
            heldSeconds ? html`${words.held} <bdi role="timer">${clock(heldSeconds)}</bdi>` : words.holdEnded
          }</p>`
    }
  </div>`;
}

function otherSlots(view: ConfirmDetailsView): TemplateResult {
  const { words, pick, back } = view;
  return html`<div class="summary" part="summary" role="group" aria-label=${words.alternatives}>
    <small>${words.alternatives}</small>
    <div class="alternatives">
      ${view.alternatives.map((slot) => slotButton(slot, { words, pick, selected: undefined }, true))}
    </div>
    <button type="button" class="link" @click=${back}>${words.allSlots}</button>
  </div>`;
}

function durationSelect({
  words,
  durations,
  minutes,
  slot,
  progress,
  faults,
  setMinutes,
}: ConfirmDetailsView) {
  return html`<label>
    <span>${words.duration}</span>
    <select
      part="input"
      ?disabled=${!!progress}
      aria-invalid=${faults.duration_minutes ? 'true' : nothing}
      aria-describedby="duration_minutes-fault"
      @change=${(event: Event) => setMinutes(Number((event.target as HTMLSelectElement).value))}
    >
      ${durations.map((each) => {
        const fits = each <= slot.max_duration_minutes;
        return html`<option value=${each} .selected=${each === minutes} ?disabled=${!fits}>${
          duration(each, words.tag) + (fits ? '' : ` (${words.tooLong})`)
        }</option>`;
      })}
    </select>
  </label>
  <p class="fault" id="duration_minutes-fault" ?hidden=${!faults.duration_minutes}>${faults.duration_minutes}</p>`;
}

function fault({ faults }: ConfirmDetailsView, field: string): TemplateResult {
  return html`<p class="fault" id="${field}-fault" ?hidden=${!faults[field]}>${faults[field]}</p>`;
}

function typed(view: ConfirmDetailsView, field: 'subject' | 'description') {
  return (event: Event) => view.type(field, (event.target as HTMLInputElement).value);
}

function submit(view: ConfirmDetailsView) {
  return (event: Event) => {
    event.preventDefault();
    view.submit();
  };
}
