import type { NewSecret, RemoveSecretQuery } from '../../contract/partner.ts';
import { Partner } from '../../models/partner.ts';
import { notFound, Problem } from '../../problems.ts';
import { lockPartner } from '../../queries/find-partner.ts';
import { fingerprintOf } from '../../secrets/hash.ts';
import { placeOf, type SecretBox } from '../../secrets/secret-box.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { makeSecret } from './update-partner.ts';

/** How many secrets may be live at once. */
const most = 2;

/**
 * Creates a second shared secret beside the live one.
 *
 * @throws Problem `no_shared_secret` for a partner with public keys, `too_many_secrets`.
 */
export async function createSecret(context: CommandContext, secretBox: SecretBox): Promise<NewSecret> {
  return commit(context, async (trx) => {
    const { id, slug, algorithm, sharedSecrets } = await lockPartner(trx, context.actor.partnerId);
    if (algorithm !== 'HS256') {
      throw new Problem('no_shared_secret', `Tokens of this partner are signed by ${algorithm}.`);
    }
    if (sharedSecrets.length >= most) {
      throw new Problem('too_many_secrets', 'Remove the older secret first; two are live at most.');
    }
    const secret = makeSecret();
    await Partner.query(trx)
      .findById(id)
      .patch({ sharedSecrets: [...sharedSecrets, secretBox.seal(secret, placeOf.sharedSecret(slug))] });
    const fingerprint = fingerprintOf(secret);
    await audit(trx, context, { subject: 'partner', id: null, changes: { secrets: [null, fingerprint] } });
    return { number: sharedSecrets.length + 1, fingerprint, secret };
  });
}

/**
 * Removes a shared secret; 1 is the older one.
 *
 * @throws Problem `not_found`, `precondition_failed` when it is not the one that was meant, `last_secret`.
 */
export async function removeSecret(
  context: CommandContext,
  number: number,
  { fingerprint }: RemoveSecretQuery,
  secretBox: SecretBox,
): Promise<void> {
  await commit(context, async (trx) => {
    const { id, slug, sharedSecrets } = await lockPartner(trx, context.actor.partnerId);
    const secret = sharedSecrets[number - 1];
    if (secret === undefined) throw notFound('secret');
    const removed = fingerprintOf(secretBox.open(secret, placeOf.sharedSecret(slug)));
    if (fingerprint && fingerprint !== removed) {
      throw new Problem('precondition_failed', 'The secrets were changed meanwhile.');
    }
    if (sharedSecrets.length === 1) {
      throw new Problem('last_secret', 'Without it no token could be signed; make a new one first.');
    }
    await Partner.query(trx)
      .findById(id)
      .patch({ sharedSecrets: sharedSecrets.filter((_, index) => index !== number - 1) });
    await audit(trx, context, { subject: 'partner', id: null, changes: { secrets: [removed, null] } });
  });
}
