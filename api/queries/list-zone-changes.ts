import type { Knex } from 'knex';
import { comingStatuses } from '../contract/session.ts';
import type { ZoneChange, ZoneChangeQuery } from '../contract/zone-change.ts';
import { formatInstant } from '../domain/wall-time.ts';

export interface ZoneChangesRequest {
  readonly partnerId: number;
  readonly upcoming: ZoneChangeQuery['upcoming'];
  /** Epoch ms. */
  readonly now: number;
  readonly limit: number;
  /** Only those before the one with this id. */
  readonly before?: number | undefined;
}

/** The partner's sessions that new zone data shows at another time, the latest found first. */
export async function listZoneChanges(knex: Knex, request: ZoneChangesRequest): Promise<ZoneChange[]> {
  const { partnerId, upcoming, now, limit, before } = request;
  const found = knex('zone_change as c')
    .join('mentor_session as s', { 's.mentor_id': 'c.mentor_id', 's.id': 'c.session_id' })
    .join('mentor as m', 'm.id', 's.mentor_id')
    .join('app_user as u', 'u.id', 's.student_id')
    .where('c.partner_id', partnerId)
    .select(
      'c.*',
      's.starts_at',
      's.status',
      's.student_id',
      'm.name as mentor_name',
      'u.name as student_name',
    )
    .orderBy('c.id', 'desc')
    .limit(limit);
  if (before) found.where('c.id', '<', before);
  // Who moved it was told the new time with that.
  if (upcoming === 'true')
    found
      .whereIn('status', comingStatuses)
      .where('s.starts_at', '>', new Date(now))
      .whereRaw('s.starts_at = c.starts_at');
  const utc = (instant: Date): string => formatInstant(instant.getTime(), 'UTC');
  return (await found).map((row) => ({
    id: row.id,
    session_id: row.session_id,
    session_date: utc(row.starts_at),
    status: row.status,
    mentor: { id: row.mentor_id, name: row.mentor_name },
    student: { id: row.student_id, name: row.student_name },
    person_id: row.person_id,
    timezone: row.timezone,
    told_time: row.told_time,
    new_time: row.new_time,
    zone_data: row.zone_data,
    found_at: utc(row.found_at),
  }));
}
