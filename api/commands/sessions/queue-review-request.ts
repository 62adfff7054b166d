import type { Knex } from 'knex';
import type { MentorSession } from '../../models/mentor-session.ts';

/** How long after its end a session's student is asked for a review: long enough for a mark to be taken back, ms. */
const afterMs = 60 * 60_000;

/**
 * Writes that the student is to be asked for a review of a session that was held. Once a session: held again after it
 * was reopened, it asks anew only where nothing was sent. Whether there is still something to ask is looked at when it
 * is due.
 *
 * @param now epoch ms
 */
export async function queueReviewRequest(
  trx: Knex.Transaction,
  { id, mentorId, studentId, startsAt, endsAt }: MentorSession,
  now: number,
): Promise<void> {
  const dueAt = new Date(Math.max(now, endsAt.getTime()) + afterMs);
  await trx.raw(insertion, { id, mentorId, studentId, startsAt, dueAt, now: new Date(now) });
}

const insertion = `
  INSERT INTO message (partner_id, person_id, mentor_id, session_id, event, channel, occasion, starts_at, due_at,
    next_attempt_at, created_at)
  SELECT partner_id, id, :mentorId, :id, 'review_requested', 'mail', 'held', :startsAt, :dueAt, :dueAt, :now
  FROM app_user WHERE id = :studentId AND erased_at IS NULL AND NOT EXISTS (
    SELECT FROM message other WHERE other.session_id = :id AND other.event = 'review_requested'
      AND other.channel <> 'mail' AND other.state <> 'skipped')
  ON CONFLICT ON CONSTRAINT message_once DO UPDATE SET state = 'queued', error = NULL, due_at = excluded.due_at,
    next_attempt_at = excluded.next_attempt_at
  WHERE message.state IN ('queued', 'skipped') AND message.claimed_by IS NULL`;
