import { acceptOffer } from '../commands/waiting-list/accept-offer.ts';
import { declineOffer } from '../commands/waiting-list/decline-offer.ts';
import { leaveWaitingList } from '../commands/waiting-list/leave-waiting-list.ts';
import { donePage, type OfferPurpose, offerPage } from '../domain/links/link-pages.ts';
import { contextFor, type LinkAct, type LinkVisit } from '../http/link-visit.ts';
import { readForm } from '../http/read-form.ts';
import type { WaitingListEntry } from '../models/waiting-list-entry.ts';
import type { WaitingListOffer } from '../models/waiting-list-offer.ts';
import { notFound, Problem } from '../problems.ts';

/** Answers what somebody who waits is offered, or takes her off the list. */
export const offerLink = (purpose: OfferPurpose): LinkAct => ({
  async show({ reader, scene, once, now }) {
    const { offer, entry } = offered(reader);
    if (isDone(purpose, offer, entry)) return { page: donePage(scene, purpose, true) };
    if (purpose !== 'leave' && (offer.outcome !== null || offer.expiresAt.getTime() <= now)) {
      throw new Problem('offer_expired', 'This offer has ended.');
    }
    return { page: offerPage(scene, purpose, { once, expiresAt: offer.expiresAt }) };
  },

  async act(visit) {
    const { ctx, reader, scene } = visit;
    const { offer, entry } = offered(reader);
    const sent = await readForm(ctx);
    if (isDone(purpose, offer, entry)) return { page: donePage(scene, purpose, true) };
    const { context, wasDone } = contextFor(visit, operationOf[purpose], sent);
    if (purpose === 'accept') await acceptOffer(context, entry.id, offer.id);
    else if (purpose === 'decline') await declineOffer(context, entry.id, offer.id);
    else await leaveWaitingList(context, entry.id);
    return { page: donePage(scene, purpose, wasDone()) };
  },
});

const operationOf = { accept: 'acceptOffer', decline: 'declineOffer', leave: 'leaveWaitingList' } as const;

function offered({ offer }: LinkVisit['reader']): {
  readonly offer: WaitingListOffer;
  readonly entry: WaitingListEntry;
} {
  if (!offer?.entry) throw notFound('offer');
  return { offer, entry: offer.entry };
}

function isDone(purpose: OfferPurpose, offer: WaitingListOffer, entry: WaitingListEntry): boolean {
  if (purpose === 'leave') return entry.state === 'left';
  return offer.outcome === (purpose === 'accept' ? 'booked' : 'declined');
}
