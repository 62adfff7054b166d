import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import { assertAccessible } from '../../admin/looks.ts';
import { startApi, token, useApi } from '../../support/api.ts';
import { newProfile } from '../../support/chrome.ts';
import { sendDue } from '../../support/messages.ts';
import { addMentor } from '../../support/people.ts';
import { book } from './scene.ts';

describe('the mail of the demo', () => {
  const api = useApi();
  let page: Page;

  before(async () => {
    const mentor = await addMentor(api, { name: 'Amina <b>Odhiambo</b>' });
    await book(api, mentor, await token(), '10:00', { subject: 'Plan & budget' });
    await sendDue(api);
    const evil =
      '<html><head></head><body><script>top.evil = 1</script><img src="https://example.edu/x.png"><p>Safe</p></body></html>';
    const mail = {
      recipient: 'x@example.edu',
      subject: 'Evil',
      body: '',
      html: evil,
      created_at: new Date(api.now),
    };
    await api.knex('kept_mail').insert(mail);
    await api.knex('kept_mail').insert({ ...mail, subject: 'Code 123456', body: '<i>Plain</i>', html: null });
    page = await (await newProfile()).newPage();
  });
  after(() => page?.browserContext().close());

  const list = async () =>
    (await (await fetch(`${api.url}/dev/mail`, { headers: { Accept: 'application/json' } })).json()).mails;

  it('is shown as its reader sees it, the newest first, and runs and loads nothing', async () => {
    await page.setViewport({ width: 360, height: 900 });
    const failed: string[] = [];
    page.on('requestfailed', (request) => failed.push(`${request.url()} ${request.failure()?.errorText}`));
    await page.goto(`${api.url}/dev/mail`);
    const titles = await page.$$eval('h2', (all) => all.map(({ textContent }) => textContent));
    assert.deepEqual(titles.slice(0, 2), ['Code 123456', 'Evil']);
    assert.equal(await page.$eval('article p', (text) => text.innerHTML), '&lt;i&gt;Plain&lt;/i&gt;');
    const frames = await page.$$('iframe');
    const texts: string[] = [];
    for (const frame of frames) {
      await frame.scrollIntoView();
      const inside = await frame.contentFrame();
      await inside.waitForSelector('p');
      texts.push(await inside.$eval('body', (body) => body.textContent ?? ''));
    }
    assert.match(texts.join('\n'), /Amina <b>Odhiambo<\/b>/);
    assert.match(texts.join('\n'), /Plan & budget/);
    assert.equal(await page.evaluate(() => 'evil' in globalThis), false);
    assert.deepEqual(failed, ['https://example.edu/x.png csp']);
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.equal(tooWide, false);
    await assertAccessible(page);
  });

  it('gives the calendar file of a mail that has one, and 404 for what is not there', async () => {
    const [mail] = (await list()).filter(({ calendar }: { calendar: string | null }) => calendar);
    const file = await fetch(`${api.url}/dev/mail/${mail.id}/session.ics`);
    assert.match(file.headers.get('content-type') ?? '', /^text\/calendar/);
    assert.equal(await file.text(), mail.calendar);
    const [plain] = await list();
    for (const path of [`${plain.id}`, `${plain.id}/session.ics`, '999999', '0', 'x', '999999/session.ics'])
      assert.ok([404, 422].includes((await fetch(`${api.url}/dev/mail/${path}`)).status), path);
  });

  it('is there in a demo alone', async () => {
    const real = await startApi({ demo: false });
    try {
      for (const path of ['', '/1', '/1/session.ics'])
        assert.equal((await fetch(`${real.url}/dev/mail${path}`)).status, 404);
    } finally {
      await real.stop();
    }
  });
});
