import type { Mentor } from '../../models/mentor.ts';
import { User } from '../../models/user.ts';
import { Problem } from '../../problems.ts';
import { findManagedMentor } from '../../queries/find-mentor.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { queueInvitation } from './queue-invitation.ts';

/**
 * Mails a mentor where to sign in.
 *
 * @throws Problem `not_found`, `address_bounced` and what `queueInvitation` throws.
 */
export async function inviteMentor(context: CommandContext, mentorId: number): Promise<Mentor> {
  return commit(context, async (trx) => {
    const { name, userId } = await findManagedMentor(trx, context.actor, mentorId);
    const { email, mailBounceReason } = await User.query(trx).findById(userId).throwIfNotFound();
    if (email && mailBounceReason)
      throw new Problem('address_bounced', `Mail to ${name} came back (${mailBounceReason}).`);
    const mentor = await queueInvitation(trx, context, mentorId);
    await audit(trx, context, { subject: 'mentor', id: mentorId });
    return mentor;
  });
}
