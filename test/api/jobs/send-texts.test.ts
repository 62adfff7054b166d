import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { freeMessages } from '../../../api/jobs/free-orphans.ts';
import { call, monday, token, useFreshApi } from '../../support/api.ts';
import {
  recipients,
  sendingTexts,
  sendTextsDue,
  startGateway,
  type TestGateway,
} from '../../support/gateways.ts';
import { mailsDue, sendDue, takesAll } from '../../support/messages.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { until } from '../../support/until.ts';
import { adminToken, book } from '../routes/scene.ts';

const minute = 60_000;
const phone = '+221771234567';
const africasTalking = { provider: 'africas_talking', username: 'ucad', api_key: 'k', from: 'UCAD' } as const;
const whatsapp = {
  provider: 'whatsapp',
  phone_number_id: '106540352242922',
  templates: { session_reminder: 'mentor_reminder' },
  access_token: 'EAAB',
  app_secret: 's',
} as const;

interface Template {
  readonly to: string;
  readonly biz_opaque_callback_data: string;
  readonly template: {
    readonly name: string;
    readonly language: object;
    readonly components: readonly { readonly parameters: readonly { readonly text: string }[] }[];
  };
}

describe('texts', () => {
  const api = useFreshApi();
  let gateway: TestGateway;
  let mentor: TestMentor;

  beforeEach(async () => {
    gateway = await startGateway();
    mentor = await addMentor(api);
  });
  afterEach(() => gateway.stop());

  const set = async (body: object): Promise<void> => {
    const input = { reminder_minutes: [60], ...body };
    const { status, body: said } = await call(api, operations.replaceMessaging, {
      token: await adminToken(),
      body: input,
    });
    assert.equal(status, 200, JSON.stringify(said));
  };
  const student = (claims: object = {}): Promise<string> => token({ phone_number: phone, ...claims });

  /** Of the student's messages: by what, what became of it and why. */
  const messages = async (event = 'session_reminder') => {
    const rows = await api
      .knex('message')
      .join('app_user', 'app_user.id', 'message.person_id')
      .where({ event, external_id: 's1' })
      .orderBy('message.id')
      .select('channel', 'state', 'error');
    return rows.map(({ channel, state, error }) => [channel, state, error]);
  };
  /** Told of all bookings, to the reminder of a session at 10:00 in Nairobi. */
  const toReminder = async (): Promise<void> => {
    await sendDue(api, takesAll);
    api.now = Date.parse('2026-11-23T06:00:00Z');
  };
  const work = async (): Promise<void> => {
    await sendDue(api, takesAll);
    await sendTextsDue(api, gateway);
    await sendDue(api, takesAll);
  };

  it('remind whoever has a number; what carries a calendar file goes by mail', async () => {
    await set({ gateway: { sms: africasTalking } });
    await book(api, mentor, await student(), '10:00');
    assert.deepEqual(await messages('session_booked'), [['mail', 'queued', null]]);
    assert.deepEqual(await messages(), [['sms', 'queued', null]]);
    await toReminder();
    await work();
    assert.deepEqual(await messages(), [['sms', 'sent', null]]);
    const [text] = gateway.sent;
    assert.equal(gateway.sent.length, 1, 'and the mentor has no number');
    assert.equal(text?.to, phone);
    assert.equal(text?.headers.apikey, 'k');
    assert.equal(text?.fields.from, 'UCAD');
    assert.match(
      text?.text ?? '',
      /^demo: Rappel : session avec Mentor m1, lun\. 23 nov\., 10:00 \(Nairobi\)\. Modifier : http:/,
    );
  });

  it('tell everything to whoever has no address', async () => {
    await set({ gateway: { sms: africasTalking } });
    await book(api, mentor, await student({ email: '' }), '10:00');
    await api.knex('app_user').where({ external_id: 's1' }).update({ email: null });
    await work();
    assert.deepEqual(await messages('session_booked'), [['sms', 'sent', null]]);
  });

  it('are counted as sent, and as delivered by nobody’s answer', async () => {
    await set({ gateway: { sms: africasTalking } });
    await book(api, mentor, await student(), '10:00');
    await toReminder();
    await work();
    const [row] = await api.knex('message').where({ channel: 'sms' });
    assert.deepEqual(
      [row.state, row.provider_id, row.segments, row.delivered_at],
      ['sent', 'ATXid_1', 1, null],
    );
  });

  const refusals: [name: string, treatment: object, error: string][] = [
    [
      'a recipient that failed behind a 201',
      { status: 201, body: recipients({ statusCode: 403 }) },
      'wrong_number: 403',
    ],
    ['no balance', { status: 201, body: recipients({ statusCode: 405 }) }, 'no_credit: 405'],
    [
      'wrong credentials',
      { status: 401, body: 'The supplied authentication is invalid' },
      'wrong_credentials: HTTP 401',
    ],
    [
      'a sender that is not registered',
      { status: 201, body: { SMSMessageData: { Message: 'InvalidSenderId', Recipients: [] } } },
      'sender_refused: InvalidSenderId',
    ],
  ];
  for (const [name, treatment, error] of refusals)
    it(`fail by ${name}, and mail tells it instead, once`, async () => {
      gateway.treat = () => treatment as never;
      await set({ gateway: { sms: africasTalking } });
      await book(api, mentor, await student(), '10:00');
      await toReminder();
      await work();
      await work();
      assert.deepEqual(await messages(), [
        ['sms', 'failed', error],
        ['mail', 'sent', null],
      ]);
      assert.equal(gateway.sent.length, 1);
    });

  it('fall back from WhatsApp to SMS to mail, each once', async () => {
    gateway.treat = ({ provider }) =>
      provider === 'whatsapp'
        ? { status: 400, body: { error: { code: 131026, message: 'undeliverable' } } }
        : { status: 201, body: recipients({ statusCode: 407 }) };
    await set({ gateway: { sms: africasTalking, whatsapp } });
    await book(api, mentor, await student(), '10:00');
    await toReminder();
    await work();
    await work();
    assert.deepEqual(await messages(), [
      ['whatsapp', 'failed', 'not_on_whatsapp: 131026'],
      ['sms', 'failed', 'refused: 407'],
      ['mail', 'sent', null],
    ]);
  });

  it('go out by WhatsApp as an approved template', async () => {
    await set({ gateway: { whatsapp } });
    await book(api, mentor, await student({ locale: 'pt' }), '10:00');
    await toReminder();
    await work();
    const [text] = gateway.sent;
    assert.equal(text?.headers.authorization, 'Bearer EAAB');
    const fields = text?.fields as unknown as Template;
    assert.equal(fields.to, phone.slice(1));
    assert.match(fields.biz_opaque_callback_data, /^\d+$/);
    const { name, language, components } = fields.template;
    assert.deepEqual([name, language], ['mentor_reminder', { code: 'pt_PT' }]);
    const [body] = components;
    assert.deepEqual(
      body?.parameters.slice(0, 2).map((each) => each.text),
      ['Mentor m1', 'segunda, 23/11, 10:00 (Nairobi)'],
    );
    assert.match(body?.parameters[2]?.text ?? '', /\/m\/m[\w.-]+$/);
  });

  for (const treatment of ['500', 'drop'] as const)
    it(`are in doubt after ${treatment}, and never sent again by themselves, on no channel`, async () => {
      gateway.treat = () => treatment;
      await set({ gateway: { sms: africasTalking } });
      await book(api, mentor, await student(), '10:00');
      await toReminder();
      for (let round = 0; round < 3; round++) {
        await work();
        api.now += minute;
      }
      const [[channel, state] = [], ...others] = await messages();
      assert.deepEqual([channel, state, others], ['sms', 'in_doubt', []]);
      assert.equal(gateway.sent.length, 1);
    });

  it('are tried again where the gateway asks for it, and go by mail in time when it goes on', async () => {
    gateway.treat = () => 'away';
    await set({ gateway: { sms: africasTalking } });
    await book(api, mentor, await student(), '10:00');
    await toReminder();
    for (let round = 0; round < 18; round++) {
      await work();
      api.now += minute / 2;
    }
    assert.equal(gateway.sent.length, 4);
    assert.deepEqual(await messages(), [
      ['sms', 'failed', 'HTTP 503'],
      ['mail', 'sent', null],
    ]);
  });

  it('wait where nothing listens: that a text never left is certain', async () => {
    await set({ gateway: { sms: africasTalking } });
    await book(api, mentor, await student(), '10:00');
    await toReminder();
    await gateway.stop();
    await work();
    assert.deepEqual(await messages(), [['sms', 'queued', 'ECONNREFUSED']]);
  });

  it('that hang hold up no mail and no other partner’s texts, and are in doubt when the process ends', async () => {
    gateway.treat = ({ to }) => (to === phone ? 'hang' : 'take');
    await set({ gateway: { sms: africasTalking } });
    for (let hours = 10; hours < 16; hours++) await book(api, mentor, await student(), `${hours}:00`);
    await toReminder();
    await api
      .knex('message')
      .where({ channel: 'sms' })
      .update({ next_attempt_at: new Date(api.now) });
    const loop = sendingTexts(api, gateway, 'sms');
    await until(() => gateway.sent.length > 0, 'a text to hang');
    assert.ok((await mailsDue(api)).length > 0);
    await loop.stop();
    const doubtful = await api.knex('message').where({ state: 'in_doubt' });
    assert.equal(doubtful.length, gateway.sent.length);
    assert.ok(gateway.sent.length <= 8);
  });

  it('that a worker had handed over when it died are in doubt', async () => {
    await set({ gateway: { sms: africasTalking } });
    await book(api, mentor, await student(), '10:00');
    await api
      .knex('message')
      .where({ channel: 'sms' })
      .update({ claimed_by: 'dead', handed_over_at: new Date(monday) });
    await freeMessages(api.knex);
    assert.deepEqual(await messages(), [['sms', 'in_doubt', 'broken_off']]);
  });

  it('wait for the end of quiet hours where the reader lives, and then come once', async () => {
    await set({
      reminder_minutes: [150, 120],
      gateway: { sms: africasTalking },
      quiet_hours: { start_time: '12:00', end_time: '14:15' },
    });
    await book(api, mentor, await student({ timezone: 'Africa/Nairobi' }), '16:00');
    await sendDue(api, takesAll);
    api.now = Date.parse('2026-11-23T11:00:00Z');
    await work();
    assert.equal(gateway.sent.length, 0);
    api.now += 15 * minute;
    await work();
    assert.equal(gateway.sent.length, 1);
    assert.deepEqual((await messages()).map(([, state, error]) => [state, error]).sort(), [
      ['sent', null],
      ['skipped', 'overtaken'],
    ]);
  });

  describe('in quiet hours that end at 10:30', () => {
    const bookThen = async (time: string, claims: object) => {
      const quiet_hours = { start_time: '22:00', end_time: '10:30' };
      await set({ gateway: { sms: africasTalking }, quiet_hours });
      const bearer = await student({ timezone: 'Africa/Nairobi', ...claims });
      await call(api, operations.getAccount, { token: bearer });
      if ('email' in claims) await api.knex('app_user').where({ external_id: 's1' }).update({ email: null });
      await book(api, mentor, await student({ timezone: 'Africa/Nairobi', ...claims }), time);
    };

    it('go by mail where the session begins before', async () => {
      await bookThen('10:00', {});
      await toReminder();
      await work();
      assert.deepEqual(await messages(), [['mail', 'sent', null]]);
      assert.deepEqual(gateway.sent, []);
    });

    it('come at once to whoever has no address, where the session begins before', async () => {
      await bookThen('10:00', { email: '' });
      await work();
      await toReminder();
      await work();
      assert.deepEqual(await messages('session_booked'), [['sms', 'sent', null]]);
      assert.deepEqual(await messages(), [['sms', 'sent', null]]);
    });

    it('say one thing where two wait for their end', async () => {
      await bookThen('11:00', { email: '' });
      await work();
      api.now = Date.parse('2026-11-23T07:29:00Z');
      await work();
      assert.equal(gateway.sent.length, 0);
      api.now += minute;
      await work();
      assert.deepEqual(await messages('session_booked'), [['sms', 'sent', null]]);
      const [[, state, error] = []] = await messages();
      assert.deepEqual([state, /^(overtaken|told_already)$/.test(error)], ['skipped', true]);
    });
  });

  it('go by the channel that is best when they are due', async () => {
    await set({ gateway: { sms: africasTalking } });
    await book(api, mentor, await token(), '10:00');
    assert.deepEqual(await messages(), [['mail', 'queued', null]]);
    await call(api, operations.getAccount, { token: await student() });
    await toReminder();
    await work();
    assert.deepEqual(await messages(), [['sms', 'sent', null]]);
  });

  it('whose credentials are sealed by a lost key fail by themselves', async () => {
    await set({ gateway: { sms: africasTalking } });
    await book(api, mentor, await student(), '10:00');
    const lost = { sms: { ...africasTalking, api_key: 'sealed:v1:00000000:AAAA' } };
    await api.knex('partner').update({ gateways: JSON.stringify(lost) });
    await toReminder();
    await work();
    assert.deepEqual(await messages(), [
      ['sms', 'failed', 'wrong_credentials: unreadable'],
      ['mail', 'sent', null],
    ]);
  });
});
