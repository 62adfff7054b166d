import type { Knex } from 'knex';
import { type CreateBusyFeed, type FeedFailure, feedFailures } from '../../contract/busy-feed.ts';
import { takeMentorsTurn } from '../../database/turns.ts';
import { httpAddress, type ReadCalendar } from '../../feeds/read-calendar.ts';
import { BusyFeed } from '../../models/busy-feed.ts';
import { notFound, Problem } from '../../problems.ts';
import { findManagedMentor } from '../../queries/find-mentor.ts';
import { audit } from '../audit.ts';
import { type CommandContext, commit } from '../commit.ts';
import { fetchBusy, storeReading } from './read-busy-feed.ts';

const mostFeeds = 10;

/**
 * Adds another calendar of a mentor, whose busy times close her slots. It is read before the transaction begins, so
 * that a slow server holds up nobody; a calendar that cannot be read is not added.
 *
 * @throws Problem `not_found`, `forbidden`, `unreadable_calendar`, `busy_feed_exists`, `too_many_busy_feeds`.
 */
export async function createBusyFeed(
  context: CommandContext,
  mentorId: number,
  input: CreateBusyFeed,
  readCalendar: ReadCalendar,
): Promise<BusyFeed> {
  const { knex, actor, now } = context;
  await findManagedMentor(knex, actor, mentorId);
  const url = URL.parse(httpAddress(input.url))?.href;
  if (!url) throw unreadable('address');
  await requireRoom(knex, mentorId, url);
  const found = await fetchBusy({ knex, readCalendar, now }, { mentorId, url });
  if (!found) throw notFound('mentor');
  const { reading } = found;
  if (reading === 'unchanged') throw new Error('a calendar that was asked for without an etag is unchanged');
  if ('failure' in reading) throw unreadable(reading.failure);

  return commit(context, async (trx) => {
    await takeMentorsTurn(trx, mentorId);
    await requireRoom(trx, mentorId, url);
    const name = input.name?.trim() ?? '';
    const feed = await BusyFeed.query(trx)
      .insert({ mentorId, url, name, createdAt: new Date(now) })
      .returning('*');
    await storeReading(trx, feed, found, now);
    await audit(trx, context, { subject: 'busy_feed', id: feed.id, changes: { url: null, name: null } });
    return BusyFeed.query(trx).findById([mentorId, feed.id]).throwIfNotFound();
  });
}

async function requireRoom(knex: Knex, mentorId: number, url: string): Promise<void> {
  const feeds = await BusyFeed.query(knex).where({ mentor_id: mentorId });
  if (feeds.some((feed) => feed.url === url)) {
    throw new Problem('busy_feed_exists', 'Busy times are taken from this calendar already.');
  }
  if (feeds.length >= mostFeeds) {
    throw new Problem('too_many_busy_feeds', `A mentor has at most ${mostFeeds} other calendars.`);
  }
}

function unreadable(reason: FeedFailure): Problem {
  const detail = feedFailures[reason];
  return new Problem('unreadable_calendar', `The address ${detail}.`, {
    errors: [{ pointer: '/url', detail }],
    reason,
  });
}
