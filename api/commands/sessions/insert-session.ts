import type { Knex } from 'knex';
import type { BookInput } from '../../contract/session.ts';
import { prepared } from '../../database/prepared.ts';
import { MentorSession, type toldTimes } from '../../models/mentor-session.ts';
import type { WantedStart } from './require-bookable.ts';
import type { TakenSeat } from './take-seat.ts';

/** What a session is made of besides its start; nothing else inserts one. */
export interface SessionDetails extends Pick<BookInput, 'subject' | 'description' | 'metadata'> {
  readonly bufferMinutes: number;
  readonly told: ReturnType<typeof toldTimes>;
  /** Epoch ms. */
  readonly now: number;
  /** A request waits for the mentor's answer until then, epoch ms; null for a session that stands at once. */
  readonly decideBy?: number | null;
  /** Where it shares the mentor's time with others. */
  readonly seat?: TakenSeat | null;
  readonly series?: { readonly id: number; readonly occurrence: number } | null;
  readonly mode?: string | null;
  readonly place?: string | null;
  /** What the student answered to her partner's questions. */
  readonly answers?: object | null;
}

const insertion = `
  INSERT INTO mentor_session (mentor_id, student_id, starts_at, ends_at, guarded_until, subject, description, metadata,
    created_at, updated_at, told_zone_data, mentor_told_zone, mentor_told_time, student_told_zone, student_told_time,
    status, decide_by, group_id, seat, series_id, occurrence, mode, place, answers,
    capacity)
  SELECT $1, u.id, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11, $12, $13, $14,
    CASE WHEN $15::timestamptz IS NULL THEN 'scheduled' ELSE 'requested' END, $15,
    $16, $17, $18, $19, $20, $21, $22, $23
  FROM app_user u WHERE u.id = $2 AND u.erased_at IS NULL FOR KEY SHARE
  ON CONFLICT DO NOTHING RETURNING *`;

/** Inserts a session; null when the database finds that it overlaps a live one, or that its student was erased. */
export async function insertSession(
  trx: Knex.Transaction,
  { mentorId, studentId, startsAt, durationMinutes }: WantedStart,
  details: SessionDetails,
): Promise<MentorSession | null> {
  const { subject, description = null, metadata, bufferMinutes, told, now } = details;
  const { decideBy, seat, series, mode = null, place = null, answers } = details;
  const endsAt = startsAt + durationMinutes * 60_000;
  const times = [startsAt, endsAt, endsAt + bufferMinutes * 60_000].map((instant) => new Date(instant));
  const texts = [subject.trim(), description, JSON.stringify(metadata ?? {}), new Date(now)];
  const { toldZoneData, mentorToldZone, mentorToldTime, studentToldZone, studentToldTime } = told;
  const toldOnes = [toldZoneData, mentorToldZone, mentorToldTime, studentToldZone, studentToldTime];
  const kind = [decideBy ? new Date(decideBy) : null, seat?.groupId ?? null, seat?.seat ?? null];
  const where = [series?.id ?? null, series?.occurrence ?? null, mode, place];
  const rest = [JSON.stringify(answers ?? {}), seat?.capacity ?? null];
  const values = [mentorId, studentId, ...times, ...texts, ...toldOnes, ...kind, ...where, ...rest];
  const { rows } = await prepared(trx, 'insert_session', insertion, values);
  return rows[0] ? MentorSession.fromDatabaseJson(rows[0]) : null;
}
