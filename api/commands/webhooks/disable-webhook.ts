import type { Knex } from 'knex';
import type { Webhook } from '../../models/webhook.ts';
import { WebhookDelivery } from '../../models/webhook-delivery.ts';
import { auditSystem } from '../audit.ts';
import { queueJob } from '../queue-job.ts';

/** Payload of the job `tell-webhook-disabled`. */
export interface WebhookDisabledPayload {
  readonly webhook_id: number;
}

/** What stands in the row of a disabled webhook. */
export const disabled = (reason: 'admin' | 'gone' | 'failing', now: number) =>
  ({ state: 'disabled', disabledReason: reason, disabledAt: new Date(now) }) as const;

/** What waits for a webhook is not sent to it any more; what is under way ends by itself. */
export async function skipQueued(trx: Knex.Transaction, webhookId: number): Promise<void> {
  await WebhookDelivery.query(trx)
    .where({ webhook_id: webhookId, state: 'queued' })
    .whereNull('claimed_by')
    .patch({ state: 'skipped' });
}

/** Disables a webhook for what its receiver does; its partner's admins get a mail, and the audit an entry. */
export async function disableWebhook(
  trx: Knex.Transaction,
  webhook: Webhook,
  reason: 'gone' | 'failing',
  now: number,
): Promise<void> {
  await webhook.$query(trx).patch(disabled(reason, now));
  await skipQueued(trx, webhook.id);
  const done = { partnerId: webhook.partnerId, operation: 'updateWebhook', now };
  const changes = { state: ['active', 'disabled'] } as const;
  await auditSystem(trx, done, { subject: 'webhook', id: webhook.id, changes });
  const payload: WebhookDisabledPayload = { webhook_id: webhook.id };
  await queueJob(trx, 'tell-webhook-disabled', payload);
}
