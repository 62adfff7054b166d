import { FetchRefused, fetchPublic } from './fetch-public.ts';
import { isLocal, isPrivate } from './local-address.ts';

/** What leads to the servers where partners meet, and nowhere else. */
export interface MeetingDoor {
  /** Why nobody is sent to this address, to stand after "The address"; null when people may be. */
  refusalOf(url: string): string | null;
  /** Asks a server by GET. @throws FetchRefused when there is no answer of 2xx. */
  ask(url: string): Promise<string>;
}

export interface MeetingDoorOptions {
  /** Whether addresses of this machine may be asked: in tests and in a demo that is not public. */
  readonly mayBeLocal: boolean;
  /** For everything together, ms. */
  readonly timeoutMs?: number;
}

/** What a server says of a meeting has less than a kilobyte. */
const maxBytes = 64 * 1024;

/** A door to the public web: private addresses are refused where the connection goes, redirects are not followed. */
export function makeMeetingDoor({ mayBeLocal, timeoutMs = 10_000 }: MeetingDoorOptions): MeetingDoor {
  const isOwn = ({ hostname }: URL): boolean => mayBeLocal && isLocal(hostname);

  const refusalOf = (address: string): string | null => {
    const url = URL.parse(address);
    if (!url || !/^https?:$/.test(url.protocol)) return 'is no address that begins with https://.';
    if (url.username || url.password) return 'holds a user or a password, which nobody would keep secret.';
    return !isOwn(url) && isPrivate(url.hostname) ? 'leads into a private network.' : null;
  };

  const ask = async (address: string): Promise<string> => {
    const url = new URL(address);
    const { status, text } = await fetchPublic(address, {
      ownOrigins: isOwn(url) ? [url.origin] : [],
      headers: { Accept: 'application/xml, text/xml' },
      redirects: 0,
      timeoutMs,
      maxBytes,
      cut: true,
    });
    if (status < 200 || status > 299) throw new FetchRefused('no_answer', `${url.host} answered ${status}.`);
    return text;
  };
  return { refusalOf, ask };
}
