import type { Knex } from 'knex';
import type { DeliveryReport } from '../../gateways/gateway.ts';
import { Message } from '../../models/message.ts';
import { fallBack } from './fall-back.ts';
import { stopNumber } from './stop-number.ts';

type Report = Pick<DeliveryReport, 'providerId' | 'state' | 'reason' | 'isStopped'>;

/**
 * Notes on a message what its provider reports of it. `delivered` counts whatever was thought before, and takes back
 * what waits to be sent in its place; `failed` counts only until it arrived.
 */
export async function applyReport(
  trx: Knex.Transaction,
  id: number,
  { providerId, state, reason, isStopped }: Report,
  now: number,
): Promise<void> {
  const message = await Message.query(trx).findById(id).forUpdate();
  if (!message) return;
  const at = new Date(now);
  const arrived = { providerId, sentAt: message.sentAt ?? at, error: null };
  if (state === 'delivered' && ['sent', 'in_doubt', 'failed'].includes(message.state)) {
    await message.$query(trx).patch({ ...arrived, state, deliveredAt: at });
    await trx.raw(takeBack, { id });
  } else if (state === 'sent' && message.state === 'in_doubt') {
    await message.$query(trx).patch({ ...arrived, state });
  } else if (state === 'failed' && ['sent', 'in_doubt'].includes(message.state)) {
    await message.$query(trx).patch({ providerId, state, error: reason });
    const { partnerId, recipient: phoneNumber } = message;
    if (isStopped && phoneNumber) await stopNumber(trx, { partnerId, phoneNumber, now });
    await fallBack(trx, id, now);
  }
}

const takeBack = `
  UPDATE message SET state = 'skipped', error = 'told_already'
  FROM message arrived
  WHERE arrived.id = :id AND message.session_id = arrived.session_id AND message.person_id = arrived.person_id
    AND message.event = arrived.event AND message.occasion = arrived.occasion AND message.id <> arrived.id
    AND message.fallback_of IS NOT NULL AND message.state = 'queued' AND message.claimed_by IS NULL`;

/** Orders a provider's answer and its report, which may come at the same time and name a text by its id. */
export async function lockProviderId(
  trx: Knex.Transaction,
  partnerId: number,
  providerId: string,
): Promise<void> {
  const name = `report ${partnerId} ${providerId}`;
  await trx.raw('SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))', { name });
}

/** What was reported of a message before it was known by which id it goes; each is told once. */
export async function takeEarlyReports(trx: Knex.Transaction, id: number): Promise<Report[]> {
  const { partnerId, providerId } = await Message.query(trx).findById(id).throwIfNotFound();
  if (providerId) await lockProviderId(trx, partnerId, providerId);
  const { rows } = await trx.raw(early, { id, partnerId, providerId });
  return rows
    .map(
      (row: { provider_id: string; state: Report['state']; reason: string | null; is_stopped: boolean }) => ({
        providerId: row.provider_id,
        state: row.state,
        reason: row.reason,
        isStopped: row.is_stopped,
      }),
    )
    .sort((one: Report, other: Report) => order.indexOf(one.state) - order.indexOf(other.state));
}

/** A text that failed and arrived has arrived. */
const order: readonly Report['state'][] = ['sent', 'failed', 'delivered'];

const early = `
  DELETE FROM early_report
  WHERE partner_id = :partnerId AND (provider_id = :providerId OR message_id = :id AND :providerId::text IS NULL)
  RETURNING provider_id, state, reason, is_stopped`;
