import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import type { Gateways } from '../../../api/contract/gateway.ts';
import { operations } from '../../../api/contract/operations.ts';
import { call, refused, token, useFreshApi } from '../../support/api.ts';
import { sendTextsDue, startGateway, type TestGateway } from '../../support/gateways.ts';
import { sendDue, takesAll } from '../../support/messages.ts';
import { addMentor } from '../../support/people.ts';
import { adminToken, book, pointers } from './scene.ts';

const { getMessaging, replaceMessaging } = operations;
const phone = '+221771234567';
const accounts = {
  africas_talking: { sms: { provider: 'africas_talking', username: 'ucad', api_key: 'the-api-key' } },
  twilio: { sms: { provider: 'twilio', account_sid: 'AC1', auth_token: 'the-token', from: '+15005550006' } },
  whatsapp: {
    whatsapp: {
      provider: 'whatsapp',
      phone_number_id: '1065',
      templates: { session_reminder: 'mentor_reminder' },
      access_token: 'the-access-token',
      app_secret: 'the-app-secret',
    },
  },
} as const;
type Provider = keyof typeof accounts;

describe('gateways', () => {
  const api = useFreshApi();
  let gateway: TestGateway;

  beforeEach(async () => {
    gateway = await startGateway();
  });
  afterEach(() => gateway.stop());

  const set = async (input: object): Promise<Gateways> => {
    const body = { reminder_minutes: [60], gateway: input };
    const reply = await call(api, replaceMessaging, { token: await adminToken(), body });
    assert.equal(reply.status, 200, JSON.stringify(reply.body));
    return reply.body.gateway;
  };

  describe('in the settings', () => {
    it('are written, and their credentials never read back, nor kept readable', async () => {
      await set(accounts.africas_talking);
      const both = await set(accounts.whatsapp);
      assert.equal(both.sms?.configured, true);
      assert.match(both.sms?.callback_url ?? '', /^http:.*\/api\/gateways\/africas_talking\/[\w.-]+$/);
      assert.match(both.whatsapp?.verify_token ?? '', /^[\w.-]+$/);
      const read = await call(api, getMessaging, { token: await adminToken() });
      const kept = await api.knex('partner').select('gateways');
      const entries = await api.knex('audit_entry');
      assert.doesNotMatch(JSON.stringify([read.body, kept, entries]), /the-/);
      const again = await call(api, replaceMessaging, { token: await adminToken(), body: read.body });
      assert.deepEqual(again.body, read.body);
      assert.deepEqual(await api.knex('partner').select('gateways'), kept, 'what is left out stays');
      const none = await set({ sms: null, whatsapp: null });
      assert.deepEqual(none, { sms: null, whatsapp: null });
    });

    const wrong: [sms: object, faults: string[]][] = [
      [{ provider: 'africas_talking' }, ['/gateway/sms/api_key', '/gateway/sms/username']],
      [{ provider: 'twilio' }, ['/gateway/sms/account_sid', '/gateway/sms/auth_token', '/gateway/sms/from']],
      [{ provider: 'vonage' }, ['/gateway/sms/provider']],
      [{ ...accounts.twilio.sms, auth_token: 'a\nb' }, ['/gateway/sms/auth_token']],
    ];
    for (const [sms, faults] of wrong)
      it(`need what their provider asks for: ${faults.join(', ')}`, async () => {
        const body = { reminder_minutes: [60], gateway: { sms } };
        const options = { token: await adminToken(), body };
        assert.deepEqual(
          pointers(await refused(api, replaceMessaging, options, 422, 'invalid_request')),
          faults,
        );
      });

    it('keep no credentials of another provider', async () => {
      await set(accounts.africas_talking);
      const sms = { provider: 'twilio', account_sid: 'AC1', from: '+15005550006' };
      const options = { token: await adminToken(), body: { reminder_minutes: [60], gateway: { sms } } };
      const problem = await refused(api, replaceMessaging, options, 422, 'invalid_request');
      assert.deepEqual(pointers(problem), ['/gateway/sms/auth_token']);
    });
  });

  for (const provider of Object.keys(accounts) as Provider[])
    describe(`by ${provider}`, () => {
      let url: string;

      beforeEach(async () => {
        const { sms, whatsapp } = await set(accounts[provider]);
        url = (sms ?? whatsapp)?.callback_url ?? '';
      });

      /** Sends the reminder of a session, so that the gateway has one text. */
      const remind = async (): Promise<void> => {
        const mentor = await addMentor(api);
        await book(api, mentor, await token({ phone_number: phone }), '10:00');
        await sendDue(api, takesAll);
        api.now = Date.parse('2026-11-23T06:00:00Z');
        await sendTextsDue(api, gateway);
      };
      const states = async () => {
        const rows = await api
          .knex('message')
          .where({ event: 'session_reminder' })
          .whereNot({ person_id: 0 });
        const student = await api.knex('app_user').where({ external_id: 's1' }).first();
        return rows
          .filter(({ person_id }) => person_id === student.id)
          .sort((one, other) => one.id - other.id)
          .map(({ channel, state }) => `${channel} ${state}`);
      };
      const channel = provider === 'whatsapp' ? 'whatsapp' : 'sms';
      const report = (state: 'delivered' | 'failed', id = gateway.sent[0]?.id ?? ''): Promise<Response> => {
        const { messageId } = { messageId: gateway.sent[0]?.fields.StatusCallback };
        return post(provider, typeof messageId === 'string' ? messageId : url, reportOf(provider, id, state));
      };

      it('report that a text was delivered, twice or more, and nothing later undoes it', async () => {
        await remind();
        assert.deepEqual(await states(), [`${channel} sent`]);
        for (const state of ['delivered', 'delivered', 'failed'] as const) {
          assert.equal((await report(state)).status, 200);
          assert.deepEqual(await states(), [`${channel} delivered`]);
        }
      });

      it('report that one failed, which mail follows once', async () => {
        await remind();
        for (let times = 0; times < 2; times++) assert.equal((await report('failed')).status, 200);
        assert.deepEqual(await states(), [`${channel} failed`, 'mail queued']);
      });

      it('take back what would follow, when it arrived after all', async () => {
        await remind();
        await report('failed');
        await report('delivered');
        assert.deepEqual(await states(), [`${channel} delivered`, 'mail skipped']);
      });

      it('may report before they answer', async () => {
        gateway.beforeAnswer = async () => void (await report('delivered'));
        await remind();
        assert.deepEqual(await states(), [`${channel} delivered`]);
      });

      it('answer texts that nobody knows by 200', async () => {
        await remind();
        assert.equal((await report('failed', 'unknown')).status, 200);
        assert.deepEqual(await states(), [`${channel} sent`]);
      });

      it('are refused by another address, and by another signature', async () => {
        await remind();
        const wrong = url.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
        assert.equal((await post(provider, wrong, reportOf(provider, 'x', 'failed'))).status, 404);
        // As many characters as a secret has, and more bytes.
        const foreign = new URL(`./${'é'.repeat(26)}`, url).href;
        assert.equal((await post(provider, foreign, reportOf(provider, 'x', 'failed'))).status, 404);
        const unsigned = await fetch(url, { method: 'POST', body: reportOf(provider, 'x', 'failed') });
        assert.equal(unsigned.status, provider === 'africas_talking' ? 200 : 403);
      });

      for (const body of [
        '',
        '{',
        '{"entry":[null,{"changes":[{"value":{"statuses":"x","messages":[{}]}}]}]}',
        'a=%',
      ])
        it(`bear with ${JSON.stringify(body)}`, async () => {
          const { status } = await post(provider, url, body);
          assert.ok(status === 200 || (status === 400 && body === '{') || body === 'a=%', String(status));
          assert.ok(status < 500);
        });

      it('end messages to a number by STOP, and let them come again by START', async () => {
        const mentor = await addMentor(api);
        const student = await token({ phone_number: phone });
        await book(api, mentor, student, '10:00');
        assert.equal((await post(provider, url, textOf(provider, 'Arrêt !'))).status, 200);
        const stopped = await call(api, operations.getPhone, { token: student });
        assert.equal(stopped.body.is_stopped, true);
        await sendDue(api, takesAll);
        api.now = Date.parse('2026-11-23T06:00:00Z');
        await sendTextsDue(api, gateway);
        assert.deepEqual(gateway.sent, []);
        assert.deepEqual(await states(), ['mail queued']);
        await post(provider, url, textOf(provider, 'START'));
        assert.equal((await call(api, operations.getPhone, { token: student })).body.is_stopped, false);
      });
    });

  it('know an in-doubt text by the report that names it', async () => {
    const { sms } = await set(accounts.twilio);
    const mentor = await addMentor(api);
    await book(api, mentor, await token({ phone_number: phone }), '10:00');
    await sendDue(api, takesAll);
    api.now = Date.parse('2026-11-23T06:00:00Z');
    gateway.treat = () => 'drop';
    await sendTextsDue(api, gateway);
    const callback = String(gateway.sent[0]?.fields.StatusCallback);
    assert.ok(callback.startsWith(`${sms?.callback_url}?message=`));
    const before = await api.knex('message').where({ channel: 'sms' }).first();
    assert.equal(before.state, 'in_doubt');
    await post('twilio', callback, reportOf('twilio', 'SM1', 'delivered'));
    const after = await api.knex('message').where({ channel: 'sms' }).first();
    assert.deepEqual([after.state, after.provider_id], ['delivered', 'SM1']);
  });

  it('show Meta that the address is ours', async () => {
    const { whatsapp } = await set(accounts.whatsapp);
    const asked = (verify: string) =>
      fetch(
        `${whatsapp?.callback_url}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${verify}`,
      );
    const yes = await asked(whatsapp?.verify_token ?? '');
    assert.deepEqual([yes.status, await yes.text()], [200, '1158201444']);
    assert.equal((await asked('x')).status, 403);
  });
});

/** Posts as the provider does, signed as it signs: these lines are their documentation's, not the API's. */
function post(provider: Provider, url: string, body: string): Promise<Response> {
  const isJson = provider === 'whatsapp';
  const headers: Record<string, string> = {
    'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded',
  };
  if (isJson)
    headers['x-hub-signature-256'] =
      `sha256=${createHmac('sha256', 'the-app-secret').update(body).digest('hex')}`;
  if (provider === 'twilio') {
    const signed = [...new URLSearchParams(body)]
      .sort()
      .reduce((text, [name, value]) => text + name + value, url);
    headers['x-twilio-signature'] = createHmac('sha1', 'the-token').update(signed).digest('base64');
  }
  return fetch(url, { method: 'POST', headers, body });
}

function reportOf(provider: Provider, id: string, state: 'delivered' | 'failed'): string {
  const isFailed = state === 'failed';
  switch (provider) {
    case 'africas_talking':
      return String(
        new URLSearchParams({
          id,
          status: isFailed ? 'Failed' : 'Success',
          phoneNumber: phone,
          networkCode: '60801',
          ...(isFailed && { failureReason: 'DeliveryFailure' }),
        }),
      );
    case 'twilio':
      return String(
        new URLSearchParams({
          MessageSid: id,
          MessageStatus: isFailed ? 'undelivered' : 'delivered',
          To: phone,
          ...(isFailed && { ErrorCode: '30003' }),
        }),
      );
    case 'whatsapp': {
      const errors = isFailed ? [{ code: 131026 }] : undefined;
      return JSON.stringify(
        notification({ statuses: [{ id, status: state, recipient_id: '221771234567', errors }] }),
      );
    }
  }
}

function textOf(provider: Provider, text: string): string {
  switch (provider) {
    case 'africas_talking':
      return String(new URLSearchParams({ from: phone, to: '22345', text, id: 'x', date: '2026-11-23' }));
    case 'twilio':
      return String(
        new URLSearchParams({ From: phone, To: '+1500', Body: text, SmsStatus: 'received', MessageSid: 'x' }),
      );
    case 'whatsapp':
      return JSON.stringify(
        notification({ messages: [{ from: phone.slice(1), id: 'x', type: 'text', text: { body: text } }] }),
      );
  }
}

const notification = (value: object): object => ({
  object: 'whatsapp_business_account',
  entry: [{ id: '1', changes: [{ field: 'messages', value: { messaging_product: 'whatsapp', ...value } }] }],
});
