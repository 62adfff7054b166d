import type { AttemptError, EventType, WebhookDelivery as WireDelivery } from '../contract/webhook.ts';
import { formatInstant } from '../domain/wall-time.ts';
import { BaseModel } from './base-model.ts';

/** One event for one webhook. */
export class WebhookDelivery extends BaseModel {
  static override tableName = 'webhook_delivery';

  declare id: number;
  declare webhookId: number;
  declare partnerId: number;
  declare eventId: string;
  declare type: EventType | 'test';
  /** What it is about, such as `session 12`: what is about the same goes one after the other. */
  declare about: string;
  declare body: string;
  declare state: WireDelivery['state'];
  declare attempts: number;
  /** Attempts that failed since it was queued. */
  declare failures: number;
  declare nextAttemptAt: Date;
  /** The worker that has it under way. */
  declare claimedBy: string | null;
  declare createdAt: Date;
  declare deliveredAt: Date | null;
}

/** One attempt to deliver an event. */
export class WebhookAttempt extends BaseModel {
  static override tableName = 'webhook_attempt';
  static override idColumn = ['delivery_id', 'number'];
  static override jsonAttributes = ['requestHeaders'];

  declare deliveryId: number;
  declare number: number;
  declare startedAt: Date;
  declare durationMs: number;
  /** Without the signature. */
  declare requestHeaders: Record<string, string>;
  declare status: number | null;
  declare answer: string | null;
  declare error: AttemptError | null;
  declare detail: string | null;
}

/** A delivery with the attempts that are told, the latest first. */
export interface DeliveryWithAttempts {
  readonly delivery: WebhookDelivery;
  readonly attempts: readonly WebhookAttempt[];
}

export function presentDelivery({ delivery, attempts }: DeliveryWithAttempts): WireDelivery {
  const { id, webhookId, eventId, type, about, body, state, nextAttemptAt, createdAt, deliveredAt } =
    delivery;
  const sessionId = /^session (\d+)$/.exec(about)?.[1];
  return {
    id,
    webhook_id: webhookId,
    event_id: eventId,
    type,
    session_id: sessionId === undefined ? null : Number(sessionId),
    body,
    state,
    attempt_count: delivery.attempts,
    next_attempt_at: state === 'queued' ? utc(nextAttemptAt) : null,
    created_at: utc(createdAt),
    delivered_at: deliveredAt && utc(deliveredAt),
    attempts: attempts.map(({ number, startedAt, durationMs, requestHeaders, ...attempt }) => ({
      number,
      at: utc(startedAt),
      duration_ms: durationMs,
      request_headers: requestHeaders,
      status: attempt.status,
      answer: attempt.answer,
      error: attempt.error,
      detail: attempt.detail,
    })),
  };
}

const utc = (instant: Date): string => formatInstant(instant.getTime(), 'UTC');
