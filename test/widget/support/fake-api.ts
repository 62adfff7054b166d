import type { ProblemBody, ProblemCode } from '../../../api/contract/problem.ts';
import type { BookSeriesInput } from '../../../api/contract/series.ts';
import type { BookInput, Session } from '../../../api/contract/session.ts';
import type { FreeSlot, SlotList } from '../../../api/contract/slot.ts';

/** A request that the widget sent. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every kind
  readonly body: any;
}

/** What a route answers; an Error stands for a line that dropped. */
export type Answer = Response | Error | Promise<Response | Error>;
export type Route = (sent: Sent) => Answer;

export const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers });

export function problem(status: number, code: ProblemCode, more: Partial<ProblemBody> = {}): Response {
  const body = { type: `/problems#${code}`, title: code, status, detail: `detail of ${code}`, code, ...more };
  return json(status, body);
}

/** A free start in Dakar, where the offset is +00:00. */
export function slot(date: string, time: string, longest = 120): FreeSlot {
  const datetime = `${date}T${time}:00+00:00`;
  return { datetime, date, time, day_name: 'x', available: true, max_duration_minutes: longest };
}

const durations = [30, 60, 90, 120];

export const week: SlotList = {
  mentor_id: 42,
  timezone: 'Africa/Dakar',
  mentor_timezone: 'Africa/Dakar',
  timezone_offset: '+00:00',
  mentor_timezone_offset: '+00:00',
  clock_changes: [],
  from: '2026-11-23',
  to: '2026-11-29',
  durations,
  next_available: '2026-11-23',
  slots: [
    slot('2026-11-23', '09:00'),
    slot('2026-11-23', '09:30'),
    slot('2026-11-23', '10:00', 60),
    slot('2026-11-24', '14:00'),
  ],
};

export const mentor = { id: 42, name: 'Awa Diop', is_available: true, timezone: 'Africa/Dakar', durations };

export function sessionFor(body: BookInput): Session {
  return {
    id: 7,
    mentor_id: 42,
    student_id: 3,
    mentor: { id: 42, name: 'Awa Diop' },
    student: { id: 3, name: 'Binta Sow' },
    session_date: body.session_date,
    ends_at: body.session_date,
    // In Dakar, where the offset is +00:00.
    date: body.session_date.slice(0, 10),
    time: body.session_date.slice(11, 16),
    end_time: body.session_date.slice(11, 16),
    timezone: 'Africa/Dakar',
    duration_minutes: body.duration_minutes,
    subject: body.subject,
    description: body.description ?? null,
    status: 'scheduled',
    meeting_link: null,
    mode: null,
    place: null,
    group_id: null,
    capacity: null,
    cancel_reason: null,
    review: null,
    series_id: null,
    metadata: {},
    created_at: body.session_date,
    updated_at: body.session_date,
  };
}

/** The sessions of a series that was asked for. */
export function seriesFor(body: BookSeriesInput): Session[] {
  return Array.from({ length: body.count }, (_, index) => {
    const startsAt = Date.parse(body.session_date) + index * body.every_weeks * 7 * 86_400_000;
    const session_date = new Date(startsAt).toISOString();
    return { ...sessionFor({ ...body, session_date }), id: 7 + index, series_id: 5 };
  });
}

/** When a session begins, as a date of a series. */
export const occurrenceAt = ({ session_date, date, time }: Session) => ({ session_date, date, time });

let count = 0;
const never = new Promise<never>(() => {});

/**
 * Stands in for `fetch`: routes by method and the end of the path, and keeps what was sent. What asks it after
 * `restore` hears nothing for ever: a page that was left tells the next one nothing.
 */
export class FakeApi {
  readonly origin = `https://api-${++count}.test`;
  readonly sent: Sent[] = [];
  mentor: Route = () => json(200, mentor);
  slots: Route = () => json(200, week);
  /** The same with a token: by default the student has no other session, so that nothing is different. */
  ownSlots: Route = () => new Response(null, { status: 304 });
  hold: Route = ({ body }) => {
    const expires_at = new Date(Date.now() + 300_000).toISOString();
    return json(201, { id: 11, mentor_id: 42, ...body, expires_at });
  };
  book: Route = ({ body }) => json(201, sessionFor(body));
  /** A dry run tells that all dates are free; else all are booked. */
  series: Route = ({ body }) => {
    const sessions = seriesFor(body);
    const occurrences = sessions.map((each) => ({ ...occurrenceAt(each), state: 'free', code: null }));
    return body.dry_run
      ? json(200, { occurrences, timezone: 'Africa/Dakar' })
      : json(201, { series_id: 5, sessions, skipped: [], timezone: 'Africa/Dakar' });
  };
  sessions: Route = () => json(200, { sessions: [], next_cursor: null });
  /** Cancel, reschedule and review. */
  change: Route = () => problem(404, 'not_found');
  calendar: Route = () => new Response('BEGIN:VCALENDAR', { headers: { 'Content-Type': 'text/calendar' } });
  readonly #before = globalThis.fetch;
  #isGone = false;

  install(): void {
    globalThis.fetch = async (input, init) => {
      const url = new URL(String(input), location.href);
      if (url.origin !== this.origin) return this.#before(input, init);
      if (this.#isGone) return never;
      const sent: Sent = {
        method: init?.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        headers: new Headers(init?.headers),
        body: init?.body ? JSON.parse(String(init.body)) : undefined,
      };
      this.sent.push(sent);
      const answer = await abortable(this.#route(sent)(sent), init?.signal);
      if (this.#isGone) return never;
      if (answer instanceof Error) throw answer;
      return answer;
    };
  }

  restore(): void {
    this.#isGone = true;
  }

  /** What was sent to a path that ends so; of slots, what everybody may ask. */
  to(end: string, method = 'POST'): Sent[] {
    return this.sent.filter((sent) => sent.path.endsWith(end) && sent.method === method && !isOwnSlots(sent));
  }

  /** What was asked of slots in the student's name. */
  get own(): Sent[] {
    return this.sent.filter(isOwnSlots);
  }

  #route({ path, method, headers }: Sent): Route {
    if (isOwnSlots({ path, headers })) return this.ownSlots;
    if (path.endsWith('/available-slots')) return this.slots;
    if (path.endsWith('/holds')) return this.hold;
    if (path.endsWith('/book')) return this.book;
    if (path.endsWith('/series')) return this.series;
    if (path.endsWith('/mentors')) return (sent) => listed(this.mentor(sent));
    if (path.endsWith('/events')) return () => new Response(null, { status: 202 });
    if (path.endsWith('/mentorship/sessions')) return this.sessions;
    if (path.endsWith('/calendar.ics')) return this.calendar;
    if (path.includes('/mentorship/sessions/')) return this.change;
    if (method === 'DELETE') return () => new Response(null, { status: 204 });
    return () => problem(404, 'not_found');
  }
}

function isOwnSlots({ path, headers }: Pick<Sent, 'path' | 'headers'>): boolean {
  return path.endsWith('/available-slots') && headers.has('authorization');
}

/** The answer for one mentor, as the list of those asked for. */
async function listed(answer: Answer): Promise<Response | Error> {
  const found = await answer;
  if (found instanceof Error || !found.ok) return found;
  return json(200, { mentors: [await found.json()].flat(), next_cursor: null });
}

function abortable(answer: Answer, signal: AbortSignal | null | undefined): Answer {
  const aborted = new Promise<Error>((resolve) => {
    signal?.addEventListener('abort', () => resolve(new DOMException('aborted', 'AbortError')));
  });
  return Promise.race([answer, aborted]);
}
