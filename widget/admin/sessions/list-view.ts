import { html, nothing, type TemplateResult } from 'lit';
import type { Session } from '../../../api/contract/session.ts';
import { clockTime } from '../../format.ts';
import type { App } from '../app.ts';
import { dayOf, stateOf } from './session-words.ts';
import type { SessionWords } from './strings.ts';

export interface ListView {
  readonly app: App;
  readonly words: SessionWords;
  readonly sessions: readonly Session[];
  readonly today: string;
  /** The mentors are named too. */
  readonly withMentor: boolean;
  /** The list stands under a heading of its own. */
  readonly isInner?: boolean;
}

/** Sessions under their dates, each a link to its page. */
export function listView(view: ListView): TemplateResult {
  const { app, words, sessions, today, isInner } = view;
  const dates = [...new Set(sessions.map(({ date }) => date))];
  const title = (date: string) =>
    html`${
      date === today ? html`<span class="badge">${words.today}</span>` : nothing
    }<span>${dayOf(date, app, today)}</span>`;
  return html`<div class="stack dates">${dates.map(
    (date) => html`<section>
      ${isInner ? html`<h3>${title(date)}</h3>` : html`<h2>${title(date)}</h2>`}
      <ul class="sessions">${sessions.filter((each) => each.date === date).map((each) => row(view, each))}</ul>
    </section>`,
  )}</div>`;
}

function row({ words, withMentor }: ListView, session: Session): TemplateResult {
  const { label, kind } = stateOf(session, words);
  return html`<li><a class="session" href="/admin/sessions/${session.id}">
    <bdi class="times" dir="ltr">${clockTime(session)}–${session.end_time}</bdi>
    <span class="about">
      <b><bdi>${session.student.name}</bdi></b>
      <span><bdi>${session.subject}</bdi></span>
      ${withMentor ? html`<small>${words.mentor} · <bdi>${session.mentor.name}</bdi></small>` : nothing}
    </span>
    <span class="badge ${kind}">${label}</span>
  </a></li>`;
}
