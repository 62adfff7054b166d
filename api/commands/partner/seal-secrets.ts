import type { Knex } from 'knex';
import { Mentor } from '../../models/mentor.ts';
import { Partner } from '../../models/partner.ts';
import { resealedGateways } from '../../models/reseal-gateways.ts';
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
    for (const { id, slug, sharedSecrets, oidcClientSecret, meetingSecret, gateways } of partners) {
      const sealed = {
        sharedSecrets: sharedSecrets.map((secret) => box.reseal(secret, placeOf.sharedSecret(slug))),
        oidcClientSecret: oidcClientSecret && box.reseal(oidcClientSecret, placeOf.oidcClientSecret(slug)),
        meetingSecret: meetingSecret && box.reseal(meetingSecret, placeOf.meetingSecret(id)),
        gateways: resealedGateways(gateways, { secretBox: box, partnerId: id }),
      };
      const kept = { sharedSecrets, oidcClientSecret, meetingSecret, gateways };
      const isSame = JSON.stringify(sealed) === JSON.stringify(kept);
      if (!isSame) await Partner.query(trx).findById(id).patch(sealed);
    }
    const mentors = await Mentor.query(trx).whereNotNull('meeting_secret').orderBy('id').forNoKeyUpdate();
    for (const { id, meetingSecret } of mentors) {
      const sealed = meetingSecret && box.reseal(meetingSecret, placeOf.mentorsMeetingSecret(id));
      if (sealed !== meetingSecret) await Mentor.query(trx).findById(id).patch({ meetingSecret: sealed });
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
