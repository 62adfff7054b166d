import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Slot } from '../../api/contract/slot.ts';
import type { Booking } from '../booking.ts';
import { clock, clockTime, dayName, duration } from '../format.ts';
import { slotButton } from './choose-slot.ts';

/** Step 2: the chosen slot, what the session is about, and what stands in the way. */
export function confirmDetails(booking: Booking, slot: Slot): TemplateResult {
  const { words, state } = booking;
  const { message, progress, alternatives } = state;
  const submit = (event: Event) => {
    event.preventDefault();
    booking.confirm();
  };
  return html`<form id="form" novalidate @submit=${submit}>
    ${message ? html`<p class="message error" part="message error" role="alert">${message}</p>` : nothing}
    ${alternatives.length ? otherSlots(booking) : chosenSlot(booking, slot)}
    <label>
      <span>${words.subject} <i aria-hidden="true">*</i></span>
      <input
        part="input" dir="auto" required maxlength="200" autocomplete="off"
        placeholder=${words.subjectHint}
        .value=${state.subject}
        ?readonly=${!!progress}
        aria-invalid=${!!state.faults.subject}
        aria-describedby="subject"
        @input=${typed(booking, 'subject')}
      />
    </label>
    ${fault(booking, 'subject')}
    <label>
      <span>${words.description} <small>(${words.optional})</small></span>
      <textarea
        part="input" dir="auto" rows="4" maxlength="5000"
        placeholder=${words.descriptionHint}
        .value=${state.description}
        ?readonly=${!!progress}
        aria-invalid=${!!state.faults.description}
        aria-describedby="description"
        @input=${typed(booking, 'description')}
      ></textarea>
    </label>
    ${fault(booking, 'description')}
    <label>
      <span>${words.duration}</span>
      <select
        part="input"
        ?disabled=${!!progress}
        aria-invalid=${!!state.faults.duration_minutes}
        aria-describedby="duration_minutes"
        @change=${(event: Event) => booking.setMinutes(Number((event.target as HTMLSelectElement).value))}
      >${(booking.durations.length ? booking.durations : [state.minutes]).map((each) => {
        const fits = each <= slot.max_duration_minutes;
        return html`<option value=${each} .selected=${each === state.minutes} ?disabled=${!fits}>${
          duration(each, words.tag) + (fits ? '' : ` (${words.tooLong})`)
        }</option>`;
      })}</select>
    </label>
    ${fault(booking, 'duration_minutes')}
    ${
      booking.series?.template() ??
      (booking.canRepeat
        ? html`<button type="button" class="link" ?disabled=${!!progress} @click=${() => booking.openSeries()}>${words.repeat}</button>`
        : nothing)
    }
  </form>`;
}

/** The bar under step 2: what goes on, and the button that books. */
export function confirmBar({ words, state, mode }: Booking): TemplateResult {
  const { progress } = state;
  const told = typeof progress === 'number' ? words.wait(progress) : progress && words[progress];
  return html`<footer part="footer">
    <p part="message" role="status">${told}</p>
    <button
      form="form" class="primary" part="confirm"
      ?disabled=${!state.subject.trim() || !!progress || !!state.gone || !mode}
    >${progress ? html`<i class="spinner"></i>` : nothing}${words.confirm}</button>
  </footer>`;
}

function chosenSlot(booking: Booking, slot: Slot): TemplateResult {
  const { words, state } = booking;
  const { heldUntil } = state;
  const left = heldUntil ? Math.max(0, Math.floor((heldUntil - Date.now()) / 1000)) : 0;
  return html`<div class="summary" part="summary">
    <div>
      <small>${words.yourSlot}</small>
      <strong>${words.at(dayName(slot.date, words.tag), clockTime(slot))}</strong>
      <small>${duration(state.minutes, words.tag)} · ${booking.placeOf([slot])}</small>
    </div>
    <button type="button" class="link" ?disabled=${!!state.progress} @click=${() => booking.back()}>
      ${words.change}
    </button>
    ${
      heldUntil
        ? html`<p>${left ? html`${words.held} <bdi role="timer">${clock(left)}</bdi>` : html`<b role="alert">${words.holdEnded}</b>`}</p>`
        : nothing
    }
  </div>`;
}

function otherSlots(booking: Booking): TemplateResult {
  const { words, state } = booking;
  const pick = (slot: Slot) => booking.choose(slot);
  return html`<div class="summary" part="summary" role="group" aria-label=${words.alternatives}>
    <small>${words.alternatives}</small>
    <div class="alternatives">
      ${state.alternatives.map((slot) => slotButton(slot, { words, pick }, true))}
    </div>
    <button type="button" class="link" @click=${() => booking.back()}>${words.allSlots}</button>
  </div>`;
}

function fault({ state }: Booking, field: string): TemplateResult {
  return html`<p class="fault" id=${field}>${state.faults[field]}</p>`;
}

function typed(booking: Booking, field: 'subject' | 'description') {
  return (event: Event) => booking.type(field, (event.target as HTMLInputElement).value);
}
