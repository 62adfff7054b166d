import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import type { BrowserContext, Page } from 'puppeteer-core';
import { newProfile } from '../support/chrome.ts';
import { type RunningServer, startServer } from '../support/server.ts';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

describe('the directory of a partner', function () {
  this.timeout(300_000);
  let server: RunningServer;
  let profile: BrowserContext;
  let page: Page;
  const asked: string[] = [];

  before(async () => {
    [server, profile] = await Promise.all([startServer(), newProfile()]);
    page = await profile.newPage();
    await page.setBypassCSP(true);
    await page.emulateTimezone('Africa/Dakar');
    page.on('request', (request) => {
      const { pathname, search } = new URL(request.url());
      if (pathname.startsWith('/api/')) asked.push(pathname + search);
    });
  });
  after(async () => {
    await profile?.close();
    await server?.stop();
  });

  const card = 'mentor-directory >>> [part=card]';
  const open = async (locale: string): Promise<void> => {
    asked.length = 0;
    await page.goto(`${server.url}/embed/demo?locale=${locale}`);
    await page.waitForSelector(card);
  };
  const names = (): Promise<(string | null)[]> =>
    page.$$eval(`${card} h2`, (all) => all.map((h2) => h2.textContent));

  it('shows all its mentors with one request, and when each is next free', async () => {
    await open('fr');
    await page.waitForNetworkIdle();
    assert.equal((await names()).length, 14);
    assert.equal(asked.length, 1, asked.join('\n'));
    const next = await page.$$eval('mentor-directory >>> [part=next]', (all) =>
      all.map((p) => p.textContent),
    );
    assert.ok(
      next.some((text) => /^Prochain créneau : .+\d{2}:\d{2}$/.test(text ?? '')),
      String(next),
    );
  });

  it('finds by words and by what is chosen, says so, and goes back', async () => {
    await page.locator('mentor-directory >>> input[type=search]').fill('zzz');
    await page.waitForSelector('mentor-directory >>> ::-p-text(Personne ne correspond)');
    await page.locator('mentor-directory >>> ::-p-text(Effacer les filtres)').click();
    await page.waitForSelector(card);
    await page.locator('mentor-directory >>> input[type=search]').fill('mangues');
    await page.waitForFunction(
      () => document.querySelector('mentor-directory')?.shadowRoot?.querySelectorAll('h2').length === 1,
    );
    assert.deepEqual(await names(), ['Aïssatou Diallo']);
  });

  it('opens the dialog of the mentor, and gives the keyboard back to her card', async () => {
    await page.focus(`${card} [part=book]`);
    await page.keyboard.press('Enter');
    await page.waitForSelector('mentor-directory >>> mentor-booking >>> dialog[open] [part~=slot]');
    const title = await page.$eval(
      'mentor-directory >>> mentor-booking >>> dialog header',
      (header) => header.textContent,
    );
    assert.match(title ?? '', /Aïssatou Diallo/);
    await page.keyboard.press('Escape');
    await page.waitForFunction(
      () =>
        document.querySelector('mentor-directory')?.shadowRoot?.activeElement?.getAttribute('part') ===
        'book',
    );
  });

  it('reads from right to left in Arabic, fits a phone, and has nothing that axe finds', async () => {
    await page.setViewport({ width: 360, height: 740 });
    await open('ar');
    assert.equal(
      await page.$eval('mentor-directory >>> form', (form) => getComputedStyle(form).direction),
      'rtl',
    );
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 360, `${width} px`);
    await page.addScriptTag({ path: axePath });
    const violations = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } };
      return (await axe.run()).violations.map(({ id }) => id);
    });
    assert.deepEqual(violations, []);
  });
});
