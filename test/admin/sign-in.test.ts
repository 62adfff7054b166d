import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import { assertAccessible, assertFits } from './looks.ts';
import { mailedCode, newMentor } from './new-mentor.ts';
import { press, says } from './page.ts';
import { close, openAdmin, sharedProduct } from './support.ts';

const heading = async (page: Page, text: string) => {
  await page.waitForSelector(`::-p-aria([name="${text}"][role="heading"])`);
};

/** Types an address and asks for a code. */
async function askForCode(page: Page, email: string): Promise<void> {
  await page.locator('>>> input[name=email]').fill(email);
  await press(page, 'Send me a code');
  await page.waitForSelector('>>> input[name=code]');
}

async function enterCode(page: Page, code: string): Promise<void> {
  await page.locator('>>> input[name=code]').fill(code);
  await page.keyboard.press('Enter');
}

/** What has the keyboard: the name of a field, or the text of a button. */
const focused = (page: Page, what: 'name' | 'textContent' = 'name') =>
  page.evaluate((property) => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return (active as unknown as Record<string, string> | null)?.[property]?.trim();
  }, what);

describe('signing in on the admin page', () => {
  it('takes the code of the mail, by keyboard alone, spaces and all', async () => {
    const email = await newMentor('signs-in');
    const page = await openAdmin('/admin/');
    await heading(page, 'Sign in');
    await page.focus('>>> input[name=email]');
    await page.keyboard.type(email);
    await page.keyboard.press('Enter');
    await page.waitForSelector('>>> input[name=code]');
    assert.equal(await focused(page), 'code');
    const field = await page.$eval('>>> input[name=code]', (input) =>
      ['inputmode', 'autocomplete'].map((name) => input.getAttribute(name)),
    );
    assert.deepEqual(field, ['numeric', 'one-time-code']);
    const code = await mailedCode(email);
    await page.keyboard.type(`${code.slice(0, 3)} ${code.slice(3)}`);
    await page.keyboard.press('Enter');
    await says(page, 'Mentor signs-in');
    assert.ok(!page.url().includes('@'), 'no address in the address');
    await page.reload();
    await says(page, 'Mentor signs-in');
    await press(page, 'Sign out');
    await heading(page, 'Sign in');
    await page.reload();
    await heading(page, 'Sign in');
    await close(page);
  });

  it('says what is wrong with an address or a code, and keeps the keyboard there', async () => {
    const email = await newMentor('mistypes');
    const page = await openAdmin('/admin/');
    await page.locator('>>> input[name=email]').fill('mistypes');
    await press(page, 'Send me a code');
    await says(page, 'Enter a whole e-mail address');
    assert.equal(await focused(page), 'email');
    await askForCode(page, email);
    await enterCode(page, '12');
    await says(page, 'Enter the six digits');
    const code = await mailedCode(email);
    await enterCode(page, code === '000000' ? '000001' : '000000');
    await says(page, 'This is not the right code');
    assert.equal(await focused(page), 'code');
    assert.equal(
      await page.$eval('>>> input[name=code]', (input) => input.getAttribute('aria-invalid')),
      'true',
    );
    await enterCode(page, code);
    await says(page, 'Mentor mistypes');
    await close(page);
  });

  it('says that a code is good where it was asked for, and gives a new one', async () => {
    const email = await newMentor('elsewhere');
    const page = await openAdmin('/admin/');
    await askForCode(page, email);
    await says(page, 'in this browser only');
    // As if the mail were read, and the code typed, on another device.
    const cookies = await page.browserContext().cookies();
    await page.browserContext().deleteCookie(...cookies);
    const code = await mailedCode(email);
    await enterCode(page, code);
    await says(page, 'This browser has not asked for this code');
    assert.equal(await focused(page), 'code');
    await page.reload();
    await askForCode(page, email);
    await enterCode(page, await mailedCode(email, code));
    await says(page, 'Mentor elsewhere');
    await close(page);
  });

  it('says the same of an address that nobody has', async () => {
    const page = await openAdmin('/admin/');
    await askForCode(page, 'nobody@example.edu');
    await says(page, 'If this address belongs to a mentor or a manager');
    await enterCode(page, '123456');
    await says(page, 'This is not the right code');
    await close(page);
  });

  it('sends another code after a while, and goes back to another address', async () => {
    const page = await openAdmin('/admin/');
    await askForCode(page, 'later@example.edu');
    const again = await page.waitForSelector('>>> button.wide');
    assert.ok(await again?.evaluate((button) => (button as HTMLButtonElement).disabled));
    await press(page, 'Use another address');
    assert.equal(await focused(page), 'email');
    assert.equal(
      await page.$eval('>>> input[name=email]', (input) => (input as HTMLInputElement).value),
      'later@example.edu',
    );
    await close(page);
  });

  it('lets everybody try the demo', async () => {
    for (const [button, person] of [
      ['As a mentor', 'Aïssatou Diallo'],
      ['As a manager', 'Ndèye Astou Gueye'],
    ] as const) {
      const page = await openAdmin('/admin/');
      await press(page, button);
      await says(page, person);
      await close(page);
    }
  });

  it('offers the sign-in of an institution, which leads back to the page that was wanted', async () => {
    const page = await openAdmin('/admin/');
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      if (!request.url().endsWith('/api/sign-in/options?partner=uni')) return void request.continue();
      const body = JSON.stringify({ demo: false, oidc: [{ partner: 'uni', name: 'Université' }] });
      return void request.respond({ contentType: 'application/json', body });
    });
    await page.goto(new URL('/admin/sessions?partner=uni', page.url()).href);
    const link = await page.waitForSelector('::-p-aria([name="Continue with Université"][role="link"])');
    const href = await link?.evaluate((each) => each.getAttribute('href'));
    assert.equal(href, '/api/sign-in/oidc/uni?after=/admin/sessions');
    assert.equal(await page.$('>>> ::-p-text(Try the demo)'), null);
    await close(page);
  });

  it('tells why the sign-in of the institution sent her back, once', async () => {
    const page = await openAdmin('/admin/?sign_in=unknown_person');
    await says(page, 'neither a mentor nor a manager');
    assert.ok(!page.url().includes('sign_in'));
    await page.reload();
    await heading(page, 'Sign in');
    assert.equal(await page.$('>>> [role=alert].message'), null);
    await close(page);
  });

  for (const language of ['fr', 'en', 'pt', 'ar', 'sw']) {
    it(`is accessible and fits a phone in ${language}`, async () => {
      const page = await openAdmin('/admin/', { language, width: 360, height: 740 });
      await page.waitForSelector('>>> input[name=email]');
      await assertFits(page);
      await assertAccessible(page);
      await page.locator('>>> input[name=email]').fill(`phone-${language}@example.edu`);
      await page.keyboard.press('Enter');
      await page.waitForSelector('>>> input[name=code]');
      await enterCode(page, '1');
      await page.waitForSelector('>>> input[aria-invalid=true]');
      await assertFits(page);
      await assertAccessible(page);
      await close(page);
    });
  }
});

describe('the account page', () => {
  async function signIn(email: string): Promise<Page> {
    const page = await openAdmin('/admin/account');
    await askForCode(page, email);
    await enterCode(page, await mailedCode(email));
    await heading(page, 'My account');
    return page;
  }

  it('saves name, language and zone', async () => {
    const page = await signIn(await newMentor('renames'));
    await page.locator('>>> input[name=name]').fill(' ');
    await press(page, 'Save');
    await says(page, 'Enter your name.');
    await page.locator('>>> input[name=name]').fill('Awa Sarr');
    await page.select('>>> select[name=locale]', 'pt');
    await page.select('>>> select[name=timezone]', 'Africa/Luanda');
    await press(page, 'Save');
    await heading(page, 'A minha conta');
    await says(page, 'Awa Sarr');
    await page.reload();
    await heading(page, 'A minha conta');
    const values = await page.$$eval(
      '>>> :is(input[name=name], select[name=locale], select[name=timezone])',
      (fields) => fields.map((field) => (field as HTMLInputElement).value),
    );
    assert.deepEqual(values, ['Awa Sarr', 'pt', 'Africa/Luanda']);
    await close(page);
  });

  it('signs out everywhere once she has said that she means it', async () => {
    const email = await newMentor('leaves');
    const page = await signIn(email);
    await press(page, 'Sign out everywhere');
    await page.locator('>>> dialog button[type=button]').click();
    await page.waitForSelector('>>> dialog[open]', { hidden: true });
    assert.equal(await focused(page, 'textContent'), 'Sign out everywhere', 'the keyboard is where it was');
    await press(page, 'Sign out everywhere');
    await page.locator('>>> dialog button.danger').click();
    await heading(page, 'Sign in');
    await close(page);
  });

  it('hands out her data as a file', async () => {
    const page = await openAdmin('/admin/account', { as: 'mentor' });
    await heading(page, 'My account');
    await page.evaluate(() => {
      URL.createObjectURL = (blob) => {
        void (blob as Blob).text().then((text) => Object.assign(globalThis, { handedOut: text }));
        return 'blob:nothing';
      };
    });
    await press(page, 'Download my data');
    const handed = await page.waitForFunction('globalThis.handedOut');
    const all = JSON.parse((await handed.jsonValue()) as string);
    assert.equal(all.person.name, 'Aïssatou Diallo');
    assert.ok(all.sessions.length > 5);
    await close(page);
  });

  it('keeps a mentor with sessions to come, and says what to do', async () => {
    const page = await openAdmin('/admin/account', { as: 'mentor' });
    await heading(page, 'My account');
    await press(page, 'Erase my account');
    await page.locator('>>> dialog input[name=word]').fill('erase');
    await page.locator('>>> dialog button.danger').click();
    await says(page, 'Students still have sessions with you');
    await close(page);
  });

  it('erases her once she has typed the word', async () => {
    const email = await newMentor('goes');
    const page = await signIn(email);
    await press(page, 'Erase my account');
    await page.locator('>>> dialog input[name=word]').fill('no');
    await page.locator('>>> dialog button.danger').click();
    assert.ok(await page.$('>>> dialog[open]'));
    await page.locator('>>> dialog input[name=word]').fill('erase');
    await page.locator('>>> dialog button.danger').click();
    await heading(page, 'Sign in');
    const { url } = await sharedProduct();
    const found = await (await fetch(`${url}/api/mentors?q=goes`)).json();
    assert.deepEqual((found as { mentors: unknown[] }).mentors, []);
    await close(page);
  });

  for (const language of ['fr', 'ar']) {
    it(`is accessible and fits a phone in ${language}`, async () => {
      const page = await openAdmin('/admin/account', { as: 'mentor', language, width: 360, height: 740 });
      await page.waitForSelector('>>> select[name=timezone]');
      await assertFits(page);
      await assertAccessible(page);
      await close(page);
    });
  }
});
