import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'puppeteer-core';
import { DEFAULT_DEMO_PARTNER_SECRET } from '../../api/env.ts';
import { demoToken } from '../../demo/token.ts';
import { newProfile } from '../support/chrome.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { until } from '../support/until.ts';

/** Where pictures of the pages go, if anywhere. */
const pictures = process.env.TEST_PICTURES;

describe('a student who waits', function () {
  this.timeout(300_000);
  let server: RunningServer;
  let profile: BrowserContext;
  let page: Page;

  before(async () => {
    [server, profile] = await Promise.all([startServer(), newProfile()]);
    page = await profile.newPage();
    await page.setViewport({ width: 360, height: 740 });
    await page.emulateTimezone('Africa/Dakar');
  });
  after(async () => {
    await profile?.close();
    await server?.stop();
  });

  const tokenOf = (sub: string) =>
    demoToken({ sub }, { secret: DEFAULT_DEMO_PARTNER_SECRET, now: Date.now() });

  async function ask<Answer>(path: string, sub: string, method = 'GET'): Promise<Answer> {
    const headers = { Authorization: `Bearer ${await tokenOf(sub)}`, 'Content-Type': 'application/json' };
    const response = await fetch(`${server.url}${path}`, {
      method,
      headers,
      ...(method === 'POST' && { body: '{}' }),
    });
    assert.ok(response.ok, `${path}: ${response.status} ${await response.clone().text()}`);
    return (await response.json()) as Answer;
  }

  const shot = async (name: string): Promise<void> => {
    if (pictures) await page.screenshot({ path: `${pictures}/${name}.png` as `${string}.png` });
  };

  it('joins the line of a mentor whose hours are all taken, and books what the mentor frees', async () => {
    const { mentors } = await ask<{ mentors: { id: number }[] }>('/api/mentors?partner=demo&q=Akosua', 's1');
    const mentorId = String(mentors[0]?.id);
    await page.goto(`${server.demoUrl}/partner.html`);
    await page.evaluate((id) => {
      for (const element of document.querySelectorAll('mentor-booking'))
        element.setAttribute('mentor-id', id);
    }, mentorId);
    await page.locator('mentor-booking').click();
    await page.waitForSelector('mentor-booking >>> .empty .link');
    await shot('empty-360');
    await page.locator('mentor-booking >>> .empty .link').click();
    await page.waitForSelector('mentor-booking >>> .waiting form');
    await shot('form-360');
    await page.locator('mentor-booking >>> .waiting form .primary').click();
    await page.waitForSelector('mentor-booking >>> .entry');
    await shot('joined-360');
    const text = () =>
      page.evaluate(
        () => document.querySelector('mentor-booking')?.shadowRoot?.querySelector('.entry')?.textContent,
      );
    assert.match((await text()) ?? '', /Place 4/);

    // As many as stand before her, and one for her.
    const { sessions } = await ask<{ sessions: { id: number; session_date: string }[] }>(
      '/api/mentorship/sessions?as=mentor&status=scheduled&limit=100',
      'm13',
    );
    const now = await page.evaluate(() => Date.now());
    for (const { id, session_date } of sessions)
      if (Date.parse(session_date) > now) await ask(`/api/mentorship/sessions/${id}/cancel`, 'm13', 'POST');
    await page.waitForSelector('mentor-booking >>> .entry.offered');
    await shot('offered-360');
    await page.setViewport({ width: 1280, height: 800 });
    await shot('offered-1280');
    await page.locator('mentor-booking >>> .entry.offered .primary').click();
    await page.waitForFunction(
      () => !document.querySelector('mentor-booking')?.shadowRoot?.querySelector('.entry'),
    );
    await shot('accepted-1280');
    const { entries } = await ask<{ entries: { state: string; session_id: number }[] }>(
      '/api/waiting-list',
      's1',
    );
    assert.equal(entries[0]?.state, 'booked');
    await ask(`/api/mentorship/sessions/${entries[0]?.session_id}`, 's1');
    await until(
      async () => (await (await fetch(`${server.url}/dev/mail`)).text()).includes('/m/o'),
      'the mail with its offer',
    );
  });
});
