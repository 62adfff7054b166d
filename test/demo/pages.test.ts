import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'puppeteer-core';
import { newProfile } from '../support/chrome.ts';
import { type RunningServer, startServer } from '../support/server.ts';

describe('the demo pages', function () {
  this.timeout(300_000);
  let server: RunningServer;
  let profile: BrowserContext;
  let page: Page;
  const faults: string[] = [];

  before(async () => {
    [server, profile] = await Promise.all([startServer(), newProfile()]);
    page = await profile.newPage();
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  });
  after(async () => {
    await profile?.close();
    await server?.stop();
  });

  for (const name of ['partner', 'lms', 'directory', 'react', 'strict', 'arabic'])
    it(`lists slots from ${name}.html, which fits a phone and breaks nothing`, async () => {
      faults.length = 0;
      await page.setViewport({ width: 360, height: 740 });
      // What a page asks for by itself has come, and moves nothing any more.
      await page.goto(`${server.demoUrl}/${name}.html`, { waitUntil: 'networkidle2' });
      await page.locator('mentor-booking').click();
      await page.waitForSelector(
        'mentor-booking >>> [part~="dialog"] [role="status"], mentor-booking >>> [part~="slot"]',
      );
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${overflow} px wider than the screen`);
      assert.deepEqual(faults, []);
    });

  it('books under the strict policy', async () => {
    const answer = await page.goto(`${server.demoUrl}/strict.html`);
    assert.match(answer?.headers()['content-security-policy'] ?? '', /require-trusted-types-for 'script'/);
    await page.locator('mentor-booking').click();
    await (await page.waitForSelector('mentor-booking >>> [part~="slot"]'))?.click();
    await page.locator('mentor-booking >>> input').fill('Mon dossier');
    await page.locator('mentor-booking >>> [part~="confirm"]').click();
    await page.waitForFunction(() =>
      /Mon dossier/.test(document.querySelector('#booked')?.textContent ?? ''),
    );
  });

  it('names every page on the first one', async () => {
    const html = await (await fetch(server.demoUrl)).text();
    for (const name of ['partner', 'lms', 'directory', 'react', 'strict', 'arabic', 'doctor'])
      assert.ok(html.includes(`href="/${name}.html"`), name);
  });

  it('has the doctor find nothing that stops the widget on them', async () => {
    for (const name of ['partner', 'lms', 'directory', 'react', 'strict', 'arabic']) {
      const { findings } = await consult({ address: `${server.demoUrl}/${name}.html` });
      assert.deepEqual(
        findings.filter(({ severity }) => severity === 'stops'),
        [],
        name,
      );
    }
  });

  it('has the doctor ask the API about mentors and origins', async () => {
    const html = `<script type="module" src="${server.url}/widget/v1/mentor-booking.js"></script>
      <mentor-booking partner="demo" mentor-id="999999"></mentor-booking>`;
    const { findings } = await consult({ html, address: 'https://www.example.edu/' });
    assert.deepEqual(findings.map(({ code }) => code).sort(), ['mentor-unknown', 'origin-unregistered']);
  });

  it('has the doctor fetch nothing private, and the API is no page of ours', async () => {
    assert.equal((await consult({ address: `${server.url}/api/docs` })).refused, 'private');
    assert.equal((await consult({ address: 'http://169.254.169.254/' })).refused, 'private');
    assert.equal((await consult({})).refused, 'address');
  });

  it('takes no consultation from a form of another site', async () => {
    const answer = await fetch(`${server.demoUrl}/consult`, { method: 'POST', body: '{}' });
    assert.equal(answer.status, 415);
  });

  const consult = async (
    body: object,
  ): Promise<{ findings: { code: string; severity: string }[]; refused?: string }> => {
    const headers = { 'Content-Type': 'application/json' };
    return (
      await fetch(`${server.demoUrl}/consult`, { method: 'POST', headers, body: JSON.stringify(body) })
    ).json() as never;
  };

  it('shows the doctor’s findings in the language that is chosen', async () => {
    await page.goto(`${server.demoUrl}/doctor.html`);
    await page.locator('button[value="fr"]').click();
    await page.locator('#example').click();
    await page.waitForSelector('article.stops');
    assert.match(await page.$eval('#result', (it) => it.textContent), /Arrête le widget/);
    await page.locator('button[value="en"]').click();
    assert.match(await page.$eval('#result', (it) => it.textContent), /Stops the widget/);
  });
});
