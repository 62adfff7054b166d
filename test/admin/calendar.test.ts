import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import { bookNext } from './bookings.ts';
import { assertAccessible, assertFits } from './looks.ts';
import { press, says } from './page.ts';
import { close, openAdmin } from './support.ts';

const address = (page: Page): Promise<string> =>
  page
    .waitForSelector('>>> .address')
    .then((field) => field?.evaluate((input) => (input as HTMLInputElement).value) as Promise<string>);

const paste = async (page: Page, url: string, name = ''): Promise<void> => {
  await page.locator('>>> [name=url]').fill(url);
  await page.locator('>>> [name=name]').fill(name);
  await page.keyboard.press('Enter');
};

/** Answers the question that is asked. */
const confirm = (page: Page) => page.locator('>>> dialog.question .danger').click();

/** A calendar on the web, as far as the demo's server is concerned: that of her own sessions. */
async function someCalendar(): Promise<string> {
  const page = await openAdmin('/admin/calendar', { as: 'mentor' });
  const url = await address(page);
  await close(page);
  return url;
}

describe('the page of calendars', () => {
  it('shows the address of her sessions, which gives them, until she renews it', async () => {
    const page = await openAdmin('/admin/calendar', { as: 'mentor' });
    const url = await address(page);
    const mentorId = Number(/\/(\d+)-/.exec(url)?.[1]);
    const session = await bookNext(mentorId, 'calendar-student');
    assert.match(await (await fetch(url)).text(), new RegExp(`UID:session-${session.id}@`));
    const webcal = await page.$eval('>>> a[href^="webcal:"]', (link) => link.getAttribute('href'));
    assert.equal(webcal, url.replace(/^http:/, 'webcal:'));

    await press(page, 'Renew the address');
    await page.waitForSelector('>>> dialog.question[open]');
    await page.keyboard.press('Escape');
    assert.equal((await fetch(url)).status, 200, 'nothing happens without a yes');
    await press(page, 'Renew the address');
    await confirm(page);
    await says(page, 'The address is new');
    assert.equal((await fetch(url)).status, 404);
    assert.equal((await fetch(await address(page))).status, 200);
    await close(page);
  });

  it('copies the address, or selects it where there is no clipboard', async () => {
    const page = await openAdmin('/admin/calendar', { as: 'mentor' });
    const url = await address(page);
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', {
        value: { writeText: async (text: string) => void Object.assign(window, { copied: text }) },
      });
    });
    await press(page, 'Copy');
    await says(page, 'Copied.');
    assert.equal(await page.evaluate(() => (window as unknown as { copied: string }).copied), url);
    await close(page);
  });

  it('adds another calendar, reads it, and removes it', async () => {
    const url = await someCalendar();
    const page = await openAdmin('/admin/calendar', { as: 'mentor' });
    await paste(page, url, 'Work <b>');
    await says(page, 'The calendar has been read; its');
    await says(page, 'Work <b>');
    await page.waitForSelector('>>> .feeds .badge.good');
    await assertAccessible(page);
    await press(page, 'Read now: Work <b>');
    await says(page, 'The calendar has been read.');
    await paste(page, url);
    await says(page, 'This calendar is already in the list.');
    await press(page, 'Remove: Work <b>');
    await confirm(page);
    await says(page, 'No other calendar yet.');
    await close(page);
  });

  for (const [pasted, said] of [
    ['', 'Paste the address of a calendar.'],
    ['my calendar', 'This is not an address that begins with https'],
    ['http://127.0.0.1:1/x.ics', 'This address leads into a private network.'],
  ] as const)
    it(`says what is wrong with ${pasted || 'nothing'}, and keeps it to be mended`, async () => {
      const page = await openAdmin('/admin/calendar', { as: 'mentor' });
      await address(page);
      await paste(page, pasted, 'Mine');
      await says(page, said);
      const form = await page.$$eval('>>> form input', (inputs) =>
        inputs.map((input) => [(input as HTMLInputElement).value, input.getAttribute('aria-invalid')]),
      );
      assert.deepEqual(form, [
        [pasted, 'true'],
        ['Mine', null],
      ]);
      await assertAccessible(page);
      await close(page);
    });

  it('tells why a calendar fails, and that its times still count', async () => {
    const page = await openAdmin('/admin/calendar', { as: 'mentor' });
    const url = await address(page);
    await paste(page, url, 'Soon gone');
    await page.waitForSelector('>>> .feeds .badge.good');
    await press(page, 'Renew the address');
    await confirm(page);
    await says(page, 'The address is new');
    await press(page, 'Read now: Soon gone');
    await page.waitForSelector('>>> .feeds .badge.bad');
    await says(page, 'The times that were read last still count.');
    await assertAccessible(page);
    await page.setViewport({ width: 360, height: 800 });
    await assertFits(page);
    await press(page, 'Remove: Soon gone');
    await confirm(page);
    await says(page, 'No other calendar yet.');
    await close(page);
  });

  for (const [language, said, kept] of [
    ['en', '3 events could not be read, or not as a whole.', '1 in an unknown time zone: read in yours'],
    ['fr', '3 événements n’ont pas pu être lus', '2 sans début lisible'],
    ['ar', 'أحداث تعذّرت قراءتها', '2 بلا بداية مقروءة'],
  ] as const)
    it(`tells what was skipped in a calendar, and why, in ${language}`, async () => {
      const page = await openAdmin('/admin/calendar', { as: 'mentor', language, width: 360 });
      await address(page);
      const read = { read_at: '2026-11-23T05:00:00Z', succeeded_at: '2026-11-23T05:00:00Z', failure: null };
      const skipped_reasons = [
        { reason: 'no_start', count: 2 },
        { reason: 'bad_date', count: 1 },
        { reason: 'unknown_zone', count: 1 },
      ];
      const feed = {
        id: 1,
        mentor_id: 1,
        name: 'Work',
        host: 'example.edu',
        created_at: read.read_at,
        ...read,
      };
      await page.setRequestInterception(true);
      page.on('request', (request) =>
        request.method() === 'GET' && request.url().endsWith('/busy-feeds')
          ? request.respond({
              contentType: 'application/json',
              body: JSON.stringify({ busy_feeds: [{ ...feed, skipped_events: 3, skipped_reasons }] }),
            })
          : request.continue(),
      );
      await page.reload();
      await says(page, said);
      await says(page, kept);
      await assertAccessible(page);
      await assertFits(page);
      await close(page);
    });

  for (const [language, width] of [
    ['en', 1280],
    ['ar', 360],
    ['sw', 360],
  ] as const)
    it(`is accessible, light and dark, and fits in ${language} at ${width} px, with its guides open`, async () => {
      const page = await openAdmin('/admin/calendar', { as: 'mentor', language, width });
      await address(page);
      for (const guide of await page.$$('>>> summary')) await guide.click();
      await assertAccessible(page);
      // Without motion, colours do not fade into each other while they are measured.
      const dark = { name: 'prefers-color-scheme', value: 'dark' };
      await page.emulateMediaFeatures([dark, { name: 'prefers-reduced-motion', value: 'reduce' }]);
      await assertAccessible(page);
      await assertFits(page);
      await close(page);
    });

  it('is not there for an admin who is no mentor', async () => {
    const page = await openAdmin('/admin/calendar', { as: 'partner_admin' });
    await page.waitForSelector('::-p-aria([name="Page not found"][role="heading"])');
    await close(page);
  });
});
