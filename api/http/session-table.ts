import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { Session } from '../contract/session.ts';
import type { SessionTableQuery } from '../contract/session-query.ts';
import type { Actor } from '../domain/permissions.ts';
import { presentSession, type Reading, type WholeSession } from '../models/mentor-session.ts';
import type { SessionsOf } from '../queries/list-sessions.ts';
import { delimiters, forSpreadsheets } from './csv.ts';

export interface SessionTableOptions {
  readonly as: SessionsOf;
  readonly reader: Actor;
  readonly reading: Reading;
  readonly separator: SessionTableQuery['separator'];
}

/** Sessions as CSV, a row each as it is read. */
export function sessionTable(sessions: AsyncIterable<WholeSession>, options: SessionTableOptions): Readable {
  const { as, reader, reading, separator = 'comma' } = options;
  const rows = async function* (): AsyncGenerator<Row> {
    for await (const session of sessions) yield rowOf(presentSession(session, reader, reading));
  };
  const table = stringify({
    ...forSpreadsheets,
    columns: as === 'mentor' ? [...columns, 'notes'] : [...columns],
    delimiter: delimiters[separator],
  });
  // What goes wrong ends the answer in the middle, by which its reader knows that it is not whole.
  return pipeline(Readable.from(rows()), table, () => {});
}

const columns = [
  'id',
  'date',
  'time',
  'end_time',
  'timezone',
  'duration_minutes',
  'status',
  'mentor',
  'student',
  'subject',
  'description',
  'meeting_link',
  'cancel_reason',
  'rating',
  'comment',
  'session_date',
  'created_at',
  'series_id',
] as const;

type Row = Readonly<Record<(typeof columns)[number] | 'notes', string | number | null>>;

function rowOf({ mentor, student, review, notes = null, ...session }: Session): Row {
  const { id, date, time, end_time, timezone, duration_minutes, status, subject, description } = session;
  const { meeting_link, cancel_reason, session_date, created_at, series_id } = session;
  return {
    ...{ id, date, time, end_time, timezone, duration_minutes, status, subject, description },
    ...{ meeting_link, cancel_reason, session_date, created_at, series_id, notes },
    mentor: mentor.name,
    student: student.name,
    rating: review?.rating ?? null,
    comment: review?.comment ?? null,
  };
}
