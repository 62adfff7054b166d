import type { FeedFailure } from '../contract/busy-feed.ts';
import { type BusyPeriods, type BusyQuery, UnreadableCalendar } from '../domain/ics/busy-periods.ts';
import { expandCalendar } from './expand-calendar.ts';
import { FetchRefused, fetchPublic } from './fetch-public.ts';

export interface CalendarAddress {
  readonly url: string;
  /** Hash of the text that was read last: if it is still the same, the answer is `unchanged`. */
  readonly etag?: string | null;
}

/** The result of reading a calendar at its address. */
export type Reading =
  | { readonly busy: BusyPeriods; readonly etag: string | null }
  | 'unchanged'
  | { readonly failure: FeedFailure };

/** Reads the busy periods of a calendar on the public web; every failure is an answer. */
export type ReadCalendar = (
  address: CalendarAddress,
  query: BusyQuery,
  signal?: AbortSignal,
) => Promise<Reading>;

export interface CalendarReaderOptions {
  /** Origins that may be read though they are not public: none, but in tests and in the demo. */
  readonly ownOrigins: () => readonly string[];
  /** For the fetch as a whole, ms. */
  readonly timeoutMs?: number;
}

/** Years of a busy person's calendar; nobody's is as large. */
const maxBytes = 5 * 1024 * 1024;

export function makeCalendarReader({ ownOrigins, timeoutMs = 10_000 }: CalendarReaderOptions): ReadCalendar {
  return async ({ url, etag }, query, signal) => {
    try {
      const { status, text, headers } = await fetchPublic(httpAddress(url), {
        ownOrigins: ownOrigins(),
        timeoutMs,
        maxBytes,
        signal,
        headers: {
          Accept: 'text/calendar, text/plain;q=0.5, */*;q=0.1',
          'User-Agent': 'mentor-booking-calendar',
          ...(etag && { 'If-None-Match': etag }),
        },
      });
      if (status === 304 && etag) return 'unchanged';
      if (status < 200 || status > 299) return { failure: 'refused' };
      const owner = [...(query.owner ?? []), ...addressesIn(url)];
      return {
        busy: await expandCalendar(text, { ...query, owner }),
        etag: headers.etag?.[0]?.slice(0, 500) ?? null,
      };
    } catch (error) {
      return { failure: failureOf(error) };
    }
  };
}

/** The address to fetch: programs that subscribe write webcal:// for https://. */
export const httpAddress = (url: string): string => url.trim().replace(/^webcals?:\/\//i, 'https://');

function failureOf(error: unknown): FeedFailure {
  if (error instanceof UnreadableCalendar) return error.reason;
  if (error instanceof FetchRefused && error.reason !== 'wrong_type') return error.reason;
  return 'no_answer';
}

/** Mail addresses that stand in the address of a calendar: Google puts that of its owner there. */
function addressesIn(url: string): string[] {
  const parts = url.split(/[/?&=]/).flatMap((part) => {
    try {
      return [decodeURIComponent(part)];
    } catch {
      return [];
    }
  });
  return parts.filter((part) => /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(part));
}
