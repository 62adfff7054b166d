import assert from 'node:assert/strict';
import type { BrowserContext } from 'puppeteer-core';
import { newProfile } from '../support/chrome.ts';
import { type RunningServer, startServer } from '../support/server.ts';

/** Every kind of page that the server has, and what shows that it works. */
const pages: readonly [path: string, works: string][] = [
  ['/api/docs', '.opblock'],
  ['/api/docs/problems', 'dt#slot_taken'],
  ['/dev/mail', 'h1'],
  ['/nothing', 'body'],
  ['/embed/demo/1', 'mentor-booking'],
  ['/embed/demo', 'mentor-directory >>> [part=card]'],
  ['/embed/preview.html', 'main'],
  ['/admin/', '>>> input[name=email]'],
];

describe('the pages under their policies', function () {
  this.timeout(120_000);
  let server: RunningServer;
  let profile: BrowserContext;
  before(async () => {
    [server, profile] = await Promise.all([startServer(), newProfile()]);
  });
  after(async () => {
    await profile?.close();
    await server?.stop();
  });

  for (const [path, works] of pages) {
    it(`allow nothing that ${path} does not need, and it works`, async () => {
      const page = await profile.newPage();
      const refused: string[] = [];
      page.on('console', (message) => {
        if (/Content Security Policy/i.test(message.text())) refused.push(message.text());
      });
      const answer = await page.goto(server.url + path);
      await page.waitForSelector(works, { timeout: 100_000 });
      // Styles and pictures that a page asks for late are judged too.
      await page.waitForNetworkIdle();
      const policy = answer?.headers()['content-security-policy'] ?? '';
      assert.match(policy, /default-src 'none'; base-uri 'none'; /);
      for (const loose of ['unsafe-', "style-src 'self' https:", 'script-src https:', '*']) {
        assert.ok(!policy.includes(loose), `${loose} in ${policy}`);
      }
      assert.deepEqual(refused, []);
      await page.close();
    });
  }

  it('let styles of the problems page in by their hash, and no others', async () => {
    const page = await profile.newPage();
    await page.goto(`${server.url}/api/docs/problems`);
    const margin = await page.$eval('dd', (element) => getComputedStyle(element).marginInlineStart);
    assert.equal(margin, '0px', 'its own sheet holds');
    await page.evaluate(() => {
      const style = document.createElement('style');
      style.textContent = 'dd { margin: 99px }';
      document.head.append(style);
    });
    assert.equal(await page.$eval('dd', (element) => getComputedStyle(element).marginInlineStart), '0px');
    await page.close();
  });
});
