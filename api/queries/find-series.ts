import type { Knex } from 'knex';
import type { WholeSession } from '../models/mentor-session.ts';
import { joined, selectSessions } from './find-session.ts';

/** A series with all of its sessions, cancelled ones too, in the order of their dates. */
export interface WholeSeries {
  readonly id: number;
  /** IANA zone whose wall time it keeps. */
  readonly timeZone: string;
  readonly everyWeeks: number;
  readonly sessions: readonly WholeSession[];
}

/** The series that sessions belong to, by id; of sessions of their own there is none. */
export async function findSeries(
  knex: Knex,
  sessions: readonly { readonly seriesId: number | null }[],
): Promise<ReadonlyMap<number, WholeSeries>> {
  const ids = [...new Set(sessions.flatMap(({ seriesId }) => seriesId ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await knex('session_series').whereIn('id', ids);
  const found = (await selectSessions(knex).whereIn('s.series_id', ids).orderBy('s.occurrence')).map(joined);
  const bySeries = Map.groupBy(found, ({ session }) => session.seriesId);
  return new Map(
    rows.map(({ id, timezone, every_weeks }) => [
      id,
      { id, timeZone: timezone, everyWeeks: every_weeks, sessions: bySeries.get(id) ?? [] },
    ]),
  );
}
