import type { Knex } from 'knex';
import type { Webhook } from '../../models/webhook.ts';
import { WebhookDelivery } from '../../models/webhook-delivery.ts';
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
  await trx('audit_entry').insert({
    partner_id: webhook.partnerId,
    actor_id: null,
    actor_role: 'system',
    action: 'updateWebhook',
    subject: 'webhook',
    subject_id: webhook.id,
    changes: { state: ['active', 'disabled'] },
    created_at: new Date(now),
  });
  const payload: WebhookDisabledPayload = { webhook_id: webhook.id };
  await queueJob(trx, 'tell-webhook-disabled', payload);
}
