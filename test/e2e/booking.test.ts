import assert from 'node:assert/strict';
import pg from 'pg';
import type { BrowserContext, Page } from 'puppeteer-core';
import { DEFAULT_DEMO_PARTNER_SECRET } from '../../api/env.ts';
import { demoToken } from '../../demo/token.ts';
import { newProfile } from '../support/chrome.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { until } from '../support/until.ts';

/** What a person finds by its role and name, through every shadow root. */
const role = (kind: string, name: string): string => `aria/${name}[role="${kind}"]`;

describe("a student on the demo university's page", function () {
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

  it('books a slot in three steps; the session, the notification and the mail are there', async () => {
    const subject = 'Préparer ma soutenance';
    await page.goto(`${server.demoUrl}/partner.html`);
    const booked = page.evaluate(
      () =>
        new Promise<{ id: number; subject: string; mentor_id: number }>((resolve) => {
          document.addEventListener('mentor-booking-booked', (event) =>
            resolve((event as CustomEvent).detail.session),
          );
        }),
    );

    await page.locator('mentor-booking').click();
    const slot = await page.waitForSelector('mentor-booking >>> [part~="slot"]');
    await slot?.click();
    await page.locator('mentor-booking >>> input').fill(subject);
    await page.locator('mentor-booking >>> [part~="confirm"]').click();
    const session = await booked;
    assert.equal(session.subject, subject);

    const client = new pg.Client(server.databaseUrl);
    await client.connect();
    const { rows } = await client.query(
      `SELECT s.status, s.subject, u.external_id FROM mentor_session s JOIN app_user u ON u.id = s.student_id
        WHERE s.id = $1`,
      [session.id],
    );
    await client.end();
    assert.deepEqual(rows, [{ status: 'scheduled', subject, external_id: 's1' }]);

    const token = await demoToken({ sub: 'm1' }, { secret: DEFAULT_DEMO_PARTNER_SECRET, now: Date.now() });
    const answer = await fetch(`${server.url}/api/notifications?unread=true`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    const { notifications } = (await answer.json()) as { notifications: { link: string; type: string }[] };
    assert.equal(notifications[0]?.link, `/mentorship/sessions/${session.id}`);
    assert.equal(notifications[0]?.type, 'session_booking');
    await until(
      async () => (await (await fetch(`${server.url}/dev/mail`)).text()).includes(subject),
      'the mail',
    );
  });

  it('finds the slot gone for everybody else, and her dialog closed by itself', async () => {
    await page.waitForFunction(
      () => !document.querySelector('mentor-booking')?.shadowRoot?.querySelector('dialog[open]'),
    );
    const focused = await page.evaluate(() => document.activeElement?.localName);
    assert.equal(focused, 'mentor-booking');
  });

  it('is shown by name and role what a screen reader reads', async () => {
    await page.locator('mentor-booking').click();
    assert.ok(await page.waitForSelector(role('dialog', 'Réserver une session')));
  });
});
