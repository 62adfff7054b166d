import type { Knex } from 'knex';
import type { Actor } from '../../domain/permissions.ts';
import { User } from '../../models/user.ts';
import { Problem } from '../../problems.ts';

/**
 * Keeps mail addresses from being used to take over an account: whoever changes an admin's address could sign in as
 * her. Admins may do that to each other; an API key, which only manages mentors, may not. Nor may a mentor change her
 * own address: with a colleague's address she would be taken for her.
 *
 * @throws Problem `forbidden`.
 */
export async function requireOwnAddress(
  trx: Knex.Transaction,
  actor: Actor,
  person: { readonly externalId: string } | { readonly userId: number },
  email: string,
): Promise<void> {
  const isAdmin = actor.role === 'partner_admin';
  if (isAdmin && actor.scopes === null) return;
  const row = 'userId' in person ? { id: person.userId } : { external_id: person.externalId };
  const known = await User.query(trx).findOne({ ...row, partner_id: actor.partnerId });
  if (!known || known.email === email) return;
  if (!isAdmin) throw new Problem('forbidden', 'Only an admin of the partner may change where mail goes.');
  if (known.isAdmin) throw new Problem('forbidden', 'No API key may change where an admin gets her mail.');
}
