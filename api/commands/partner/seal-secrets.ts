import type { Knex } from 'knex';
import { Partner } from '../../models/partner.ts';
import { Webhook } from '../../models/webhook.ts';
import { placeOf, type SecretBox } from '../../secrets/secret-box.ts';

/**
 * Seals what partners' secrets are not sealed by the key that seals now: those from before there was a key, and, once a
 * new one was put first, those of the old. Can be run again without harm.
 *
 * @throws UnreadableSecretError when one was sealed by a key that was not given.
 */
export async function sealSecrets(knex: Knex, box: SecretBox): Promise<void> {
  await knex.transaction(async (trx) => {
    const partners = await Partner.query(trx).orderBy('id').forNoKeyUpdate();
    for (const { id, slug, sharedSecrets, oidcClientSecret } of partners) {
      const sealed = {
        sharedSecrets: sharedSecrets.map((secret) => box.reseal(secret, placeOf.sharedSecret(slug))),
        oidcClientSecret: oidcClientSecret && box.reseal(oidcClientSecret, placeOf.oidcClientSecret(slug)),
      };
      const isSame = JSON.stringify(sealed) === JSON.stringify({ sharedSecrets, oidcClientSecret });
      if (!isSame) await Partner.query(trx).findById(id).patch(sealed);
    }
    const webhooks = await Webhook.query(trx).orderBy('id').forNoKeyUpdate();
    for (const { id, partnerId, secret, oldSecret } of webhooks) {
      const place = placeOf.webhookSecret(partnerId);
      const sealed = {
        secret: box.reseal(secret, place),
        oldSecret: oldSecret && box.reseal(oldSecret, place),
      };
      const isSame = JSON.stringify(sealed) === JSON.stringify({ secret, oldSecret });
      if (!isSame) await Webhook.query(trx).findById(id).patch(sealed);
    }
  });
}
