import type { WaitingListEntry as WireEntry } from '../../contract/waiting-list.ts';
import { presentEntry, WaitingListEntry } from '../../models/waiting-list-entry.ts';
import { findEntry } from '../../queries/waiting-list.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { callFor } from './call-for.ts';
import { endOffer, entryInTurn, requireOffer } from './entry-in-turn.ts';
import { offerTime } from './offer-time.ts';

/**
 * Turns down what the caller is offered, which goes to the next in line at once. She keeps her place, and is not
 * offered this start again.
 *
 * @param offerId the one she means, where she was told of several
 * @throws Problem `not_found`, `not_waiting`, `no_offer`, `offer_expired`.
 */
export function declineOffer(context: CommandContext, entryId: number, offerId?: number): Promise<WireEntry> {
  return commit(context, async (trx) => {
    const found = await entryInTurn(trx, context, entryId);
    const offer = await requireOffer(trx, found, { now: context.now, offerId });
    await endOffer(trx, offer, 'declined');
    await WaitingListEntry.query(trx)
      .findById(entryId)
      .patch({ state: 'waiting', updatedAt: new Date(context.now) });
    const changes = { state: ['offered', 'waiting'] } as const;
    await audit(trx, context, { subject: 'waiting_list_entry', id: entryId, changes });
    await callFor(trx, entryId);
    await offerTime(trx, context, offer.mentorId);
    return presentEntry(await findEntry(trx, context.actor.userId, entryId));
  });
}
