import type { AttemptError, EventType, Webhook as WireWebhook } from '../contract/webhook.ts';
import { formatInstant } from '../domain/wall-time.ts';
import { BaseModel } from './base-model.ts';

/** An address of a partner that is told what happens. */
export class Webhook extends BaseModel {
  static override tableName = 'webhook';

  declare id: number;
  declare partnerId: number;
  declare url: string;
  declare types: EventType[];
  /** Sealed, as is the one before it, which signs until `oldSecretUntil`. */
  declare secret: string;
  declare oldSecret: string | null;
  declare oldSecretUntil: Date | null;
  declare state: 'active' | 'disabled';
  declare disabledReason: 'admin' | 'gone' | 'failing' | null;
  declare disabledAt: Date | null;
  /** The first failure after which nothing arrived. */
  declare failingSince: Date | null;
  /** Id of the user who made it. */
  declare createdBy: number;
  declare createdAt: Date;
}

/** The latest attempt to send a webhook something. */
export interface LastAttempt {
  readonly startedAt: Date;
  readonly status: number | null;
  readonly error: AttemptError | null;
}

/** @param now epoch ms: a secret that does not sign any more is not told of */
export function presentWebhook(webhook: Webhook, last: LastAttempt | null, now: number): WireWebhook {
  const { id, url, types, state, disabledReason, disabledAt, failingSince, oldSecretUntil } = webhook;
  return {
    id,
    url,
    types,
    state,
    disabled_reason: disabledReason,
    disabled_at: disabledAt && utc(disabledAt),
    failing_since: failingSince && utc(failingSince),
    old_secret_until: oldSecretUntil && oldSecretUntil.getTime() > now ? utc(oldSecretUntil) : null,
    created_at: utc(webhook.createdAt),
    last_attempt: last && { at: utc(last.startedAt), status: last.status, error: last.error },
  };
}

const utc = (instant: Date): string => formatInstant(instant.getTime(), 'UTC');
