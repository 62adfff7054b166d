import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import { demoPerson } from './bookings.ts';
import { assertAccessible, assertFits } from './looks.ts';
import { says, texts } from './page.ts';
import { close, openAdmin, sharedProduct } from './support.ts';

const named = (page: Page, role: string, name: string) =>
  page.locator(`::-p-aria([name="${name}"][role="${role}"])`);

const open = (path: string, options: Partial<Parameters<typeof openAdmin>[1]> = {}) =>
  openAdmin(path, { as: 'partner_admin', ...options });

/** Chooses an option of the select with this name attribute. */
const choose = (page: Page, name: string, value: string) =>
  page.locator(`>>> select[name=${name}]`).fill(value);

/** Sets a field as its reader does, and leaves it. */
async function fill(page: Page, selector: string, value: string): Promise<void> {
  await page.locator(`>>> ${selector}`).fill(value);
  await page.keyboard.press('Tab');
}

describe('the page of the metrics', () => {
  it('tells every figure against the period before, in words too', async () => {
    const page = await open('/admin/metrics');
    await page.waitForSelector('>>> .figure');
    const figures = await texts(page, '.figure');
    assert.equal(figures.length, 8);
    for (const figure of figures) assert.match(figure, /(more|less|No change|Nothing to compare with)$/);
    await close(page);
  });

  it('draws the sessions, and has each of them in a table', async () => {
    const page = await open('/admin/metrics');
    await page.waitForSelector('>>> admin-bar-chart >>> canvas');
    assert.equal((await texts(page, 'details tbody tr')).length, 30);
    await named(page, 'DisclosureTriangle', 'Show the table').click();
    assert.equal(await page.$eval('>>> details', ({ open: isOpen }) => isOpen), true);
    await choose(page, 'period', '7');
    await page.waitForFunction(
      () =>
        document
          .querySelector('mentor-booking-admin')
          ?.shadowRoot?.querySelector('admin-metrics-page')
          ?.shadowRoot?.querySelectorAll('details tbody tr').length === 7,
    );
    await close(page);
  });

  it('takes any dates, and says what is wrong with some', async () => {
    const page = await open('/admin/metrics');
    await page.waitForSelector('>>> .figure');
    await choose(page, 'period', 'custom');
    await page.waitForSelector('>>> input[name=from]');
    await fill(page, 'input[name=from]', '2019-01-01');
    await page.waitForSelector('>>> admin-metrics-page >>> [role=alert]');
    await close(page);
  });
});

/** Asks about the programme of the demo's partner, as its admin. */
async function programme(request: { method?: string; etag?: string; body?: string } = {}): Promise<Response> {
  const { url } = await sharedProduct();
  const { method = 'GET', etag, body } = request;
  const headers = {
    Authorization: `Bearer ${await demoPerson('a1', 'partner_admin')}`,
    ...(etag && { 'If-Match': etag, 'Content-Type': 'application/json' }),
  };
  return fetch(`${url}/api/partner/rules`, { method, headers, ...(body && { body }) });
}

describe('the page of the programme', () => {
  let asItWas = '';
  before(async () => {
    asItWas = await (await programme()).text();
  });
  // Others book with the same partner, within its quotas.
  after(async () => {
    const etag = (await programme()).headers.get('etag') ?? '';
    const put = await programme({ method: 'PUT', etag, body: asItWas });
    assert.equal(put.status, 200, await put.text());
  });

  it('saves what was changed, and asks before it is lost', async () => {
    const page = await open('/admin/programme');
    await fill(page, 'input[name=sessions_per_week]', '5');
    await named(page, 'button', 'Add closed dates').click();
    const row = 'admin-dates-list[label="Closed dates"] >>> li:last-child';
    await page.locator(`>>> ${row} .name input`).fill('Founders day');
    await page.locator(`>>> ${row} .from input`).fill('2030-01-05');
    await page.locator(`>>> ${row} .to input`).fill('2030-01-04');
    await named(page, 'link', 'Audit log').click();
    await says(page, 'Your changes on this page will be lost.');
    await named(page, 'button', 'Cancel').click();
    await named(page, 'button', 'Save').click();
    await says(page, 'The last date is before the first.');
    const focused = await page.$eval(`>>> ${row} .to input`, (input) => input.matches(':focus'));
    assert.ok(focused);
    await page.locator(`>>> ${row} .to input`).fill('2030-01-06');
    await named(page, 'button', 'Save').click();
    await says(page, 'Saved.');
    await page.reload();
    const limit = await page.waitForSelector('>>> input[name=sessions_per_week]');
    assert.equal(await limit?.evaluate((input) => (input as HTMLInputElement).value), '5');
    await page.waitForSelector(`>>> ${row}`);
    await named(page, 'button', 'Remove Founders day').click();
    await named(page, 'button', 'Save').click();
    await says(page, 'Saved.');
    await close(page);
  });

  it('is found at its older address too', async () => {
    const page = await open('/admin/rules?from=bookmark');
    await page.waitForSelector('>>> admin-programme-page >>> input[name=sessions_per_week]');
    assert.match(page.url(), /\/admin\/programme\?from=bookmark$/);
    await close(page);
  });

  it('does not overwrite what was saved in another tab', async () => {
    const [first, second] = [await open('/admin/programme'), await open('/admin/programme')];
    await second.waitForSelector('>>> input[name=minutes_per_day]');
    await first.bringToFront();
    await fill(first, 'input[name=minutes_per_day]', '90');
    await named(first, 'button', 'Save').click();
    await says(first, 'Saved.');
    await second.bringToFront();
    await fill(second, 'input[name=minutes_per_day]', '60');
    await named(second, 'button', 'Save').click();
    await says(second, 'These rules were changed elsewhere');
    await second.locator('>>> admin-programme-page >>> .message.error button').click();
    await second.waitForFunction(
      () =>
        document
          .querySelector('mentor-booking-admin')
          ?.shadowRoot?.querySelector('admin-programme-page')
          ?.shadowRoot?.querySelector<HTMLInputElement>('input[name=minutes_per_day]')?.value === '90',
    );
    await fill(second, 'input[name=minutes_per_day]', '120');
    await named(second, 'button', 'Save').click();
    await says(second, 'Saved.');
    await close(first);
    await close(second);
  });
});

describe('the page of the audit', () => {
  it('tells in words who changed what, and is narrowed by action and person', async () => {
    const page = await open('/admin/audit');
    await page.waitForSelector('>>> tbody tr');
    assert.ok((await texts(page, 'td.what')).includes('Rules changed'));
    await choose(page, 'action', 'replaceProgramme');
    await page.waitForFunction(() => location.search === '?action=replaceProgramme');
    await page.waitForSelector('>>> div[aria-busy=false] tbody tr');
    assert.deepEqual([...new Set(await texts(page, 'td.what'))], ['Rules changed']);
    await says(page, 'minutes per day');
    await page.locator('>>> tbody .who').click();
    await page.waitForFunction(() => /actor_id=\d+/.test(location.search));
    await page.reload();
    await page.waitForSelector('>>> tbody tr');
    assert.deepEqual([...new Set(await texts(page, 'td.what'))], ['Rules changed']);
    await named(page, 'button', 'Clear filters').click();
    await page.waitForFunction(() => location.search === '');
    await close(page);
  });
});

describe('the pages of the programme', () => {
  before(async () => {
    const { url } = await sharedProduct();
    const headers = {
      Authorization: `Bearer ${await demoPerson('a1', 'partner_admin')}`,
      'Content-Type': 'application/json',
    };
    // Something for the audit to tell.
    await fetch(`${url}/api/account`, { method: 'PATCH', headers, body: '{"locale":"fr"}' });
  });

  for (const [language, width] of [
    ['en', 1280],
    ['fr', 360],
    ['ar', 360],
    ['pt', 768],
    ['sw', 360],
  ] as const)
    for (const [path, whole] of [
      ['metrics', 'admin-bar-chart >>> canvas'],
      ['programme', 'admin-dates-list'],
      ['audit', 'tbody tr'],
    ] as const)
      it(`are accessible and fit: ${path} in ${language} at ${width} px`, async () => {
        const page = await open(`/admin/${path}`, { language, width });
        await page.waitForSelector(`>>> ${whole}`);
        await assertAccessible(page);
        await assertFits(page);
        await close(page);
      });
});
