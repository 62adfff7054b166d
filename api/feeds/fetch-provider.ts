import { FetchRefused, fetchPublic } from './fetch-public.ts';
import { isLocal } from './local-address.ts';

/** `fetch`, as far as the libraries that read keys and ask OpenID providers need it. */
export type FetchProvider = (
  address: string,
  request: {
    readonly method: string;
    readonly headers: Headers | Readonly<Record<string, string>>;
    readonly body?: unknown;
    readonly signal?: AbortSignal | undefined;
  },
) => Promise<Response>;

export interface FetchProviderOptions {
  /** Whether addresses of this machine may be asked, and by http: in tests and in a demo that is not public. */
  readonly mayBeLocal: boolean;
}

/** Key sets and what providers say of themselves have a few kilobytes. */
const maxBytes = 512 * 1024;

/**
 * Asks the addresses that a partner's admin may set, and those that the answers name: by https, on the public web
 * alone, without following redirects.
 */
export function makeFetchProvider({ mayBeLocal }: FetchProviderOptions): FetchProvider {
  return async (address, { method, headers, body, signal }) => {
    const { protocol, hostname, origin } = new URL(address);
    const isOwn = mayBeLocal && isLocal(hostname);
    try {
      if (protocol !== 'https:' && !isOwn) throw new FetchRefused('address', 'It is asked by https alone.');
      const answer = await fetchPublic(address, {
        ownOrigins: isOwn ? [origin] : [],
        method,
        headers: Object.fromEntries(new Headers(headers)),
        body: body ? String(body) : undefined,
        redirects: 0,
        timeoutMs: 10_000,
        maxBytes,
        signal,
      });
      const pairs = Object.entries(answer.headers).flatMap(([name, values = []]) =>
        values.map((value): [string, string] => [name, value]),
      );
      return new Response(answer.text || null, { status: answer.status, headers: pairs });
    } catch (cause) {
      if (signal?.aborted) throw signal.reason;
      // As `fetch` does when there is no answer.
      throw new TypeError('The address was not fetched.', { cause });
    }
  };
}
