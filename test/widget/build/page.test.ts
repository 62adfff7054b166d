import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import type { BrowserContext, Page } from 'puppeteer-core';
import { buildWidgetIfStale, widgetDist } from '../../../widget/build/build-widget.ts';
import { newProfile } from '../../support/chrome.ts';

describe('the built widget in a page with a strict policy', () => {
  let server: Server;
  let url: string;
  let profile: BrowserContext;
  let page: Page;

  before(async () => {
    await buildWidgetIfStale();
    server = createServer(async (request, response) => {
      const path = new URL(request.url ?? '/', 'http://page').pathname;
      if (path === '/') return response.writeHead(200, head).end(html);
      const answer = answers.find(([end]) => path.endsWith(end));
      if (answer) return response.writeHead(200, { Date: new Date().toUTCString() }).end(answer[1]);
      const file = await readFile(join(widgetDist, basename(path))).catch(() => undefined);
      response.writeHead(file ? 200 : 404, { 'Content-Type': 'text/javascript' }).end(file);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    profile = await newProfile();
  });
  after(async () => {
    await profile?.close();
    server?.closeAllConnections();
    server?.close();
  });
  beforeEach(async () => {
    page = await profile.newPage();
  });
  afterEach(() => page.close());

  const click = async () => (await page.waitForSelector('mentor-booking >>> .trigger'))?.click();

  it('opens with its styles and breaks no rule', async () => {
    const errors: string[] = [];
    page.on('console', (message) => /policy|trusted/i.test(message.text()) && errors.push(message.text()));
    await page.goto(url);
    await click();
    const dialog = await page.waitForSelector('mentor-booking >>> dialog[open]');
    assert.equal(await dialog?.evaluate((it) => getComputedStyle(it).display), 'flex');
    assert.deepEqual(errors, []);
  });

  it('books, and hands over a calendar file', async () => {
    const errors: string[] = [];
    page.on('console', (message) => /policy|trusted/i.test(message.text()) && errors.push(message.text()));
    const session = await profile.browser().target().createCDPSession();
    await session.send('Browser.setDownloadBehavior', {
      browserContextId: profile.id as string,
      behavior: 'deny',
      eventsEnabled: true,
    });
    const download = new Promise<{ url: string; suggestedFilename: string }>((resolve) =>
      session.once('Browser.downloadWillBegin', resolve),
    );
    await page.goto(url);
    await click();
    await (await page.waitForSelector('mentor-booking >>> [part~=slot]'))?.click();
    await page.locator('mentor-booking >>> input').fill('Mémoire');
    await page.locator('mentor-booking >>> [part~=confirm]').click();
    await page.locator('mentor-booking >>> .success .link').click();
    const { url: from, suggestedFilename } = await download;
    assert.equal(suggestedFilename, 'session-7.ics');
    assert.match(from, /^blob:/);
    assert.deepEqual(errors, []);
  });

  it('opens at the second click when the first could not load the dialog', async () => {
    await page.setRequestInterception(true);
    let isDown = true;
    page.on('request', (request) => {
      isDown && request.url().includes('booking-modal') ? request.abort() : request.continue();
    });
    await page.goto(url);
    await click();
    await page.waitForSelector('mentor-booking >>> .failure:not(:empty)');
    isDown = false;
    await click();
    assert.ok(await page.waitForSelector('mentor-booking >>> dialog[open]'));
  });
});

const html = `<!doctype html><html lang="fr"><title>Page</title>
<script type="module" src="/mentor-booking.js"></script>
<mentor-booking partner="demo" mentor-id="1" token="x.x.x"></mentor-booking>`;

const slot = {
  datetime: '2026-11-23T09:00:00+00:00',
  date: '2026-11-23',
  time: '09:00',
  max_duration_minutes: 30,
};
const week = {
  timezone: 'UTC',
  mentor_timezone: 'UTC',
  from: '2026-11-23',
  to: '2026-11-29',
  durations: [30],
};
const booked = { id: 7, mentor: { name: 'Awa Diop' }, duration_minutes: 30, subject: 'Mémoire' };

/** What an API would say, by the end of the path. */
const answers: readonly (readonly [end: string, body: string])[] = [
  ['/available-slots', JSON.stringify({ ...week, slots: [slot] })],
  ['/mentors', JSON.stringify({ mentors: [{ id: 1, name: 'Awa Diop', is_available: true }] })],
  ['/holds', JSON.stringify({ id: 1, expires_at: new Date(Date.now() + 300_000) })],
  ['/book', JSON.stringify(booked)],
  ['/calendar.ics', 'BEGIN:VCALENDAR'],
  ['/events', ''],
];

const head = {
  'Content-Type': 'text/html',
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; require-trusted-types-for 'script'",
};
