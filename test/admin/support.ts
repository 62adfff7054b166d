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

/** A page of the admin at `path`, in a browser profile of its own; close it by `page.browserContext().close()`. */
export async function openAdmin(
  path: string,
  { as, width = 1280, height = 900, language = 'en', now, ...options }: OpenOptions = {},
): Promise<Page> {
  const url = options.url ?? (await sharedProduct()).url;
  const page = await (await newProfile()).newPage();
  await page.setViewport({ width, height });
  if (now !== undefined) await page.evaluateOnNewDocument(setClock, now - Date.now());
  await page.goto(`${url}/livez`);
  await page.evaluate(
    async (role, chosen) => {
      localStorage.setItem('mentor-booking-admin-language', chosen);
      if (!role) return;
      const headers = { 'Content-Type': 'application/json' };
      const response = await fetch('/api/sign-in/demo', {
        method: 'POST',
        headers,
        body: JSON.stringify({ role }),
      });
      if (!response.ok) throw new Error(await response.text());
    },
    as,
    language,
  );
  await page.goto(url + path);
  await page.waitForSelector('mentor-booking-admin >>> main');
  return page;
}
