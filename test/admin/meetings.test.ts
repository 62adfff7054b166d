import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import { operations } from '../../api/contract/operations.ts';
import { meetAt, read, roomOf } from '../api/meetings/scene.ts';
import { adminToken, hour } from '../api/routes/scene.ts';
import { call, monday } from '../support/api.ts';
import { newProfile } from '../support/chrome.ts';
import { until } from '../support/until.ts';
import { assertAccessible, assertFits } from './looks.ts';
import { find, press, says, texts } from './page.ts';
import { type Programme, startProgramme } from './programme.ts';
import { close } from './support.ts';

/** Where pictures go, for people to look at. */
const pictures = process.env.TEST_PICTURES;

async function looksGood(page: Page, name: string): Promise<void> {
  await assertAccessible(page);
  await assertFits(page);
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
}

describe('video meetings', () => {
  let programme: Programme;

  before(async () => {
    programme = await startProgramme();
  });
  after(() => programme.stop());
  afterEach(() => {
    programme.api.now = monday;
  });

  const stored = async (table: 'partner' | 'mentor') => {
    const [row] = await programme.api.knex(table).select('meeting', 'meeting_secret');
    return row;
  };
  const field = (page: Page, name: string) => page.locator(`>>> admin-meeting-card >>> [name=${name}]`);

  it('are set by an admin, who sees what is wrong and never a secret', async () => {
    const page = await programme.open('/admin/messages', { as: 'partner_admin' });
    await field(page, 'kind').fill('bigbluebutton');
    await field(page, 'url').fill('ftp://bbb.example.edu');
    await press(page, 'Save the video meetings');
    await says(page, 'Give a public address that begins with https://, without a password.');
    await field(page, 'url').fill('https://bbb.example.edu/bigbluebutton/');
    await press(page, 'Save the video meetings');
    await says(page, 'This is needed.');
    await field(page, 'secret').fill('s3cret');
    await field(page, 'checksum').fill('sha512');
    await press(page, 'Save the video meetings');
    await says(page, 'Video meetings saved.');
    const kept = await stored('partner');
    assert.deepEqual(kept.meeting, {
      ...{ kind: 'bigbluebutton', url: 'https://bbb.example.edu/bigbluebutton/' },
      checksum: 'sha512',
    });

    await page.reload();
    await says(page, 'There is a secret. Leave this empty to keep it.');
    assert.doesNotMatch(await page.content(), /s3cret/);
    await field(page, 'checksum').fill('sha256');
    await press(page, 'Save the video meetings');
    await until(async () => (await stored('partner')).meeting.checksum === 'sha256', 'the checksum');
    assert.equal((await stored('partner')).meeting_secret, kept.meeting_secret);
    const { body } = await call(programme.api, operations.getMessaging, {
      token: await adminToken(),
    });
    assert.deepEqual(body.reminder_minutes, [1440, 60], 'reminders stay');
    await close(page);
  });

  it('are a mentor’s own where she wants, else her partner’s', async () => {
    const page = await programme.open('/admin/account');
    await field(page, 'kind').fill('jitsi');
    await field(page, 'base_url').fill('https://meet.example.edu');
    await field(page, 'app_id').fill('mentors');
    await press(page, 'Save the video meetings');
    await says(page, 'This is needed.');
    await field(page, 'secret').fill('jitsi-s3cret');
    await press(page, 'Save the video meetings');
    await says(page, 'Video meetings saved.');
    const jitsi = { kind: 'jitsi', base_url: 'https://meet.example.edu', app_id: 'mentors' };
    assert.deepEqual((await stored('mentor')).meeting, jitsi);
    await field(page, 'kind').fill('partner');
    await press(page, 'Save the video meetings');
    await until(async () => (await stored('mentor')).meeting === null, 'none of her own');
    await close(page);
  });

  it('tell the mentor on her session who came, and propose how it went', async () => {
    await meetAt(programme.api, { kind: 'jitsi', base_url: 'https://meet.example.edu' });
    const id = await programme.book(programme.ben, '15:00');
    programme.api.now = Date.parse('2026-11-23T15:02:00+03:00');
    await roomOf((await read(programme.api, programme.mentor.token, { id } as never)).meeting_link);
    programme.api.now = Date.parse('2026-11-23T15:40:00+03:00');
    const page = await programme.open(`/admin/sessions/${id}`, { now: programme.api.now });
    await says(page, 'You came to the room, and the student did not.');
    assert.deepEqual(await texts(page, '.facts li'), ['you, at 15:02', 'the student: not by the link']);
    assert.deepEqual(await texts(page, 'button.primary'), ['The student did not come']);
    const link = await page.$eval('>>> input[name=link]', (input) => (input as HTMLInputElement).value);
    assert.equal(link, '', 'the link that is made by itself is none of hers');
    await find(page, 'link', 'Join the video meeting');
    for (const [language, width] of [
      ['fr', 1280],
      ['ar', 360],
    ] as const) {
      const looked = await programme.open(`/admin/sessions/${id}`, {
        language,
        width,
        now: programme.api.now,
      });
      await looked.waitForSelector('>>> button.primary');
      await looksGood(looked, `session-${language}`);
      await close(looked);
    }
    await press(page, 'The student did not come');
    const { knex } = programme.api;
    await until(
      async () => (await knex('mentor_session').where({ id }).first()).status === 'no_show',
      'no-show',
    );
    await close(page);
  });

  it('have cards that pass axe and fit a phone', async () => {
    await meetAt(programme.api, { kind: 'bigbluebutton', url: 'https://bbb.example.edu', secret: 's' });
    for (const [language, width] of [
      ['fr', 1280],
      ['ar', 360],
    ] as const) {
      const page = await programme.open('/admin/messages', { as: 'partner_admin', language, width });
      await field(page, 'secret').wait();
      await looksGood(page, `messages-${language}`);
      await close(page);
      const own = await programme.open('/admin/account', { language, width });
      await field(own, 'kind').fill('jitsi');
      await field(own, 'app_id').fill('vpaas-magic-cookie-1');
      await field(own, 'key_id').fill('4f4910');
      await own.waitForSelector('>>> textarea[name=secret]');
      await looksGood(own, `account-${language}`);
      await close(own);
    }
  });

  describe('the page in front of a room', () => {
    let page: Page;
    let link: string;
    const start = Date.parse('2026-11-23T13:00:00+03:00');

    before(async () => {
      const { api } = programme;
      await meetAt(api, { kind: 'fixed', url: `${api.url}/livez` });
      const rest = { subject: 'Mémoire : plan, méthode et calendrier' };
      const id = await programme.book(programme.anna, '13:00', rest);
      await api
        .knex('partner')
        .update({ theme: JSON.stringify({ primary: '#7A1E3A' }), name: 'Université de Dakar' });
      link = (await read(api, programme.anna, { id } as never)).meeting_link ?? '';
      page = await (await newProfile()).newPage();
    });
    after(() => page.browserContext().close());

    it('counts down, opens by itself, and leads into the room by its button', async () => {
      programme.api.now = start - 15 * 60_000 - 2_000;
      await page.goto(link);
      const left = () => page.$eval('#left', (timer) => timer.textContent);
      const first = await left();
      assert.equal(first, '00:00:02');
      await page.waitForFunction(
        (shown) => document.querySelector('#left')?.textContent !== shown,
        { polling: 50 },
        first,
      );
      programme.api.now = start - 15 * 60_000;
      // The page is asked for again by its `refresh`.
      await page.waitForSelector('button');
      await Promise.all([page.waitForNavigation(), page.click('button')]);
      assert.equal(page.url(), `${programme.api.url}/livez`);
    });

    it('opens without scripts too', async () => {
      programme.api.now = start - 15 * 60_000 - 1_000;
      await page.setJavaScriptEnabled(false);
      await page.goto(link);
      programme.api.now = start;
      await page.waitForSelector('button');
      await page.setJavaScriptEnabled(true);
    });

    for (const [language, width, scheme] of [
      ['fr', 360, 'light'],
      ['ar', 360, 'dark'],
      ['fr', 1280, 'dark'],
      ['ar', 1280, 'light'],
    ] as const) {
      it(`passes axe and fits ${width} px in ${language}, ${scheme}`, async () => {
        await programme.api.knex('app_user').where({ external_id: 'anna' }).update({ locale: language });
        await page.setViewport({ width, height: 800 });
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
        for (const [name, now] of [
          ['early', start - 2 * hour],
          ['open', start],
          ['over', start + 2 * hour],
        ] as const) {
          programme.api.now = now;
          await page.goto(link);
          await looksGood(page, `join-${name}-${language}-${width}`);
        }
      });
    }
  });
});
