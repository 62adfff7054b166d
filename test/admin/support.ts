import type { Browser, Page } from 'puppeteer-core';
import { launchChrome } from '../support/chrome.ts';
import { type RunningServer, startServer } from '../support/server.ts';

let product: Promise<RunningServer> | undefined;
let chrome: Promise<Browser> | undefined;

/** The product as `npm start` runs it, demo included; started once for all tests of the admin page. */
export function sharedProduct(): Promise<RunningServer> {
  product ??= startServer();
  return product;
}

after(async () => {
  await (await chrome)?.close();
  await (await product)?.stop();
});

export interface OpenOptions {
  /** Who signs in; nobody without it. */
  readonly as?: 'mentor' | 'partner_admin';
  readonly width?: number;
  readonly height?: number;
  /** Language that the reader has chosen. */
  readonly language?: string;
}

/** A page of the admin at `path`, in a browser profile of its own; close it by `page.browserContext().close()`. */
export async function openAdmin(
  path: string,
  { as, width = 1280, height = 900, language = 'en' }: OpenOptions = {},
): Promise<Page> {
  const { url } = await sharedProduct();
  chrome ??= launchChrome();
  const context = await (await chrome).createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width, height });
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
