import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { BrowserContext } from 'puppeteer-core';
import { newProfile } from '../../support/chrome.ts';
import { type HostFile, type Hosts, startHosts } from './hosts.ts';
import { Visitor } from './visitor.ts';

const frameworks = { react: 'react-page.jsx', vue: 'vue-page.js' } as const;

for (const [name, fixture] of Object.entries(frameworks)) {
  describe(`a student on a page of ${name}`, () => {
    let hosts: Hosts;
    let profile: BrowserContext;
    let visitor: Visitor;
    let script: string;

    before(async () => {
      script = await bundle(fixture);
      [hosts, profile] = await Promise.all([startHosts(site), newProfile()]);
    });
    beforeEach(async () => {
      visitor = await Visitor.arrive(hosts, profile);
    });
    afterEach(() => visitor.page.close());

    const site = (path: string, api: string): HostFile | undefined => {
      if (path === '/script.js') return { body: script, type: 'text/javascript' };
      const late = path === '/late';
      const widget = `<script type="module" src="${api}/widget/v1/mentor-booking.js"></script>`;
      return {
        body: `<!doctype html><html data-api="${api}"><meta charset="utf-8"><title>${name}</title>
<link rel="icon" href="data:,">${late ? '' : widget}<body><div id="root"></div><script type="module" src="/script.js"></script></body></html>`,
      };
    };

    it('books, and the page hears of it', async () => {
      const { page } = visitor;
      await page.goto(`${hosts.url}/`);
      const { subject } = await visitor.book();
      await page.waitForFunction(
        (text) => document.querySelector('output')?.textContent === text,
        {},
        subject,
      );
      assert.deepEqual(visitor.errors, []);
    });

    it('books where the script comes after the page was drawn', async () => {
      const { page } = visitor;
      await page.goto(`${hosts.url}/late`);
      await page.waitForSelector('mentor-booking');
      await page.addScriptTag({ url: `${hosts.api}/widget/v1/mentor-booking.js`, type: 'module' });
      await visitor.book();
      assert.deepEqual(visitor.errors, []);
    });

    it('keeps the dialog open while the page draws itself again, and books after it was taken away and put back', async () => {
      const { page } = visitor;
      await page.goto(`${hosts.url}/`);
      await visitor.open();
      const press = (id: string) =>
        page.$eval(`#${id}`, (button) => {
          (button as HTMLButtonElement).click();
        });
      await press('again');
      await page.waitForFunction(() =>
        /Book 1/.test(document.querySelector('mentor-booking')?.textContent ?? ''),
      );
      assert.ok(await visitor.isOpen());
      await press('toggle');
      await page.waitForFunction(() => !document.querySelector('mentor-booking'));
      await press('toggle');
      await visitor.book();
      assert.deepEqual(visitor.errors, []);
    });
  });
}

async function bundle(fixture: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(fixture, import.meta.url))],
    bundle: true,
    format: 'esm',
    jsx: 'automatic',
    write: false,
    define: {
      'process.env.NODE_ENV': '"development"',
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
  });
  return outputFiles[0]?.text ?? '';
}
