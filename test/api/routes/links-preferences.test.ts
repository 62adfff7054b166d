import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { call, token, useFreshApi } from '../../support/api.ts';
import { headingOf, linkFor, open, press, saidBy, send } from '../../support/links.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { adminToken, book } from './scene.ts';

const { getNotificationPreferences } = operations;

describe('the links about what a person is told', () => {
  const api = useFreshApi();
  let mentor: TestMentor;
  let student: string;

  beforeEach(async () => {
    mentor = await addMentor(api);
    student = await token();
    await book(api, mentor, student, '16:00');
  });

  const preferences = async (as = student) =>
    (await call(api, getNotificationPreferences, { token: as })).body;
  const minutesQueued = async (): Promise<number[]> =>
    (
      await api
        .knex('message')
        .join('app_user', 'app_user.id', 'message.person_id')
        .where({ external_id: 's1', event: 'session_reminder', state: 'queued' })
        .orderBy('due_at')
    ).map(({ starts_at, due_at }) => (starts_at - due_at) / 60_000);

  for (const [purpose, type, done, already] of [
    [
      'unsubscribe_reminder',
      'session_reminder',
      'Vous ne recevrez plus de rappels par e-mail.',
      'Vous ne recevez pas de rappels par e-mail.',
    ],
    [
      'unsubscribe_review',
      'review_requested',
      'Votre avis ne vous sera plus demandé par e-mail.',
      'Votre avis ne vous est pas demandé par e-mail.',
    ],
  ] as const)
    it(`stop mails of ${type} by one POST without a page, as mail programs send it (RFC 8058)`, async () => {
      const path = await linkFor(api, purpose, { person: 's1' });
      const before = await preferences();
      const page = await send(api, path, [['List-Unsubscribe', 'One-Click']]);
      assert.deepEqual([page.status, saidBy(page)], [200, done]);
      assert.deepEqual(await preferences(), { ...before, [type]: { ...before[type], mail: false } });
      const again = await send(api, path, [['List-Unsubscribe', 'One-Click']]);
      assert.deepEqual([again.status, saidBy(again), saidBy(await open(api, path))], [200, already, already]);
      const entries = await api.knex('audit_entry').where({ action: 'replaceNotificationPreferences' });
      assert.equal(entries.length, 1);
      assert.deepEqual(Object.keys(entries[0].changes), [type]);
    });

  it('stop them whatever the body is: in parts, or none', async () => {
    const path = await linkFor(api, 'unsubscribe_reminder', { person: 's1' });
    const body = new FormData();
    body.set('List-Unsubscribe', 'One-Click');
    assert.equal((await open(api, path, { method: 'POST', body })).status, 200);
    assert.equal((await preferences()).session_reminder.mail, false);
    const other = await linkFor(api, 'unsubscribe_review', { person: 'm1' });
    assert.equal((await open(api, other, { method: 'POST' })).status, 200);
    assert.equal((await preferences(mentor.token)).review_requested.mail, false);
  });

  it('stop nothing by GET, and lead to what else can be chosen', async () => {
    const path = await linkFor(api, 'unsubscribe_reminder', { person: 's1' });
    const { html } = await open(api, path);
    assert.equal((await preferences()).session_reminder.mail, true);
    const href = /<a href="([^"]+)"/.exec(html)?.[1] ?? '';
    assert.equal(headingOf(await open(api, `/m/${href}`)), 'Ce qui vous est signalé');
  });

  it('set mails by event, and leave what is not on the page as it is', async () => {
    const body = { session_booking: { live: false, mail: true }, session_review: { live: false } };
    await call(api, operations.replaceNotificationPreferences, { token: student, body });
    const path = await linkFor(api, 'preferences', { person: 's1' });
    const page = await press(api, path, [
      ['mail', 'session_cancelled'],
      ['mail', 'review_requested'],
      ['reminders', 'partner'],
    ]);
    assert.deepEqual([page.status, saidBy(page)], [200, 'Enregistré.']);
    assert.deepEqual(await preferences(), {
      session_booking: { live: false, mail: false, sms: true, whatsapp: true },
      session_cancelled: { live: true, mail: true, sms: true, whatsapp: true },
      session_rescheduled: { live: true, mail: false, sms: true, whatsapp: true },
      session_review: { live: false },
      session_reminder: { mail: false, sms: true, whatsapp: true },
      review_requested: { mail: true, sms: true, whatsapp: true },
      waiting_list_offer: { live: true, mail: false, sms: true, whatsapp: true },
      reminder_minutes: null,
    });
    assert.equal(page.html.match(/name="mail"[^>]+checked/g)?.length, 2);
  });

  it('have texts too, once her partner sends some and she has a number', async () => {
    const path = await linkFor(api, 'preferences', { person: 's1' });
    assert.doesNotMatch((await open(api, path)).html, /name="(sms|whatsapp)"/);
    const sms = { provider: 'africas_talking', username: 'sandbox', api_key: 'key' };
    const body = { reminder_minutes: [1440, 60], gateway: { sms } } as never;
    const { status } = await call(api, operations.replaceMessaging, { token: await adminToken(), body });
    assert.equal(status, 200);
    assert.doesNotMatch((await open(api, path)).html, /name="sms"/, 'without a number');
    student = await token({ phone_number: '+221771234567' });
    await preferences();
    const { html } = await open(api, path);
    assert.equal(html.match(/name="sms"[^>]+checked/g)?.length, 6);
    assert.doesNotMatch(html, /name="whatsapp"/);
    await press(api, path, [
      ['mail', 'session_cancelled'],
      ['sms', 'session_reminder'],
      ['reminders', 'partner'],
    ]);
    const after = await preferences();
    assert.deepEqual(after.session_reminder, { mail: false, sms: true, whatsapp: true });
    assert.deepEqual(after.session_cancelled, { live: true, mail: true, sms: false, whatsapp: true });
  });

  it('set when she is reminded, of sessions to come too', async () => {
    const path = await linkFor(api, 'preferences', { person: 's1' });
    const { html } = await open(api, path);
    assert.match(html, /Comme demo l’a réglé : 1\sjour et 1\sheure avant/);
    assert.deepEqual(await minutesQueued(), [60]);
    const own = ['30', '180'].map((minutes) => ['minutes', minutes] as const);
    const page = await press(api, path, [['reminders', 'own'], ...own]);
    assert.equal(saidBy(page), 'Enregistré.');
    assert.deepEqual((await preferences()).reminder_minutes, [180, 30]);
    assert.deepEqual(await minutesQueued(), [180, 30]);
    await press(api, path, [['reminders', 'own']]);
    assert.deepEqual([(await preferences()).reminder_minutes, await minutesQueued()], [[], []]);
    await press(api, path, [['reminders', 'partner'], ...own]);
    assert.deepEqual([(await preferences()).reminder_minutes, await minutesQueued()], [null, [60]]);
  });

  it('show times that are none of the usual, and refuse what is none or too many: 422', async () => {
    const body = { reminder_minutes: [95] };
    await call(api, operations.replaceNotificationPreferences, { token: student, body });
    const path = await linkFor(api, 'preferences', { person: 's1' });
    assert.match((await open(api, path)).html, /value="95" checked><span>95\sminutes/);
    for (const minutes of [['x'], ['1.5'], ['4'], ['15', '30', '60', '180', '720', '1440']]) {
      const fields = minutes.map((each) => ['minutes', each] as const);
      const page = await press(api, path, [['reminders', 'own'], ...fields]);
      assert.deepEqual([page.status, /ne peut pas être enregistré/.test(saidBy(page))], [422, true]);
    }
    assert.deepEqual((await preferences()).reminder_minutes, [95]);
  });

  it('ask no mentor for reviews of her own', async () => {
    const path = await linkFor(api, 'preferences', { person: 'm1' });
    assert.doesNotMatch((await open(api, path)).html, /review_requested/);
    await press(api, path, [['mail', 'session_booking']]);
    const after = await preferences(mentor.token);
    assert.deepEqual([after.session_booking.mail, after.review_requested.mail], [true, true]);
    assert.equal(after.session_reminder.mail, false);
  });
});
