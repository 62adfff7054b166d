import { User } from '../../models/user.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';

/** Takes the caller's number away; tokens bring it back no more. */
export async function removePhone(context: CommandContext): Promise<void> {
  const { actor, now } = context;
  await commit(context, async (trx) => {
    await User.query(trx)
      .findById(actor.userId)
      .patch({ phoneNumber: null, phoneSource: 'person', phoneConfirmedAt: null, updatedAt: new Date(now) });
    await trx('phone_code').where({ user_id: actor.userId }).update({ tries_left: 0 });
    await audit(trx, context, { subject: 'person', id: actor.userId, changes: { phone_number: null } });
  });
}
