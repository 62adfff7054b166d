import assert from 'node:assert/strict';
import { phoneCode } from '../../api/secrets/sign-in-code.ts';
import { tokenSecret } from '../support/api.ts';
import { until } from '../support/until.ts';
import { assertAccessible, assertFits } from './looks.ts';
import { says, texts } from './page.ts';
import { type Programme, startProgramme } from './programme.ts';
import { close } from './support.ts';

describe("a mentor's phone number on the admin page", () => {
  let programme: Programme;

  before(async () => {
    programme = await startProgramme();
    const sms = { provider: 'africas_talking', username: 'u', from: null, api_key: 'k' };
    await programme.api.knex('partner').update({ gateways: JSON.stringify({ sms }) });
  });
  after(() => programme.stop());

  const card = '>>> admin-phone-card >>>';

  it('is given, confirmed by its code and taken away', async () => {
    const page = await programme.open('/admin/notifications', { as: 'mentor' });
    await page.locator(`${card} input[name=phone_number]`).fill('0722 000 111');
    await page.locator(`${card} form button`).click();
    await until(async () => (await texts(page, 'admin-phone-card >>> .fault')).length === 1, 'a fault');
    await page.locator(`${card} input[name=phone_number]`).fill('+254 722 000 111');
    await page.locator(`${card} form button`).click();
    await page.waitForSelector(`${card} input[name=code]`);
    const [asked] = await programme.api.knex('phone_code');
    const { user_id: userId, phone_number: phoneNumber, seed } = asked;
    const code = phoneCode(tokenSecret, { userId: Number(userId), phoneNumber, seed });
    await page.locator(`${card} input[name=code]`).fill(code);
    await page.locator(`${card} form:last-of-type button`).click();
    await says(page, 'Number confirmed.');
    assert.deepEqual(await texts(page, 'admin-phone-card >>> bdi'), ['+254722000111']);
    await page.locator(`${card} .danger`).click();
    await says(page, 'Number removed.');
    await close(page);
  });

  for (const [language, width] of [
    ['ar', 360],
    ['fr', 1280],
  ] as const)
    it(`passes axe and fits at ${width} px in ${language}`, async () => {
      const page = await programme.open('/admin/notifications', { as: 'mentor', language, width });
      await page.waitForSelector(`${card} input[name=phone_number]`);
      await page.waitForSelector('>>> table input');
      await assertAccessible(page);
      await assertFits(page);
      if (process.env.PICTURES)
        await page.screenshot({ path: `${process.env.PICTURES}/phone-${language}.png`, fullPage: true });
      await close(page);
    });
});
