import { placeOf, type SecretBox } from '../../secrets/secret-box.ts';
import { makeWebhookSecret } from '../../secrets/webhook-secret.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import type { WebhookWithSecret } from './create-webhook.ts';
import { lockWebhook } from './lock-webhook.ts';

/** How long the old secret signs too, ms. */
const overlapMs = 24 * 60 * 60_000;

/**
 * Makes a new secret of a webhook; the one before signs too for a day. Whoever rotates twice within it ends the first.
 *
 * @throws Problem `not_found`.
 */
export async function rotateWebhookSecret(
  context: CommandContext,
  id: number,
  secretBox: SecretBox,
): Promise<WebhookWithSecret> {
  return commit(context, async (trx) => {
    const old = await lockWebhook(trx, context.actor.partnerId, id);
    const secret = makeWebhookSecret();
    const webhook = await old.$query(trx).patchAndFetch({
      secret: secretBox.seal(secret, placeOf.webhookSecret(old.partnerId)),
      oldSecret: old.secret,
      oldSecretUntil: new Date(context.now + overlapMs),
    });
    await audit(trx, context, { subject: 'webhook', id, changes: { secrets: null } });
    return { webhook, secret };
  });
}
