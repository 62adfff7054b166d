import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'puppeteer-core';
import { operations } from '../../../api/contract/operations.ts';
import { assertAccessible, assertFits } from '../../admin/looks.ts';
import { call, token, useFreshApi } from '../../support/api.ts';
import { newProfile } from '../../support/chrome.ts';
import { linkFor } from '../../support/links.ts';
import { mailsDue } from '../../support/messages.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { book, bookPast } from '../routes/scene.ts';

const words = {
  fr: {
    move: 'Déplacer',
    moved: 'La session est déplacée.',
    cancel: 'Annuler',
    cancelled: 'La session est annulée.',
    thanks: 'Merci pour votre avis !',
    stopped: 'Vous ne recevrez plus de rappels par e-mail.',
    saved: 'Enregistré.',
  },
  ar: {
    move: 'تغيير الموعد',
    moved: 'تغيّر موعد الجلسة.',
    cancel: 'إلغاء',
    cancelled: 'أُلغيت الجلسة.',
    thanks: 'شكرًا على تقييمك!',
    stopped: 'لن تصلك تذكيرات بالبريد الإلكتروني بعد الآن.',
    saved: 'تم الحفظ.',
  },
} as const;

describe('a student with a mail on her telephone', () => {
  const api = useFreshApi();
  let profile: BrowserContext;
  let page: Page;
  let mentor: TestMentor;

  beforeEach(async () => {
    profile = await newProfile();
    page = await profile.newPage();
    mentor = await addMentor(api, { name: 'Awa Ndiaye' });
  });
  afterEach(() => profile?.close());

  /** Opens the latest mail to her as her mail program shows it. */
  async function openMail(): Promise<void> {
    const mail = (await mailsDue(api)).findLast(({ to }) => to === 's1@example.edu');
    await page.setViewport({ width: 320, height: 800 });
    await page.setContent(mail?.html ?? '');
  }
  /** Follows what starts with these words, as a tap does. */
  async function follow(label: string): Promise<void> {
    const links = await page.$$('a');
    const labels = await Promise.all(
      links.map((link) => link.evaluate(({ textContent }) => textContent?.trim())),
    );
    const link = links[labels.findIndex((each) => each?.startsWith(label))];
    assert.ok(link, `${label} among ${labels}`);
    await Promise.all([page.waitForNavigation(), link.click()]);
    await page.setViewport({ width: 360, height: 740 });
    await looksGood();
  }
  async function looksGood(): Promise<void> {
    for (const value of ['light', 'dark']) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
      await assertAccessible(page);
    }
    await assertFits(page);
  }
  const pressButton = () => Promise.all([page.waitForNavigation(), page.click('button')]);
  const said = (): Promise<string> => page.$eval('.done, .fault', ({ textContent }) => textContent ?? '');

  for (const locale of ['fr', 'ar'] as const)
    it(`moves her session and then cancels it, in ${locale}`, async () => {
      const student = await token({ name: 'Fatou Sow', locale, timezone: 'Africa/Dakar' });
      const session = await book(api, mentor, student, '16:00', { subject: 'Relecture du mémoire' });
      const stored = () => api.knex('mentor_session').where({ id: session.id }).first();
      await openMail();
      await follow(words[locale].move);
      assert.equal(await page.$eval('html', ({ dir }) => dir), locale === 'ar' ? 'rtl' : 'ltr');
      const [, , third] = await page.$$('input[name=start]');
      const start = await third?.evaluate((input) => (input as HTMLInputElement).value);
      await third?.click();
      await looksGood();
      await pressButton();
      assert.equal(await said(), words[locale].moved);
      await looksGood();
      assert.equal((await stored()).starts_at.getTime(), Date.parse(start ?? ''));

      await openMail();
      await follow(words[locale].cancel);
      await page.type('textarea', 'Je suis malade.');
      await pressButton();
      assert.equal(await said(), words[locale].cancelled);
      await looksGood();
      const { status, cancel_reason } = await stored();
      assert.deepEqual([status, cancel_reason], ['cancelled', 'Je suis malade.']);
    });

  for (const locale of ['fr', 'ar'] as const)
    it(`reviews, stops reminders and chooses what she is told, in ${locale}`, async () => {
      const student = await token({ locale, timezone: 'Africa/Dakar' });
      const session = await bookPast(api, mentor, student);
      await call(api, operations.completeSession, { id: session.id, token: mentor.token });
      const open = async (purpose: Parameters<typeof linkFor>[1], sessionId = 0): Promise<void> => {
        await page.setViewport({ width: 360, height: 740 });
        await page.goto(
          api.url + (await linkFor(api, purpose, { person: 's1', mentorId: mentor.id, sessionId })),
        );
        await looksGood();
      };
      await open('review', session.id);
      await page.click('input[value="4"]');
      await pressButton();
      assert.equal(await said(), words[locale].thanks);
      assert.equal((await api.knex('session_review').first()).rating, 4);

      await open('unsubscribe_reminder');
      await pressButton();
      assert.equal(await said(), words[locale].stopped);
      await Promise.all([page.waitForNavigation(), page.click('a')]);
      await looksGood();
      assert.equal(
        await page.$eval('input[value=session_reminder]', (box) => (box as HTMLInputElement).checked),
        false,
      );
      await page.click('input[value=session_reminder]');
      await page.click('input[value=own]');
      await page.click('input[value="180"]');
      await pressButton();
      assert.equal(await said(), words[locale].saved);
      await looksGood();
      const { reminder_minutes } = await api.knex('app_user').where({ external_id: 's1' }).first();
      assert.deepEqual(reminder_minutes, [1440, 180, 60]);
    });
});
