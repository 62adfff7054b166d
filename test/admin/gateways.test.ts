import assert from 'node:assert/strict';
import { until } from '../support/until.ts';
import { assertAccessible, assertFits } from './looks.ts';
import { says, texts } from './page.ts';
import { type Programme, startProgramme } from './programme.ts';
import { close } from './support.ts';

describe('SMS and WhatsApp on the admin page', () => {
  let programme: Programme;

  before(async () => {
    programme = await startProgramme();
  });
  after(() => programme.stop());

  const open = (options: object = {}) =>
    programme.open('/admin/messages', { as: 'partner_admin', ...options });
  const card = '>>> admin-gateway-card >>>';
  const partner = () => programme.api.knex('partner').where({ id: programme.api.partnerId }).first();

  it('are set by provider, say what is missing, and never show credentials again', async () => {
    const page = await open();
    await page.locator(`${card} select[name=provider]`).fill('africas_talking');
    await page.locator(`${card} input[name=username]`).fill('ucad');
    await page.locator(`${card} .primary`).click();
    await until(
      async () => (await texts(page, 'admin-gateway-card >>> .fault')).includes('This is needed.'),
      'a fault',
    );
    await page.locator(`${card} input[name=api_key]`).fill('the-key');
    await page.locator(`${card} input[name=hasQuietHours]`).click();
    await page.locator(`${card} .primary`).click();
    await says(page, 'SMS and WhatsApp saved.');
    const { gateways, quiet_hours } = await partner();
    assert.deepEqual(
      [gateways.sms.username, quiet_hours],
      ['ucad', { start_time: '21:00', end_time: '07:30' }],
    );
    const key = await page
      .locator(`${card} input[name=api_key]`)
      .map((input) => (input as HTMLInputElement).value)
      .wait();
    assert.equal(key, '');
    await page.locator(`${card} input[name=from]`).fill('UCAD');
    await page.locator(`${card} .primary`).click();
    await until(async () => (await partner()).gateways.sms.from === 'UCAD', 'the sender to be saved');
    assert.equal((await partner()).gateways.sms.api_key, gateways.sms.api_key);
    await close(page);
  });

  for (const [language, width] of [
    ['ar', 360],
    ['fr', 1280],
  ] as const)
    it(`pass axe and fit at ${width} px in ${language}`, async () => {
      const page = await open({ language, width });
      // All of the page, which moves while its parts come.
      for (const each of ['admin-reminders-card', 'admin-bounces-card', 'admin-meeting-card'])
        await page.waitForSelector(`>>> ${each} >>> h2`);
      await page.locator(`${card} select[name=provider]`).fill('twilio');
      await page.locator(`${card} input[name=hasWhatsapp]`).click();
      await page.locator(`${card} input[name=app_secret]`).wait();
      if (process.env.PICTURES) {
        await page.screenshot({ path: `${process.env.PICTURES}/page-${language}.png`, fullPage: true });
        const element = await page.$('>>> admin-gateway-card');
        await element?.screenshot({ path: `${process.env.PICTURES}/gateways-${language}.png` });
      }
      // Nothing under the bar, where axe takes it for hidden.
      await page.evaluate(() => scrollTo(0, 0));
      await assertAccessible(page);
      await assertFits(page);
      await close(page);
    });
});
