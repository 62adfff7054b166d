import type { Knex } from 'knex';
import { openChannels } from '../../queries/open-channels.ts';

/**
 * Queues what a message says on the best channel that was not tried for it; nothing where there is none. Called in the
 * transaction that gives the message up.
 */
export async function fallBack(trx: Knex.Transaction, id: number, now: number): Promise<void> {
  await trx.raw(insertion, { id, now: new Date(now) });
}

const sameThing = (other: string): string =>
  `(${other}.session_id = m.session_id OR ${other}.waiting_offer_id = m.waiting_offer_id)`;

const insertion = `
  INSERT INTO message (partner_id, person_id, mentor_id, session_id, waiting_offer_id, event, channel, occasion, actor_id, starts_at,
    former_starts_at, due_at, next_attempt_at, created_at, fallback_of)
  SELECT m.partner_id, m.person_id, m.mentor_id, m.session_id, m.waiting_offer_id, m.event, next.channel, m.occasion, m.actor_id,
    m.starts_at, m.former_starts_at, :now, :now, :now, coalesce(m.fallback_of, m.id)
  FROM message m JOIN app_user u ON u.id = m.person_id JOIN partner p ON p.id = m.partner_id
    CROSS JOIN LATERAL (
      SELECT o.channel FROM unnest(${openChannels('m.event')}) WITH ORDINALITY AS o(channel, place)
      WHERE o.channel <> m.channel AND NOT EXISTS (
        SELECT FROM message other WHERE ${sameThing('other')} AND other.person_id = m.person_id
          AND other.event = m.event AND other.occasion = m.occasion AND other.channel = o.channel
          -- An offer is over before a channel that was closed is open again.
          AND (other.state <> 'skipped' OR other.waiting_offer_id IS NOT NULL))
      ORDER BY o.place LIMIT 1
    ) next
  WHERE m.id = :id AND u.erased_at IS NULL
    -- While another channel has it under way, or it arrived there, nobody is told twice.
    AND NOT EXISTS (
      SELECT FROM message live WHERE ${sameThing('live')} AND live.person_id = m.person_id
        AND live.event = m.event AND live.occasion = m.occasion AND live.id <> m.id
        AND live.state IN ('queued', 'sent', 'delivered', 'in_doubt'))
  ON CONFLICT ON CONSTRAINT message_once DO UPDATE SET state = 'queued', error = NULL, attempts = 0,
    due_at = excluded.due_at, next_attempt_at = excluded.next_attempt_at, fallback_of = excluded.fallback_of
    WHERE message.state = 'skipped'`;
