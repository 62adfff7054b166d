import type { Knex } from 'knex';
import { inTransaction } from '../../database/in-transaction.ts';
import { failingLimitMs, retryDelayMs } from '../../domain/webhook-retries.ts';
import type { Outcome, WebhookDoor } from '../../feeds/webhook-door.ts';
import { Webhook } from '../../models/webhook.ts';
import { WebhookAttempt, WebhookDelivery } from '../../models/webhook-delivery.ts';
import { placeOf, type SecretBox } from '../../secrets/secret-box.ts';
import { webhookSignature } from '../../secrets/webhook-secret.ts';
import { disableWebhook } from './disable-webhook.ts';

export interface Sending {
  readonly knex: Knex;
  readonly webhookDoor: WebhookDoor;
  readonly secretBox: SecretBox;
  /** The time, epoch ms. */
  readonly clock: () => number;
  /** Ends what is under way when the process ends. */
  readonly signal?: AbortSignal;
}

/** How an attempt went, to be written down. */
export interface Attempt {
  readonly startedAt: number;
  /** Headers of ours, without the signature. */
  readonly headers: Readonly<Record<string, string>>;
  readonly outcome: Outcome;
}

/**
 * Sends a delivery once, signed by the secrets that are good now. It writes nothing.
 *
 * @returns null when its webhook is gone.
 * @throws what the signal was aborted with; UnreadableSecretError.
 */
export async function attemptDelivery(sending: Sending, delivery: WebhookDelivery): Promise<Attempt | null> {
  const { knex, webhookDoor, secretBox, clock, signal } = sending;
  const webhook = await Webhook.query(knex).findById(delivery.webhookId);
  if (!webhook) return null;
  const startedAt = clock();
  const { body, eventId: id } = delivery;
  const timestamp = Math.floor(startedAt / 1000);
  const headers = { 'webhook-id': id, 'webhook-timestamp': String(timestamp) };
  const signature = webhookSignature(secretsOf(webhook, secretBox, startedAt), { id, timestamp, body });
  const outcome = await webhookDoor.send({
    url: webhook.url,
    headers: { ...headers, 'webhook-signature': signature },
    body,
    signal,
  });
  return { startedAt, headers, outcome };
}

/** The secrets that sign at a time, the newest first. */
function secretsOf(webhook: Webhook, box: SecretBox, now: number): string[] {
  const { secret, oldSecret, oldSecretUntil, partnerId } = webhook;
  const isOldGood = oldSecret !== null && (oldSecretUntil?.getTime() ?? 0) > now;
  return [secret, ...(isOldGood ? [oldSecret] : [])].map((kept) =>
    box.open(kept, placeOf.webhookSecret(partnerId)),
  );
}

/**
 * Writes down how an attempt went, and what it means for the delivery and its webhook: delivered, tried again, given
 * up; disabled after 410, or after five days of nothing but failures. A test means nothing but itself.
 */
export async function recordAttempt(
  { knex, clock }: Pick<Sending, 'knex' | 'clock'>,
  { id, webhookId, claimedBy }: WebhookDelivery,
  attempt: Attempt,
): Promise<void> {
  const { outcome } = attempt;
  const arrived = outcome.error === null;
  await inTransaction(knex, async (trx) => {
    const now = clock();
    // First, as who removes it does: its deliveries go with it.
    const webhook = await Webhook.query(trx).findById(webhookId).forNoKeyUpdate();
    const delivery = webhook && (await WebhookDelivery.query(trx).findById(id).forNoKeyUpdate());
    // A claim that was taken for a dead worker's is another's now, who will write down her own attempt.
    if (!delivery || delivery.claimedBy !== claimedBy) return;
    const isTest = delivery.type === 'test';
    const isGone = outcome.status === 410 && !isTest;
    const after = arrived ? arrivedAt(now) : failedAt(now, delivery, { isLast: isGone || isTest });
    const skips = after.state === 'queued' && webhook.state === 'disabled';
    const attempts = delivery.attempts + 1;
    await delivery
      .$query(trx)
      .patch({ ...after, ...(skips && { state: 'skipped' }), attempts, claimedBy: null });
    await insertAttempt(trx, id, attempts, attempt);
    if (isTest) return;
    if (arrived) {
      if (webhook.failingSince) await webhook.$query(trx).patch({ failingSince: null });
      return;
    }
    const since = webhook.failingSince?.getTime() ?? attempt.startedAt;
    if (!webhook.failingSince) await webhook.$query(trx).patch({ failingSince: new Date(since) });
    const isFailing = now - since >= failingLimitMs;
    if (webhook.state === 'active' && (isGone || isFailing)) {
      await disableWebhook(trx, webhook, isGone ? 'gone' : 'failing', now);
    }
  });
}

const arrivedAt = (now: number) => ({ state: 'delivered', failures: 0, deliveredAt: new Date(now) }) as const;

function failedAt(now: number, delivery: WebhookDelivery, { isLast }: { readonly isLast: boolean }) {
  const failures = delivery.failures + 1;
  const delay = isLast ? null : retryDelayMs(failures, Math.random());
  if (delay === null) return { state: 'failed', failures } as const;
  return { state: 'queued', failures, nextAttemptAt: new Date(now + delay) } as const;
}

/** Most characters of an answer that are kept. */
const answerKept = 2048;

async function insertAttempt(
  trx: Knex.Transaction,
  deliveryId: number,
  number: number,
  { startedAt, headers, outcome }: Attempt,
): Promise<void> {
  const { status, answer, error, detail, durationMs } = outcome;
  await WebhookAttempt.query(trx).insert({
    deliveryId,
    number,
    startedAt: new Date(startedAt),
    durationMs,
    requestHeaders: { ...headers },
    status,
    // PostgreSQL keeps no NUL in a text.
    answer: answer?.slice(0, answerKept).replaceAll('\0', '\uFFFD') ?? null,
    error,
    detail,
  });
}
