import { randomBytes, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { Partner } from '../../models/partner.ts';
import { User } from '../../models/user.ts';
import { placeOf, type SecretBox } from '../../secrets/secret-box.ts';

export interface NewPartner {
  readonly slug: string;
  readonly name: string;
  readonly adminEmail: string;
  readonly adminName: string;
}

/**
 * Creates a partner and its first admin, who signs in by mail and does the rest on the hosted page. For a partner
 * that exists only the admin is added: this is how to replace one who lost her mailbox.
 *
 * @returns the shared secret of a new partner, which is shown only this once; null for a partner that existed.
 */
export async function addPartner(
  knex: Knex,
  { slug, name, adminEmail, adminName }: NewPartner,
  secretBox: SecretBox,
): Promise<string | null> {
  const secret = randomBytes(32).toString('base64url');
  return knex.transaction(async (trx) => {
    const sharedSecrets = [secretBox.seal(secret, placeOf.sharedSecret(slug))];
    // Without an id where there is one of this slug already.
    const { id: createdId } = await Partner.query(trx)
      .insert({ slug, name, algorithm: 'HS256', sharedSecrets })
      .onConflict('slug')
      .ignore()
      .returning('id');
    const partnerId = createdId ?? (await Partner.query(trx).findOne({ slug }).throwIfNotFound()).id;
    const known = await User.query(trx)
      .where({ partner_id: partnerId })
      .whereRaw('lower(email) = lower(?)', [adminEmail])
      .patch({ isAdmin: true });
    if (known === 0) {
      const externalId = `admin-${randomUUID()}`;
      await User.query(trx).insert({
        partnerId,
        externalId,
        name: adminName,
        email: adminEmail,
        isAdmin: true,
      });
    }
    return createdId === undefined ? null : secret;
  });
}
