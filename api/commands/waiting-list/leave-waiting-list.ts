import { WaitingListEntry } from '../../models/waiting-list-entry.ts';
import { Problem } from '../../problems.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { endOffer, entryInTurn } from './entry-in-turn.ts';
import { offerTime } from './offer-time.ts';

/**
 * Ends an entry of the caller. What she is offered goes to the next in line at once.
 *
 * @throws Problem `not_found`; `not_waiting` for one that was booked or has expired.
 */
export async function leaveWaitingList(context: CommandContext, entryId: number): Promise<void> {
  await commit(context, async (trx) => {
    const { entry, offer } = await entryInTurn(trx, context, entryId);
    if (entry.state === 'left') return;
    if (entry.state === 'booked' || entry.state === 'expired') {
      throw new Problem('not_waiting', `The entry has ended: ${entry.state}.`);
    }
    if (offer) await endOffer(trx, offer, 'left');
    await WaitingListEntry.query(trx)
      .findById(entryId)
      .patch({ state: 'left', updatedAt: new Date(context.now) });
    const changes = { state: [entry.state, 'left'] } as const;
    await audit(trx, context, { subject: 'waiting_list_entry', id: entryId, changes });
    if (offer) await offerTime(trx, context, offer.mentorId);
  });
}
