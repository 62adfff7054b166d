import { User } from '../../models/user.ts';
import { notFound } from '../../problems.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';

/**
 * Has a person's address used again that mail came back from; one that none came back from stays as it is.
 *
 * @throws Problem `not_found`.
 */
export async function useMailAgain(context: CommandContext, personId: number): Promise<void> {
  const { partnerId } = context.actor;
  await commit(context, async (trx) => {
    const person = await User.query(trx)
      .findOne({ id: personId, partner_id: partnerId })
      .whereNull('erased_at')
      .forNoKeyUpdate();
    if (!person) throw notFound('person');
    if (person.mailBounceReason === null) return;
    await person.$query(trx).patch({ mailBouncedAt: null, mailBounceReason: null });
    const changes = { mail_bounced: [person.mailBounceReason, null] } as const;
    await audit(trx, context, { subject: 'person', id: personId, changes });
  });
}
