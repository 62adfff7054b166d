import type { Knex } from 'knex';
import { prepared } from '../database/prepared.ts';
import type { QuotaPeriods, Usage } from '../domain/programme.ts';

export interface StudentUsageQuery {
  readonly studentId: number;
  /** What stands for her where she was erased (`erasedKey`): those sessions count too. */
  readonly erasedKey: Buffer;
  readonly periods: QuotaPeriods;
  /** The session that is being moved: it does not count. */
  readonly exceptSessionId?: number | undefined;
  /** Sessions that she missed count from here on, epoch ms. */
  readonly missedSince: number;
}

/** What a student has booked, and what she missed, at all mentors of her partner. */
export interface StudentUsage {
  readonly usage: Readonly<Record<'day' | 'week' | 'term', Usage>>;
  /** Starts of her missed sessions, epoch ms, the latest first. */
  readonly missed: readonly number[];
}

/** Reads both in one round trip. */
export async function readStudentUsage(trx: Knex, query: StudentUsageQuery): Promise<StudentUsage> {
  const { studentId, erasedKey, periods, exceptSessionId = 0, missedSince } = query;
  const names = ['day', 'week', 'term'] as const;
  const bounds = names.map((name) => periods[name] ?? { start: 0, end: 0 });
  const starts = bounds.map(({ start }) => new Date(start));
  const ends = bounds.map(({ end }) => new Date(end));
  const values = [studentId, exceptSessionId, new Date(missedSince), starts, ends, erasedKey];
  const { rows } = await prepared(trx, 'read_student_usage', text, values);
  const [day, week, term] = rows as [Usage, Usage, Usage];
  const usageOf = ({ sessions, minutes }: Usage): Usage => ({ sessions, minutes });
  return {
    usage: { day: usageOf(day), week: usageOf(week), term: usageOf(term) },
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
    WHERE s.student_id = ANY (${students}) AND s.status <> 'cancelled' AND s.id <> $2
      AND s.starts_at >= p.starts_at AND s.starts_at < p.ends_at
  ) u
  ORDER BY p.place`;
