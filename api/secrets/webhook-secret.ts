import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';

/** A new secret of a webhook, as Standard Webhooks writes it: `whsec_` and the base64 of 32 bytes. */
export const makeWebhookSecret = (): string => prefix + randomBytes(32).toString('base64');

export interface SignedMessage {
  readonly id: string;
  /** Unix time, seconds. */
  readonly timestamp: number;
  readonly body: string;
}

/** The value of `webhook-signature` (Standard Webhooks 1.0.0): one `v1` signature for each secret. */
export function webhookSignature(secrets: readonly string[], { id, timestamp, body }: SignedMessage): string {
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice(prefix.length), 'base64');
      return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
    })
    .join(' ');
}
