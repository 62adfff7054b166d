import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { BrowserContext } from 'puppeteer-core';
import { widgetDist } from '../../../widget/build/build-widget.ts';
import { newProfile } from '../../support/chrome.ts';
import { type HostFile, type Hosts, startHosts } from './hosts.ts';
import { element } from './pages.ts';
import { Visitor } from './visitor.ts';

describe('an element that lives with its page', () => {
  let hosts: Hosts;
  let profile: BrowserContext;
  let visitor: Visitor;

  before(async () => {
    [hosts, profile] = await Promise.all([startHosts(site), newProfile()]);
  });
  beforeEach(async () => {
    visitor = await Visitor.arrive(hosts, profile);
  });
  afterEach(() => visitor.page.close());

  it('books beside a second one, for another mentor and in another language', async () => {
    await visitor.visit('/two');
    const labels = await visitor.page.$$eval('mentor-booking', (all) =>
      all.map(({ shadowRoot }) => shadowRoot?.querySelector('button')?.textContent),
    );
    assert.deepEqual(labels, ['Réserver', 'احجز']);
    await visitor.book('#second');
    assert.equal(
      await visitor.page.$eval('#second', ({ shadowRoot }) => shadowRoot?.querySelector('dialog')?.dir),
      'rtl',
    );
    await visitor.page.keyboard.press('Escape');
    await visitor.open('#first');
    assert.ok(await visitor.isOpen('#first'));
    assert.equal(await visitor.isOpen('#second'), false);
    assert.deepEqual(visitor.errors, []);
  });

  for (const path of ['/two-versions', '/old-version-first']) {
    it(`books where two copies of the script are on the page (${path})`, async () => {
      await visitor.visit(path);
      await visitor.book();
      assert.deepEqual(visitor.errors, []);
    });
  }

  it('keeps the properties that were set before it was defined', async () => {
    const { page } = visitor;
    await page.goto(`${hosts.url}/later`);
    await page.evaluate((apiUrl) => {
      const host = document.querySelector('mentor-booking') as HTMLElement;
      Object.assign(host, {
        partner: 'demo',
        mentorId: 4,
        locale: 'en',
        timezone: 'Asia/Kolkata',
        apiUrl,
        getToken: async () => (globalThis as unknown as { studentToken: string }).studentToken,
      });
    }, hosts.api);
    await page.addScriptTag({ url: `${hosts.api}/widget/v1/mentor-booking.js`, type: 'module' });
    await visitor.book();
    const found = await page.$eval('mentor-booking', (host) => {
      const { mentorId, locale, timezone } = host as unknown as Record<string, unknown>;
      return { mentorId, locale, timezone, attributes: host.attributes.length };
    });
    // Nothing of it, the token least of all, is written into the markup.
    assert.deepEqual(found, { mentorId: 4, locale: 'en', timezone: 'Asia/Kolkata', attributes: 0 });
  });

  const moves = {
    'moved to another place': (host: Element) => document.querySelector('#other')?.append(host),
    'taken out and put back at once': (host: Element) => {
      const { parentNode } = host;
      host.remove();
      parentNode?.append(host);
    },
    'taken out and put back later': async (host: Element) => {
      host.remove();
      await new Promise((resolve) => setTimeout(resolve, 100));
      document.querySelector('#other')?.append(host);
    },
  } as const;
  for (const [what, move] of Object.entries(moves)) {
    for (const state of ['closed', 'open'] as const) {
      it(`books after it was ${what} while ${state}`, async () => {
        await visitor.visit('/plain');
        if (state === 'open') await visitor.open();
        await visitor.page.$eval('mentor-booking', move as (host: Element) => unknown);
        await visitor.page.waitForFunction(
          () => !document.querySelector('mentor-booking')?.shadowRoot?.querySelector('dialog[open]'),
        );
        const count = await visitor.page.$eval(
          'mentor-booking',
          ({ shadowRoot }) => shadowRoot?.querySelectorAll('dialog').length ?? 0,
        );
        assert.ok(count <= 1);
        await visitor.book();
        assert.deepEqual(visitor.errors, []);
      });
    }
  }

  it('leaves the page usable when it was removed while open', async () => {
    await visitor.visit('/plain');
    await visitor.open();
    await visitor.page.$eval('mentor-booking', (host) => host.remove());
    await visitor.page.click('#beside');
    assert.equal(await visitor.page.$eval('#beside', ({ textContent }) => textContent), 'pressed');
  });
});

const script = (url: string) => `<script type="module" src="${url}"></script>`;

/** The pages, and a copy of the widget's files from the site's own origin: another copy of the script. */
async function site(path: string, api: string): Promise<HostFile | undefined> {
  const v1 = script(`${api}/widget/v1/mentor-booking.js`);
  if (path.startsWith('/copy/')) {
    return { body: await readFile(join(widgetDist, basename(path))), type: 'text/javascript' };
  }
  const own = element.replace('<mentor-booking', `<mentor-booking api-url="${api}"`);
  const pages: Readonly<Record<string, string>> = {
    '/plain': `${v1}${element}<button id="beside" type="button">x</button><div id="other"></div><script>beside.onclick = () => { beside.textContent = 'pressed'; }</script>`,
    '/two': `${v1}${element.replace('<mentor-booking', '<mentor-booking id="first"')}
      <mentor-booking id="second" partner="demo" mentor-id="2" locale="ar"></mentor-booking>`,
    '/two-versions': `${v1}${script('/copy/mentor-booking.js')}${own}`,
    '/old-version-first': `${script('/copy/mentor-booking.js')}${v1}${own}`,
    '/later': '<mentor-booking></mentor-booking>',
  };
  const body = pages[path];
  return body
    ? {
        body: `<!doctype html><meta charset="utf-8"><title>Page</title><link rel="icon" href="data:,">${body}`,
      }
    : undefined;
}
