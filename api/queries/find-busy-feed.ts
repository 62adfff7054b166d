import type { Knex } from 'knex';
import { type Actor, may } from '../domain/permissions.ts';
import { BusyFeed } from '../models/busy-feed.ts';
import { Mentor } from '../models/mentor.ts';
import { notFound } from '../problems.ts';

/**
 * A feed that `actor` may change.
 *
 * @throws Problem `not_found` when there is none, or it is the business of others.
 */
export async function findBusyFeed(trx: Knex, actor: Actor, id: number): Promise<BusyFeed> {
  const feed = await BusyFeed.query(trx).findOne({ id });
  const mentor = feed && (await Mentor.query(trx).findById(feed.mentorId));
  const thing = feed && mentor && { partnerId: mentor.partnerId, mentorId: feed.mentorId };
  if (!feed || !thing || !may(actor, 'manage_mentor', thing)) throw notFound('calendar');
  return feed;
}
