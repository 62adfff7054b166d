import { randomBytes, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';

export interface NewPartner {
  readonly slug: string;
  readonly name: string;
  readonly adminEmail: string;
  readonly adminName: string;
}

/**
 * Creates a partner and its first admin, who signs in by mail and does the rest on the hosted page. Of a partner that is
 * there already only the admin is new: one who lost her mailbox is replaced so.
 *
 * @returns the shared secret of a new partner, which is told this once; null for one that was there.
 */
export async function addPartner(
  knex: Knex,
  { slug, name, adminEmail, adminName }: NewPartner,
): Promise<string | null> {
  const secret = randomBytes(32).toString('base64url');
  return knex.transaction(async (trx) => {
    const created = await trx('partner')
      .insert({ slug, name, algorithm: 'HS256', shared_secrets: [secret] })
      .onConflict('slug')
      .ignore()
      .returning('id');
    const { id } = created[0] ?? (await trx('partner').where({ slug }).first('id'));
    const known = await trx('app_user')
      .where({ partner_id: id })
      .whereRaw('lower(email) = lower(?)', [adminEmail])
      .update({ is_admin: true });
    if (known === 0) {
      await trx('app_user').insert({
        partner_id: id,
        external_id: `admin-${randomUUID()}`,
        name: adminName,
        email: adminEmail,
        is_admin: true,
      });
    }
    return created.length > 0 ? secret : null;
  });
}
