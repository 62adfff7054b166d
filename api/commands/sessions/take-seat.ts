import type { Knex } from 'knex';
import { isLive } from '../../database/live-sessions.ts';
import { prepared } from '../../database/prepared.ts';
import type { Slot } from '../../domain/calendar.ts';
import type { WantedStart } from './require-bookable.ts';

/** A place in a session that several students share. */
export interface TakenSeat {
  readonly groupId: number;
  /** From 1 on. */
  readonly seat: number;
  /** How many there are. */
  readonly capacity: number;
}

/**
 * The lowest free seat of the group that a listed start leads into, or the first of a new group; null where the start
 * is for one student alone. Call it in the mentor's turn, like `requireBookable`, which found the place.
 */
export async function takeSeat(
  trx: Knex,
  { mentorId, startsAt, durationMinutes, exceptSessionIds = [] }: WantedStart,
  { capacity }: Slot,
): Promise<TakenSeat | null> {
  if (capacity === undefined) return null;
  const times = [startsAt, startsAt + durationMinutes * 60_000].map((instant) => new Date(instant));
  const { rows } = await prepared(trx, 'take_seat', lowest, [mentorId, ...times, exceptSessionIds]);
  return { groupId: rows[0].group_id, seat: rows[0].seat, capacity };
}

const lowest = `
  WITH taken AS (
    SELECT group_id, seat FROM mentor_session
    WHERE mentor_id = $1 AND starts_at = $2 AND ends_at = $3 AND seat IS NOT NULL AND ${isLive('status')}
      AND id <> ALL($4::bigint[])
  )
  SELECT (SELECT coalesce(max(group_id), nextval('session_group_id')) FROM taken) AS group_id,
    (SELECT min(n)::integer FROM generate_series(1, 500) n WHERE n NOT IN (SELECT seat FROM taken)) AS seat`;
