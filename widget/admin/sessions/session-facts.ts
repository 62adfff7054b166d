import { html, nothing, type TemplateResult } from 'lit';
import type { Session } from '../../../api/contract/session.ts';
import { city, clockTime, duration } from '../../format.ts';
import type { App } from '../app.ts';
import { dayOf } from './session-words.ts';
import type { SessionWords } from './strings.ts';

/** What a session is: when, with whom, about what, and what came of it. */
export function sessionFacts(app: App, words: SessionWords, session: Session): TemplateResult {
  const { date, end_time, timezone, duration_minutes, meeting_link, description, cancel_reason } = session;
  const times = words.range(clockTime(session), end_time);
  const thisYear = String(new Date().getFullYear());
  return html`<dl class="card facts">
    ${fact(
      words.when,
      html`<b>${dayOf(date, app, thisYear)}</b><bdi>${times}</bdi>
        <span class="soft">· ${duration(duration_minutes, app.common.tag)} · ${words.zone(city(timezone))}</span>`,
    )}
    ${fact(words.student, html`<bdi>${session.student.name}</bdi>`)}
    ${app.account?.mentor_id === session.mentor_id ? nothing : fact(words.mentor, html`<bdi>${session.mentor.name}</bdi>`)}
    ${description ? fact(words.description, html`<p class="said" dir="auto">${description}</p>`) : nothing}
    ${meeting_link ? fact(words.link, html`<a class="join" href=${meeting_link} target="_blank" rel="noopener">${words.join}</a>`) : nothing}
    ${session.attendance && hasBegun(session) ? fact(words.attendance, attendance(words, session.attendance)) : nothing}
    ${cancel_reason ? fact(words.reason, html`<p class="said" dir="auto">${cancel_reason}</p>`) : nothing}
    ${session.status === 'completed' ? fact(words.review, review(words, session.review)) : nothing}
  </dl>`;
}

const fact = (name: string, value: TemplateResult): TemplateResult =>
  html`<div><dt>${name}</dt><dd>${value}</dd></div>`;

const hasBegun = ({ attendance, session_date }: Session): boolean =>
  Date.parse(session_date) <= Date.now() || !!(attendance?.mentor_joined_at ?? attendance?.student_joined_at);

/** Who went into the meeting, in the wall times of the session. */
function attendance({ came, notCame }: SessionWords, seen: NonNullable<Session['attendance']>) {
  const line = (who: 'self' | 'student', joinedAt: string | null) =>
    html`<li>${joinedAt ? came[who](joinedAt.slice(11, 16)) : html`<span class="soft">${notCame[who]}</span>`}</li>`;
  return html`<ul>${line('self', seen.mentor_joined_at)}${line('student', seen.student_joined_at)}</ul>`;
}

function review(words: SessionWords, given: Session['review']): TemplateResult {
  if (!given) return html`<span class="soft">${words.noReview}</span>`;
  const stars = '★'.repeat(given.rating) + '☆'.repeat(5 - given.rating);
  return html`<span class="stars" aria-hidden="true">${stars}</span> ${words.stars(given.rating)}
    ${given.comment ? html`<p class="said" dir="auto">${given.comment}</p>` : nothing}`;
}
