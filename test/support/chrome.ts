import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Browser,
  type BrowserContext,
  connect,
  Frame,
  launch,
  type Page,
  type Target,
  type WaitForSelectorOptions,
} from 'puppeteer-core';
import { aheadMs, setClock } from './clock.ts';
import { patience } from './until.ts';

/** Flags for a browser that runs anywhere, also as root in a container, and talks to nobody by itself. */
const chromeArgs: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

// Puppeteer looks for a selector again when the document has changed, and does not see changes inside shadow roots:
// there it would wait for ever for what came after its first look. So it looks at intervals, longer ones for names and
// roles, for which the browser computes its whole accessibility tree anew. Every frame would cost more than the page.
const waitForSelector = Frame.prototype.waitForSelector;
Frame.prototype.waitForSelector = function (
  this: Frame,
  selector: string,
  options: WaitForSelectorOptions = {},
) {
  const polling = /aria[(/]/.test(selector) ? 150 : 50;
  return waitForSelector.call(this, selector, { polling, ...options } as WaitForSelectorOptions);
} as typeof waitForSelector;

/** What puppeteer is told to start a browser with. */
export interface ChromeOptions {
  readonly executablePath: string;
  readonly headless: 'shell';
  readonly args: string[];
  readonly env: Record<string, string | undefined>;
}

/**
 * The browser to test with: `CHROME_PATH`, an installed Chrome or Chromium, else the one that npm brought
 * (@sparticuz/chromium: a headless shell for Linux on x64).
 */
export async function chromeOptions(): Promise<ChromeOptions> {
  const common = { headless: 'shell' as const, args: [...chromeArgs], env: process.env };
  const installed = process.env.CHROME_PATH ?? usualPlaces.find((path) => existsSync(path));
  if (installed) return { ...common, executablePath: installed };
  const folder = await unpackedChromium();
  return { ...common, executablePath: join(folder, 'chromium'), env: { ...process.env, ...lacking(folder) } };
}

/** Starts a headless browser; close it when done. Signals are left to the caller. */
export async function launchChrome(): Promise<Browser> {
  return launch({ ...(await chromeOptions()), handleSIGINT: false, handleSIGTERM: false });
}

let browser: Promise<Browser> | undefined;
/** Profiles that this process made, by id. */
const profiles = new Map<string | undefined, BrowserContext>();

/**
 * A profile without cookies or storage, in the browser of this run of `npm test` (TEST_BROWSER, set by test/run.ts) or
 * in one of this process. Its pages go by the tests' clock. It ends with the run, or sooner by its `close`.
 */
export async function newProfile(): Promise<BrowserContext> {
  const shared = process.env.TEST_BROWSER;
  browser ??= shared ? connectTo(shared) : launchChrome();
  const profile = await (await browser).createBrowserContext();
  profiles.set(profile.id, profile);
  const { newPage } = profile;
  profile.newPage = async (...given) => withClock(await newPage.apply(profile, given));
  return profile;
}

/** Has a page go by the tests' clock from its next document on, and wait as long as tests do. */
export async function withClock(page: Page): Promise<Page> {
  page.setDefaultTimeout(patience);
  await page.evaluateOnNewDocument(setClock, aheadMs);
  return page;
}

/** Ends what `newProfile` has started; called once by hooks.ts. */
export async function leaveChrome(): Promise<void> {
  if (!process.env.TEST_BROWSER) return (await browser)?.close();
  await Promise.all([...profiles.values()].filter(({ closed }) => !closed).map((profile) => profile.close()));
  await (await browser)?.disconnect();
}

/** Puppeteer would attach itself to the pages of the other suites too, and they would wait for us when they open. */
function connectTo(browserWSEndpoint: string): Promise<Browser> {
  const isOurs = (target: Target): boolean =>
    target.type() === 'browser' || profiles.has(target.browserContext().id);
  return connect({ browserWSEndpoint, targetFilter: isOurs });
}

const usualPlaces: readonly string[] = [
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Unpacks the browser of @sparticuz/chromium once into node_modules/.cache. The package itself would put it into
 * the shared temporary folder, where a second process takes a file that is still being written for a whole one.
 */
async function unpackedChromium(): Promise<string> {
  const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url));
  const packageFolder = join(modules, '@sparticuz/chromium');
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
  const folder = join(modules, '.cache', `chromium-${version}`);
  if (existsSync(folder)) return folder;
  const { inflate } = await import('@sparticuz/chromium');
  await mkdir(join(modules, '.cache'), { recursive: true });
  const draft = await mkdtemp(`${folder}-`);
  // `inflate` writes into the system's temporary folder, whatever it is told.
  const before = process.env.TMPDIR;
  process.env.TMPDIR = draft;
  try {
    const archives = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'];
    await Promise.all(archives.map((archive) => inflate(join(packageFolder, 'bin', archive))));
    const fonts = join(draft, 'fonts', 'fonts.conf');
    const itself = (await readFile(fonts, 'utf8')).replaceAll('/tmp/fonts', join(folder, 'fonts'));
    await writeFile(fonts, itself);
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  // Another process may have been quicker; its copy is as good.
  await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }));
  return folder;
}

/** Libraries and fonts that came with the browser, for a machine that has none of its own. */
function lacking(folder: string): Record<string, string> {
  const libraries = execFileSync('ldd', [join(folder, 'chromium')], { encoding: 'utf8' });
  return {
    ...(libraries.includes('not found') && { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') }),
    ...(!existsSync('/etc/fonts/fonts.conf') && { FONTCONFIG_PATH: join(folder, 'fonts') }),
  };
}
