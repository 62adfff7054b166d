import { isIPv6 } from 'node:net';
import { LRUCache } from 'lru-cache';
import { tooMany } from '../problems.ts';

/** Requests a minute and key, counted in each process by itself. */
const limits = {
  /** Public reads, by partner and network: a whole campus shares one address. */
  read: 6_000,
  /** Funnel events, by partner and network. */
  event: 1_200,
  /** Reads of one person. */
  personal_read: 600,
  /** Bookings and other writes of one person. */
  personal_write: 120,
  /** Calendars elsewhere that are read at one person's word. */
  calendar_read: 20,
  /** The same token that was refused, from one network: a client that goes on and on with it. */
  refused_token: 600,
  /** Sign-in codes asked for from one network: all mentors of a campus may share one. */
  sign_in_code: 600,
  /** Codes tried from one network, in browsers that asked for none. */
  sign_in_try: 120,
  /** Pages in front of meetings, and ways into them, from one network: a whole campus shares one address. */
  join: 1_200,
  /** Pages behind the links of messages, from one network: what scans a campus's mail opens all of them. */
  link: 1_200,
  /** Steps of signing in at a partner's own provider, from one network. */
  oidc: 120,
} as const;

export type LimitKind = keyof typeof limits;

const windowMs = 60_000;

/** Keys of a kind that are remembered; the least used are forgotten first, so that made-up ones fill no memory. */
const mostKeys = 20_000;

/** Counts one request; the Problem `rate_limited` with `Retry-After` (seconds) when it is one too many. */
export type RateLimit = (kind: LimitKind, key: string) => Promise<void>;

/** Rate limits for one process; with `on` false nothing is ever refused (load tests). */
export function makeRateLimit(on: boolean): RateLimit {
  if (!on) return async () => {};
  const counts = new Map(
    Object.keys(limits).map((kind) => [
      kind,
      // Counted from the first request of a minute on, and then anew.
      new LRUCache<string, { used: number }>({ max: mostKeys, ttl: windowMs }),
    ]),
  );
  return async (kind, key) => {
    const known = counts.get(kind)?.get(key);
    if (!known) {
      counts.get(kind)?.set(key, { used: 1 });
      return;
    }
    known.used++;
    if (known.used > limits[kind]) throw tooMany(counts.get(kind)?.getRemainingTTL(key) ?? windowMs);
  };
}

/**
 * What of an address names the network that it is in. Of IPv6 the first half: everybody has the rest of it to choose
 * from (RFC 4291 §2.5.4).
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = address.replace(/%.*$/, '').split('::');
  const front = head.split(':').filter(Boolean);
  const back = tail.split(':').filter(Boolean);
  const gap = address.includes('::')
    ? Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0')
    : [];
  const groups = [...front, ...gap, ...back]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16));
  return `${groups.join(':')}::/64`;
}
