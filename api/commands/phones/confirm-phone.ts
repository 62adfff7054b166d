import type { ConfirmPhone, Phone } from '../../contract/phone.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { User } from '../../models/user.ts';
import { Problem } from '../../problems.ts';
import { findPhone } from '../../queries/find-phone.ts';
import { isSame } from '../../secrets/is-same.ts';
import { phoneCode } from '../../secrets/sign-in-code.ts';
import { audit } from '../audit.ts';
import type { CommandContext } from '../commit.ts';
import { requirePresent } from '../require-present.ts';

/**
 * Confirms the number that the caller gave, by the code that was sent to it.
 *
 * @throws Problem `wrong_code`, which takes one of its five tries.
 */
export async function confirmPhone(context: CommandContext, { code }: ConfirmPhone): Promise<Phone> {
  const { knex, actor, now, tokenSecret } = context;
  // A refusal is returned and not thrown, because the try that it took must be committed.
  const outcome = await inTransaction(knex, async (trx): Promise<Phone | Problem> => {
    await requirePresent(trx, actor.userId);
    const row = { user_id: actor.userId };
    // Locked until the commit, so that guesses that come at once are counted one after the other.
    const asked = await trx('phone_code').where(row).forUpdate().first();
    if (!asked || asked.tries_left === 0 || asked.expires_at.getTime() <= now) return wrongCode();
    await trx('phone_code')
      .where(row)
      .update({ tries_left: asked.tries_left - 1 });
    const { phone_number: phoneNumber, seed } = asked;
    if (!isSame(code, phoneCode(tokenSecret, { userId: actor.userId, phoneNumber, seed })))
      return wrongCode();
    const at = new Date(now);
    await User.query(trx)
      .findById(actor.userId)
      .patch({ phoneNumber, phoneSource: 'person', phoneConfirmedAt: at, updatedAt: at });
    // The row goes on counting how often she asks.
    await trx('phone_code').where(row).update({ tries_left: 0 });
    await audit(trx, context, { subject: 'person', id: actor.userId, changes: { phone_number: null } });
    return findPhone(trx, actor.userId, now);
  });
  if (outcome instanceof Problem) throw outcome;
  return outcome;
}

const wrongCode = (): Problem =>
  new Problem(
    'wrong_code',
    'This is not the code of the last SMS, or its ten minutes or five tries are over.',
  );
