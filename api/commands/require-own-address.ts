import type { Knex } from 'knex';
import type { Actor } from '../domain/permissions.ts';
import { Problem } from '../problems.ts';

/**
 * Who changes the address of an admin could sign in as her. Admins may do that to each other; a program, which is let in
 * for mentors alone, may not.
 *
 * @throws Problem `forbidden`.
 */
export async function requireOwnAddress(
  trx: Knex.Transaction,
  actor: Actor,
  person: { readonly externalId: string } | { readonly userId: number },
  email: string,
): Promise<void> {
  if (actor.scopes === null) return;
  const row = 'userId' in person ? { id: person.userId } : { external_id: person.externalId };
  const admin = await trx('app_user')
    .where({ ...row, partner_id: actor.partnerId, is_admin: true })
    .first('email');
  if (admin && admin.email !== email) {
    throw new Problem('forbidden', 'No API key may change where an admin gets her mail.');
  }
}
