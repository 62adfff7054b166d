import type { Knex } from 'knex';
import { mostMissedOffers } from '../../contract/waiting-list.ts';
import { WaitingListEntry } from '../../models/waiting-list-entry.ts';
import { WaitingListOffer } from '../../models/waiting-list-offer.ts';
import { auditSystem } from '../audit.ts';
import { callFor } from './call-for.ts';
import { endOffer } from './entry-in-turn.ts';

/**
 * Ends the offers of a mentor's time that nobody answered, in her turn: until then they stay held, also past their
 * time, so that nobody gets in between. Who let too many pass waits no longer.
 *
 * @param now epoch ms
 */
export async function passOn(trx: Knex.Transaction, mentorId: number, now: number): Promise<void> {
  const missed = await WaitingListOffer.query(trx)
    .where({ mentor_id: mentorId })
    .whereNull('outcome')
    .where('expires_at', '<=', new Date(now))
    .orderBy('entry_id');
  for (const offer of missed) {
    const entry = await WaitingListEntry.query(trx).findById(offer.entryId).forUpdate();
    if (!entry) continue;
    await endOffer(trx, offer, 'missed');
    const missedOffers = entry.missedOffers + 1;
    const isOver = missedOffers >= mostMissedOffers || entry.endsAt.getTime() <= now;
    const state = isOver ? 'expired' : 'waiting';
    await WaitingListEntry.query(trx)
      .findById(entry.id)
      .patch({ state, missedOffers, updatedAt: new Date(now) });
    const changes = { state: ['offered', state], missed_offers: [entry.missedOffers, missedOffers] } as const;
    await auditSystem(
      trx,
      { partnerId: entry.partnerId, operation: 'passOffersOn', now },
      { subject: 'waiting_list_entry', id: entry.id, changes },
    );
    if (!isOver) await callFor(trx, entry.id);
  }
}

/** Ends entries whose last date is past. @param now epoch ms */
export async function expireEntries(trx: Knex.Transaction, now: number): Promise<void> {
  const { rows } = await trx.raw(
    `UPDATE waiting_list_entry SET state = 'expired', updated_at = :now
      WHERE state = 'waiting' AND ends_at <= :now RETURNING id, partner_id`,
    { now: new Date(now) },
  );
  for (const { id, partner_id: partnerId } of rows) {
    const changes = { state: ['waiting', 'expired'] } as const;
    await auditSystem(
      trx,
      { partnerId, operation: 'expireWaitingListEntries', now },
      { subject: 'waiting_list_entry', id, changes },
    );
  }
}
