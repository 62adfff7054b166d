import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';

const axe = readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
/** Pages whose documents can load axe by themselves. */
const equipped = new WeakSet<Page>();

/**
 * Has this document and all that come after it on the page load axe when `loadAxe` is called. A page is sent it once:
 * half a megabyte through the protocol costs twice the processor time that a run of axe does.
 */
async function equip(page: Page): Promise<void> {
  if (equipped.has(page)) return;
  equipped.add(page);
  const source = `if (window === top) globalThis.loadAxe = () => {\n${await axe}\n};`;
  // What a session adds lasts as long as the session, which ends with the page.
  const session = await page.createCDPSession();
  await session.send('Page.enable');
  await session.send('Page.addScriptToEvaluateOnNewDocument', { source, runImmediately: true });
}

/** Fails unless axe finds nothing against WCAG 2.2 AA, shadow trees included. */
export async function assertAccessible(page: Page): Promise<void> {
  await equip(page);
  const faults = await page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const loaded = globalThis as unknown as { axe?: typeof import('axe-core'); loadAxe(): void };
    if (!loaded.axe) loaded.loadAxe();
    const { run } = loaded.axe as typeof import('axe-core');
    const { violations } = await run(document, { runOnly: tags, resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
  assert.deepEqual(faults, []);
}

/** Fails when something is wider than the screen or than its button, or a target smaller than 44 px. */
export async function assertFits(page: Page): Promise<void> {
  const faults = await page.evaluate(() => {
    const found: string[] = [];
    const look = (root: ParentNode): void => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) look(element.shadowRoot);
        const { width, height, left, right } = element.getBoundingClientRect();
        if (width === 0 || element.closest('.unseen, .skip, svg')) continue;
        const what = `${element.tagName} ${element.className} ${element.textContent?.trim().slice(0, 30)}`;
        if (left < -1 || right > innerWidth + 1) found.push(`wider than the screen: ${what}`);
        if (element.matches('button, .button') && element.scrollWidth > element.clientWidth + 1)
          found.push(`wider than its button: ${what}`);
        // The label around a box is its target.
        const isTarget =
          element.matches('button, a, select, input, textarea, label.check') &&
          !element.closest('p') &&
          !element.matches('label.check input');
        if (isTarget && (width < 43.9 || height < 43.9)) found.push(`${width} x ${height}: ${what}`);
      }
    };
    look(document);
    return found;
  });
  assert.deepEqual(faults, []);
}
