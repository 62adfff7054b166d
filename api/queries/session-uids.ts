import type { Knex } from 'knex';
import { seriesUid, sessionUid } from '../domain/ics/session-uid.ts';
import { MentorSession } from '../models/mentor-session.ts';

/** UIDs of the sessions that a mentor may have in her other calendar because we mailed them to her. */
export async function sessionUids(
  knex: Knex,
  mentorId: number,
  partnerSlug: string,
): Promise<ReadonlySet<string>> {
  const rows = await MentorSession.query(knex)
    .where({ mentor_id: mentorId })
    .orderBy('starts_at', 'desc')
    .limit(5_000)
    .select('id', 'series_id');
  return new Set(
    rows.map(({ id, seriesId }) =>
      seriesId ? seriesUid(seriesId, partnerSlug) : sessionUid(id, partnerSlug),
    ),
  );
}
