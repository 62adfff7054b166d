import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import type { NewWebhook } from '../../../api/contract/webhook.ts';
import { call, refused, startApi, type TestApi, token } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { until } from '../../support/until.ts';
import { book, bookPast, day, hour } from '../routes/scene.ts';
import { isRefused, type Receiver, startReceiver, typesOf, verified } from './receiver.ts';
import { addWebhook, adminNow, deliveriesOf, startSender, tried, webhookNow } from './scene.ts';

const minute = 60_000;

describe('sending to webhooks', () => {
  let api: TestApi;
  let receiver: Receiver;
  let mentor: TestMentor;
  let student: string;
  let webhook: NewWebhook;
  let sender: { stop(): Promise<void> } | undefined;

  beforeEach(async () => {
    api = await startApi();
    receiver = await startReceiver();
    mentor = await addMentor(api);
    student = await token({ sub: 's1' });
    webhook = await addWebhook(api, `${receiver.origin}/hooks?key=1`);
  });
  afterEach(async () => {
    receiver.stop();
    await sender?.stop();
    sender = undefined;
    await api.stop();
  });

  const send = (options = {}): void => {
    sender = startSender(api, options);
  };
  const state = async (id = webhook.id) => (await deliveriesOf(api, id)).map(({ state }) => state);
  const allDelivered = () =>
    until(async () => (await state()).every((one) => one === 'delivered'), 'all to be delivered');

  it('POSTs JSON that the library of Standard Webhooks verifies, and writes down how it went', async () => {
    receiver.answer = (_, response) => void response.writeHead(201).end('Thank you\0');
    const session = await book(api, mentor, student, '11:00', { subject: 'Études, 日本 and 🎓' });
    send();
    const [request] = await receiver.count(1);
    assert.ok(request);
    assert.partialDeepStrictEqual(request, { method: 'POST', path: '/hooks?key=1' });
    assert.equal(request.headers['content-type'], 'application/json');
    assert.match(request.headers['user-agent'] ?? '', /^mentor-booking\/1\.2\.3 /);
    assert.equal(request.headers['webhook-timestamp'], String(Math.floor(api.now / 1000)));
    const event = verified(request, webhook.secret);
    assert.partialDeepStrictEqual(event, { type: 'session.booked', data: { id: session.id } });
    const changed = { ...request, body: request.body.replace('日本', '日木') };
    isRefused(changed, webhook.secret);

    const delivery = await tried(api, webhook.id, 1);
    assert.partialDeepStrictEqual(delivery, {
      event_id: request.headers['webhook-id'] as string,
      type: 'session.booked',
      session_id: session.id,
      state: 'delivered',
      body: request.body,
      attempt_count: 1,
      next_attempt_at: null,
    });
    const [attempt] = delivery.attempts;
    assert.partialDeepStrictEqual(attempt, {
      number: 1,
      status: 201,
      answer: 'Thank you\uFFFD',
      error: null,
    });
    assert.deepEqual(attempt?.request_headers, {
      'webhook-id': request.headers['webhook-id'],
      'webhook-timestamp': request.headers['webhook-timestamp'],
    });
    assert.partialDeepStrictEqual(await webhookNow(api, webhook.id), {
      failing_since: null,
      last_attempt: { status: 201, error: null },
    });
  });

  it('tries again after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h under the same id, then gives up', async () => {
    receiver.answer = (_, response) => void response.writeHead(500).end('x'.repeat(5_000));
    await book(api, mentor, student, '11:00');
    const began = api.now;
    send();
    const pauses = [5_000, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 10 * hour];
    for (const [index, pause] of pauses.entries()) {
      const { state, attempts } = await tried(api, webhook.id, index + 1);
      assert.equal(state, 'queued');
      assert.partialDeepStrictEqual(attempts[0], { number: index + 1, status: 500, error: 'status' });
      assert.equal(attempts[0]?.answer, 'x'.repeat(2048));
      // The wire has whole seconds.
      const { next_attempt_at } = await api.knex('webhook_delivery').first();
      const waits = next_attempt_at.getTime() - api.now;
      assert.ok(waits >= pause && waits <= pause * 1.2, `${waits} ms after attempt ${index + 1}`);
      // Not a moment sooner.
      api.now += waits - 1;
      await new Promise((resolve) => setTimeout(resolve, 100));
      assert.equal(receiver.received.length, index + 1);
      api.now += 1;
    }
    const { state, next_attempt_at, attempt_count } = await tried(api, webhook.id, 8);
    assert.deepEqual([state, next_attempt_at, attempt_count], ['failed', null, 8]);
    assert.equal(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size, 1);
    for (const request of receiver.received) verified(request, webhook.secret);
    const { failing_since } = await webhookNow(api, webhook.id);
    assert.equal(Date.parse(failing_since as string), began);
  });

  it('counts a redirect as a failure, and never follows it', async () => {
    const elsewhere = await startReceiver();
    receiver.answer = (_, response) => void response.writeHead(307, { Location: elsewhere.origin }).end();
    await book(api, mentor, student, '11:00');
    send();
    const { state, attempts } = await tried(api, webhook.id, 1);
    assert.partialDeepStrictEqual(
      { state, attempts },
      { state: 'queued', attempts: [{ status: 307, error: 'redirect' }] },
    );
    assert.deepEqual(elsewhere.received, []);
    elsewhere.stop();
  });

  const broken: Readonly<Record<string, Receiver['answer']>> = {
    'closes before it answers': (_, response) => void response.destroy(),
    'closes in the middle of its answer': (_, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('half', () => response.destroy());
    },
  };
  for (const [what, answer] of Object.entries(broken)) {
    it(`counts it as a failure when a receiver ${what}, and tries again`, async () => {
      receiver.answer = answer;
      await book(api, mentor, student, '11:00');
      send();
      const { state, attempts } = await tried(api, webhook.id, 1);
      assert.partialDeepStrictEqual(
        { state, attempts },
        {
          state: 'queued',
          attempts: [{ error: 'no_answer', status: null }],
        },
      );
      assert.ok(attempts[0]?.detail);
      receiver.answer = (_, response) => void response.writeHead(200).end();
      api.now += 10_000;
      await allDelivered();
    });
  }

  it('waits for no receiver longer than it may, while others are sent theirs', async () => {
    receiver.answer = () => {};
    const other = await startReceiver();
    const { id } = await addWebhook(api, other.origin);
    await book(api, mentor, student, '11:00');
    send({ timeoutMs: 300 });
    const { attempts, state } = await tried(api, webhook.id, 1);
    assert.partialDeepStrictEqual(
      { attempts, state },
      { attempts: [{ error: 'too_slow', status: null }], state: 'queued' },
    );
    assert.equal((await tried(api, id, 1)).state, 'delivered');
    other.stop();
  });

  it('hangs on nobody: many that do not answer keep no other from its events', async () => {
    receiver.answer = () => {};
    for (let n = 0; n < 18; n++) await addWebhook(api, `${receiver.origin}/${n}`);
    await api.knex('webhook').update({ failing_since: new Date(api.now) });
    const good = await startReceiver();
    const { id } = await addWebhook(api, good.origin);
    for (const time of ['09:00', '10:00', '11:00']) await book(api, mentor, student, time);
    send();
    await receiver.count(16);
    await until(async () => (await state(id)).every((one) => one === 'delivered'), 'the good one to be told');
    assert.equal(receiver.received.length, 16, 'half of the lanes are kept for those that answer');
    good.stop();
  });

  it('takes an answer that has no end for the start of it', async () => {
    receiver.answer = (_, response) => {
      response.writeHead(200);
      const more = setInterval(() => response.write('y'.repeat(16_384)), 1);
      response.on('close', () => clearInterval(more));
    };
    await book(api, mentor, student, '11:00');
    send();
    const { state, attempts } = await tried(api, webhook.id, 1);
    assert.deepEqual([state, attempts[0]?.status, attempts[0]?.answer], ['delivered', 200, 'y'.repeat(2048)]);
  });

  it('sends the events of one session one after the other, and those of others meanwhile', async () => {
    receiver.answer = (request, response) => {
      const { type, data } = JSON.parse(request.body);
      const fails = type === 'session.booked' && data.time === '11:00' && receiver.received.length < 3;
      response.writeHead(fails ? 500 : 200).end();
    };
    const session = await book(api, mentor, student, '11:00');
    await call(api, operations.cancelSession, { token: student, id: session.id });
    await book(api, mentor, student, '14:00');
    send();
    const seen = () =>
      receiver.received.map(({ body }) => [JSON.parse(body).type, JSON.parse(body).data.time]);
    await receiver.count(2);
    await until(async () => (await state()).includes('delivered'), 'the other session to be told of');
    assert.deepEqual(seen().sort(), [
      ['session.booked', '11:00'],
      ['session.booked', '14:00'],
    ]);
    api.now += 10_000;
    await receiver.count(4);
    await allDelivered();
    assert.deepEqual(seen().slice(2), [
      ['session.booked', '11:00'],
      ['session.cancelled', '11:00'],
    ]);
  });

  it('lets the next event of a session go once the one before was given up', async () => {
    receiver.answer = (request, response) =>
      void response.writeHead(JSON.parse(request.body).type === 'session.booked' ? 500 : 200).end();
    const session = await bookPast(api, mentor, student, '09:00');
    await call(api, operations.completeSession, { token: mentor.token, id: session.id });
    send();
    for (let attempt = 1; attempt <= 8; attempt++) {
      await receiver.count(attempt);
      await until(
        async () => (await deliveriesOf(api, webhook.id))[1]?.attempt_count === attempt,
        `attempt ${attempt}`,
      );
      api.now += 13 * hour;
    }
    await until(async () => (await state()).join() === 'delivered,failed', 'the next to arrive');
    assert.deepEqual(typesOf(receiver.received).slice(-2), ['session.booked', 'session.completed']);
  });

  it('is disabled by 410: what waits is skipped, what comes is not kept, and its admins get a mail', async () => {
    receiver.answer = (_, response) => void response.writeHead(410).end();
    const session = await book(api, mentor, student, '11:00');
    await call(api, operations.cancelSession, { token: student, id: session.id });
    send();
    await tried(api, webhook.id, 0);
    await until(async () => (await webhookNow(api, webhook.id)).state === 'disabled', 'it to be disabled');
    assert.deepEqual(await state(), ['skipped', 'failed']);
    assert.partialDeepStrictEqual(await webhookNow(api, webhook.id), {
      disabled_reason: 'gone',
      last_attempt: { status: 410, error: 'status' },
    });
    await book(api, mentor, student, '14:00');
    assert.equal((await state()).length, 2);
    const { rows } = await api.knex.raw(`SELECT j.payload FROM graphile_worker._private_jobs j
      JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'tell-webhook-disabled'`);
    assert.deepEqual(rows, [{ payload: { webhook_id: webhook.id } }]);
    const entry = await api.knex('audit_entry').where({ actor_role: 'system' }).first();
    assert.partialDeepStrictEqual(entry, { subject: 'webhook', subject_id: webhook.id, actor_id: null });

    const admin = await adminNow(api);
    const again = { token: admin, id: webhook.id, body: { since: new Date(api.now).toISOString() } };
    await refused(api, operations.redeliverSince, again, 409, 'webhook_disabled');
    receiver.answer = (_, response) => void response.writeHead(200).end();
    await call(api, operations.updateWebhook, { token: admin, id: webhook.id, body: { state: 'active' } });
    const { body } = await call(api, operations.redeliverSince, again);
    assert.deepEqual(body, { count: 2 });
    await allDelivered();
    assert.deepEqual(typesOf(receiver.received).slice(1), ['session.booked', 'session.cancelled']);
  });

  it('is disabled after five days of nothing but failures, and not a moment sooner', async () => {
    receiver.answer = (_, response) => void response.writeHead(503).end();
    await book(api, mentor, student, '11:00');
    const began = api.now;
    send();
    await tried(api, webhook.id, 1);
    const send2 = async (): Promise<void> => {
      const before = receiver.received.length;
      await api
        .knex('webhook_delivery')
        .update({ state: 'queued', failures: 0, next_attempt_at: new Date(api.now) });
      await receiver.count(before + 1);
      await tried(api, webhook.id, before + 1);
    };
    api.now = began + 5 * day - 1;
    await send2();
    assert.equal((await webhookNow(api, webhook.id)).state, 'active');
    api.now += 1;
    await send2();
    const { state, disabled_reason } = await webhookNow(api, webhook.id);
    assert.deepEqual([state, disabled_reason], ['disabled', 'failing']);
  });

  it('counts the five days anew after anything that arrived', async () => {
    receiver.answer = (_, response) => void response.writeHead(503).end();
    await book(api, mentor, student, '11:00');
    send();
    await tried(api, webhook.id, 1);
    receiver.answer = (_, response) => void response.writeHead(200).end();
    api.now += 10_000;
    await allDelivered();
    assert.equal((await webhookNow(api, webhook.id)).failing_since, null);
  });

  it('signs with both secrets for a day after one was renewed, and with the new one alone then', async () => {
    const admin = await adminNow(api);
    const { body } = await call(api, operations.rotateWebhookSecret, { token: admin, id: webhook.id });
    await book(api, mentor, student, '11:00');
    send();
    const [both] = await receiver.count(1);
    assert.ok(both);
    verified(both, webhook.secret);
    verified(both, body.secret);
    await allDelivered();
    api.now += day;
    const test = { token: await adminNow(api), id: webhook.id };
    await call(api, operations.testWebhook, test);
    const [, one] = await receiver.count(2);
    assert.ok(one);
    verified(one, body.secret);
    isRefused(one, webhook.secret);
    assert.equal((await webhookNow(api, webhook.id)).old_secret_until, null);
  });

  it('sends a test at once and once, also to a disabled webhook, and tells what was answered', async () => {
    receiver.answer = (_, response) => void response.writeHead(418).end('I am a teapot');
    const options = { token: await adminNow(api), id: webhook.id };
    await call(api, operations.updateWebhook, { ...options, body: { state: 'disabled' } });
    const { status, body } = await call(api, operations.testWebhook, options);
    assert.equal(status, 200);
    assert.partialDeepStrictEqual(body, {
      type: 'test',
      state: 'failed',
      attempts: [{ number: 1, status: 418, answer: 'I am a teapot', error: 'status' }],
    });
    const [request] = receiver.received;
    assert.ok(request);
    assert.equal(verified(request, webhook.secret).type, 'test');
    assert.equal((await webhookNow(api, webhook.id)).failing_since, null);
    receiver.answer = (_, response) => void response.writeHead(200).end();
    assert.equal((await call(api, operations.testWebhook, options)).body.state, 'delivered');
  });

  it('sends one again under its id, and all since a time, or only what did not arrive', async () => {
    const first = await book(api, mentor, student, '11:00');
    send();
    await allDelivered();
    api.now += minute;
    const since = new Date(api.now).toISOString();
    receiver.answer = (_, response) => void response.writeHead(410).end();
    const options = { token: await adminNow(api), id: webhook.id };
    await call(api, operations.cancelSession, { token: student, id: first.id });
    await until(async () => (await webhookNow(api, webhook.id)).state === 'disabled', 'it to be disabled');
    receiver.answer = (_, response) => void response.writeHead(200).end();
    await call(api, operations.updateWebhook, { ...options, body: { state: 'active' } });
    await call(api, operations.testWebhook, options);

    const ids = async () => Object.fromEntries((await deliveriesOf(api, webhook.id)).map((d) => [d.type, d]));
    const { 'session.booked': booked, 'session.cancelled': cancelled } = await ids();
    assert.ok(booked && cancelled);
    const again = await call(api, operations.redeliver, { ...options, id: booked.id });
    assert.deepEqual([again.status, again.body.state], [202, 'queued']);
    await receiver.count(4);
    assert.equal(receiver.received.at(-1)?.headers['webhook-id'], booked.event_id);
    await until(async () => (await ids())['session.booked']?.attempt_count === 2, 'it to be written down');

    const queued = async (body: object): Promise<number> => {
      const reply = await call(api, operations.redeliverSince, { ...options, body });
      assert.equal(reply.status, 202);
      await allDelivered();
      return reply.body.count;
    };
    assert.equal(await queued({ since, only_missing: true }), 1);
    assert.equal(await queued({ since, only_missing: true }), 0);
    assert.equal(await queued({ since }), 1);
    assert.equal(await queued({ since: '2026-01-01T00:00:00Z' }), 2);
    assert.deepEqual(typesOf(receiver.received).slice(-2), ['session.booked', 'session.cancelled']);
    await refused(api, operations.redeliver, { ...options, id: 9999 }, 404, 'not_found');
    const bad = { ...options, body: { since: 'yesterday' } };
    await refused(api, operations.redeliverSince, bad, 422, 'invalid_request');
  });

  it('gives back what is under way when it stops', async () => {
    receiver.answer = () => {};
    await book(api, mentor, student, '11:00');
    send();
    await receiver.count(1);
    await sender?.stop();
    const row = await api.knex('webhook_delivery').first();
    assert.partialDeepStrictEqual(row, { state: 'queued', claimed_by: null, attempts: 0 });
    receiver.answer = (_, response) => void response.writeHead(200).end();
    send();
    await allDelivered();
  });
});
