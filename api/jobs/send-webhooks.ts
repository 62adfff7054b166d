import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { attemptDelivery, recordAttempt, type Sending } from '../commands/webhooks/attempt-delivery.ts';
import { WebhookDelivery } from '../models/webhook-delivery.ts';
import { keepSending, untilWritten } from './keep-sending.ts';

export interface SendWebhooksOptions extends Omit<Sending, 'signal'> {
  /** Name of the worker, whose claims are given back when it dies: see free-orphans.ts. */
  readonly name: string;
  readonly log: Logger;
  /** How long to rest when nothing is due, ms. */
  readonly restMs?: number;
}

/** Requests under way at once in this process, and how many of them to webhooks where the latest one failed. */
const atOnce = 32;
const atOnceFailing = 16;

/** Requests under way at once to one webhook, about: each process counts when it looks. */
const perWebhook = 4;

/** How long a delivery waits that could not even be tried, such as when its secret cannot be opened, ms. */
const postponedMs = 60_000;

interface Claimed {
  readonly delivery: WebhookDelivery;
  /** Whether the latest request to its webhook failed. */
  readonly failing: boolean;
}

/** Sends what is due to webhooks, again and again, until stopped; what is under way then is given back. */
export function sendWebhooks(options: SendWebhooksOptions): { stop(): Promise<void> } {
  const { knex, clock, log, name, restMs = 1_000 } = options;

  const claimDue = async (all: readonly Claimed[], failing: boolean): Promise<Claimed[]> => {
    const alike = all.filter((other) => other.failing === failing).length;
    const limit = Math.min(atOnce - all.length, failing ? atOnceFailing - alike : atOnce);
    if (limit <= 0) return [];
    const due = await claimDeliveries(knex, { name, now: clock(), failing, limit });
    return due.map((delivery) => ({ delivery, failing }));
  };

  return keepSending<Claimed>({
    name: 'webhooks',
    log,
    restMs,
    async claim(underWay) {
      // Those that answer come first, so that many that hang keep nobody waiting.
      const due = await claimDue(underWay, false);
      return [...due, ...(await claimDue([...underWay, ...due], true))];
    },
    send: ({ delivery }, signal) => sendOne(delivery, signal),
  });

  async function sendOne(delivery: WebhookDelivery, signal: AbortSignal): Promise<void> {
    const sending = { ...options, signal };
    const persist = (write: () => Promise<void>) => untilWritten(write, { log, signal, restMs });
    try {
      const attempt = await attemptDelivery(sending, delivery);
      if (attempt) await persist(() => recordAttempt(sending, delivery, attempt));
    } catch (error) {
      const nextAttemptAt = signal.aborted ? delivery.nextAttemptAt : new Date(clock() + postponedMs);
      if (!signal.aborted) log.error({ err: error, delivery: delivery.id }, 'webhook not tried');
      await persist(async () => {
        const own = WebhookDelivery.query(knex).findById(delivery.id).where({ claimed_by: name });
        await own.patch({ claimedBy: null, nextAttemptAt });
      });
    }
  }
}

interface Claim {
  readonly name: string;
  readonly now: number;
  /** Whether it is for webhooks where the latest request failed. */
  readonly failing: boolean;
  readonly limit: number;
}

/**
 * Takes deliveries that are due in a worker's name, the longest waiting first: of each webhook a few, and of what is
 * about the same thing the first alone.
 */
async function claimDeliveries(knex: Knex, { name, now, failing, limit }: Claim): Promise<WebhookDelivery[]> {
  const perOne = failing ? 1 : perWebhook;
  const { rows } = await knex.raw(claim, { name, now: new Date(now), failing, perOne, limit });
  return rows.map((row: object) => WebhookDelivery.fromDatabaseJson(row));
}

// The first of its kind by `min`, which the index answers: NOT EXISTS becomes a join with all that waits for a webhook.
const claim = `
  WITH due AS (
    SELECT d.id FROM webhook w CROSS JOIN LATERAL (
      SELECT d.id, d.next_attempt_at FROM webhook_delivery d
      WHERE d.webhook_id = w.id AND d.state = 'queued' AND d.claimed_by IS NULL AND d.next_attempt_at <= :now
        AND d.id = (SELECT min(e.id) FROM webhook_delivery e
          WHERE e.webhook_id = w.id AND e.about = d.about AND e.state = 'queued')
      ORDER BY d.next_attempt_at, d.id
      LIMIT greatest(0, CAST(:perOne AS int) - (SELECT count(*) FROM webhook_delivery c
        WHERE c.webhook_id = w.id AND c.claimed_by IS NOT NULL))
      FOR UPDATE SKIP LOCKED
    ) d
    WHERE w.state = 'active' AND (w.failing_since IS NOT NULL) = :failing
    ORDER BY d.next_attempt_at, d.id LIMIT :limit
  )
  UPDATE webhook_delivery d SET claimed_by = :name FROM due WHERE d.id = due.id RETURNING d.*`;
