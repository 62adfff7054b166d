import type { Knex } from 'knex';
import { Mentor } from '../../models/mentor.ts';
import { presentMentor } from '../../models/present-mentor.ts';
import { queueEvent, readerOf } from '../queue-event.ts';

/** Tells the partner's webhooks how a mentor is since she was changed, in the transaction that changes her. */
export async function queueMentorEvent(trx: Knex.Transaction, id: number, now: number): Promise<void> {
  const mentor = await Mentor.query(trx).findById(id).withGraphFetched('user').throwIfNotFound();
  const { partnerId } = mentor;
  // Where she meets is a key to her room, and nothing that another server needs.
  const { meeting, ...data } = presentMentor(mentor, readerOf(partnerId), now);
  await queueEvent(trx, { partnerId, type: 'mentor.updated', about: `mentor ${id}`, data, now });
}
