import { allows, type ContentPolicy, parsePolicies } from './content-policy.ts';
import { type FindingCode, findingWords, type Words } from './doctor-words.ts';
import { scanTags, type Tag } from './scan-html.ts';

/** A page to be looked at. */
export interface ExaminedPage {
  readonly html: string;
  /** Address that it stands, or will stand, at; what depends on it is left out when it is not known. */
  readonly url?: string | undefined;
  /** Values of its `Content-Security-Policy` headers. */
  readonly policies?: readonly string[];
}

/** What only the API can tell. What was not asked is undefined and not reported. */
export interface AskedOfApi {
  /** Origin of the API, which serves the widget too; without a slash at the end. */
  readonly apiOrigin: string;
  readonly isRegistered?: boolean | undefined;
  /** Of the mentors that the page names, those that the API does not know. */
  readonly unknownMentors?: readonly string[];
}

/** One finding: something that stops the widget, or makes it work less well. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: 'stops' | 'harms';
  readonly fr: Words;
  readonly en: Words;
  /** What to copy; '' when the cure is no line of markup. */
  readonly line: string;
}

const LOCALES = ['fr', 'en', 'pt', 'ar', 'sw'];
const WIDGET_SCRIPT = /\/widget\/([^/]+)\/mentor-booking\.js(?:\?.*)?$/;

/** Mentors that a page names, for asking the API about them. */
export function mentorsOf(html: string): string[] {
  const ids = elementsOf(scanTags(html)).map(({ attributes }) => attributes['mentor-id'] ?? '');
  return [...new Set(ids.filter((id) => /^\d{1,9}$/.test(id)))];
}

/**
 * Tells what would stop `<mentor-booking>` on a page, worst first; an empty list: all is well.
 *
 * It reads the source only: what scripts of the page do later (a framework that makes the element, `getToken`) it
 * cannot see. `style-src` is never reported, since the widget's style sheets are constructed, which no policy bars.
 */
export function diagnose(page: ExaminedPage, asked: AskedOfApi): Finding[] {
  const tags = scanTags(page.html);
  const found = [
    ...examineScripts(tags, page, asked),
    ...examineElements(tags, page, asked),
    ...examinePolicies(tags, page, asked),
    ...examineFrames(tags, asked),
    ...examineOrigin(page, asked),
  ];
  const once = [
    ...new Map(found.map((finding) => [finding.code + finding.line + finding.fr.what, finding])).values(),
  ];
  return [
    ...once.filter(({ severity }) => severity === 'stops'),
    ...once.filter(({ severity }) => severity === 'harms'),
  ];
}

function examineScripts(tags: readonly Tag[], page: ExaminedPage, { apiOrigin }: AskedOfApi): Finding[] {
  const scripts = scriptsOf(tags);
  const right = scriptLine(apiOrigin);
  if (!scripts.length) return framesOf(tags).length ? [] : [finding('script-missing', right)];
  const found: Finding[] = [];
  const versions = new Set<string>();
  for (const { attributes } of scripts) {
    const url = resolve(attributes.src, page.url);
    versions.add(WIDGET_SCRIPT.exec(url?.pathname ?? '')?.[1] ?? '');
    if (attributes.type?.trim().toLowerCase() !== 'module') found.push(finding('script-not-module', right));
    if (!url) continue;
    if (url.origin !== apiOrigin) found.push(finding('script-wrong-host', right, url.origin, apiOrigin));
    if (page.url?.startsWith('https:') && url.protocol === 'http:' && !isLocal(url))
      found.push(finding('mixed-content', scriptLine(apiOrigin.replace(/^http:/, 'https:'))));
  }
  if (versions.size > 1) found.push(finding('two-versions', right, [...versions].join(', ')));
  return found;
}

function examineElements(tags: readonly Tag[], page: ExaminedPage, asked: AskedOfApi): Finding[] {
  const elements = elementsOf(tags);
  if (!elements.length) {
    if (/&lt;mentor-booking/i.test(page.html)) return [finding('element-escaped', elementLine({}))];
    if (framesOf(tags).length) return [];
    // A framework of the page's own may make the element.
    const isMade = tags.some(
      (tag) => tag.name === 'script' && tag.attributes.src && !scriptsOf([tag]).length,
    );
    return [finding(isMade ? 'element-unseen' : 'element-missing', elementLine({}))];
  }
  return elements.flatMap(({ attributes, selfClosed }) => {
    const { partner, 'mentor-id': mentor = '', locale = 'fr' } = attributes;
    const isKnown = /^\d+$/.test(mentor.trim()) && !asked.unknownMentors?.includes(mentor.trim());
    const isSpoken = LOCALES.includes(locale.toLowerCase().split(/[-_]/)[0] ?? '');
    // One line mends all the faults of an element.
    const line = elementLine({
      partner: partner?.trim() || 'demo',
      'mentor-id': isKnown ? mentor : '1',
      locale: isSpoken ? locale : 'en',
    });
    const found: Finding[] = [];
    if (selfClosed) found.push(finding('element-self-closed', line));
    if (!partner?.trim()) found.push(finding('partner-missing', line));
    if (!mentor.trim()) found.push(finding('mentor-missing', line));
    else if (!isKnown) found.push(finding('mentor-unknown', line, mentor));
    if (!isSpoken) found.push(finding('locale-unsupported', line, locale));
    if (attributes.token) found.push(finding('token-in-markup', TOKEN_LINES));
    return found;
  });
}

function examinePolicies(tags: readonly Tag[], page: ExaminedPage, { apiOrigin }: AskedOfApi): Finding[] {
  const metas = tags.filter(
    ({ name, attributes }) =>
      name === 'meta' && attributes['http-equiv']?.toLowerCase() === 'content-security-policy',
  );
  const policies = [
    ...(page.policies ?? []),
    ...metas.map(({ attributes }) => attributes.content ?? ''),
  ].flatMap(parsePolicies);
  const pageOrigin = page.url && new URL(page.url).origin;
  const nonce = scriptsOf(tags).find(({ attributes }) => attributes.nonce)?.attributes.nonce;
  const isFramed = framesOf(tags).length > 0 && !scriptsOf(tags).length;
  return policies.flatMap((policy) => {
    const found: Finding[] = [];
    const bars = (directives: string[], path: string) =>
      !allows(policy, { directives, url: apiOrigin + path, pageOrigin, nonce });
    if (isFramed) {
      if (bars(['frame-src', 'child-src', 'default-src'], '/embed/demo/1'))
        found.push(finding('csp-frame', `frame-src ${sourcesOf(policy, 'frame-src', apiOrigin)}`));
      return found;
    }
    if (bars(['script-src-elem', 'script-src', 'default-src'], '/widget/v1/mentor-booking.js')) {
      const directive = policy.has('script-src-elem') ? 'script-src-elem' : 'script-src';
      const isStrict = (policy.get(directive) ?? []).includes("'strict-dynamic'");
      found.push(
        isStrict
          ? finding('csp-nonce', scriptLine(apiOrigin).replace(' src', ' nonce="…" src'))
          : finding('csp-script', `${directive} ${sourcesOf(policy, directive, apiOrigin)}`),
      );
    }
    if (bars(['connect-src', 'default-src'], '/api/mentors/1'))
      found.push(finding('csp-connect', `connect-src ${sourcesOf(policy, 'connect-src', apiOrigin)}`));
    const types = policy.get('trusted-types');
    if (types && !types.includes('*') && !types.includes('lit-html')) {
      const others = types.filter((type) => type !== "'none'");
      found.push(finding('csp-trusted-types', ['trusted-types', ...others, 'lit-html'].join(' ')));
    }
    const sandbox = policy.get('sandbox');
    if (sandbox && !sandbox.includes('allow-scripts')) found.push(finding('csp-sandbox', SANDBOX));
    return found;
  });
}

function examineFrames(tags: readonly Tag[], { apiOrigin }: AskedOfApi): Finding[] {
  return framesOf(tags).flatMap(({ attributes }) => {
    const sandbox = attributes.sandbox?.toLowerCase().split(/\s+/);
    const needed = ['allow-scripts', 'allow-same-origin', 'allow-forms'];
    if (!sandbox || needed.every((each) => sandbox.includes(each))) return [];
    const src = attributes.src ?? `${apiOrigin}/embed/demo/1`;
    return [
      finding('frame-sandbox', `<iframe src="${src}" sandbox="${needed.join(' ')} allow-popups"></iframe>`),
    ];
  });
}

function examineOrigin({ url }: ExaminedPage, { isRegistered }: AskedOfApi): Finding[] {
  if (!url) return [];
  const { origin, protocol } = new URL(url);
  const found: Finding[] = [];
  if (isRegistered === false) found.push(finding('origin-unregistered', origin, origin));
  if (protocol === 'http:' && !isLocal(new URL(url)))
    found.push(finding('page-unencrypted', url.replace(/^http:/, 'https:')));
  return found;
}

const HARMS: ReadonlySet<FindingCode> = new Set([
  'two-versions',
  'element-self-closed',
  'element-unseen',
  'locale-unsupported',
  'token-in-markup',
  'page-unencrypted',
  'partner-missing',
]);
const SANDBOX = 'sandbox allow-scripts allow-same-origin allow-forms allow-popups';
const TOKEN_LINES = `<script type="module">
  document.querySelector('mentor-booking').getToken = async () =>
    (await fetch('/session-token', { method: 'POST' })).text();
</script>`;

function finding(code: FindingCode, line: string, ...values: string[]): Finding {
  const { fr, en } = findingWords[code];
  const fill = (words: Words): Words => ({
    what: put(words.what),
    why: put(words.why),
    mend: put(words.mend),
  });
  const put = (text: string): string => text.replace(/\{(\d)\}/g, (_, index) => values[Number(index)] ?? '');
  return { code, severity: HARMS.has(code) ? 'harms' : 'stops', fr: fill(fr), en: fill(en), line };
}

const elementsOf = (tags: readonly Tag[]) => tags.filter(({ name }) => name === 'mentor-booking');

const scriptsOf = (tags: readonly Tag[]) =>
  tags.filter(({ name, attributes }) => name === 'script' && WIDGET_SCRIPT.test(attributes.src ?? ''));

const framesOf = (tags: readonly Tag[]) =>
  tags.filter(
    ({ name, attributes }) => name === 'iframe' && /\/embed\/[^/]+\/\d+/.test(attributes.src ?? ''),
  );

const scriptLine = (origin: string): string =>
  `<script type="module" src="${origin}/widget/v1/mentor-booking.js"></script>`;

function elementLine(attributes: Readonly<Record<string, string>>): string {
  const { partner = 'demo', 'mentor-id': mentor = '1', locale = 'fr' } = attributes;
  return `<mentor-booking partner="${partner}" mentor-id="${mentor}" locale="${locale}">${Object.hasOwn(LABELS, locale) ? LABELS[locale] : 'Book'}</mentor-booking>`;
}

const LABELS: Readonly<Record<string, string>> = {
  fr: 'Réserver',
  pt: 'Reservar',
  ar: 'احجز',
  sw: 'Weka miadi',
};

/** The sources that a directive has, or would inherit, with the API's origin added. */
function sourcesOf(policy: ContentPolicy, directive: string, origin: string): string {
  const sources = policy.get(directive) ?? policy.get('default-src') ?? [];
  return [...sources.filter((source) => source !== "'none'"), origin].join(' ');
}

const isLocal = ({ hostname }: URL): boolean => /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);

function resolve(address = '', base: string | undefined): URL | undefined {
  try {
    return new URL(address, base ?? (address.startsWith('//') ? 'https://page.invalid' : undefined));
  } catch {
    return undefined;
  }
}
