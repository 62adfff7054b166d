import type { FeedFailure, BusyFeed as WireBusyFeed } from '../contract/busy-feed.ts';
import type { SkippedEvents } from '../domain/ics/busy-periods.ts';
import { formatInstant } from '../domain/wall-time.ts';
import { BaseModel } from './base-model.ts';

/** Another calendar of a mentor, whose busy times are kept as `busy_period`. */
export class BusyFeed extends BaseModel {
  static override tableName = 'busy_feed';
  static override idColumn = ['mentor_id', 'id'];
  static override jsonAttributes = ['skippedReasons'];

  declare id: number;
  declare mentorId: number;
  /** Secret: whoever knows it can read the mentor's other calendar. */
  declare url: string;
  declare name: string;
  declare etag: string | null;
  declare createdAt: Date;
  declare readAt: Date | null;
  declare succeededAt: Date | null;
  declare failure: FeedFailure | null;
  declare skippedEvents: number;
  declare skippedReasons: readonly SkippedEvents[];
  /** Its periods are complete up to this instant. */
  declare coveredUntil: Date | null;
  /** IANA zone in which its whole days were read. */
  declare timezone: string | null;
}

export function presentBusyFeed(feed: BusyFeed): WireBusyFeed {
  const { host } = new URL(feed.url);
  return {
    id: feed.id,
    mentor_id: feed.mentorId,
    name: feed.name || host,
    host,
    created_at: utc(feed.createdAt),
    read_at: feed.readAt && utc(feed.readAt),
    succeeded_at: feed.succeededAt && utc(feed.succeededAt),
    failure: feed.failure,
    skipped_events: feed.skippedEvents,
    skipped_reasons: [...feed.skippedReasons],
  };
}

const utc = (instant: Date): string => formatInstant(instant.getTime(), 'UTC');
