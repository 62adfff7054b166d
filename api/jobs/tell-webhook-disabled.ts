import type { WebhookDisabledPayload } from '../commands/webhooks/disable-webhook.ts';
import { webhookDisabledMail } from '../domain/webhook-disabled.ts';
import { Partner } from '../models/partner.ts';
import { User } from '../models/user.ts';
import { Webhook } from '../models/webhook.ts';
import type { InvitationOptions } from './send-invitation.ts';

/**
 * Mails the admins of a partner, and who made the webhook, that it was disabled. One that is active again, or that an
 * admin disabled herself, is not told of.
 */
export async function tellWebhookDisabled(
  { knex, post, publicUrl }: InvitationOptions,
  { webhook_id }: WebhookDisabledPayload,
): Promise<void> {
  if (!publicUrl) throw new Error('the server does not listen yet: its address is not known');
  const webhook = await Webhook.query(knex).findById(webhook_id);
  const reason = webhook?.disabledReason;
  if (!webhook || !reason || reason === 'admin') return;
  const partner = await Partner.query(knex).findById(webhook.partnerId);
  const readers = await User.query(knex)
    .where({ partner_id: webhook.partnerId })
    .whereNotNull('email')
    .whereNull('erased_at')
    .whereNull('mail_bounced_at')
    .where((is) => is.where('is_admin', true).orWhere('id', webhook.createdBy))
    .orderBy('id');
  const mail = {
    partnerName: partner?.name ?? '',
    host: new URL(webhook.url).host,
    reason,
    url: `${publicUrl}/admin/webhooks`,
  };
  for (const { email, locale } of readers) {
    if (email) await post({ to: email, ...webhookDisabledMail(mail, locale) });
  }
}
