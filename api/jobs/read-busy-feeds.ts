import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { readBusyFeed } from '../commands/calendars/read-busy-feed.ts';
import type { ReadCalendar } from '../feeds/read-calendar.ts';
import { BusyFeed } from '../models/busy-feed.ts';

export interface ReadBusyFeedsOptions {
  readonly knex: Knex;
  readonly readCalendar: ReadCalendar;
  readonly clock: () => number;
  readonly log: Logger;
  /** Ends the round when the process ends. */
  readonly signal?: AbortSignal;
}

/**
 * A feed is due after this time, ms: a little less than the ten minutes between two rounds, which do not start on the
 * second.
 */
const freshMs = 9 * 60_000;

/** A round must end before the next begins; feeds that it did not reach come first in the next. */
const roundMs = 9 * 60_000;

const atOnce = 4;

/** Reads all feeds that are due, a few at a time, longest waiting first. */
export async function readBusyFeeds(options: ReadBusyFeedsOptions): Promise<void> {
  const { knex, clock, signal } = options;
  const began = clock();
  const isOver = (): boolean => Boolean(signal?.aborted) || clock() - began > roundMs;
  while (!isOver()) {
    const due = await BusyFeed.query(knex)
      .where((is) => is.whereNull('read_at').orWhere('read_at', '<', new Date(began - freshMs)))
      .orderByRaw('read_at NULLS FIRST')
      .limit(100);
    if (due.length === 0) return;
    // One iterator for all: each lane takes the next feed when it is done with one.
    const next = due.values();
    const lane = async (): Promise<void> => {
      for (const feed of next) {
        if (isOver()) return;
        await readOne(options, feed);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
  }
}

/** Whatever goes wrong with one feed, the others are read. */
async function readOne({ knex, readCalendar, clock, log, signal }: ReadBusyFeedsOptions, feed: BusyFeed) {
  try {
    await readBusyFeed({ knex, readCalendar, now: clock(), ...(signal && { signal }) }, feed);
  } catch (error) {
    // Not the error itself: it may quote the address.
    log.warn({ feed: feed.id, name: (error as Error).name }, 'busy feed not kept');
    await BusyFeed.query(knex)
      .findById([feed.mentorId, feed.id])
      .patch({ readAt: new Date(clock()), failure: 'no_answer' });
  }
}
