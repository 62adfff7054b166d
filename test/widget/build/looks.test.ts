import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { BrowserContext, Page } from 'puppeteer-core';
import { newProfile } from '../../support/chrome.ts';
import { type RunningServer, startServer } from '../../support/server.ts';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What the student's system asks for. */
const looks = {
  light: { name: 'prefers-color-scheme', value: 'light' },
  dark: { name: 'prefers-color-scheme', value: 'dark' },
  'forced colours': { name: 'forced-colors', value: 'active' },
} as const;

describe('every step in every look', () => {
  let server: RunningServer;
  let profile: BrowserContext;
  let page: Page;

  before(async () => {
    [server, profile] = await Promise.all([startServer(), newProfile()]);
  });
  after(async () => {
    await profile?.close();
    await server?.stop();
  });
  beforeEach(async () => {
    page = await profile.newPage();
    await page.setViewport({ width: 360, height: 740 });
  });
  afterEach(() => page.close());

  const find = (inside: string) => page.waitForSelector(`mentor-booking >>> ${inside}`);
  const press = async (inside: string) => (await find(inside))?.click();

  async function assertAccessible(step: string): Promise<void> {
    const faults = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: { run(at: Element): Promise<AxeResults> } };
      const element = document.querySelector('mentor-booking') as HTMLElement;
      const passing = (element.shadowRoot as ShadowRoot)
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY);
      await Promise.allSettled(passing.map(({ finished }) => finished));
      const { violations } = await axe.run(element);
      return violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes.map(({ html, failureSummary }) => html + failureSummary).join('\n')}`,
      );
    });
    assert.deepEqual(faults, [], step);
  }

  for (const [look, feature] of Object.entries(looks)) {
    for (const language of ['fr', 'en', 'pt', 'ar', 'sw']) {
      it(`is accessible in ${language}, ${look}`, async () => {
        const session = await page.createCDPSession();
        const still = { name: 'prefers-reduced-motion', value: 'reduce' };
        await session.send('Emulation.setEmulatedMedia', { features: [feature, still] });
        await page.goto(`${server.demoUrl}/partner.html`);
        await page.addScriptTag({ path: axePath });
        await page.evaluate((locale) => {
          (document.querySelector('mentor-booking') as HTMLElement).setAttribute('locale', locale);
        }, language);
        await press('.trigger');
        await find('[part~=slot]');
        await assertAccessible('step 1');
        await press('footer .link');
        await find('.card');
        await assertAccessible('my sessions');
        await press('header .icon');
        await press('[part~=slot]');
        await find('[role=timer]');
        await assertAccessible('step 2');
        await page.locator('mentor-booking >>> input').fill('Mémoire');
        await press('[part~=confirm]:enabled');
        await find('[part~=success]');
        await assertAccessible('step 3');
      });
    }
  }

  for (const [device, width, columns] of [
    ['a phone', 360, 2],
    ['a tablet', 768, 3],
    ['a desktop', 1280, 4],
  ] as const) {
    it(`puts ${columns} slots into a row on ${device}`, async () => {
      await page.setViewport({ width, height: 740 });
      await page.goto(`${server.demoUrl}/partner.html`);
      await press('.trigger');
      const grid = (await find('.grid:has([part~=slot])')) as NonNullable<Awaited<ReturnType<typeof find>>>;
      const tracks = await grid.evaluate((element) => getComputedStyle(element).gridTemplateColumns);
      assert.equal(tracks.split(' ').length, columns);
    });
  }
});
