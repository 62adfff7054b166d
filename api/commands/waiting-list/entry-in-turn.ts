import type { Knex } from 'knex';
import { takeMentorsTurn } from '../../database/turns.ts';
import { WaitingListEntry } from '../../models/waiting-list-entry.ts';
import { WaitingListOffer } from '../../models/waiting-list-offer.ts';
import { notFound, Problem } from '../../problems.ts';
import type { CommandContext } from '../commit.ts';

/** An entry that is being changed, and the offer that stands. */
export interface EntryInTurn {
  readonly entry: WaitingListEntry;
  readonly offer: WaitingListOffer | null;
}

/**
 * The caller's entry, locked, in the turn of the mentor whose time is offered: what is answered stands until the
 * transaction ends.
 *
 * @throws Problem `not_found`.
 */
export async function entryInTurn(
  trx: Knex.Transaction,
  { actor }: CommandContext,
  id: number,
): Promise<EntryInTurn> {
  const own = { id, student_id: actor.userId };
  const standing = () => WaitingListOffer.query(trx).findOne({ entry_id: id }).whereNull('outcome');
  const isHers = await WaitingListEntry.query(trx).findOne(own).select('id');
  if (!isHers) throw notFound('entry of the waiting list');
  const first = await standing();
  if (first) await takeMentorsTurn(trx, first.mentorId);
  const entry = await WaitingListEntry.query(trx).findOne(own).forUpdate();
  if (!entry) throw notFound('entry of the waiting list');
  const offer = await standing();
  // Offered, or offered anew, between the two: who makes offers leaves out an entry that is locked.
  if (offer && offer.mentorId !== first?.mentorId) await takeMentorsTurn(trx, offer.mentorId);
  return { entry, offer: offer ?? null };
}

/**
 * The offer that she may still answer.
 *
 * @throws Problem `offer_expired`, `not_waiting`, `no_offer`.
 */
export async function requireOffer(
  trx: Knex.Transaction,
  { entry, offer }: EntryInTurn,
  { now, offerId = offer?.id }: { readonly now: number; readonly offerId?: number | undefined },
): Promise<WaitingListOffer> {
  if (offer && offer.id === offerId && offer.expiresAt.getTime() > now) return offer;
  if (offer) throw new Problem('offer_expired', 'This offer has ended.');
  const last = await WaitingListOffer.query(trx).findOne({ entry_id: entry.id }).orderBy('id', 'desc');
  if (last?.outcome === 'missed') {
    throw new Problem('offer_expired', 'The offer has expired, and is passed on to the next.');
  }
  if (entry.state !== 'waiting') throw new Problem('not_waiting', `The entry has ended: ${entry.state}.`);
  throw new Problem('no_offer', 'Nothing is offered at present.');
}

/** Ends an offer, and lets go of what it held. */
export async function endOffer(
  trx: Knex.Transaction,
  offer: WaitingListOffer,
  outcome: NonNullable<WaitingListOffer['outcome']>,
): Promise<void> {
  await WaitingListOffer.query(trx).findById(offer.id).patch({ outcome });
  await trx('slot_hold').where({ waiting_offer_id: offer.id }).delete();
}
