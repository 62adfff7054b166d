import { FetchRefused } from '../api/feeds/fetch-public.ts';
import { diagnose, type Finding, mentorsOf } from './doctor.ts';
import { fetchPage } from './fetch-page.ts';

/** What the doctor's page sends: the address of a page, or its HTML with the address where it will be published. */
export interface Consultation {
  readonly address?: string;
  readonly html?: string;
}

export interface ConsultOptions {
  /** Origin of the API, without a slash at the end. */
  readonly apiUrl: string;
  /** Origins of these demo pages. */
  readonly ownOrigins: readonly string[];
}

export type Advice =
  | { readonly findings: readonly Finding[]; readonly url?: string | undefined }
  | { readonly refused: FetchRefused['reason'] };

/** Mentors asked about for one page; a directory may name hundreds. */
const MOST_MENTORS = 20;

/** Fetches the page when only its address is given, asks the API what only the API knows, and diagnoses. */
export async function consult(asked: Consultation, { apiUrl, ownOrigins }: ConsultOptions): Promise<Advice> {
  try {
    const address = asked.address?.trim() || undefined;
    const html = asked.html?.trim();
    if (!html && !address) throw new FetchRefused('address', 'Neither address nor HTML.');
    if (html && address && !/^https?:\/\//.test(address)) throw new FetchRefused('address', address);
    const page = html
      ? { html, url: address && new URL(address).href }
      : await fetchPage(address ?? '', { ownOrigins });
    const [isRegistered, unknownMentors] = await Promise.all([
      page.url ? isOriginRegistered(apiUrl, new URL(page.url).origin) : undefined,
      findUnknown(apiUrl, mentorsOf(page.html).slice(0, MOST_MENTORS)),
    ]);
    const apiOrigin = new URL(apiUrl).origin;
    return { findings: diagnose(page, { apiOrigin, isRegistered, unknownMentors }), url: page.url };
  } catch (error) {
    if (error instanceof FetchRefused) return { refused: error.reason };
    if (error instanceof TypeError) return { refused: 'address' };
    throw error;
  }
}

/** Asks as a browser would before a call; undefined when the API did not answer. */
async function isOriginRegistered(apiUrl: string, origin: string): Promise<boolean | undefined> {
  const answer = await fetch(`${apiUrl}/api/mentors`, {
    method: 'OPTIONS',
    headers: { Origin: origin, 'Access-Control-Request-Method': 'GET' },
  }).catch(() => undefined);
  return answer && answer.headers.get('access-control-allow-origin') === origin;
}

async function findUnknown(apiUrl: string, ids: readonly string[]): Promise<string[]> {
  const statuses = await Promise.all(
    ids.map(async (id) => (await fetch(`${apiUrl}/api/mentors/${id}`).catch(() => undefined))?.status),
  );
  return ids.filter((_, index) => statuses[index] === 404);
}
