import assert from 'node:assert/strict';
import { pino } from 'pino';
import { operations } from '../../../api/contract/operations.ts';
import { sendPhoneCode } from '../../../api/jobs/send-phone-code.ts';
import { SecretBox } from '../../../api/secrets/secret-box.ts';
import { call, refused, token, tokenSecret, useFreshApi } from '../../support/api.ts';
import { startGateway, type TestGateway } from '../../support/gateways.ts';
import { adminToken } from './scene.ts';

const { confirmPhone, eraseAccount, exportAccount, getPhone, removePhone, replaceMessaging, setPhone } =
  operations;

describe('a phone number', () => {
  const api = useFreshApi();
  let gateway: TestGateway;
  let student: string;

  beforeEach(async () => {
    gateway = await startGateway();
    student = await token();
    const sms = { provider: 'twilio', account_sid: 'AC1', auth_token: 't', from: '+15005550006' } as const;
    const body = { reminder_minutes: [60], gateway: { sms } };
    assert.equal((await call(api, replaceMessaging, { token: await adminToken(), body })).status, 200);
  });
  afterEach(() => gateway.stop());

  const phone = async (bearer = student) => (await call(api, getPhone, { token: bearer })).body;
  const give = (phone_number: string, bearer = student) =>
    call(api, setPhone, { token: bearer, body: { phone_number } });

  /** Runs the job of the code that was asked for last. @returns the code */
  const codeSent = async (): Promise<string> => {
    const [row] = await api.knex('phone_code').orderBy('expires_at', 'desc');
    const options = {
      knex: api.knex,
      log: pino({ level: 'silent' }),
      now: api.now,
      gatewayUrls: { africasTalking: gateway.url, twilio: gateway.url, whatsapp: gateway.url },
      secretBox: new SecretBox([tokenSecret]),
      tokenSecret,
      publicUrl: () => api.url,
    };
    await sendPhoneCode(options, { user_id: row.user_id, seed: row.seed.toString('hex') });
    return /^\d{6}/.exec(gateway.sent.at(-1)?.text ?? '')?.[0] ?? '';
  };

  it('is given, and counts once its code came back', async () => {
    const { status, body } = await give('+221 77 123-45-67');
    assert.deepEqual([status, body.phone_number, body.pending?.phone_number], [200, null, '+221771234567']);
    const code = await codeSent();
    assert.equal(gateway.sent[0]?.to, '+221771234567');
    const reply = await call(api, confirmPhone, { token: student, body: { code } });
    assert.deepEqual(
      [reply.body.phone_number, reply.body.source, reply.body.pending],
      ['+221771234567', 'person', null],
    );
    await refused(api, confirmPhone, { token: student, body: { code } }, 422, 'wrong_code');
    const rows = await api.knex('audit_entry').whereIn('action', ['setPhone', 'confirmPhone']);
    assert.equal(rows.length, 2);
    assert.doesNotMatch(JSON.stringify(rows), /1234567/);
  });

  const wrong = [
    '',
    '77 123 45 67',
    '+1 77 123 45 67',
    '+221 12',
    '+999 123456789',
    '+221771234567 ext. 5',
    'no',
  ];
  for (const phone_number of wrong)
    it(`is refused with a pointer: ${JSON.stringify(phone_number)}`, async () => {
      const body = { phone_number };
      const { errors } = await refused(api, setPhone, { token: student, body }, 422, 'invalid_request');
      assert.equal(errors?.[0]?.pointer, '/phone_number');
    });

  it('takes five tries, and ten minutes', async () => {
    await give('+221771234567');
    const code = await codeSent();
    const other = code === '000000' ? '111111' : '000000';
    for (let tries = 0; tries < 5; tries++)
      await refused(api, confirmPhone, { token: student, body: { code: other } }, 422, 'wrong_code');
    await refused(api, confirmPhone, { token: student, body: { code } }, 422, 'wrong_code');
    await give('+221771234567');
    const again = await codeSent();
    api.now += 10 * 60_000;
    await refused(api, confirmPhone, { token: student, body: { code: again } }, 422, 'wrong_code');
  });

  it('is sent five codes an hour, and ten whoever asks', async () => {
    const body = { phone_number: '+221771234567' };
    for (let codes = 0; codes < 5; codes++) assert.equal((await give(body.phone_number)).status, 200);
    await refused(api, setPhone, { token: student, body }, 429, 'rate_limited');
    const other = await token({ sub: 's2' });
    for (let codes = 0; codes < 5; codes++) assert.equal((await give(body.phone_number, other)).status, 200);
    const third = await token({ sub: 's3' });
    await refused(api, setPhone, { token: third, body }, 429, 'rate_limited');
  });

  it('comes with the partner’s token, where it is one', async () => {
    assert.equal((await phone(await token({ phone_number: '+221771234567' }))).phone_number, '+221771234567');
    for (const phone_number of ['77', 'x', '+1 77 123 45 67', null])
      assert.equal((await phone(await token({ phone_number }))).phone_number, '+221771234567');
    const unverified = await token({ phone_number: '+221771234568', phone_number_verified: false });
    assert.equal((await phone(unverified)).phone_number, '+221771234567');
    const moved = await phone(await token({ phone_number: '+221771234568' }));
    assert.deepEqual([moved.phone_number, moved.source], ['+221771234568', 'token']);
  });

  it('that she took away comes back by no token', async () => {
    const bearer = await token({ phone_number: '+221771234567' });
    await phone(bearer);
    assert.equal((await call(api, removePhone, { token: bearer })).status, 204);
    assert.deepEqual(await phone(bearer), {
      phone_number: null,
      source: 'person',
      confirmed_at: null,
      is_stopped: false,
      pending: null,
    });
  });

  it('needs a partner who sends SMS', async () => {
    const body = { reminder_minutes: [60], gateway: { sms: null } };
    await call(api, replaceMessaging, { token: await adminToken(), body });
    const given = { token: student, body: { phone_number: '+221771234567' } };
    await refused(api, setPhone, given, 409, 'no_gateway');
  });

  it('that wants no messages is sent no code', async () => {
    const stopped = {
      partner_id: api.partnerId,
      phone_number: '+221771234567',
      stopped_at: new Date(api.now),
    };
    await api.knex('stopped_number').insert(stopped);
    const given = { token: student, body: { phone_number: '+221771234567' } };
    await refused(api, setPhone, given, 409, 'number_stopped');
  });

  it('stands in her export and goes when she is erased', async () => {
    const bearer = await token({ phone_number: '+221771234567' });
    const { body } = await call(api, exportAccount, { token: bearer });
    assert.equal(body.person.phone_number, '+221771234567');
    await give('+221771234568', bearer);
    await call(api, eraseAccount, { token: bearer, body: { confirm: 'erase' } });
    const tables = ['app_user', 'phone_code', 'stopped_number', 'audit_entry'];
    for (const table of tables)
      assert.doesNotMatch(JSON.stringify(await api.knex(table)), /22177123456/, table);
  });
});
