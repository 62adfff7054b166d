import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { settleMessage } from '../commands/messages/settle-message.ts';
import { stopNumber } from '../commands/messages/stop-number.ts';
import { segmentsOf } from '../domain/sms/segments.ts';
import type { SendOutcome } from '../gateways/gateway.ts';
import { Message } from '../models/message.ts';
import { findMessages, type WholeMessage } from '../queries/find-messages.ts';
import { UnreadableSecretError } from '../secrets/secret-box.ts';
import { giveBackMessages } from './free-orphans.ts';
import { gatewayOf, type TextServices } from './gateway-of.ts';
import { keepSending, untilWritten } from './keep-sending.ts';
import { afterFailure, endingWith, pausesMinutes, withoutSending, written } from './send-messages.ts';
import { sessionTextOf } from './session-texts.ts';

export interface SendTextsOptions extends TextServices {
  readonly channel: 'sms' | 'whatsapp';
  readonly knex: Knex;
  readonly clock: () => number;
  readonly log: Logger;
  /** Name of this worker, whose advisory lock tells that it lives. */
  readonly worker: string;
  /** How long to rest when nothing is due, ms. */
  readonly restMs?: number;
}

/**
 * Requests under way at once in this process, and for one partner: a gateway that hangs holds up its own texts alone.
 */
const atOnce = 32;
const perPartner = 8;

/** Pauses between attempts, minutes, where another channel waits: a reminder must not come too late on that one. */
const shortPausesMinutes = [0.5, 2, 5];

/** Sends the texts of a channel that are due, again and again, until stopped. */
export function sendTexts(options: SendTextsOptions): { stop(): Promise<void> } {
  const { channel, knex, clock, log, worker, publicUrl, restMs } = options;
  return keepSending<number>({
    name: channel,
    log,
    restMs,
    async claim(underWay) {
      const limit = atOnce - underWay.length;
      // Links in texts, and where reports go, need the address.
      if (limit <= 0 || publicUrl() === '') return [];
      const now = new Date(clock());
      const { rows } = await knex.raw(claim, { channel, worker, now, perPartner, limit });
      return rows.map(({ id }: { id: number }) => id);
    },
    send: (id, signal) => sendOne(options, id, signal),
  });
}

// From partner to partner by an index: who has 10,000 texts due costs a round no more than who has one.
const claim = `
  WITH due AS (
    SELECT d.id FROM partner p CROSS JOIN LATERAL (
      SELECT id, next_attempt_at FROM message
      WHERE partner_id = p.id AND channel = :channel AND channel IN ('sms', 'whatsapp') AND state = 'queued'
        AND claimed_by IS NULL AND next_attempt_at <= :now
      ORDER BY next_attempt_at, id
      LIMIT greatest(0, CAST(:perPartner AS int) - (
        SELECT count(*) FROM message busy
        WHERE busy.partner_id = p.id AND busy.channel = :channel AND busy.claimed_by IS NOT NULL))
      FOR UPDATE SKIP LOCKED
    ) d
    ORDER BY d.next_attempt_at, d.id LIMIT :limit
  )
  UPDATE message m SET claimed_by = :worker FROM due WHERE m.id = due.id RETURNING m.id`;

async function sendOne(options: SendTextsOptions, id: number, signal: AbortSignal): Promise<void> {
  const { knex, clock, log } = options;
  const writing = { log, signal };
  try {
    const [whole] = await findMessages(knex, [id], clock());
    const outcome = whole && !signal.aborted && (await trySending(options, whole, signal));
    if (!outcome) throw new Error('broken off');
    await untilWritten(() => settleMessage(knex, id, outcome, clock()), writing);
  } catch (error) {
    if (!signal.aborted) log.warn({ err: error, message: id }, 'a text was not tried');
    await untilWritten(() => giveBackMessages(knex, 'id = :id', { id }), writing);
  }
}

/** Sends a text, or not. @returns what is to be noted of it */
async function trySending(
  options: SendTextsOptions,
  whole: WholeMessage,
  signal: AbortSignal,
): Promise<Partial<Message>> {
  const { channel, knex, clock, log, worker } = options;
  const { message, reader, partner } = whole;
  const early = withoutSending(whole, clock());
  if (early) return early;
  const found = opened(() => gatewayOf(partner, channel, options));
  if (!found) return { state: 'failed', error: 'wrong_credentials: unreadable' };
  const { gateway, reportUrl } = found;
  const text = written(() => sessionTextOf(whole, options, reportUrl), log.child({ message: message.id }));
  if (!text) return { state: 'failed', error: 'not_written' };

  const attempts = message.attempts + 1;
  const segments = channel === 'sms' ? segmentsOf(text.text).segments : null;
  const ending = endingWith(signal);
  try {
    await handOver(knex, message.id, worker, {
      attempts,
      handedOverAt: new Date(clock()),
      recipient: reader.phoneNumber,
      content: { subject: '', text: text.text },
      segments,
      providerId: null,
    });
    ending.isHandedOver = true;
    const outcome = await gateway.send(text, ending.signal);
    if (outcome.kind === 'refused' && outcome.why === 'stopped')
      await stopNumber(knex, { partnerId: partner.id, phoneNumber: text.to, now: clock() });
    return noted(outcome, { whole, segments, now: clock() });
  } finally {
    ending.done();
  }
}

function noted(
  outcome: SendOutcome,
  { whole, segments, now }: { whole: WholeMessage; segments: number | null; now: number },
): Partial<Message> {
  switch (outcome.kind) {
    case 'accepted': {
      const { providerId } = outcome;
      return {
        state: 'sent',
        sentAt: new Date(now),
        providerId,
        segments: outcome.segments ?? segments,
        error: null,
      };
    }
    case 'in_doubt':
      return { state: 'in_doubt', error: outcome.reason };
    case 'refused':
      return { state: 'failed', error: outcome.reason };
    default: {
      const { message, openChannels } = whole;
      const hasOther = openChannels.some((channel) => channel !== message.channel);
      const pauses = hasOther ? shortPausesMinutes : pausesMinutes;
      return { error: outcome.reason, ...afterFailure(pauses[message.attempts], now) };
    }
  }
}

/** Notes that a text is about to leave: from now on a broken connection leaves it in doubt. */
async function handOver(knex: Knex, id: number, worker: string, noted: Partial<Message>): Promise<void> {
  const ours = Message.query(knex).findById(id).where({ claimed_by: worker, state: 'queued' });
  if ((await ours.patch(noted)) === 0) throw new Error('the message is no longer ours to send');
}

/** What was sealed by a key that is not given fails by itself, and stops nobody else's. */
function opened<Opened>(open: () => Opened): Opened | null {
  try {
    return open();
  } catch (error) {
    if (error instanceof UnreadableSecretError) return null;
    throw error;
  }
}
