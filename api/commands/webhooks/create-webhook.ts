import { type CreateWebhook, mostWebhooks } from '../../contract/webhook.ts';
import type { WebhookDoor } from '../../feeds/webhook-door.ts';
import { Webhook } from '../../models/webhook.ts';
import { Problem } from '../../problems.ts';
import { lockPartner } from '../../queries/find-partner.ts';
import { placeOf, type SecretBox } from '../../secrets/secret-box.ts';
import { makeWebhookSecret } from '../../secrets/webhook-secret.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { requireAddress } from './require-address.ts';

/** A webhook and its new secret, which is told this once. */
export interface WebhookWithSecret {
  readonly webhook: Webhook;
  readonly secret: string;
}

/**
 * Makes a webhook, which is told of what happens from now on.
 *
 * @throws Problem `invalid_request` for an address that nothing is sent to, `too_many_webhooks`.
 */
export async function createWebhook(
  context: CommandContext,
  { url, types }: CreateWebhook,
  { webhookDoor, secretBox }: { readonly webhookDoor: WebhookDoor; readonly secretBox: SecretBox },
): Promise<WebhookWithSecret> {
  const { actor, now } = context;
  requireAddress(webhookDoor, url);
  return commit(context, async (trx) => {
    // The partner's row is locked, so that two at once cannot both be the last.
    const { id: partnerId } = await lockPartner(trx, actor.partnerId);
    const count = await Webhook.query(trx).where({ partner_id: partnerId }).resultSize();
    if (count >= mostWebhooks) {
      throw new Problem('too_many_webhooks', `A partner has at most ${mostWebhooks} webhooks.`);
    }
    const secret = makeWebhookSecret();
    const webhook = await Webhook.query(trx)
      .insert({
        partnerId,
        url,
        types: [...types],
        secret: secretBox.seal(secret, placeOf.webhookSecret(partnerId)),
        createdBy: actor.userId,
        createdAt: new Date(now),
      })
      .returning('*');
    const changes = { url: [null, url], types: [null, types] } as const;
    await audit(trx, context, { subject: 'webhook', id: webhook.id, changes });
    return { webhook, secret };
  });
}
