import type { FeedFailure, SkipReason } from '../../../api/contract/busy-feed.ts';

/** What the page of calendars says, in one language. */
export interface CalendarWords {
  readonly subscribe: string;
  readonly subscribeText: string;
  readonly address: string;
  readonly secret: string;
  readonly apple: string;
  readonly renew: string;
  readonly renewQuestion: string;
  readonly renewText: string;
  readonly renewed: string;
  readonly howTo: readonly { readonly name: string; readonly steps: readonly string[] }[];
  readonly howToTitle: string;
  readonly delay: string;
  readonly busy: string;
  readonly busyText: string;
  readonly noFeeds: string;
  readonly working: string;
  readonly failing: string;
  readonly lastRead: (ago: string) => string;
  readonly lastTried: (ago: string) => string;
  readonly neverRead: string;
  /** After a failure: the times that were read last still count. */
  readonly kept: string;
  readonly skipped: (count: number) => string;
  /** Each with a number before it. */
  readonly skipReasons: Readonly<Record<SkipReason, string>>;
  readonly readNow: string;
  readonly read: string;
  readonly removeQuestion: (name: string) => string;
  readonly removeText: string;
  readonly removed: string;
  readonly addTitle: string;
  readonly url: string;
  readonly urlHint: string;
  readonly urlMissing: string;
  readonly name: string;
  readonly nameHint: string;
  readonly addButton: string;
  readonly adding: string;
  readonly added: string;
  readonly whereTitle: string;
  readonly where: readonly { readonly name: string; readonly steps: readonly string[] }[];
  readonly failures: Readonly<Record<FeedFailure, string>>;
  readonly exists: string;
  readonly tooMany: string;
}
