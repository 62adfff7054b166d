import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { type Browser, launch } from 'puppeteer-core';
import { type Hosts, startHosts } from './hosts.ts';
import { hostilePage } from './pages.ts';
import { Visitor } from './visitor.ts';

/** `FIREFOX_PATH`, or the Firefox in PATH. */
function findFirefox(): string | undefined {
  if (process.env.FIREFOX_PATH) return process.env.FIREFOX_PATH;
  for (const name of ['firefox-esr', 'firefox']) {
    try {
      return execFileSync('which', [name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    } catch {
      // Not that one.
    }
  }
  return undefined;
}

const executablePath = findFirefox();

describe('a student with Firefox', () => {
  let hosts: Hosts | undefined;
  let browser: Browser | undefined;

  before(async function () {
    if (!executablePath) {
      console.log('    Firefox is not installed (FIREFOX_PATH, firefox-esr or firefox in PATH): left out.');
      return this.skip();
    }
    [hosts, browser] = await Promise.all([
      startHosts(hostilePage),
      launch({ browser: 'firefox', executablePath, headless: true }),
    ]);
  });
  after(() => browser?.close());

  for (const path of ['/plain', '/bootstrap', '/strict']) {
    it(`books on the page ${path}`, async () => {
      assert.ok(hosts && browser);
      const visitor = await Visitor.arrive(hosts, browser);
      await visitor.visit(path);
      await visitor.book();
      assert.ok(await visitor.isOpen());
      await visitor.page.close();
    });
  }
});
