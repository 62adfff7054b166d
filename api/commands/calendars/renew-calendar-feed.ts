import { Mentor } from '../../models/mentor.ts';
import { findManagedMentor } from '../../queries/find-mentor.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';

/**
 * Gives a mentor's calendar feed a new address; the old one stops working.
 *
 * @returns the new generation, from which `addressSecret` makes the address.
 * @throws Problem `not_found`, `forbidden`.
 */
export async function renewCalendarFeed(context: CommandContext, mentorId: number): Promise<number> {
  return commit(context, async (trx) => {
    await findManagedMentor(trx, context.actor, mentorId);
    const { calendarGeneration } = await Mentor.query(trx).patchAndFetchById(mentorId, {
      calendarGeneration: Mentor.raw('calendar_generation + 1'),
    });
    await audit(trx, context, { subject: 'mentor', id: mentorId, changes: { calendar_address: null } });
    return calendarGeneration;
  });
}
