import type { TemplateResult } from 'lit/html.js';
import type { Session } from '../../api/contract/session.ts';
import type { Panel, SessionsModel } from './my-sessions-state.ts';

const STARS = [1, 2, 3, 4, 5];
const STAR = 'm12 3 2.8 5.7 6.2.9-4.5 4.4 1.1 6.2-5.6-3-5.6 3 1.1-6.2-4.5-4.4 6.2-.9z';

/** The list, what it says while there is none, and what came of the last change. */
export function sessionsView(mine: SessionsModel): TemplateResult {
  const { html, nothing, words } = mine.parts;
  const { strings, state } = mine;
  const { sessions, message, told, next } = state;
  const now = Date.now();
  const isComing = ({ status, ends_at }: Session) =>
    /^(scheduled|requested)$/.test(status) && Date.parse(ends_at) > now;
  const coming = sessions?.filter(isComing).reverse() ?? [];
  const past = sessions?.filter((session) => !isComing(session)) ?? [];
  const part = (title: string, list: readonly Session[], name: string) =>
    list.length
      ? html`<section class="mine ${name}"><h3>${title}</h3>${list.map((each) => card(mine, each, name))}</section>`
      : nothing;
  return html`<div class="mine" aria-busy=${!sessions && !message}>
    ${state.panel ? nothing : fault(mine)}
    <p class=${told ? 'message' : ''} part="message" role="status">${
      told ?? (sessions || message ? nothing : (strings?.loading ?? words.loading))
    }</p>
    ${
      sessions && strings
        ? html`${part(strings.coming, coming, 'coming')}${part(strings.past, past, 'past')}
          ${sessions.length ? nothing : html`<div class="empty"><p>${strings.empty}</p></div>`}
          ${
            next
              ? html`<button type="button" class="link" @click=${() => mine.read()}>${strings.more}</button>`
              : nothing
          }
          ${
            state.preferences
              ? html`<div class="actions"><a href=${state.preferences} target="_blank" rel="noopener noreferrer">${strings.preferences}</a></div>`
              : nothing
          }`
        : message
          ? html`<button type="button" class="primary" @click=${() => mine.read()}>${words.retry}</button>`
          : html`<div class="skeleton" aria-hidden="true"><i></i><b></b><i></i><b></b></div>`
    }
  </div>`;
}

/** Date and time as the API tells them: the year where it is another, the zone where it is not the one in the title. */
function timeOf({ parts }: SessionsModel, session: Session): string {
  const { words, city, clockTime, timeZone } = parts;
  const { date, timezone } = session;
  const year = date.startsWith(String(new Date().getFullYear())) ? undefined : 'numeric';
  const style = { weekday: 'long', day: 'numeric', month: 'long', year, timeZone: 'UTC' } as const;
  const told = words.at(new Intl.DateTimeFormat(words.tag, style).format(new Date(date)), clockTime(session));
  return timezone === timeZone ? told : `${told} (${city(timezone)})`;
}

function card(mine: SessionsModel, session: Session, name: string): TemplateResult {
  const { html, nothing, words, duration } = mine.parts;
  const { strings, state } = mine;
  if (!strings) return html``;
  const panel = state.panel?.id === session.id ? state.panel : undefined;
  const time = timeOf(mine, session);
  const action = (label: string, act: () => void, kind?: Panel['kind']) => html`<button
    type="button" class="link" aria-label="${label}: ${time}" ?disabled=${!!state.progress}
    aria-expanded=${kind ? String(panel?.kind === kind) : nothing}
    @click=${act}
  >${label}</button>`;
  const opens = (label: string, kind: Panel['kind']) => action(label, () => mine.open(session, kind), kind);
  const canReview = session.status === 'completed' && !session.review;
  return html`<article class="card">
    <p><strong>${time}${name === 'past' || session.status === 'requested' ? html` <span class="badge">${strings.status[session.status]}</span>` : nothing}</strong></p>
    <p><bdi>${session.subject}</bdi></p>
    <small>${duration(session.duration_minutes, words.tag)} · ${words.withMentor(session.mentor.name)}</small>
    ${session.place ? html`<small><bdi>${session.place}</bdi></small>` : nothing}
    ${session.cancel_reason ? html`<small><bdi>${session.cancel_reason}</bdi></small>` : nothing}
    ${session.review ? reviewed(mine, session.review) : nothing}
    <div class="actions">
      ${
        name === 'coming'
          ? html`${
              session.meeting_link
                ? html`<a href=${session.meeting_link} target="_blank" rel="noopener">${words.join}</a>`
                : nothing
            }
            ${action(words.addToCalendar, () => mine.save(session))}
            ${opens(strings.move, 'move')} ${opens(strings.cancel, 'cancel')}`
          : nothing
      }
      ${canReview ? opens(strings.review, 'review') : nothing}
    </div>
    ${panel ? html`<div class="panel">${fault(mine)}${panelOf(mine, session, panel)}${going(mine)}</div>` : nothing}
  </article>`;
}

function reviewed({ parts, strings }: SessionsModel, { rating, comment }: NonNullable<Session['review']>) {
  const { html, nothing, icon } = parts;
  return html`<small class="given">${STARS.map(
    (count) => html`<span class=${count <= rating ? 'on' : ''}>${icon(STAR)}</span>`,
  )} ${strings?.rating} · ${strings?.stars(rating)}</small>
  ${comment ? html`<small><bdi>${comment}</bdi></small>` : nothing}`;
}

function panelOf(mine: SessionsModel, session: Session, panel: Panel): TemplateResult {
  return { cancel: cancelPanel, move: movePanel, review: reviewPanel }[panel.kind](mine, session, panel);
}

/** What went wrong, where she is looking. */
function fault({ parts: { html, nothing }, state: { message } }: SessionsModel) {
  return message ? html`<p class="message error" part="message error" role="alert">${message}</p>` : nothing;
}

function going({ parts: { html, words }, state: { progress } }: SessionsModel): TemplateResult {
  const told = typeof progress === 'number' ? words.wait(progress) : progress && words[progress];
  return html`<p part="message" role="status">${told}</p>`;
}

function cancelPanel(mine: SessionsModel, session: Session, panel: Panel): TemplateResult {
  const { html } = mine.parts;
  return html`<p>${mine.strings?.cancelAsk}</p>
    ${textField(mine, panel, mine.strings?.reason, 1000)}
    <button type="button" class="primary" ?disabled=${!!mine.state.progress} @click=${() => mine.cancel(session)}>
      ${mine.strings?.cancelYes}
    </button>
    <button type="button" class="link" @click=${() => mine.open(session, 'cancel')}>${mine.strings?.keep}</button>`;
}

function movePanel(mine: SessionsModel, session: Session, panel: Panel): TemplateResult {
  const { html, nothing, words, chooseSlot, slotButton, city, clockTime, dayName } = mine.parts;
  const { slot, list, alternatives } = panel;
  const pick = (each: typeof slot) => mine.change({ slot: each });
  return html`${
    alternatives.length
      ? html`<div role="group" aria-label=${words.alternatives}><small>${words.alternatives}</small>
          <div class="alternatives">${alternatives.map((each) =>
            slotButton(each, { words, pick, selected: slot?.datetime }, true),
          )}</div></div>`
      : nothing
  }
  ${chooseSlot({
    words,
    list,
    failed: !!panel.listFailed,
    durations: list?.durations ?? [],
    minutes: panel.minutes,
    selected: slot?.datetime,
    today: panel.today,
    place: list ? words.zone(city(list.timezone)) : '',
    message: undefined,
    pick,
    setFrom: (from) => void mine.list(session, { from }),
    setMinutes: (minutes) => void mine.list(session, { minutes }),
    retry: () => void mine.list(session, {}),
  })}
  ${
    slot
      ? html`<button type="button" class="primary" ?disabled=${!!mine.state.progress} @click=${() => mine.move(session)}>
          ${mine.strings?.moveTo(words.at(dayName(slot.date, words.tag), clockTime(slot)))}
        </button>`
      : nothing
  }
  <button type="button" class="link" @click=${() => mine.open(session, 'move')}>${mine.strings?.keep}</button>`;
}

function reviewPanel(mine: SessionsModel, session: Session, panel: Panel): TemplateResult {
  const { html, icon } = mine.parts;
  return html`<fieldset class="stars" role="radiogroup" aria-label=${mine.strings?.rating}>
      ${STARS.map(
        (count) => html`<label class=${count <= panel.rating ? 'on' : ''}>
          <input type="radio" name="rating" value=${count} aria-label=${mine.strings?.stars(count)}
            .checked=${count === panel.rating} @change=${() => mine.change({ rating: count })}
          />${icon(STAR)}
        </label>`,
      )}
    </fieldset>
    ${textField(mine, panel, mine.strings?.comment, 2000)}
    <button
      type="button" class="primary" ?disabled=${!panel.rating || !!mine.state.progress}
      @click=${() => mine.review(session)}
    >${mine.strings?.send}</button>`;
}

function textField(
  mine: SessionsModel,
  panel: Panel,
  label: string | undefined,
  longest: number,
): TemplateResult {
  const { html, words } = mine.parts;
  return html`<label>
    <span>${label} <small>(${words.optional})</small></span>
    <textarea
      part="input" dir="auto" rows="2" maxlength=${longest} .value=${panel.text}
      @input=${(event: Event) => mine.change({ text: (event.target as HTMLTextAreaElement).value })}
    ></textarea>
  </label>`;
}
