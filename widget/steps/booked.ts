import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Session } from '../../api/contract/session.ts';
import type { Slot } from '../../api/contract/slot.ts';
import type { Booking } from '../booking.ts';
import { city, clockTime, dayName, duration } from '../format.ts';

/** Step 3: what was booked, or asked for where the mentor answers first. */
export function booked(
  { words, placeOf, state, timeZone }: Booking,
  { session, slot }: { session: Session; slot: Slot },
  { close, save }: { close: () => void; save: () => void },
): TemplateResult {
  const link = session.meeting_link;
  const isAsked = session.status === 'requested';
  const { sessions = [] } = state;
  // The API tells sessions in the zone of the student's profile.
  const zoneOf = ({ timezone }: Session): string => (timezone === timeZone ? '' : ` (${city(timezone)})`);
  const times = sessions[1]
    ? sessions.map((each) => words.at(dayName(each.date, words.tag), clockTime(each) + zoneOf(each)))
    : [words.at(dayName(slot.date, words.tag), clockTime(slot))];
  return html`<div class="success" part="success">
    <svg viewBox="0 0 24 24" aria-hidden="true"><path d="m5 12.5 4.5 4.5L19 7.5" /></svg>
    <p class="big" role="status">${isAsked ? words.asked : words.booked}</p>
    <p>${isAsked ? words.askedHint : words.bookedHint}</p>
    <div class="summary" part="summary"><div>
      ${times.map((time) => html`<strong>${time}</strong>`)}
      <small>${duration(session.duration_minutes, words.tag)} · ${placeOf([slot])}</small>
      <small><bdi>${session.mentor.name}</bdi> · <bdi>${session.subject}</bdi></small>
      ${session.place ? html`<small><bdi>${session.place}</bdi></small>` : nothing}
    </div></div>
    ${link ? html`<a href=${link} target="_blank" rel="noopener">${words.join}</a>` : nothing}
    ${state.message ? html`<p class="message error" part="message error" role="alert">${state.message}</p>` : nothing}
    <button type="button" class="link" @click=${save}>${words.addToCalendar}</button>
    <button type="button" class="primary" @click=${close}>${words.done}</button>
  </div>`;
}
