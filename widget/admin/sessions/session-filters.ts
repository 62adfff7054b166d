import type { Session, SessionList, SessionStatus } from '../../../api/contract/session.ts';
import { addDays } from '../../format.ts';
import type { App } from '../app.ts';

/** Which sessions are shown, and how. */
export interface Filters {
  readonly as: 'mentor' | 'partner';
  readonly view: 'list' | 'week';
  readonly period: 'coming' | 'past' | 'all';
  readonly status: SessionStatus | '';
  readonly q: string;
  readonly mentorId: string;
  /** Monday of the week that is shown, `YYYY-MM-DD`; '' for the present one. */
  readonly week: string;
}

/** No session is longer: the API offers durations up to 480 minutes. */
const longestMs = 480 * 60_000;

/** How many pages of a hundred a week is read in, at most. */
const weekPages = 5;

/** The filters in an address. Words to find are left out: they may be somebody's name. */
export function readFilters({ pathname, search }: Location): Filters {
  const query = new URLSearchParams(search);
  const one = <Value extends string>(name: string, values: readonly Value[]): Value =>
    values.find((value) => value === query.get(name)) ?? (values[0] as Value);
  const week = query.get('week') ?? '';
  return {
    as: pathname.startsWith(partnerPath) ? 'partner' : 'mentor',
    view: one('view', ['list', 'week']),
    period: one('period', ['coming', 'past', 'all']),
    status: one('status', ['', 'requested', 'scheduled', 'completed', 'cancelled', 'no_show']),
    q: '',
    mentorId: query.get('mentor')?.replace(/\D/g, '') ?? '',
    week: /^\d{4}-\d\d-\d\d$/.test(week) && !Number.isNaN(Date.parse(week)) ? mondayOf(week) : '',
  };
}

/** Where the sessions of the whole partner are. */
export const partnerPath = '/admin/programme/sessions';

/** Makes the address say what is shown, so that going back leads to it. */
export function writeFilters({ view, period, status, mentorId, week }: Filters): void {
  const query = new URLSearchParams();
  if (view === 'week') query.set('view', view);
  if (week && view === 'week') query.set('week', week);
  if (period !== 'coming' && view === 'list') query.set('period', period);
  if (status) query.set('status', status);
  if (mentorId) query.set('mentor', mentorId);
  history.replaceState(history.state, '', `${location.pathname}${query.size ? `?${query}` : ''}`);
}

/** The query of the sessions meant, without paging. */
export function queryOf(filters: Filters, timezone: string): URLSearchParams {
  const { as, view, period, q, mentorId, week } = filters;
  const now = Date.now();
  const query = new URLSearchParams({ as, timezone });
  let { status }: { status: string } = filters;
  if (view === 'week') {
    query.set('from', week);
    query.set('to', addDays(week, 6));
    query.set('order', 'asc');
    status ||= 'scheduled,completed,no_show';
  } else if (period === 'coming') {
    // One that goes on now began before.
    query.set('from', new Date(now - longestMs).toISOString());
    query.set('order', 'asc');
    status ||= 'scheduled';
  } else if (period === 'past') {
    query.set('to', new Date(now).toISOString());
  }
  if (status) query.set('status', status);
  if (q.trim()) query.set('q', q.trim().slice(0, 100));
  if (mentorId) query.set('mentor_id', mentorId);
  return query;
}

export interface Found {
  readonly sessions: readonly Session[];
  readonly next: string | null;
  readonly today: string;
}

/** One page of a list. */
export async function readPage(app: App, filters: Filters, timezone: string, cursor = ''): Promise<Found> {
  const query = queryOf(filters, timezone);
  query.set('limit', '30');
  query.set('cursor', cursor);
  const { sessions, next_cursor, today = '' } = await app.client.get<SessionList>(path(query));
  const isShown = ({ ends_at }: Session) => filters.period !== 'coming' || Date.parse(ends_at) > Date.now();
  return { sessions: sessions.filter(isShown), next: next_cursor, today };
}

/** A whole week. */
export async function readWeek(app: App, filters: Filters, timezone: string): Promise<Found> {
  const query = queryOf(filters, timezone);
  query.set('limit', '100');
  const sessions: Session[] = [];
  for (let page = 0; ; page++) {
    const list = await app.client.get<SessionList>(path(query));
    sessions.push(...list.sessions);
    const { next_cursor, today = '' } = list;
    if (!next_cursor || page + 1 === weekPages) return { sessions, next: next_cursor, today };
    query.set('cursor', next_cursor);
  }
}

/** Today in a zone, as the API counts it: the browser's own data of zones may be old. */
export async function readToday(app: App, timezone: string): Promise<string> {
  const query = new URLSearchParams({ as: 'student', limit: '1', timezone });
  return (await app.client.get<SessionList>(path(query))).today ?? new Date().toISOString().slice(0, 10);
}

/** The Monday of a date's week. */
export function mondayOf(date: string): string {
  return addDays(date, -((new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7));
}

const path = (query: URLSearchParams): string => `/api/mentorship/sessions?${query}`;
