import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { tooMany } from '../problems.ts';

/** Requests a minute and key, counted in each process by itself. */
const limits = {
  /** Public reads, by partner and address: a whole campus shares one address. */
  read: 6_000,
  /** Funnel events, by partner and address. */
  event: 1_200,
  /** Reads of one person. */
  personal_read: 600,
  /** Bookings and other writes of one person. */
  personal_write: 120,
  /** Calendars elsewhere that are read at one person's word. */
  calendar_read: 20,
  /** Tokens that were refused, by address. */
  refused_token: 600,
  /** Sign-in codes for one mail address. */
  sign_in_mail: 6,
  /** Sign-in codes asked for from one address of the network: all mentors of a campus may have the same. */
  sign_in_code: 60,
  /** Codes tried from one address of the network. */
  sign_in_try: 120,
} as const;

export type LimitKind = keyof typeof limits;

/** Counts one request; the Problem `rate_limited` with `Retry-After` (seconds) when it is one too many. */
export type RateLimit = (kind: LimitKind, key: string) => Promise<void>;

/** Rate limits for one process; with `on` false nothing is ever refused (load tests). */
export function makeRateLimit(on: boolean): RateLimit {
  if (!on) return async () => {};
  const limiters = new Map(
    Object.entries(limits).map(([kind, points]) => [kind, new RateLimiterMemory({ points, duration: 60 })]),
  );
  return async (kind, key) => {
    try {
      await limiters.get(kind)?.consume(key);
    } catch (refusal) {
      throw tooMany((refusal as RateLimiterRes).msBeforeNext);
    }
  };
}
