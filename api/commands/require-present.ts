import type { Knex } from 'knex';
import { prepared } from '../database/prepared.ts';
import { unauthenticated } from '../problems.ts';

/**
 * Holds a person as she is until the transaction ends: whoever erases her meanwhile waits, and then finds what was
 * written here. Her token was good when the request came, but that is a while ago.
 *
 * @throws Problem `unauthenticated` for one who was erased since; her next token makes another person.
 */
export async function requirePresent(trx: Knex.Transaction, userId: number): Promise<void> {
  const text = 'SELECT FROM app_user WHERE id = $1 AND erased_at IS NULL FOR KEY SHARE';
  const { rowCount } = await prepared(trx, 'require_present', text, [userId]);
  if (rowCount === 0) throw unauthenticated('The person of this token was erased.');
}
