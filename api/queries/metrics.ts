import type { Knex } from 'knex';
import type { WidgetEvent } from '../contract/event.ts';
import type { Metrics, MetricsQuery } from '../contract/metrics.ts';
import { dayOfDate } from '../domain/calendar-date.ts';
import { addDays, dayOfWeek, startOfDay, todayIn } from '../domain/wall-time.ts';
import { invalidRequest } from '../problems.ts';

export interface MetricsRequest {
  readonly partnerId: number;
  /** The partner's zone, in which dates are counted. */
  readonly timeZone: string;
  readonly query: MetricsQuery;
  /** Epoch ms. */
  readonly now: number;
}

/** Dates of the partner, both included, with the instants at which they begin and end. */
interface Range {
  readonly partnerId: number;
  readonly from: string;
  readonly to: string;
  /** First instant, and the first after the range. */
  readonly start: Date;
  readonly end: Date;
}

type Group = Metrics['group'];

/**
 * Conversion, use and quality of a partner's programme over a range of its dates, beside those of as many days before.
 *
 * @throws Problem `invalid_request` for a range that ends before it starts or is longer than 731 days.
 */
export async function readMetrics(knex: Knex, request: MetricsRequest): Promise<Metrics> {
  const { partnerId, timeZone, query, now } = request;
  const to = query.to ?? todayIn(timeZone, now);
  const from = query.from ?? addDays(to, -29);
  if (from > to) throw invalidRequest([{ pointer: '/from', detail: `must not be after to (${to})` }]);
  if (addDays(from, 731) < to) {
    throw invalidRequest([{ pointer: '/from', detail: `must be at most 731 days before to (${to})` }]);
  }
  const group = query.group ?? 'day';
  const rangeOf = (first: string, last: string): Range => ({
    partnerId,
    from: first,
    to: last,
    start: new Date(startOfDay(timeZone, first)),
    end: new Date(startOfDay(timeZone, addDays(last, 1))),
  });
  const range = rangeOf(from, to);
  const days = dayOfDate(to) - dayOfDate(from) + 1;
  const before = rangeOf(addDays(from, -days), addDays(from, -1));
  const [figures, previous, sessions_by_period, most_requested_mentors] = await Promise.all([
    readFigures(knex, range),
    readFigures(knex, before),
    readSessionsByPeriod(knex, range, group, timeZone),
    readMostRequested(knex, range),
  ]);
  return {
    from,
    to,
    timezone: timeZone,
    group,
    ...figures,
    use: { ...figures.use, sessions_by_period, most_requested_mentors },
    previous: { from: before.from, to: before.to, ...previous },
  };
}

type Figures = Omit<Metrics['previous'], 'from' | 'to'>;

async function readFigures(knex: Knex, range: Range): Promise<Figures> {
  const [conversion, totals] = await Promise.all([readConversion(knex, range), readTotals(knex, range)]);
  return { conversion, ...totals };
}

async function readConversion(knex: Knex, { partnerId, start, end }: Range): Promise<Metrics['conversion']> {
  const rows = await knex('widget_event')
    .where({ partner_id: partnerId })
    .where('created_at', '>=', start)
    .where('created_at', '<', end)
    .groupBy('type')
    .select<{ type: WidgetEvent['type']; count: number }[]>('type', knex.raw('count(*) AS count'));
  const count = new Map(rows.map(({ type, count }) => [type, count]));
  const views = count.get('view') ?? 0;
  const opens = count.get('open') ?? 0;
  const bookings = count.get('booked') ?? 0;
  return {
    views,
    opens,
    slots_selected: count.get('slot_selected') ?? 0,
    bookings,
    open_rate: ratio(opens, views),
    booking_rate: ratio(bookings, views),
  };
}

async function readTotals(knex: Knex, range: Range): Promise<Omit<Figures, 'conversion'>> {
  const [row] = await sessionsIn(knex, range)
    .leftJoin('session_review AS r', (join) =>
      join.on('r.mentor_id', 's.mentor_id').andOn('r.session_id', 's.id'),
    )
    .select(
      knex.raw(`count(*) AS all_sessions,
        count(*) FILTER (WHERE s.status <> 'cancelled') AS sessions,
        count(*) FILTER (WHERE s.status = 'cancelled') AS cancelled,
        count(*) FILTER (WHERE s.status = 'no_show') AS no_shows,
        count(*) FILTER (WHERE s.status IN ('completed', 'no_show')) AS closed,
        (avg(extract(epoch FROM s.ends_at - s.starts_at) / 60) FILTER (WHERE s.status <> 'cancelled'))::float8 AS mean_minutes,
        avg(r.rating)::float8 AS rating, count(r.rating) AS ratings,
        count(*) FILTER (WHERE r.rating = 1) AS rated_1, count(*) FILTER (WHERE r.rating = 2) AS rated_2,
        count(*) FILTER (WHERE r.rating = 3) AS rated_3, count(*) FILTER (WHERE r.rating = 4) AS rated_4,
        count(*) FILTER (WHERE r.rating = 5) AS rated_5`),
    );
  return {
    use: { sessions: row.sessions, mean_duration_minutes: rounded(row.mean_minutes, 1) },
    quality: {
      cancellation_rate: ratio(row.cancelled, row.all_sessions),
      no_show_rate: ratio(row.no_shows, row.closed),
      rating_average: rounded(row.rating, 2),
      rating_count: row.ratings,
      ratings: [row.rated_1, row.rated_2, row.rated_3, row.rated_4, row.rated_5],
    },
  };
}

async function readSessionsByPeriod(
  knex: Knex,
  range: Range,
  group: Group,
  timeZone: string,
): Promise<Metrics['use']['sessions_by_period']> {
  const periods = periodsBetween(range.from, range.to, group);
  // PostgreSQL is given where each begins, because its zone data may differ from ours.
  const starts = periods.map((period) => new Date(startOfDay(timeZone, period)));
  const rows = await sessionsIn(knex, range)
    .whereNot('s.status', 'cancelled')
    .groupByRaw('1')
    .select(
      knex.raw('width_bucket(s.starts_at, ?::timestamptz[]) AS place', [starts]),
      knex.raw('count(*) AS count'),
    );
  const counts = new Map(rows.map(({ place, count }) => [place, count]));
  return periods.map((period, index) => ({ period, sessions: counts.get(index + 1) ?? 0 }));
}

async function readMostRequested(
  knex: Knex,
  range: Range,
): Promise<Metrics['use']['most_requested_mentors']> {
  return sessionsIn(knex, range)
    .whereNot('s.status', 'cancelled')
    .groupBy('m.id')
    .orderByRaw('count(*) DESC, m.id')
    .limit(10)
    .select('m.id AS mentor_id', 'm.name', knex.raw('count(*) AS sessions'));
}

const sessionsIn = (knex: Knex, { partnerId, start, end }: Range) =>
  knex('mentor_session AS s')
    .join('mentor AS m', 'm.id', 's.mentor_id')
    .where('m.partner_id', partnerId)
    .where('s.starts_at', '>=', start)
    .where('s.starts_at', '<', end)
    // What waits for an answer, or got none, was never agreed.
    .whereNull('s.decide_by');

/** First dates of the periods from the one that holds `from` to the one that holds `to`. */
function periodsBetween(from: string, to: string, group: Group): string[] {
  const periods: string[] = [];
  let period = from;
  if (group === 'week') period = addDays(from, -dayOfWeek(from));
  if (group === 'month') period = `${from.slice(0, 7)}-01`;
  while (period <= to) {
    periods.push(period);
    if (group === 'day') period = addDays(period, 1);
    else if (group === 'week') period = addDays(period, 7);
    else period = `${addDays(period, 31).slice(0, 7)}-01`;
  }
  return periods;
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : rounded(part / whole, 4));

const rounded = (value: number | null, digits: number): number | null =>
  value === null ? null : Math.round(value * 10 ** digits) / 10 ** digits;
