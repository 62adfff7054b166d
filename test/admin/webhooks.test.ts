import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import { eventTypes } from '../../api/contract/webhook.ts';
import { type Receiver, startReceiver, verified } from '../api/webhooks/receiver.ts';
import { addWebhook, startSender } from '../api/webhooks/scene.ts';
import { until } from '../support/until.ts';
import { assertAccessible, assertFits } from './looks.ts';
import { find, press, says, show, texts } from './page.ts';
import { type Programme, startProgramme } from './programme.ts';
import { close } from './support.ts';

describe('webhooks on the admin page', () => {
  let programme: Programme;
  let receiver: Receiver;
  let sender: { stop(): Promise<void> } | undefined;

  before(async () => {
    programme = await startProgramme();
    receiver = await startReceiver();
  });
  after(async () => {
    receiver.stop();
    await programme.stop();
  });
  beforeEach(async () => {
    await programme.api.knex('webhook').delete();
    receiver.received.length = 0;
    receiver.answer = (_, response) => void response.writeHead(200).end('{"thanks":true}');
  });

  afterEach(() => sender?.stop());

  const open = (path = '/admin/webhooks', options: object = {}) =>
    programme.open(path, { as: 'partner_admin', ...options });
  const rows = () => programme.api.knex('webhook').select();
  const copied = (page: Page): Promise<string[]> => texts(page, 'admin-copy-box >>> code');

  it('are made with their types, and their secret is shown once', async () => {
    const page = await open();
    await says(page, 'There is no webhook yet.');
    await press(page, 'Add a webhook');
    await page.locator('>>> dialog input[name=url]').fill('https://user:word@campus.example.edu/');
    await press(page, 'Save');
    await says(page, 'Nothing can be sent to this address');
    await page.locator('>>> dialog input[name=url]').fill(`${receiver.origin}/hook`);
    for (const type of ['mentor.updated', 'review.created'])
      await page.locator(`>>> dialog input[value="${type}"]`).click();
    await press(page, 'Save');
    await says(page, 'Copy the secret now');
    const [secret] = await copied(page);
    assert.match(secret ?? '', /^whsec_/);
    const [row] = await rows();
    assert.equal(row.types.length, eventTypes.length - 2);
    await press(page, 'I have stored it');
    await show(page, '.webhook .badge', ['Active']);
    await page.reload();
    await show(page, '.webhook b', [`${receiver.origin}/hook`]);
    assert.deepEqual(await copied(page), []);
    await close(page);
  });

  it('are tested, and the page tells what was answered', async () => {
    const { id } = await addWebhook(programme.api, receiver.origin);
    const page = await open(`/admin/webhooks/${id}`);
    await press(page, 'Send a test');
    await says(page, 'The test arrived: answered 200');
    await says(page, '{"thanks":true}');
    await show(page, '.delivery b', ['Test']);
    receiver.answer = (_, response) => void response.writeHead(302, { Location: '/x' }).end();
    await press(page, 'Send a test');
    await says(page, 'The test did not arrive: answered with a redirect, which is not followed.');
    await show(page, '.delivery .badge', ['Given up', 'Arrived']);
    await close(page);
  });

  it('get a new secret, are disabled, made active again, changed and removed', async () => {
    const { id, secret } = await addWebhook(programme.api, receiver.origin);
    const page = await open(`/admin/webhooks/${id}`);
    await press(page, 'New secret');
    await says(page, 'For 24 hours events are signed with both');
    await page.locator('>>> dialog button.primary').click();
    await says(page, 'The secret before signs too until');
    const [renewed] = await copied(page);
    assert.ok(renewed && renewed !== secret);
    await press(page, 'Send a test');
    const [request] = await receiver.count(1);
    assert.ok(request);
    verified(request, renewed);
    await press(page, 'Disable');
    await page.locator('>>> dialog button.danger').click();
    await says(page, 'An admin disabled it.');
    await press(page, 'Make active again');
    await show(page, '.head .badge', ['Active']);
    await press(page, 'Edit');
    await page.locator('>>> dialog input[name=url]').fill('https://campus.example.edu/new');
    await press(page, 'Save');
    await show(page, 'h1', ['https://campus.example.edu/new']);
    await press(page, 'Remove');
    await page.locator('>>> dialog button.danger').click();
    await says(page, 'There is no webhook yet.');
    assert.deepEqual(await rows(), []);
    await close(page);
  });

  it('show each delivery with what was sent and answered, and send it again', async () => {
    receiver.answer = (_, response) => void response.writeHead(410).end('Gone away');
    const { id } = await addWebhook(programme.api, receiver.origin);
    const session = await programme.book(programme.ben, '11:00', { subject: 'Projet' });
    sender = startSender(programme.api);
    await until(async () => (await rows())[0].state === 'disabled', 'it to be disabled');
    const page = await open(`/admin/webhooks/${id}`);
    await says(page, 'answered that the address is gone (410)');
    await show(page, '.delivery .badge', ['Given up']);
    await page.locator('>>> .delivery summary').click();
    await says(page, 'Gone away');
    await says(page, `"id": ${session}`);
    await says(page, 'webhook-timestamp: ');
    assert.doesNotMatch((await texts(page, 'main')).join(), /v1,/);

    receiver.answer = (_, response) => void response.writeHead(200).end();
    await press(page, 'Make active again');
    await press(page, 'Send again', 'button');
    await says(page, '1 event is sent again.');
    await receiver.count(2);
    await until(
      async () => (await programme.api.knex('webhook_delivery').first()).attempts === 2,
      'the answer',
    );
    await press(page, 'Refresh');
    await show(page, '.delivery .badge', ['Arrived']);
    await page.locator('>>> input[name=only]').click();
    await page.locator('>>> form.line button').click();
    await receiver.count(3);
    await page.locator('>>> select[name=state]').fill('failed');
    await says(page, 'Nothing.');
    await close(page);
  });

  it('are not for mentors', async () => {
    const page = await programme.open('/admin/webhooks');
    await find(page, 'heading', 'Page not found');
    await close(page);
  });

  it('pass axe and fit a phone', async () => {
    receiver.answer = (_, response) => void response.writeHead(500).end('Out of order');
    const { id } = await addWebhook(
      programme.api,
      `${receiver.origin}/a/long/path/of/a/hook/${'x'.repeat(80)}`,
    );
    await programme.book(programme.anna, '14:00');
    sender = startSender(programme.api);
    await until(async () => (await rows())[0].failing_since, 'a failure');
    await sender.stop();
    for (const [language, width] of [
      ['fr', 1280],
      ['ar', 360],
    ] as const) {
      const list = await open('/admin/webhooks', { language, width });
      await list.waitForSelector('>>> .webhook');
      await assertAccessible(list);
      if (width === 360) await assertFits(list);
      await list.locator('>>> .head button').click();
      await list.waitForSelector('>>> dialog[open]');
      await assertAccessible(list);
      if (width === 360) await assertFits(list);
      await close(list);
      const one = await open(`/admin/webhooks/${id}`, { language, width });
      await one.locator('>>> .card .primary').click();
      await one.waitForSelector('>>> .message.error pre');
      await one.locator('>>> .delivery:last-child summary').click();
      await one.waitForSelector('>>> details[open] .attempt');
      // The click scrolled to it: a link that is half beneath the bar would be a small target.
      await one.evaluate(() => scrollTo(0, 0));
      await assertAccessible(one);
      if (width === 360) await assertFits(one);
      await close(one);
    }
  });
});
