import type { Page } from 'puppeteer-core';
import { newProfile } from '../support/chrome.ts';
import { setClock } from '../support/clock.ts';
import { type RunningServer, startServer } from '../support/server.ts';

let product: Promise<RunningServer> | undefined;

/** The product as `npm start` runs it, demo included; started once for all tests of the admin page. */
export function sharedProduct(): Promise<RunningServer> {
  product ??= startServer();
  return product;
}

after(async () => {
  await (await product)?.stop();
});

export interface OpenOptions {
  /** Who signs in; nobody without it. */
  readonly as?: 'mentor' | 'partner_admin';
  readonly width?: number;
  readonly height?: number;
  /** Language that the reader has chosen. */
  readonly language?: string;
  /** Origin of another server than the shared product, one with a partner `demo`. */
  readonly url?: string;
  /**
   * The time by the browser's clock when the page is opened, epoch ms: the server's, where that has a clock of its own.
   */
  readonly now?: number;
}

/** A page of the admin at `path`, without anything of the tests before; put it away by `close`. */
export async function openAdmin(path: string, options: OpenOptions = {}): Promise<Page> {
  const page = await preparePage(options);
  await page.goto((options.url ?? (await sharedProduct()).url) + path);
  await page.waitForSelector('mentor-booking-admin >>> main');
  return page;
}

/** The same before it goes anywhere, signed in by cookie. */
export async function preparePage(options: OpenOptions = {}): Promise<Page> {
  const { as, width = 1280, height = 900, language = 'en', now } = options;
  const page = idle.pop() ?? (await (await newProfile()).newPage());
  await page.setViewport({ width, height });
  const scripts = [await page.evaluateOnNewDocument(chooseLanguage, language)];
  if (now !== undefined) scripts.push(await page.evaluateOnNewDocument(setClock, now - Date.now()));
  added.set(
    page,
    scripts.map(({ identifier }) => identifier),
  );
  if (as) await signIn(page, options.url ?? (await sharedProduct()).url, as);
  return page;
}

/** Pages that were put away. A page that is used again has its process and its scripts already. */
const idle: Page[] = [];
/** The scripts that `preparePage` added to a page, by their identifiers. */
const added = new WeakMap<Page, string[]>();

/** Puts a page away for the next test, with all that was set, stored and heard by this one undone. */
export async function close(page: Page): Promise<void> {
  const profile = page.browserContext();
  for (const other of await profile.pages()) if (other !== page) await other.close();
  page
    .removeAllListeners('request')
    .removeAllListeners('dialog')
    .on('dialog', (dialog) => void dialog.accept());
  await page.setRequestInterception(false);
  await page.setCacheEnabled(true);
  await page.setOfflineMode(false);
  if (page.url() !== 'about:blank') {
    // Of the same site, so that the process stays; about:blank would get another.
    await page.goto(new URL('/livez', page.url()).href);
    await page.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
    });
  }
  page.removeAllListeners('dialog');
  await profile.deleteCookie(...(await profile.cookies()));
  await page.emulateMediaFeatures([]);
  await page.emulateTimezone();
  for (const script of added.get(page) ?? []) await page.removeScriptToEvaluateOnNewDocument(script);
  idle.push(page);
}

async function signIn(page: Page, url: string, role: string): Promise<void> {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(`${url}/api/sign-in/demo`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ role }),
  });
  if (!response.ok) throw new Error(await response.text());
  for (const cookie of response.headers.getSetCookie()) {
    const [, name = '', value = '', path = ''] = /^(\w+)=([^;]*);.*Path=([^;]+)/.exec(cookie) ?? [];
    const domain = new URL(url).hostname;
    await page.browserContext().setCookie({ name, value, domain, path, httpOnly: true, sameSite: 'Strict' });
  }
}

/** Runs in the browser, before any script of the page; what the reader chooses later stays. */
function chooseLanguage(language: string): void {
  const key = 'mentor-booking-admin-language';
  if (location.protocol !== 'http:' || window !== top) return;
  if (localStorage.getItem(key) === null) localStorage.setItem(key, language);
}
