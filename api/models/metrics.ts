import type { Knex } from 'knex';
import type { Metrics, MetricsQuery } from '../contract/metrics.ts';
import { addDays, dayOfWeek, todayIn } from '../domain/wall-time.ts';
import { invalidRequest } from '../problems.ts';

export interface MetricsRequest {
  readonly partnerId: number;
  readonly query: MetricsQuery;
  /** Epoch ms. */
  readonly now: number;
}

interface Range {
  readonly partnerId: number;
  /** First instant, and the first after the range. */
  readonly start: Date;
  readonly end: Date;
}

/**
 * Conversion, use and quality of a partner's programme over a range of UTC dates.
 *
 * @throws Problem `invalid_request` for a range that ends before it starts or is longer than 731 days.
 */
export async function readMetrics(knex: Knex, { partnerId, query, now }: MetricsRequest): Promise<Metrics> {
  const to = query.to ?? todayIn('UTC', now);
  const from = query.from ?? addDays(to, -29);
  if (from > to) throw invalidRequest([{ pointer: '/from', detail: `must not be after to (${to})` }]);
  if (addDays(from, 731) < to) {
    throw invalidRequest([{ pointer: '/from', detail: `must be at most 731 days before to (${to})` }]);
  }
  const group = query.group ?? 'day';
  const range: Range = {
    partnerId,
    start: new Date(`${from}T00:00:00Z`),
    end: new Date(`${addDays(to, 1)}T00:00:00Z`),
  };
  const [conversion, totals, byPeriod, mentors] = await Promise.all([
    readConversion(knex, range),
    readTotals(knex, range),
    readSessionsByPeriod(knex, range, group),
    readMostRequested(knex, range),
  ]);
  const { use, quality } = totals;
  return {
    from,
    to,
    group,
    conversion,
    use: {
      ...use,
      sessions_by_period: periodsBetween(from, to, group).map((period) => ({
        period,
        sessions: byPeriod.get(period) ?? 0,
      })),
      most_requested_mentors: mentors,
    },
    quality,
  };
}

async function readConversion(knex: Knex, { partnerId, start, end }: Range): Promise<Metrics['conversion']> {
  const rows = await knex('widget_event')
    .where({ partner_id: partnerId })
    .where('created_at', '>=', start)
    .where('created_at', '<', end)
    .groupBy('type')
    .select('type')
    .count('* AS count');
  const count = new Map(rows.map((row) => [row.type as string, Number(row.count)]));
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

type Totals = {
  use: Pick<Metrics['use'], 'sessions' | 'mean_duration_minutes'>;
  quality: Metrics['quality'];
};

async function readTotals(knex: Knex, range: Range): Promise<Totals> {
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
        avg(r.rating)::float8 AS rating, count(r.rating) AS ratings`),
    );
  return {
    use: { sessions: row.sessions, mean_duration_minutes: rounded(row.mean_minutes, 1) },
    quality: {
      cancellation_rate: ratio(row.cancelled, row.all_sessions),
      no_show_rate: ratio(row.no_shows, row.closed),
      rating_average: rounded(row.rating, 2),
      rating_count: row.ratings,
    },
  };
}

async function readSessionsByPeriod(
  knex: Knex,
  range: Range,
  group: 'day' | 'week' | 'month',
): Promise<Map<string, number>> {
  const rows = await sessionsIn(knex, range)
    .whereNot('s.status', 'cancelled')
    .groupByRaw('1')
    .select(
      knex.raw(`date_trunc(?, s.starts_at, 'UTC')::date AS period`, [group]),
      knex.raw('count(*) AS count'),
    );
  return new Map(rows.map(({ period, count }) => [period, count]));
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
    .where('s.starts_at', '<', end);

/** First dates of the periods from the one that holds `from` to the one that holds `to`. */
function periodsBetween(from: string, to: string, group: 'day' | 'week' | 'month'): string[] {
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
