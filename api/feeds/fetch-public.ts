import { lookup as lookupHost } from 'node:dns';
import { type IncomingMessage, request as openHttp } from 'node:http';
import { request as openHttps } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { textOfBytes } from '../domain/text-of-bytes.ts';
import { decompress, TooLarge } from './decompress.ts';

/** What stood at an address, decompressed and as text. */
export interface Fetched {
  /** Its final address, after redirects. */
  readonly url: string;
  readonly status: number;
  readonly text: string;
  readonly headers: IncomingMessage['headersDistinct'];
}

/** Why an address was not fetched; `reason` is for people's eyes through a list of words. */
export class FetchRefused extends Error {
  readonly reason: 'address' | 'private' | 'too_large' | 'too_slow' | 'no_answer' | 'wrong_type';

  constructor(reason: FetchRefused['reason'], detail: string) {
    super(detail);
    this.reason = reason;
  }
}

export interface FetchOptions {
  /** Origins that may be fetched though they are not public: our own. */
  readonly ownOrigins: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  /** GET unless given. */
  readonly method?: string;
  readonly body?: string | undefined;
  /** How many redirects are followed; with 0, a redirect is an answer like any other. */
  readonly redirects?: number;
  /** Time limit for everything together (name lookup, redirects, body), ms. */
  readonly timeoutMs: number;
  /** Largest body, bytes, as it comes and decompressed. */
  readonly maxBytes: number;
  /** Whether a larger body is cut off there, and read as it comes, instead of refused. */
  readonly cut?: boolean;
  /** What a Content-Type must match for its body to be read. */
  readonly type?: RegExp;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Fetches from the public web for somebody else, and nothing but that: no address of a private network, neither
 * by name nor by redirect. The name is looked up once, and the connection goes to the very address that was judged.
 *
 * @throws FetchRefused for everything that stands in the way.
 */
export async function fetchPublic(address: string, options: FetchOptions): Promise<Fetched> {
  const { ownOrigins, timeoutMs, maxBytes, redirects = 3, cut = false } = options;
  const late = AbortSignal.timeout(timeoutMs);
  const signal = options.signal ? AbortSignal.any([late, options.signal]) : late;
  let url = toUrl(address);
  try {
    for (let hops = 0; hops <= redirects; hops++) {
      const isOwn = ownOrigins.includes(url.origin);
      const response = await request(url, { ...options, isOwn, signal });
      const { statusCode: status = 0, headers, headersDistinct } = response;
      if (redirects > 0 && status >= 300 && status < 400 && headers.location) {
        response.destroy();
        url = toUrl(headers.location, url);
        continue;
      }
      if (options.type && !options.type.test(headers['content-type'] ?? '')) {
        response.destroy();
        throw new FetchRefused('wrong_type', `${url.host} answered ${status} with something else.`);
      }
      const text = cut ? await readStart(response, maxBytes) : await read(response, maxBytes);
      return { url: url.href, status, text, headers: headersDistinct };
    }
  } catch (error) {
    if (error instanceof FetchRefused) throw error;
    if (late.aborted) throw new FetchRefused('too_slow', `${url.host} took more than ${timeoutMs} ms.`);
    throw new FetchRefused('no_answer', `${url.host}: ${(error as Error).message}`);
  }
  throw new FetchRefused('no_answer', `${url.host} redirects more than ${redirects} times.`);
}

/** Whether an IP address belongs to the public internet. IANA special-purpose registries, RFC 6890. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !privateV4.check(address, 'ipv4');
  // Only global unicast, which leaves out mapped, link-local, unique local and translated addresses.
  return family === 6 && globalV6.check(address, 'ipv6') && !specialV6.check(address, 'ipv6');
}

const listOf = (family: 'ipv4' | 'ipv6', nets: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const net of nets) {
    const [start = '', bits] = net.split('/');
    list.addSubnet(start, Number(bits), family);
  }
  return list;
};

const privateV4 = listOf('ipv4', [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
]);
const globalV6 = listOf('ipv6', ['2000::/3']);
// Teredo and 6to4 carry an IPv4 address inside; the others are for documents and benchmarks.
const specialV6 = listOf('ipv6', ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']);

function toUrl(address: string, base?: URL): URL {
  // The address itself is not told: it may be a secret.
  if (!URL.canParse(address, base)) throw new FetchRefused('address', 'That is no address.');
  const url = new URL(address, base);
  if (!/^https?:$/.test(url.protocol) || url.username || url.password)
    throw new FetchRefused(
      'address',
      `${url.protocol}//${url.host}: http or https without a password is expected.`,
    );
  return url;
}

interface RequestOptions extends Pick<FetchOptions, 'headers' | 'method' | 'body'> {
  readonly isOwn: boolean;
  readonly signal: AbortSignal;
}

function request(url: URL, options: RequestOptions): Promise<IncomingMessage> {
  const { isOwn, signal, headers, method = 'GET', body } = options;
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (!isOwn && isIP(literal) && !isPublicAddress(literal))
    throw new FetchRefused('private', `${literal} is no public address.`);
  const open = url.protocol === 'https:' ? openHttps : openHttp;
  const all = { 'Accept-Encoding': 'identity', ...headers };
  const lookup = isOwn ? {} : { lookup: lookupPublic };
  return new Promise((resolve, reject) => {
    // No agent: a connection that is kept would outlive the judgement of its address.
    open(url, { agent: false, method, headers: all, signal, ...lookup }, resolve)
      .on('error', reject)
      .end(body);
  });
}

const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookupHost(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '');
    const hidden = addresses.find(({ address }) => !isPublicAddress(address));
    if (hidden || !addresses[0])
      return callback(new FetchRefused('private', `${hostname} leads to no public address.`), '');
    if (options.all) return callback(null, addresses);
    callback(null, addresses[0].address, addresses[0].family);
  });
};

async function read(response: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      response.destroy();
      throw new FetchRefused('too_large', `More than ${maxBytes} bytes.`);
    }
    chunks.push(chunk);
  }
  return textOf(Buffer.concat(chunks), response.headers, maxBytes);
}

/** The first `maxBytes` of a body, as UTF-8 whatever it says of itself. */
async function readStart(response: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= maxBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, maxBytes).toString();
}

async function textOf(body: Buffer, headers: IncomingMessage['headers'], maxBytes: number): Promise<string> {
  const charset = /;\s*charset=([^;]+)/i.exec(headers['content-type'] ?? '')?.[1];
  try {
    const bytes = await decompress(body, headers['content-encoding'], maxBytes);
    return textOfBytes(bytes, { charset, fallback: 'utf-8' });
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    throw new FetchRefused('too_large', `More than ${maxBytes} bytes when decompressed.`);
  }
}
