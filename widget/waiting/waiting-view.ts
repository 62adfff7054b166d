import type { TemplateResult } from 'lit/html.js';
import type { WaitingListEntry } from '../../api/contract/waiting-list.ts';
import type { WaitingModel } from './waiting-state.ts';

/** What is offered and waited for, and the form to wait for more. */
export function waitingView(list: WaitingModel): TemplateResult {
  const { html, nothing, words } = list.parts;
  const { strings, state } = list;
  const { entries, message, told, progress } = state;
  const going = typeof progress === 'number' ? words.wait(progress) : progress && words[progress];
  return html`<div class="waiting" aria-busy=${!entries && !message}>
    ${message ? html`<p class="message error" part="message error" role="alert">${message}</p>` : nothing}
    <p class=${told ? 'message' : ''} part="message" role="status">${
      told ?? going ?? (entries || message ? nothing : (strings?.loading ?? words.loading))
    }</p>
    ${
      entries && strings
        ? html`${
            entries.length
              ? html`<section><h3>${strings.mine}</h3>${entries.map((entry) => card(list, entry))}</section>`
              : nothing
          } ${form(list)}`
        : message
          ? html`<button type="button" class="primary" @click=${() => list.read()}>${words.retry}</button>`
          : nothing
    }
  </div>`;
}

function card(list: WaitingModel, entry: WaitingListEntry): TemplateResult {
  const { html, nothing, words, dayName, duration, city, timeZone } = list.parts;
  const { strings, state } = list;
  if (!strings) return html``;
  const { offer, position } = entry;
  const zone = entry.timezone === timeZone ? '' : ` (${city(entry.timezone)})`;
  // In the zone of her wishes, as the API tells it.
  const time =
    offer && words.at(dayName(dateOf(offer.session_date), words.tag), timeOf(offer.session_date)) + zone;
  const whom = entry.mentor
    ? words.withMentor(entry.mentor.name)
    : strings.anyMentor(entry.mentor_subject ?? '');
  const action = (label: string, act: () => void, kind: string) => html`<button
    type="button" class=${kind} ?disabled=${!!state.progress} aria-label="${label}: ${time ?? whom}" @click=${act}
  >${label}</button>`;
  return html`<article class="entry ${offer ? 'offered' : ''}">
    ${time ? html`<p><strong>${strings.offered(time)}</strong></p>` : nothing}
    <p><bdi>${offer ? words.withMentor(offer.mentor.name) : whom}</bdi> · ${duration(entry.duration_minutes, words.tag)}</p>
    <small>${
      offer
        ? strings.until(timeOf(offer.expires_at))
        : `${strings.dates(dayName(entry.from, words.tag), dayName(entry.to, words.tag))}${entry.start_time === '00:00' && entry.end_time === '24:00' ? '' : `, ${entry.start_time}–${entry.end_time}`}${zone}`
    }</small>
    ${position && !offer ? html`<small>${strings.place(position)}</small>` : nothing}
    <div class="actions">
      ${
        offer
          ? html`${action(strings.accept, () => list.accept(entry), 'primary')}
            ${action(strings.decline, () => list.decline(entry), 'link')}`
          : nothing
      }
      ${action(strings.leave, () => list.leave(entry), 'link')}
    </div>
  </article>`;
}

const dateOf = (instant: string): string => instant.slice(0, 10);
const timeOf = (instant: string): string => instant.slice(11, 16);

function form(list: WaitingModel): TemplateResult {
  const { html, words, duration } = list.parts;
  const { strings, state, durations } = list;
  const { minutes, from, to, part } = state.wishes;
  const typed = (event: Event) => (event.target as HTMLInputElement).value;
  const send = (event: Event) => {
    event.preventDefault();
    list.join();
  };
  return html`<form @submit=${send}>
    <h3>${words.joinWaitingList}</h3>
    <p>${strings?.intro}</p>
    <div class="wishes">
      <label><span>${strings?.from}</span><input type="date" part="input" required .value=${from}
        @change=${(event: Event) => list.wish({ from: typed(event) })} /></label>
      <label><span>${strings?.to}</span><input type="date" part="input" required min=${from} .value=${to}
        @change=${(event: Event) => list.wish({ to: typed(event) })} /></label>
      <label><span>${strings?.partOfDay}</span><select part="input"
        @change=${(event: Event) => list.wish({ part: Number(typed(event)) })}
      >${strings?.parts.map((label, index) => html`<option value=${index} ?selected=${index === part}>${label}</option>`)}</select></label>
      <label><span>${words.duration}</span><select part="input"
        @change=${(event: Event) => list.wish({ minutes: Number(typed(event)) })}
      >${durations.map((each) => html`<option value=${each} ?selected=${each === minutes}>${duration(each, words.tag)}</option>`)}</select></label>
    </div>
    <button class="primary" ?disabled=${!!state.progress}>${strings?.join}</button>
  </form>`;
}
