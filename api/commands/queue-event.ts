import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { EventType } from '../contract/webhook.ts';
import { prepared } from '../database/prepared.ts';
import type { Actor } from '../domain/permissions.ts';
import { formatInstant } from '../domain/wall-time.ts';
import { presentSession, type WholeSession } from '../models/mentor-session.ts';

/** Something that a partner can be told of. */
export interface PartnerEvent {
  readonly partnerId: number;
  readonly type: EventType;
  /** What it is about, such as `session 12`: of what is about the same, the later waits for the earlier. */
  readonly about: string;
  /** Its wire form, as a reader of the whole partner has it. */
  readonly data: object;
  /** When it happened, epoch ms. */
  readonly now: number;
}

/**
 * Writes an event down for each webhook of the partner that is told of its type, in the transaction that causes it: a
 * commit sends it, a rollback drops it. One statement, which writes nothing where there is no such webhook.
 */
export async function queueEvent(trx: Knex.Transaction, event: PartnerEvent): Promise<void> {
  const { partnerId, type, about, data, now } = event;
  const values = [partnerId, type, newEventId(), about, eventBody(type, data, now), new Date(now)];
  await prepared(trx, 'queue_event', insertion, values);
}

/** Does `queueEvent` for what happened to a session. */
export function queueSessionEvent(
  trx: Knex.Transaction,
  happened: 'requested' | 'booked' | 'cancelled' | 'rescheduled' | 'completed' | 'no_show',
  found: WholeSession,
  now: number,
): Promise<void> {
  const { session, mentor } = found;
  const data = presentSession(found, readerOf(mentor.partnerId), null);
  const about = `session ${session.id}`;
  return queueEvent(trx, { partnerId: mentor.partnerId, type: `session.${happened}`, about, data, now });
}

/** Who reads what a partner is told: as its API key does, with every scope, in no zone of its own. */
export const readerOf = (partnerId: number): Actor => ({
  userId: 0,
  partnerId,
  partnerSlug: '',
  name: '',
  role: 'partner_admin',
  mentorId: null,
  locale: null,
  timezone: null,
  scopes: null,
  tokenEndsAt: null,
});

export const newEventId = (): string => `msg_${randomUUID().replaceAll('-', '')}`;

/** The JSON that is signed and sent. */
export const eventBody = (type: EventType | 'test', data: object, now: number): string =>
  JSON.stringify({ type, timestamp: formatInstant(now, 'UTC'), data });

// Locked, because a webhook that is removed at this moment would leave a delivery without one.
const insertion = `
  INSERT INTO webhook_delivery (partner_id, webhook_id, type, event_id, about, body, next_attempt_at, created_at)
  SELECT $1, id, $2, $3, $4, $5, $6, $6 FROM webhook
    WHERE partner_id = $1 AND state = 'active' AND $2 = ANY (types) FOR KEY SHARE`;
