import assert from 'node:assert/strict';
import type { BrowserContext, Frame } from 'puppeteer-core';
import { newProfile } from '../../support/chrome.ts';
import { until } from '../../support/until.ts';
import { type HostFile, type Hosts, startHosts } from './hosts.ts';
import { element } from './pages.ts';
import { Visitor } from './visitor.ts';

describe('the doors to the widget', () => {
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

  const embedded = async (): Promise<Frame> => {
    const frame = await (await visitor.page.waitForSelector('iframe'))?.contentFrame();
    assert.ok(frame);
    return frame;
  };
  const heard = (): Promise<Record<string, unknown>[]> =>
    visitor.page.evaluate(() => (globalThis as unknown as { heard: Record<string, unknown>[] }).heard);

  describe('a frame on another origin', () => {
    it('books, with a token that the page around sends, and asks for the height it needs', async () => {
      await visitor.page.goto(`${hosts.url}/frame`);
      const frame = await embedded();
      const session = await visitor.book('mentor-booking', frame);
      const { width, height } = await frame.$eval('mentor-booking', ({ shadowRoot }) => {
        const dialog = shadowRoot?.querySelector('dialog') as Element;
        const { width, height } = dialog.getBoundingClientRect();
        return { width: width / innerWidth, height: height / innerHeight };
      });
      assert.deepEqual({ width, height }, { width: 1, height: 1 });
      const messages = await heard();
      assert.ok(messages.some(({ type }) => type === 'mentor-booking:ready'));
      assert.ok(messages.some(({ type }) => type === 'mentor-booking:token-needed'));
      assert.ok(messages.some(({ type, height }) => type === 'mentor-booking:resize' && height === 720));
      assert.ok(messages.some(({ subject, height }) => subject === 'lti.frameResize' && height === 720));
      const booked = messages.find(({ type }) => type === 'mentor-booking:booked');
      assert.equal((booked as { session: { id: number } } | undefined)?.session.id, session.id);
      assert.doesNotMatch(frame.url(), /token|ey[\w-]+\./);
      await visitor.page.waitForFunction(() => document.querySelector('iframe')?.clientHeight === 720);
      assert.deepEqual(visitor.errors, []);
    });

    it('shrinks again when the dialog is closed', async () => {
      await visitor.page.goto(`${hosts.url}/frame`);
      await visitor.open('mentor-booking', await embedded());
      await visitor.page.waitForFunction(() => document.querySelector('iframe')?.clientHeight === 720);
      await visitor.page.keyboard.press('Escape');
      await visitor.page.waitForFunction(() => (document.querySelector('iframe')?.clientHeight ?? 999) < 150);
    });

    it('is not shown on an origin that is not registered', async () => {
      await visitor.page.goto(`${hosts.stranger}/frame`);
      await visitor.page.waitForSelector('iframe');
      await until(
        () => visitor.errors.some((error) => /frame-ancestors/.test(error)),
        'the frame to be barred',
      );
      assert.deepEqual(await heard(), []);
    });

    it('takes no token from a window that is not around it', async () => {
      await visitor.page.goto(`${hosts.url}/frame?silent`);
      const frame = await embedded();
      await frame.waitForSelector('mentor-booking >>> .trigger');
      await frame.evaluate(() => {
        postMessage({ type: 'mentor-booking:token', token: 'x' });
      });
      const asked = frame.evaluate(() => {
        void document.querySelector('mentor-booking')?.getToken?.();
      });
      await asked;
      await visitor.page.waitForFunction(() =>
        (globalThis as unknown as { heard: { type?: string }[] }).heard.some(
          ({ type }) => type === 'mentor-booking:token-needed',
        ),
      );
    });
  });

  it('loads with the integrity that the manifest tells, and not with another', async () => {
    const manifest = await (await fetch(`${hosts.api}/widget/manifest.json`)).json();
    const path = `${hosts.api}/widget/${manifest.version}/mentor-booking.js`;
    const { integrity } = manifest.files.find(({ name }: { name: string }) => name === 'mentor-booking.js');
    for (const [hash, isDefined] of [
      [`sha384-${'A'.repeat(64)}`, false],
      [integrity, true],
    ] as const) {
      await visitor.page.goto(`${hosts.url}/empty`);
      await visitor.page.evaluate(
        ({ path, hash }) =>
          new Promise((resolve) => {
            const script = document.createElement('script');
            Object.assign(script, { type: 'module', src: path, integrity: hash, crossOrigin: 'anonymous' });
            script.onload = script.onerror = resolve;
            document.head.append(script);
          }),
        { path, hash },
      );
      assert.equal(await visitor.page.evaluate(() => !!customElements.get('mentor-booking')), isDefined);
    }
    await visitor.signIn();
    await visitor.book();
  });

  describe('a link in the element', () => {
    it('leads to the embed page without JavaScript, which says what it needs', async () => {
      const { page } = visitor;
      await page.setJavaScriptEnabled(false);
      await page.goto(`${hosts.url}/link`);
      await Promise.all([page.waitForNavigation(), page.click('mentor-booking a')]);
      assert.equal(page.url(), `${hosts.api}/embed/demo/1`);
      const tree = await page.accessibility.snapshot();
      assert.match(JSON.stringify(tree), /JavaScript/);
      assert.match(JSON.stringify(tree), /"role":"link"/);
    });

    it('is but the label of the button with it: one stop for the keyboard, in its colour', async () => {
      const { page } = visitor;
      await visitor.visit('/link');
      await visitor.book();
      assert.equal(page.url(), `${hosts.url}/link`);
      const { color, decoration, href } = await page.$eval('mentor-booking a', (link) => {
        const { color, textDecorationLine: decoration } = getComputedStyle(link);
        return { color, decoration, href: link.getAttribute('href') };
      });
      assert.deepEqual(
        { color, decoration, href },
        { color: 'rgb(255, 255, 255)', decoration: 'none', href: null },
      );
    });
  });
});

/** What a page around the frame does: it sets its height and hands over a token when asked. */
const around = (api: string) => `
globalThis.heard = [];
const frame = document.querySelector('iframe');
addEventListener('message', ({ source, origin, data }) => {
  if (source !== frame.contentWindow || origin !== '${api}') return;
  heard.push(data);
  if (data.type === 'mentor-booking:resize') frame.style.height = data.height + 'px';
  if (data.type === 'mentor-booking:token-needed' && !location.search)
    frame.contentWindow.postMessage({ type: 'mentor-booking:token', token: studentToken }, origin);
});
frame.src = '${api}/embed/demo/1?locale=en&timezone=Africa/Dakar';`;

function site(path: string, api: string): HostFile | undefined {
  const pages: Readonly<Record<string, string>> = {
    '/frame': `<iframe title="Booking" style="border:0;width:100%;height:60px"></iframe><script>${around(api)}</script>`,
    '/link': `<style>a { color: red; text-decoration: underline }</style>
      <script type="module" src="${api}/widget/v1/mentor-booking.js"></script>
      <mentor-booking partner="demo" mentor-id="1"><a href="${api}/embed/demo/1">Réserver</a></mentor-booking>`,
    '/empty': element,
  };
  const body = pages[path];
  return body
    ? {
        body: `<!doctype html><meta charset="utf-8"><title>Page</title><link rel="icon" href="data:,">${body}`,
      }
    : undefined;
}
