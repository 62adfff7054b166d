import type { Knex } from 'knex';
import { User } from '../../models/user.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';

/** Ends the caller's sign-ins in every browser, and the tokens that were issued for them. */
export async function signOutEverywhere(context: CommandContext): Promise<void> {
  const { userId } = context.actor;
  await commit(context, async (trx) => {
    await endSignIns(trx, userId, context.now);
    await audit(trx, context, { subject: 'person', id: userId });
  });
}

/** Ends a person's sign-ins and own tokens. */
export async function endSignIns(trx: Knex.Transaction, userId: number, now: number): Promise<void> {
  await trx('sign_in').where({ user_id: userId }).delete();
  // The next millisecond, because a token of this one is to end too.
  await User.query(trx)
    .findById(userId)
    .patch({ tokensValidFrom: new Date(now + 1) });
}
