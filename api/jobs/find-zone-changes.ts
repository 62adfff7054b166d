import type { Knex } from 'knex';
import type { Logger } from 'pino';
import {
  isShifted,
  type ToldPerson,
  type ToldSession,
  tellZoneChange,
} from '../commands/sessions/tell-zone-change.ts';
import { zoneDataVersion } from '../domain/told-times.ts';
import { toldTimes } from '../models/mentor-session.ts';

export interface FindZoneChangesOptions {
  readonly knex: Knex;
  readonly clock: () => number;
  readonly log: Logger;
  /** Ends the round when the process ends. */
  readonly signal?: AbortSignal;
}

const batchSize = 500;

/**
 * Looks at every coming session whose people were told its time by older zone data than ours: where a wall shows
 * another time now, both are told; the others are noted as looked at. What an older process of two looks at, it leaves.
 */
export async function findZoneChanges({ knex, clock, log, signal }: FindZoneChangesOptions): Promise<void> {
  let after = 0;
  let shifted = 0;
  while (!signal?.aborted) {
    const bindings = { after, now: new Date(clock()), version: zoneDataVersion, batchSize };
    const { rows } = await knex.raw(toldByOlder, bindings);
    const sessions = (rows as Row[]).map(toldSession);
    const unshifted = sessions.filter((session) => !isShifted(session));
    await noteSeen(knex, unshifted);
    for (const session of sessions.filter(isShifted)) await tellZoneChange(knex, session, clock());
    shifted += sessions.length - unshifted.length;
    const last = sessions.at(-1);
    if (!last || sessions.length < batchSize) break;
    after = last.id;
  }
  if (shifted > 0) log.warn({ sessions: shifted, version: zoneDataVersion }, 'new zone data moved clocks');
}

const toldByOlder = `
  SELECT s.mentor_id, s.id, s.starts_at, s.mentor_told_zone, s.mentor_told_time, s.student_told_zone,
    s.student_told_time, m.user_id AS mentor_user_id, m.timezone AS mentor_zone, s.student_id,
    coalesce(u.timezone, m.timezone) AS student_zone
  FROM mentor_session s JOIN mentor m ON m.id = s.mentor_id JOIN app_user u ON u.id = s.student_id
  WHERE s.id > :after AND s.status IN ('requested', 'scheduled') AND s.starts_at > :now
    AND (s.told_zone_data IS NULL OR s.told_zone_data COLLATE "C" < :version)
  ORDER BY s.id LIMIT :batchSize`;

interface Row {
  readonly mentor_id: number;
  readonly id: number;
  readonly starts_at: Date;
  readonly mentor_told_zone: string | null;
  readonly mentor_told_time: string | null;
  readonly student_told_zone: string | null;
  readonly student_told_time: string | null;
  readonly mentor_user_id: number;
  readonly mentor_zone: string;
  readonly student_id: number;
  readonly student_zone: string;
}

function toldSession(row: Row): ToldSession {
  const person = (userId: number, zone: string | null, time: string | null, now: string): ToldPerson => ({
    userId,
    told: zone !== null && time !== null ? { timeZone: zone, wallTime: time } : null,
    timeZone: now,
  });
  return {
    mentorId: row.mentor_id,
    id: row.id,
    startsAt: row.starts_at,
    mentor: person(row.mentor_user_id, row.mentor_told_zone, row.mentor_told_time, row.mentor_zone),
    student: person(row.student_id, row.student_told_zone, row.student_told_time, row.student_zone),
  };
}

/** Keeps what is told of sessions that show as they were told, or of which it was not kept. */
async function noteSeen(knex: Knex, sessions: readonly ToldSession[]): Promise<void> {
  const rows = sessions.map(({ mentorId, id, startsAt, mentor, student }) => {
    const zoneOf = ({ told, timeZone }: ToldPerson): string => told?.timeZone ?? timeZone;
    return { mentorId, id, startsAt, ...toldTimes(startsAt.getTime(), zoneOf(mentor), zoneOf(student)) };
  });
  const rowsJson = JSON.stringify(rows);
  await knex.raw(seen, { rowsJson, version: zoneDataVersion });
}

const seen = `
  UPDATE mentor_session s SET told_zone_data = :version, mentor_told_zone = r."mentorToldZone",
    mentor_told_time = r."mentorToldTime", student_told_zone = r."studentToldZone",
    student_told_time = r."studentToldTime"
  FROM jsonb_to_recordset(:rowsJson::jsonb) AS r ("mentorId" bigint, id bigint, "startsAt" timestamptz,
    "mentorToldZone" text, "mentorToldTime" text, "studentToldZone" text, "studentToldTime" text)
  WHERE s.mentor_id = r."mentorId" AND s.id = r.id AND s.starts_at = r."startsAt"
    AND (s.told_zone_data IS NULL OR s.told_zone_data COLLATE "C" < :version)`;
