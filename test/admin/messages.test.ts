import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import { sendDue } from '../support/messages.ts';
import { until } from '../support/until.ts';
import { assertAccessible, assertFits } from './looks.ts';
import { find, press, says, show, texts } from './page.ts';
import { type Programme, startProgramme } from './programme.ts';
import { close } from './support.ts';

describe('messages on the admin page', () => {
  let programme: Programme;
  let session: number;

  before(async () => {
    programme = await startProgramme();
    session = await programme.book(programme.ben, '11:00', { subject: 'Projet <b>de</b> thèse' });
    await sendDue(programme.api);
  });
  after(() => programme.stop());

  const open = (path = '/admin/messages', options: object = {}) =>
    programme.open(path, { as: 'partner_admin', ...options });
  const rows = () => programme.api.knex('message');
  const titles = (page: Page): Promise<string[]> => texts(page, 'admin-message >>> summary b');
  /** Opens the latest message with this title. */
  async function unfold(page: Page, title: string): Promise<void> {
    await until(async () => (await titles(page)).includes(title), title);
    const index = (await titles(page)).indexOf(title);
    const summaries = await page.$$('>>> admin-message >>> summary');
    await summaries[index]?.click();
  }

  it('are listed with their state, people and sessions, and found by each', async () => {
    const written = (await rows()).length;
    const page = await open();
    await until(async () => (await titles(page)).length === written, 'all messages');
    assert.ok((await titles(page)).includes('Session booked · Ben Kone'));
    await page.locator('>>> select[name=state]').fill('sent');
    await until(async () => (await titles(page)).length === 4, 'those that were sent');
    assert.deepEqual(new Set(await texts(page, 'admin-message >>> .badge')), new Set(['Sent']));
    assert.match(page.url(), /\?state=sent$/);
    await page.locator('>>> admin-person-filter >>> input').fill('kone');
    await page.locator('>>> .found button').click();
    await show(page, 'admin-message >>> summary b', ['Session booked · Ben Kone']);
    assert.doesNotMatch(page.url(), /kone/i);
    await press(page, 'Without this filter: Ben Kone');
    await page.locator('>>> select[name=channel]').fill('sms');
    await says(page, 'No message matches.');

    const waiting = await rows().where({ state: 'queued' });
    const ofSession = waiting.filter(({ session_id }) => Number(session_id) === session);
    await page.goto(`${programme.api.url}/admin/messages?session=${session}&state=queued`);
    await until(async () => (await titles(page)).length === ofSession.length, "the session's reminders");
    await press(page, `Without this filter: Session ${session}`);
    await until(async () => (await titles(page)).length === waiting.length, 'all reminders');
    await close(page);
  });

  it('show what they looked like, in a frame that runs and loads nothing', async () => {
    const evil =
      '<img src="https://example.edu/x.png"><script>top.evil = 1</script><a href="/m/secret-1">open</a>';
    const content = JSON.stringify({
      subject: 'Session réservée',
      text: 'Open https://campus.example.edu/m/secret-1 now',
      html: `<!DOCTYPE html><html><head><title>x</title><style>p{color:red}</style></head><body style="background:rgb(1, 2, 3)">${evil}</body></html>`,
    });
    const [{ id }] = await rows()
      .where({ session_id: session, event: 'session_booked' })
      .orderBy('id', 'desc')
      .limit(1);
    const { content: before } = await rows().where({ id }).first();
    await rows().where({ id }).update({ content });
    const page = await open(`/admin/messages?session=${session}&state=sent`);
    const asked: string[] = [];
    page.on('requestfailed', (request) => asked.push(`${request.url()} ${request.failure()?.errorText}`));
    await page.waitForSelector('>>> admin-message');
    await unfold(page, (await titles(page))[0] ?? '');
    await press(page, 'What it looked like');
    const frame = await page.waitForSelector('>>> iframe');
    const inside = await frame?.contentFrame();
    const body = await inside?.waitForSelector('body a');
    assert.ok(body);
    // Puppeteer runs scripts by the protocol, which no sandbox forbids.
    const seen = await inside?.evaluate(() => ({
      background: getComputedStyle(document.body).backgroundColor,
      links: document.links.length,
      dark: document.adoptedStyleSheets.map(({ cssRules }) => cssRules.length),
    }));
    assert.deepEqual(seen, { background: 'rgb(1, 2, 3)', links: 0, dark: [1] });
    assert.equal(await page.evaluate(() => 'evil' in globalThis), false);
    assert.deepEqual(asked, ['https://example.edu/x.png csp']);
    await says(page, 'Open https://campus.example.edu/m/… now');
    await press(page, 'Hide what it looked like');
    await rows()
      .where({ id })
      .update({ content: JSON.stringify(before) });
    await close(page);
  });

  it('are sent again, and the page tells what became of it', async () => {
    const page = await open(`/admin/messages?session=${session}&state=sent`);
    await unfold(page, 'Session booked · Ben Kone');
    await press(page, 'Send again');
    await show(page, 'admin-message:nth-of-type(1) >>> details[open] .badge', ['Waiting']);
    await sendDue(programme.api);
    await says(page, 'Session booked: Sent.');
    await show(page, 'admin-message >>> details[open] .badge', ['Sent']);

    const ben = { external_id: 'ben' };
    const turnedOff = JSON.stringify({ session_booking: { mail: false } });
    await programme.api.knex('app_user').where(ben).update({ notification_preferences: turnedOff });
    await press(page, 'Send again');
    await until(
      async () => (await rows().where({ state: 'queued', event: 'session_booked' })).length > 0,
      'the queue',
    );
    await sendDue(programme.api);
    await says(page, 'Session booked: Not sent. The person has turned such messages off.');
    await programme.api.knex('app_user').where(ben).update({ notification_preferences: '{}' });
    await close(page);
  });

  it('stand on their session, for its mentor without the way to them and for admins with it', async () => {
    const rowsOf = (page: Page) => texts(page, 'admin-session-messages >>> li');
    const page = await programme.open(`/admin/sessions/${session}`);
    await until(
      async () =>
        (await rowsOf(page)).some((row) =>
          /^Session booked to you Email · Sent 23 Nov 2026, 08:00 Sent$/.test(row),
        ),
      'hers',
    );
    assert.ok((await rowsOf(page)).some((row) => /^Session booked to the student Email/.test(row)));
    await rows()
      .where({ session_id: session, event: 'session_booked' })
      .update({ state: 'failed', sent_at: null, error: 'EENVELOPE 550' });
    await press(page, 'Refresh');
    await says(page, 'It was refused (EENVELOPE 550).');
    assert.deepEqual(await texts(page, 'admin-session-messages >>> a'), []);
    await close(page);

    const admin = await open(`/admin/sessions/${session}`);
    await press(admin, 'All messages about this session', 'link');
    await press(admin, `Without this filter: Session ${session}`);
    await close(admin);
    await rows()
      .where({ session_id: session, event: 'session_booked' })
      .update({ state: 'sent', sent_at: new Date(programme.api.now), error: null });
  });

  it('are not sent to an address that mail comes back from, which an admin has used again', async () => {
    const { knex } = programme.api;
    const ben = { external_id: 'ben' };
    await knex('app_user')
      .where(ben)
      .update({ mail_bounced_at: new Date(programme.api.now), mail_bounce_reason: '5.1.1' });
    const page = await open(`/admin/messages?session=${session}`);
    await unfold(page, 'Session booked · Ben Kone');
    await press(page, 'Send again');
    await says(page, 'Mail to this address comes back. Change the address');
    await press(page, 'People whose mail comes back', 'link');
    await show(page, '.person b', ['Ben Kone']);
    await show(page, '.person .badge', ['Student', 'Mail comes back']);
    await page.locator('>>> .person').click();
    await says(page, 'mail comes back (5.1.1). It is not used');
    await press(page, 'Use it again');
    await says(page, 'The address is used again.');
    assert.deepEqual(await texts(page, '.badge.bad'), []);
    assert.equal((await knex('app_user').where(ben).first()).mail_bounced_at, null);
    await close(page);
  });

  it('have an address that reports about them go to, and another when an admin wants one', async () => {
    const page = await open();
    const address = async () =>
      (await texts(page, 'admin-bounces-card >>> admin-copy-box >>> code'))[0] ?? '';
    await until(
      async () => (await address()).startsWith(`${programme.api.url}/api/gateways/mail/`),
      'the address',
    );
    const before = await address();
    await press(page, 'New address');
    await says(page, 'your mail server has to be told the new one');
    await page.locator('>>> dialog button.danger').click();
    await says(page, 'There is a new address.');
    assert.notEqual(await address(), before);
    await close(page);
  });

  it('come with the reminders that the partner sets', async () => {
    const page = await open();
    await page.waitForSelector('>>> .reminder');
    const fields = () =>
      page.$$eval('>>> .reminder input, >>> .reminder select', (all) =>
        all.map((each) => (each as HTMLInputElement).value),
      );
    assert.deepEqual(await fields(), ['1', '1440', '1', '60']);
    await press(page, 'Add a reminder');
    await press(page, 'Save');
    await says(page, 'Two reminders come at the same time.');
    await page.locator('>>> .reminder:nth-child(3) input').fill('90');
    await page.locator('>>> .reminder:nth-child(3) select').fill('1');
    await press(page, 'Save');
    await says(page, 'Saved.');
    const saved = async () =>
      (await programme.api.knex('partner').where({ slug: 'demo' }).first()).reminder_minutes;
    assert.deepEqual(await saved(), [1440, 90, 60]);
    await until(async () => (await fields()).join() === '1,1440,90,1,1,60', 'them in order');
    await press(page, 'Remove reminder 2');
    await press(page, 'Save');
    await until(async () => (await saved()).length === 2, 'two reminders');
    await close(page);
  });

  it('are not for mentors', async () => {
    const page = await programme.open('/admin/messages');
    await find(page, 'heading', 'Page not found');
    await close(page);
  });

  it('pass axe and fit a phone', async () => {
    for (const [language, width] of [
      ['fr', 1280],
      ['ar', 360],
    ] as const) {
      const page = await open(`/admin/messages?session=${session}`, { language, width });
      await page.waitForSelector('>>> .reminder');
      await page.waitForSelector('>>> admin-message');
      const sent = await page.$$('>>> admin-message >>> summary');
      await sent[1]?.click();
      await page.locator('>>> details[open] button').click();
      await page.waitForSelector('>>> iframe, >>> details[open] p[role=status]');
      await assertAccessible(page);
      if (width === 360) await assertFits(page);
      await close(page);
    }
  });
});
