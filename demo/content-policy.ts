/** One Content-Security-Policy: directive -> its sources. Several policies must all agree. */
export type ContentPolicy = ReadonlyMap<string, readonly string[]>;

/** Reads a header or a meta element; a header may hold several policies, parted by commas. CSP Level 3 §2.2. */
export function parsePolicies(text: string): ContentPolicy[] {
  return text
    .split(',')
    .map((policy) => {
      const directives = new Map<string, readonly string[]>();
      for (const directive of policy.split(';')) {
        const [name, ...sources] = directive.trim().split(/\s+/);
        // The first of two directives of one name counts.
        if (name && !directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), sources);
      }
      return directives;
    })
    .filter(({ size }) => size > 0);
}

export interface Load {
  /** Directives from the closest to the last to fall back on. */
  readonly directives: readonly string[];
  /** What is loaded: an absolute address. */
  readonly url: string;
  /** Origin of the page, when it is known. */
  readonly pageOrigin?: string | undefined;
  /** `nonce` of the script element. */
  readonly nonce?: string | undefined;
}

/** Whether a policy lets a page load an address. CSP Level 3 §6.7.2. */
export function allows(policy: ContentPolicy, { directives, url, pageOrigin, nonce }: Load): boolean {
  const name = directives.find((each) => policy.has(each));
  if (!name) return true;
  const sources = policy.get(name) ?? [];
  const isScript = name.startsWith('script') || directives[0]?.startsWith('script');
  if (isScript && nonce && sources.includes(`'nonce-${nonce}'`)) return true;
  if (isScript && sources.some((source) => source.toLowerCase() === "'strict-dynamic'")) return false;
  return sources.some((source) => matches(source, new URL(url), pageOrigin));
}

function matches(source: string, url: URL, pageOrigin: string | undefined): boolean {
  if (source === '*') return true;
  if (source.toLowerCase() === "'self'") return pageOrigin === url.origin;
  if (/^https?:$/i.test(source)) return sameScheme(source.toLowerCase(), url.protocol);
  const [, scheme, host = '', port, path] =
    /^(?:(https?:)\/\/)?([^/:'\s]+)(?::(\d+|\*))?(\/.*)?$/i.exec(source) ?? [];
  if (!host) return false;
  if (scheme && !sameScheme(scheme.toLowerCase(), url.protocol)) return false;
  const wanted = host.toLowerCase();
  const isHost = wanted.startsWith('*.') ? url.hostname.endsWith(wanted.slice(1)) : url.hostname === wanted;
  if (!isHost) return false;
  const usual = url.protocol === 'https:' ? '443' : '80';
  if (port !== '*' && (port ?? usual) !== (url.port || usual)) return false;
  if (!path || path === '/') return true;
  return path.endsWith('/') ? url.pathname.startsWith(path) : url.pathname === path;
}

/** A policy for http: also means https:. */
const sameScheme = (wanted: string, found: string): boolean =>
  wanted === found || (wanted === 'http:' && found === 'https:');
