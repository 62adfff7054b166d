import { fetchPublic } from '../api/feeds/fetch-public.ts';

/** A page as its server sent it. */
export interface FetchedPage {
  /** Its final address, after redirects. */
  readonly url: string;
  readonly html: string;
  /** Values of its `Content-Security-Policy` headers. */
  readonly policies: readonly string[];
}

export interface FetchPageOptions {
  /** Origins that may be fetched though they are not public: our own pages. */
  readonly ownOrigins: readonly string[];
}

/**
 * Fetches a page of the public web for somebody else.
 *
 * @throws FetchRefused
 */
export async function fetchPage(address: string, { ownOrigins }: FetchPageOptions): Promise<FetchedPage> {
  const { url, text, headers } = await fetchPublic(address, {
    ownOrigins,
    timeoutMs: 5_000,
    maxBytes: 1_048_576,
    type: /html/i,
    headers: { Accept: 'text/html', 'User-Agent': 'mentor-booking-doctor' },
  });
  return { url, html: text, policies: headers['content-security-policy'] ?? [] };
}
