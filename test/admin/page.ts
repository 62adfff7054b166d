import type { ElementHandle, Page } from 'puppeteer-core';
import { until } from '../support/until.ts';

/** What is on the page with this role and name, once it is there. */
export function find(page: Page, role: string, name: string): Promise<ElementHandle> {
  return page.waitForSelector(byName(name, role)) as Promise<ElementHandle>;
}

/** Presses what has this name and role. */
export const press = (page: Page, name: string, role = 'button'): Promise<void> =>
  page.locator(byName(name, role)).click();

/** Waits until the page says this. (Puppeteer's own `-p-text` remembers what a shadow tree said before it changed.) */
export const says = (page: Page, text: string): Promise<unknown> =>
  page.waitForFunction(
    (wanted) => {
      const isSaid = (root: ParentNode): boolean =>
        (root.textContent ?? '').replace(/\s+/g, ' ').includes(wanted) ||
        [...root.querySelectorAll('*')].some(({ shadowRoot }) => shadowRoot && isSaid(shadowRoot));
      return isSaid(document.body);
    },
    { polling: 100 },
    text,
  );

/** The texts of what matches, shadow trees included. */
export const texts = (page: Page, selector: string): Promise<string[]> =>
  page.$$eval(`>>> ${selector}`, (all) =>
    all.map((each) => (each.textContent ?? '').replace(/\s+/g, ' ').trim()),
  );

/** Waits until the texts of what matches are these. */
export async function show(page: Page, selector: string, wanted: readonly string[]): Promise<void> {
  let found: string[] = [];
  const isShown = async () => {
    found = await texts(page, selector);
    return JSON.stringify(found) === JSON.stringify(wanted);
  };
  await until(isShown, `${selector} to show ${JSON.stringify(wanted)}`).catch((error) => {
    throw new Error(`${error.message}; it shows ${JSON.stringify(found)}`);
  });
}

/** Does what saves a file, and gives back the file's bytes. */
export async function saved(page: Page, act: () => Promise<void>): Promise<Buffer> {
  await page.evaluate(() => {
    const create = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => {
      Object.assign(globalThis, { saved: blob });
      return create(blob);
    };
  });
  await act();
  await page.waitForFunction(() => 'saved' in globalThis);
  const bytes = await page.evaluate(async () => [
    ...new Uint8Array(await (globalThis as unknown as { saved: Blob }).saved.arrayBuffer()),
  ]);
  return Buffer.from(bytes);
}

const byName = (name: string, role: string): string => `::-p-aria([name="${name}"][role="${role}"])`;
