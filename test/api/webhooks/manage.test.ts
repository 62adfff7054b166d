import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { addPartner, call, refused, startApi, type TestApi, useApi, useFreshApi } from '../../support/api.ts';
import { adminToken, pointers } from '../routes/scene.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import { addWebhook, adminNow, deliveriesOf, webhookNow } from './scene.ts';

const { createWebhook, listWebhooks, updateWebhook, deleteWebhook, rotateWebhookSecret } = operations;

describe('webhooks', () => {
  const api = useFreshApi();
  let admin: string;

  beforeEach(async () => {
    admin = await adminNow(api);
  });

  const good = { url: 'https://campus.example.edu/hooks?course=1', types: ['session.booked'] } as const;

  it('are made, listed, changed and removed', async () => {
    const made = await addWebhook(api, good.url, good.types);
    const { secret, ...rest } = made;
    assert.equal(Buffer.from(secret.slice('whsec_'.length), 'base64').length, 32);
    assert.partialDeepStrictEqual(rest, { ...good, state: 'active', last_attempt: null });
    assert.deepEqual((await call(api, listWebhooks, { token: admin })).body.webhooks, [rest]);
    const types = ['session.cancelled', 'review.created'];
    const body = { url: 'http://127.0.0.1:9/x', types, state: 'disabled' };
    const changed = await call(api, updateWebhook, { token: admin, id: made.id, body });
    assert.partialDeepStrictEqual(changed.body, { ...body, disabled_reason: 'admin' });
    const active = await call(api, updateWebhook, { token: admin, id: made.id, body: { state: 'active' } });
    assert.partialDeepStrictEqual(active.body, {
      state: 'active',
      disabled_reason: null,
      disabled_at: null,
      types,
    });
    assert.equal((await call(api, deleteWebhook, { token: admin, id: made.id })).status, 204);
    assert.deepEqual((await call(api, listWebhooks, { token: admin })).body.webhooks, []);
    await refused(api, deleteWebhook, { token: admin, id: made.id }, 404, 'not_found');
  });

  it('have secrets that are told once and sealed in the database', async () => {
    const { id, secret } = await addWebhook(api, good.url);
    const rotated = await call(api, rotateWebhookSecret, { token: admin, id });
    assert.notEqual(rotated.body.secret, secret);
    assert.equal(Date.parse(rotated.body.old_secret_until as string), api.now + 24 * 60 * 60_000);
    const kept = JSON.stringify([
      await api.knex('webhook').select(),
      await api.knex('audit_entry').select(),
      await webhookNow(api, id),
    ]);
    for (const told of [secret, rotated.body.secret]) assert.ok(!kept.includes(told.slice(6)));
    const row = await api.knex('webhook').where({ id }).first();
    assert.match(`${row.secret} ${row.old_secret}`, /^sealed:v1:\S+ sealed:v1:\S+$/);
  });

  const faulty: Readonly<Record<string, unknown>> = {
    'no address': 'campus',
    'another scheme': 'ftp://campus.example.edu/',
    'a script': 'javascript:alert(1)',
    'a password': 'https://user:word@campus.example.edu/',
    'a user': 'https://user@campus.example.edu/',
    'a fragment': 'https://campus.example.edu/#part',
    'no host': 'https:///hooks',
    'a space': 'https://campus.example.edu/a b',
    'a line break': 'https://campus.example.edu/\r\nX: y',
    'a port that there is not': 'https://campus.example.edu:99999/',
    'a backslash': 'https://campus.example.edu\\@10.0.0.1/',
    'more than 2,000 characters': `https://campus.example.edu/${'a'.repeat(2000)}`,
    'an empty text': '',
    'a number': 5,
  };
  for (const [what, url] of Object.entries(faulty)) {
    it(`refuse an address with ${what}, and say where`, async () => {
      const made = { token: admin, body: { ...good, url } };
      assert.deepEqual(pointers(await refused(api, createWebhook, made, 422, 'invalid_request')), ['/url']);
      const { id } = await addWebhook(api, good.url);
      const changed = { token: admin, id, body: { url } };
      assert.deepEqual(pointers(await refused(api, updateWebhook, changed, 422, 'invalid_request')), [
        '/url',
      ]);
    });
  }

  it('refuse types that there are not, none, and one twice', async () => {
    for (const types of [
      ['session.eaten'],
      [],
      ['session.booked', 'session.booked'],
      'session.booked',
      ['test'],
    ]) {
      const options = { token: admin, body: { ...good, types } };
      const [pointer] = pointers(await refused(api, createWebhook, options, 422, 'invalid_request'));
      assert.match(pointer ?? '', /^\/types/);
    }
  });

  it('are twenty at most, also when made at once', async () => {
    const replies = await Promise.all(
      Array.from({ length: 24 }, () => call(api, createWebhook, { token: admin, body: good })),
    );
    const statuses = replies.map(({ status }) => status).sort();
    assert.deepEqual(statuses, [...Array(20).fill(201), ...Array(4).fill(409)]);
    await refused(api, createWebhook, { token: admin, body: good }, 409, 'too_many_webhooks');
  });

  it('are out of reach of another partner', async () => {
    await addPartner(api.knex, 'other');
    const { id } = await addWebhook(api, good.url);
    const other = await adminToken('other');
    assert.deepEqual((await call(api, listWebhooks, { token: other })).body.webhooks, []);
    await refused(
      api,
      updateWebhook,
      { token: other, id, body: { types: ['session.booked'] } },
      404,
      'not_found',
    );
    await refused(api, operations.listWebhookDeliveries, { token: other, id }, 404, 'not_found');
  });
});

describe('webhooks of a server that is no demo', () => {
  let api: TestApi;
  let receiver: Receiver;
  before(async () => {
    api = await startApi({ mayBeLocal: false, httpsOnly: true });
    receiver = await startReceiver();
  });
  after(async () => {
    receiver.stop();
    await api.stop();
  });

  const hidden = [
    ...[
      'https://127.0.0.1/',
      'https://localhost/',
      'https://a.localhost./',
      'https://10.1.2.3/',
      'https://[::1]/',
    ],
    ...['https://169.254.169.254/latest', 'https://192.168.0.1/', 'https://0x7f.1/', 'https://2130706433/'],
    ...['https://[::ffff:127.0.0.1]/', 'https://[fd00::1]/', 'http://campus.example.edu/'],
  ];
  for (const url of hidden) {
    it(`refuse ${url}`, async () => {
      const options = { token: await adminNow(api), body: { url, types: ['session.booked'] } };
      assert.deepEqual(pointers(await refused(api, createWebhook, options, 422, 'invalid_request')), [
        '/url',
      ]);
    });
  }

  it('are sent nothing where their address leads into a private network after all', async () => {
    const { id } = await addWebhook(api, 'https://campus.example.edu/');
    const { port } = new URL(receiver.origin);
    await api
      .knex('webhook')
      .where({ id })
      .update({ url: `https://localhost:${port}/` });
    const { body } = await call(api, operations.testWebhook, { token: await adminNow(api), id });
    assert.partialDeepStrictEqual(body.attempts, [{ error: 'private', status: null, answer: null }]);
    await api
      .knex('webhook')
      .where({ id })
      .update({ url: `${receiver.origin}/` });
    const http = await call(api, operations.testWebhook, { token: await adminNow(api), id });
    assert.equal(http.body.attempts[0]?.error, 'address');
    assert.deepEqual(receiver.received, []);
  });
});

describe('what a webhook was sent', () => {
  const api = useApi();

  it('is listed in pages, the latest first, by state and type', async () => {
    const { id } = await addWebhook(api, 'https://campus.example.edu/');
    const row = { webhook_id: id, partner_id: api.partnerId, body: '{}', next_attempt_at: new Date(api.now) };
    for (let n = 1; n <= 5; n++) {
      await api.knex('webhook_delivery').insert({
        ...row,
        event_id: `msg_${n}`,
        type: n === 3 ? 'mentor.updated' : 'session.booked',
        about: n === 3 ? 'mentor 7' : `session ${n}`,
        state: n === 2 ? 'failed' : 'queued',
        created_at: new Date(api.now),
      });
    }
    const token = await adminNow(api);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { body: { deliveries: { event_id: string }[]; next_cursor: string | null } } = await call(
        api,
        operations.listWebhookDeliveries,
        { token, id, query: { limit: 2, cursor } },
      );
      seen.push(...page.body.deliveries.map(({ event_id }) => event_id));
      cursor = page.body.next_cursor;
    }
    assert.deepEqual(seen, ['msg_5', 'msg_4', 'msg_3', 'msg_2', 'msg_1']);
    const ids = async (query: object) => (await deliveriesOf(api, id, query)).map(({ event_id }) => event_id);
    assert.deepEqual(await ids({ state: 'failed' }), ['msg_2']);
    assert.deepEqual(await ids({ type: 'mentor.updated' }), ['msg_3']);
    const [third, second] = [(await deliveriesOf(api, id))[2], (await deliveriesOf(api, id))[3]];
    assert.deepEqual([third?.session_id, second?.session_id, second?.next_attempt_at], [null, 2, null]);
    const options = { token, id, query: { cursor: 'abc' } };
    await refused(api, operations.listWebhookDeliveries, options, 422, 'invalid_request');
  });
});
