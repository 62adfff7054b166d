import assert from 'node:assert/strict';
import type { BrowserContext } from 'puppeteer-core';
import { newProfile } from '../../support/chrome.ts';
import { type Hosts, startHosts } from './hosts.ts';
import { hostilePage, hostilePages } from './pages.ts';
import { isOnTop, looksOf, stateOfHost, Visitor } from './visitor.ts';

describe('a student books on a page with', () => {
  let hosts: Hosts;
  let profile: BrowserContext;
  let plain: Record<string, string>;
  let visitor: Visitor;

  before(async () => {
    [hosts, profile] = await Promise.all([startHosts(hostilePage), newProfile()]);
    const { page } = await arrive('/plain');
    plain = await looksOf(page);
    await page.close();
  });
  afterEach(() => visitor.page.close());

  async function arrive(path: string): Promise<Visitor> {
    visitor = await Visitor.arrive(hosts, profile);
    await visitor.visit(path);
    await visitor.open();
    return visitor;
  }

  for (const [path, { title }] of Object.entries(hostilePages)) {
    it(title, async () => {
      visitor = await Visitor.arrive(hosts, profile);
      await visitor.visit(path);
      const before = await stateOfHost(visitor.page);
      await visitor.open();
      assert.ok(await isOnTop(visitor.page), 'something lies over the dialog');
      const looks = await looksOf(visitor.page);
      assert.deepEqual(differences(plain, looks), []);
      await visitor.page.keyboard.press('Escape');
      await visitor.book();
      await visitor.page.keyboard.press('Escape');
      await visitor.page.waitForFunction(
        () => !document.querySelector('mentor-booking')?.shadowRoot?.querySelector('dialog[open]'),
      );
      assert.deepEqual(await stateOfHost(visitor.page), before);
      assert.deepEqual(visitor.errors, []);
    });
  }
});

function differences(wanted: Record<string, string>, found: Record<string, string>): string[] {
  return Object.keys(wanted)
    .filter((name) => wanted[name] !== found[name])
    .map((name) => `${name}: ${found[name]} instead of ${wanted[name]}`);
}
