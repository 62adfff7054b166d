import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import { operations } from '../../api/contract/operations.ts';
import { placeOf, SecretBox } from '../../api/secrets/secret-box.ts';
import { call, token, tokenSecret } from '../support/api.ts';
import { assertAccessible, assertFits } from './looks.ts';
import { press, says, show, texts } from './page.ts';
import { type Programme, startProgramme } from './programme.ts';
import { close } from './support.ts';

const box = new SecretBox([tokenSecret]);

describe('the page about embedding', () => {
  let programme: Programme;
  let page: Page;

  beforeEach(async () => {
    programme = await startProgramme();
  });
  afterEach(async () => {
    await close(page);
    await programme.stop();
  });

  const open = async (options = {}): Promise<void> => {
    page = await programme.open('/admin/embedding', { as: 'partner_admin', ...options });
    await page.waitForSelector('>>> admin-snippet-card >>> pre');
  };
  const snippets = async (): Promise<string> => (await texts(page, 'admin-snippet-card >>> pre')).join('\n');
  const partner = () => programme.api.knex('partner').where({ slug: 'demo' }).first();
  const confirm = () => page.locator('>>> dialog.question .danger').click();

  it('gives code for each place, with the mentor, the language and the looks that were chosen', async () => {
    const { url } = programme.api;
    await programme.api.knex('partner').update({ theme: { primary: '#112233' } });
    await open();
    const id = programme.mentor.id;
    const element = `<mentor-booking partner="demo" mentor-id="${id}" locale="en">Book a session</mentor-booking>`;
    const script = `<script type="module" src="${url}/widget/v1/mentor-booking.js"></script>`;
    const theme = `<link rel="stylesheet" href="${url}/embed/demo/theme.css">`;
    const wanted: Record<string, readonly string[]> = {
      'HTML page': [element, script, theme, 'element.getToken = getToken'],
      'Frame (iframe)': [`${url}/embed/demo/${id}?locale=en`, 'mentor-booking:token-needed'],
      Directory: [`${url}/embed/demo?locale=en`, 'mentor-booking:token-needed'],
      Moodle: [element, script, theme, 'DOMContentLoaded'],
      WordPress: [element, 'wp_enqueue_script_module', 'wp_enqueue_style'],
      React: ['ref={connect}', script, theme],
    };
    for (const [name, parts] of Object.entries(wanted)) {
      await press(page, name);
      await page.waitForSelector(`>>> ::-p-aria([name="${name}"][role="button"])[aria-pressed=true]`);
      const code = await snippets();
      for (const part of parts) assert.ok(code.includes(part), `${name}: ${part} is not in ${code}`);
    }
    await page.locator('>>> admin-snippet-card >>> .columns > label select').fill('ar');
    await press(page, 'HTML page');
    await says(page, 'locale="ar">احجز جلسة<');
  });

  it('copies code', async () => {
    await open();
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', {
        value: { writeText: async (text: string) => void Object.assign(window, { copied: text }) },
      });
    });
    await press(page, 'Copy · In the page');
    await says(page, 'Copied.');
    const copied = await page.evaluate(() => (window as unknown as { copied: string }).copied);
    assert.match(copied, /^<script type="module" src=/);
  });

  it('registers sites, takes the site out of an address, and takes a removal back', async () => {
    await open();
    const add = async (text: string) => {
      await page.locator('>>> input[name=origin]').fill(text);
      await press(page, 'Add');
    };
    await add('https://www.example.edu/courses/1?x=y');
    await says(page, 'https://www.example.edu is registered.');
    await add('http://www.example.edu');
    await says(page, 'Enter an address that begins with https://');
    assert.deepEqual((await partner()).origins, ['https://www.example.edu']);
    // What another admin does meanwhile is not undone.
    await programme.api
      .knex('partner')
      .update({ origins: ['https://www.example.edu', 'https://b.example.edu'] });
    await press(page, 'Remove https://www.example.edu');
    await says(page, 'https://www.example.edu is no longer registered.');
    assert.deepEqual((await partner()).origins, ['https://b.example.edu']);
    await press(page, 'Undo');
    const both = ['https://b.example.edu', 'https://www.example.edu'];
    await show(page, 'admin-origins-card >>> li code', both);
    assert.deepEqual((await partner()).origins, both);
  });

  it('rotates the shared secret: shown once, both live, the older removed', async () => {
    await open();
    await press(page, 'Make a new secret');
    await says(page, 'It will never be shown again.');
    const [secret = ''] = await texts(page, 'admin-keys-card >>> pre');
    assert.equal(box.open((await partner()).shared_secrets.at(-1), placeOf.sharedSecret('demo')), secret);
    const status = async (key?: string) => {
      const options = { token: await token({ sub: 's1' }, key) };
      return (await call(programme.api, operations.listSessions, options)).status;
    };
    assert.deepEqual([await status(), await status(secret)], [200, 200]);
    await press(page, 'I have stored it');
    await show(page, 'admin-keys-card >>> .told', []);
    assert.ok(!(await page.content()).includes(secret));
    const [older = ''] = await texts(page, 'admin-keys-card >>> .rows code');
    await press(page, `Remove the secret ${older}`);
    await confirm();
    await says(page, 'The secret is removed.');
    assert.deepEqual([await status(), await status(secret)], [401, 200]);
    await page.reload();
    await show(page, 'admin-keys-card >>> .rows small', ['the only one']);
    assert.deepEqual(await texts(page, 'admin-keys-card >>> pre'), []);
  });

  it('moves to public keys only after a yes', async () => {
    await open();
    await page.locator('>>> admin-keys-card >>> select').fill('ES256');
    await page.locator('>>> input[name=jwks_url]').fill('http://id.example.edu/jwks');
    await press(page, 'Change the method');
    await confirm();
    await says(page, 'Give an https:// address');
    assert.equal((await partner()).algorithm, 'HS256');
    await page.locator('>>> input[name=jwks_url]').fill('https://id.example.edu/jwks');
    await press(page, 'Change the method');
    await page.waitForSelector('>>> dialog.question[open]');
    await page.keyboard.press('Escape');
    assert.equal((await partner()).algorithm, 'HS256');
    await press(page, 'Change the method');
    await confirm();
    await says(page, 'Saved.');
    const { algorithm, jwks_url, shared_secrets } = await partner();
    assert.deepEqual([algorithm, jwks_url, shared_secrets], ['ES256', 'https://id.example.edu/jwks', []]);
  });

  it('makes an API key that is shown once, and revokes it', async () => {
    await open();
    await press(page, 'Make a key');
    await says(page, 'Give it a name and tick at least one permission.');
    await page.locator('>>> admin-api-keys-card >>> input[name=name]').fill('Dashboard');
    await page.locator('>>> admin-api-keys-card >>> input[value=metrics]').click();
    await press(page, 'Make a key');
    await says(page, 'It will never be shown again.');
    const [key = ''] = await texts(page, 'admin-api-keys-card >>> pre');
    const use = async () => (await call(programme.api, operations.getMetrics, { token: key })).status;
    assert.equal(await use(), 200);
    await page.reload();
    await says(page, 'Last used: 23 Nov 2026');
    assert.deepEqual(await texts(page, 'admin-api-keys-card >>> pre'), []);
    await press(page, 'Revoke Dashboard');
    await confirm();
    await show(page, 'admin-api-keys-card >>> .badge', ['Revoked']);
    assert.equal(await use(), 401);
  });

  it('changes the name that people read', async () => {
    await open();
    await page.locator('>>> admin-institution-card >>> input').fill('Université Teranga');
    await page.keyboard.press('Enter');
    await says(page, 'Saved.');
    assert.equal((await partner()).name, 'Université Teranga');
  });

  it('keeps the sign-in of the institution, and never shows its secret', async () => {
    await open();
    const fill = (name: string, text: string) =>
      page.locator(`>>> admin-oidc-card >>> input[name=${name}]`).fill(text);
    const save = () => page.locator('>>> admin-oidc-card >>> button.primary').click();
    await fill('issuer', 'https://id.example.edu');
    await save();
    await says(page, 'the client id is needed');
    await fill('client_id', 'booking');
    await fill('secret', 'hush-hush');
    await save();
    await says(page, 'A secret is stored.');
    const kept = (await partner()).oidc_client_secret;
    assert.equal(box.open(kept, placeOf.oidcClientSecret('demo')), 'hush-hush');
    await page.reload();
    await says(page, 'A secret is stored.');
    const shown = await page.$eval('>>> admin-oidc-card >>> input[name=secret]', (field) =>
      'value' in field ? field.value : null,
    );
    assert.equal(shown, '');
    await press(page, 'Stop using it');
    await confirm();
    await says(page, 'Saved.');
    assert.equal((await partner()).oidc_issuer, null);
  });

  for (const [language, width] of [
    ['fr', 1280],
    ['ar', 360],
    ['pt', 360],
  ] as const) {
    it(`is accessible and fits in ${language} at ${width} px, light and dark`, async () => {
      await open({ language, width });
      await page.locator('>>> admin-keys-card >>> ul + div > button').click();
      await page.waitForSelector('>>> .told');
      // Out from under the bar, which stays on top.
      await page.evaluate(() => scrollTo(0, 0));
      for (const value of ['light', 'dark']) {
        await page.emulateMediaFeatures([
          { name: 'prefers-color-scheme', value },
          // Colours that are still changing have no contrast to measure.
          { name: 'prefers-reduced-motion', value: 'reduce' },
        ]);
        await assertAccessible(page);
        await assertFits(page);
      }
    });
  }
});
