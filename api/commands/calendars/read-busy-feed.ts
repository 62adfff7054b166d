import type { Knex } from 'knex';
import { takeMentorsTurn } from '../../database/turns.ts';
import type { Period } from '../../domain/calendar.ts';
import { DAY_MS } from '../../domain/calendar-date.ts';
import type { ReadCalendar, Reading } from '../../feeds/read-calendar.ts';
import { BusyFeed } from '../../models/busy-feed.ts';
import { findMentorAtPartner } from '../../queries/find-mentor.ts';
import { sessionUids } from '../../queries/session-uids.ts';

export interface FeedReader {
  readonly knex: Knex;
  readonly readCalendar: ReadCalendar;
  /** Epoch ms. */
  readonly now: number;
  readonly signal?: AbortSignal;
}

/** The result of reading a feed, with the zone and the time that it was read for. */
export interface FeedReading {
  readonly reading: Reading;
  readonly timeZone: string;
  readonly window: Period;
}

/** Days that are read beyond the booking window, so that an unchanged file stays good for a month. */
const spareDays = 32;

/**
 * Reads a feed and stores the result. A failure is stored too, and the last busy times stay in force. The fetch is
 * over before the transaction begins; a feed that was removed meanwhile stays removed.
 */
export async function readBusyFeed(reader: FeedReader, feed: BusyFeed): Promise<void> {
  const found = await fetchBusy(reader, feed);
  if (!found) return;
  await reader.knex.transaction(async (trx) => {
    await takeMentorsTurn(trx, feed.mentorId);
    await storeReading(trx, feed, found, reader.now);
  });
}

/**
 * Reads the calendar at a feed's address, up to the end of its mentor's booking window; null when the mentor is gone.
 */
export async function fetchBusy(
  { knex, readCalendar, now, signal }: FeedReader,
  feed: Pick<BusyFeed, 'mentorId' | 'url'> & Partial<BusyFeed>,
): Promise<FeedReading | null> {
  const owner = await findMentorAtPartner(knex, feed.mentorId);
  if (!owner) return null;
  // By whole days, so that what is always busy does not change with every reading.
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  const needed = today + (owner.bookingWindowDays + 2) * DAY_MS;
  const window = { start: today - DAY_MS, end: needed + spareDays * DAY_MS };
  const isCovered = (feed.coveredUntil?.getTime() ?? 0) >= needed && feed.timezone === owner.timezone;
  const except = await sessionUids(knex, feed.mentorId, owner.slug);
  const timeZone = owner.timezone;
  const address = { url: feed.url, etag: isCovered ? (feed.etag ?? null) : null };
  const query = { timeZone, window, except, owner: owner.email ? [owner.email] : [] };
  return { reading: await readCalendar(address, query, signal), timeZone, window };
}

/** Stores the result of reading a feed; call it in the mentor's turn. */
export async function storeReading(
  trx: Knex.Transaction,
  { mentorId, id }: Pick<BusyFeed, 'mentorId' | 'id'>,
  { reading, timeZone, window }: FeedReading,
  now: number,
): Promise<void> {
  const tried = { readAt: new Date(now) };
  const succeeded = { ...tried, succeededAt: new Date(now), failure: null };
  const patch = (columns: Partial<BusyFeed>) => BusyFeed.query(trx).findById([mentorId, id]).patch(columns);
  if (reading === 'unchanged') {
    await patch(succeeded);
  } else if ('failure' in reading) {
    await patch({ ...tried, failure: reading.failure });
  } else {
    const { busy, etag } = reading;
    const read = {
      etag,
      timezone: timeZone,
      coveredUntil: new Date(window.end),
      skippedEvents: busy.skipped,
      skippedReasons: busy.reasons,
    };
    const isThere = await patch({ ...succeeded, ...read });
    if (isThere) await replacePeriods(trx, { mentorId, feedId: id }, busy.periods, now);
  }
}

/** Writes only what differs, because every write makes the mentor's slots be computed again. */
async function replacePeriods(
  trx: Knex.Transaction,
  { mentorId, feedId }: { mentorId: number; feedId: number },
  periods: readonly Period[],
  now: number,
): Promise<void> {
  const own = { mentor_id: mentorId, feed_id: feedId };
  const before = await trx('busy_period')
    .where(own)
    .where('ends_at', '>', new Date(now))
    .orderBy('starts_at')
    .select('starts_at', 'ends_at');
  const after = periods.filter(({ end }) => end > now);
  const told = (list: readonly (readonly [start: number, end: number])[]): string => JSON.stringify(list);
  const isSame =
    told(before.map((row) => [row.starts_at.getTime(), row.ends_at.getTime()])) ===
    told(after.map(({ start, end }) => [start, end]));
  if (isSame) return;
  await trx('busy_period').where(own).delete();
  const instants = (list: readonly number[]): string[] =>
    list.map((instant) => new Date(instant).toISOString());
  // Two arrays, however many they are: a row each of thousands would be more parameters than a statement may have.
  await trx.raw(
    `INSERT INTO busy_period (mentor_id, feed_id, starts_at, ends_at)
      SELECT ?, ?, starts_at, ends_at FROM unnest(?::timestamptz[], ?::timestamptz[]) AS t (starts_at, ends_at)`,
    [mentorId, feedId, instants(after.map(({ start }) => start)), instants(after.map(({ end }) => end))],
  );
}
