import { html, nothing, type TemplateResult } from 'lit';
import type { Session } from '../../../api/contract/session.ts';
import { addDays, clockTime } from '../../format.ts';
import type { App } from '../app.ts';
import { stateOf } from './session-words.ts';
import type { SessionWords } from './strings.ts';

export interface WeekView {
  readonly app: App;
  readonly words: SessionWords;
  readonly sessions: readonly Session[];
  /** Its Monday. */
  readonly week: string;
  readonly today: string;
  /** One below the other instead of at their times: where many mentors' sessions lie side by side. */
  readonly isStacked: boolean;
}

/** A session in its column: minutes from midnight, and the lane that keeps it clear of those beside it. */
interface Block {
  readonly session: Session;
  readonly start: number;
  readonly end: number;
  readonly lane: number;
  readonly lanes: number;
}

/** Shorter sessions are drawn as long as this, so that they can be read and touched. */
const shortest = 30;

/**
 * Seven days side by side, sessions at the wall times that the API told; on a narrow screen one day below the other.
 */
export function weekView(view: WeekView): TemplateResult {
  const { sessions, week, isStacked } = view;
  const days = Array.from({ length: 7 }, (_, index) => addDays(week, index));
  const blocks = days.map((date) => blocksOf(sessions.filter((session) => session.date === date)));
  const all = blocks.flat();
  const first = Math.floor(Math.min(9 * 60, ...all.map(({ start }) => start)) / 60);
  const last = Math.ceil(Math.max(17 * 60, ...all.map(({ end }) => end)) / 60);
  const hours = Array.from({ length: last - first }, (_, index) => first + index);
  // Assigned to the property, because the page's policy forbids style attributes.
  return html`<div class="week ${isStacked ? 'stacked' : ''}" .style=${`--first: ${first * 60}; --hours: ${hours.length}`}>
    <div class="hours" aria-hidden="true">${hours.map((hour) => html`<span><bdi>${String(hour).padStart(2, '0')}:00</bdi></span>`)}</div>
    <ol class="days">${days.map((date, index) => day(view, date, blocks[index] as readonly Block[]))}</ol>
  </div>`;
}

function day({ app, words, today }: WeekView, date: string, blocks: readonly Block[]): TemplateResult {
  const { tag } = app.common;
  const format = (style: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tag, { ...style, timeZone: 'UTC' }).format(new Date(`${date}T00:00Z`));
  return html`<li class="day ${date === today ? 'today' : ''} ${blocks.length ? '' : 'free'}" aria-current=${date === today ? 'date' : nothing}>
    <h2><span>${format({ weekday: 'short' })}</span> <b>${format({ day: 'numeric' })}</b>
      <span class="month">${format({ month: 'long' })}</span>
      ${date === today ? html`<span class="unseen">${words.today}</span>` : nothing}</h2>
    ${blocks.length ? html`<ul class="blocks">${blocks.map((each) => block(words, each))}</ul>` : html`<p class="soft">${words.emptyDay}</p>`}
  </li>`;
}

function block(words: SessionWords, { session, start, end, lane, lanes }: Block): TemplateResult {
  const { label, kind } = stateOf(session, words);
  const place = `--start: ${start}; --minutes: ${end - start}; --lane: ${lane}; --lanes: ${lanes}`;
  return html`<li .style=${place}><a class="block ${kind} ${end - start < 45 ? 'short' : ''}" href="/admin/sessions/${session.id}"
    title="${clockTime(session)}–${session.end_time} · ${session.student.name} · ${session.subject}">
    <bdi class="times" dir="ltr">${clockTime(session)}–${session.end_time}</bdi>
    <b><bdi>${session.student.name}</bdi></b>
    <span class="subject"><bdi>${session.subject}</bdi></span>
    <span class="state">${label}</span>
  </a></li>`;
}

/** Lays the sessions of one day side by side where they overlap: each takes the first lane that is free. */
function blocksOf(sessions: readonly Session[]): readonly Block[] {
  const blocks: Block[] = [];
  let cluster: Block[] = [];
  let clusterEnd = 0;
  const close = () => {
    const lanes = Math.max(0, ...cluster.map(({ lane }) => lane + 1));
    blocks.push(...cluster.map((each) => ({ ...each, lanes })));
    cluster = [];
  };
  const timed = sessions.map((session) => {
    const start = minutesOf(session.time);
    return { session, start, end: Math.min(1440, start + Math.max(shortest, session.duration_minutes)) };
  });
  for (const each of timed.toSorted((a, b) => a.start - b.start)) {
    if (each.start >= clusterEnd) close();
    const taken = new Set(cluster.filter(({ end }) => end > each.start).map(({ lane }) => lane));
    let lane = 0;
    while (taken.has(lane)) lane++;
    cluster.push({ ...each, lane, lanes: 0 });
    clusterEnd = Math.max(each.end, cluster.length > 1 ? clusterEnd : 0);
  }
  close();
  return blocks;
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
