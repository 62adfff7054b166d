import type { Knex } from 'knex';
import { prepared } from '../database/prepared.ts';
import type { QuotaPeriods, Usage } from '../domain/programme.ts';

export interface StudentUsageQuery {
  readonly studentId: number;
  /** What stands for her where she was erased (`erasedKey`): those sessions count too. */
  readonly erasedKey: Buffer;
  /** Those of each start that is asked about. */
  readonly periods: readonly QuotaPeriods[];
  /** The sessions that are being moved: they do not count. */
  readonly exceptSessionIds?: readonly number[] | undefined;
  /** Sessions that she missed count from here on, epoch ms. */
  readonly missedSince: number;
}

/** What a student has booked, and what she missed, at all mentors of her partner. */
export interface StudentUsage {
  /** In the periods that were asked about, in their order. */
  readonly usage: readonly Readonly<Record<'day' | 'week' | 'term', Usage>>[];
  /** Starts of her missed sessions, epoch ms, the latest first. */
  readonly missed: readonly number[];
}

/** Reads both in one round trip. */
export async function readStudentUsage(trx: Knex, query: StudentUsageQuery): Promise<StudentUsage> {
  const { studentId, erasedKey, periods, exceptSessionIds = [], missedSince } = query;
  const names = ['day', 'week', 'term'] as const;
  const bounds = periods.flatMap((each) => names.map((name) => each[name] ?? { start: 0, end: 0 }));
  const starts = bounds.map(({ start }) => new Date(start));
  const ends = bounds.map(({ end }) => new Date(end));
  const values = [studentId, exceptSessionIds, new Date(missedSince), starts, ends, erasedKey];
  const { rows } = await prepared(trx, 'read_student_usage', text, values);
  const usageOf = (row: number): Usage => ({ sessions: rows[row].sessions, minutes: rows[row].minutes });
  return {
    usage: periods.map((_, at) => ({
      day: usageOf(3 * at),
      week: usageOf(3 * at + 1),
      term: usageOf(3 * at + 2),
    })),
    missed: rows[0].missed ?? [],
  };
}

const students = 'ARRAY(SELECT $1::bigint UNION ALL SELECT id FROM app_user WHERE erased_key = $6)';

const text = `
  SELECT u.sessions, coalesce(u.minutes, 0)::float8 AS minutes,
    (SELECT array_agg(extract(epoch FROM n.starts_at)::float8 * 1000 ORDER BY n.starts_at DESC) FROM mentor_session n
      WHERE n.student_id = ANY (${students}) AND n.status = 'no_show' AND n.starts_at > $3) AS missed
  FROM unnest($4::timestamptz[], $5::timestamptz[]) WITH ORDINALITY AS p (starts_at, ends_at, place)
  CROSS JOIN LATERAL (
    SELECT count(*) AS sessions, sum(extract(epoch FROM s.ends_at - s.starts_at) / 60) AS minutes
    FROM mentor_session s
    WHERE s.student_id = ANY (${students}) AND s.status <> 'cancelled' AND s.id <> ALL ($2::bigint[])
      AND s.starts_at >= p.starts_at AND s.starts_at < p.ends_at
  ) u
  ORDER BY p.place`;
