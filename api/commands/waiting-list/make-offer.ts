import type { Knex } from 'knex';
import { prepared } from '../../database/prepared.ts';
import { WaitingListEntry } from '../../models/waiting-list-entry.ts';
import { WaitingListOffer } from '../../models/waiting-list-offer.ts';
import { openChannels } from '../../queries/open-channels.ts';
import { auditSystem } from '../audit.ts';
import { notify } from '../notify.ts';

export interface NewOffer {
  readonly entryId: number;
  readonly mentor: { readonly mentorId: number; readonly name: string };
  /** Epoch ms. */
  readonly startsAt: number;
  /** Whether it is one place of several, and not the whole time. */
  readonly isSeat: boolean;
  readonly expiresAt: number;
  readonly now: number;
}

/** How much longer a start stays held than its offer can be accepted, ms: it is passed on well before that. */
const graceMs = 60_000;

/**
 * Offers a start to somebody who waits, in the mentor's turn: holds it for her and tells her.
 *
 * @returns false when her entry is being changed, or waits no more
 */
export async function makeOffer(trx: Knex.Transaction, offered: NewOffer): Promise<boolean> {
  const { entryId, mentor, startsAt, isSeat, expiresAt, now } = offered;
  const { mentorId } = mentor;
  // Not waited for: whoever has it calls for another look when it waits again.
  const entry = await WaitingListEntry.query(trx)
    .findById(entryId)
    .where({ state: 'waiting' })
    .forUpdate()
    .skipLocked();
  if (!entry) return false;
  const { partnerId, studentId, durationMinutes } = entry;
  const offer = await WaitingListOffer.query(trx).insert({
    partnerId,
    entryId,
    mentorId,
    startsAt: new Date(startsAt),
    endsAt: new Date(startsAt + durationMinutes * 60_000),
    expiresAt: new Date(expiresAt),
    createdAt: new Date(now),
  });
  await trx('slot_hold').insert({
    mentor_id: mentorId,
    student_id: studentId,
    starts_at: offer.startsAt,
    ends_at: offer.endsAt,
    expires_at: new Date(expiresAt + graceMs),
    waiting_offer_id: offer.id,
    is_seat: isSeat,
    created_at: new Date(now),
  });
  await WaitingListEntry.query(trx)
    .findById(entryId)
    .patch({ state: 'offered', updatedAt: new Date(now) });
  const values = [studentId, mentorId, offer.id, offer.startsAt, new Date(now)];
  await prepared(trx, 'queue_offer_messages', messages, values);
  const told = { kind: 'waiting_list_offer', session: offer, link: `/waiting-list/${entryId}` } as const;
  await notify(trx, { ...told, to: studentId, who: mentor.name, now });
  await auditSystem(
    trx,
    { partnerId, operation: 'offerFreedTime', now },
    {
      subject: 'waiting_list_entry',
      id: entryId,
      changes: {
        state: ['waiting', 'offered'],
        mentor_id: [null, mentorId],
        session_date: [null, offer.startsAt],
      },
    },
  );
  return true;
}

// By mail and to her phone at once: minutes count, and who sees the one need not have seen the other.
const messages = `
  INSERT INTO message (partner_id, person_id, mentor_id, waiting_offer_id, event, channel, occasion, starts_at, due_at,
    next_attempt_at, created_at)
  SELECT u.partner_id, u.id, $2, $3, 'waiting_list_offer', c.channel, $3::bigint::text, $4, $5, $5, $5
  FROM app_user u JOIN partner p ON p.id = u.partner_id
    CROSS JOIN LATERAL (SELECT ${openChannels("'waiting_list_offer'")} AS channels) open
    CROSS JOIN LATERAL unnest(CASE WHEN cardinality(open.channels) = 0 THEN ARRAY['mail'] ELSE open.channels END)
      WITH ORDINALITY AS c(channel, place)
  WHERE u.id = $1 AND u.erased_at IS NULL AND (c.place = 1 OR c.channel = 'mail')`;
