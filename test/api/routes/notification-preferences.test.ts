import assert from 'node:assert/strict';
import type { NotificationPreferences } from '../../../api/contract/notification.ts';
import { operations } from '../../../api/contract/operations.ts';
import { call, refused, token, useApi } from '../../support/api.ts';
import { mailsDue } from '../../support/messages.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { until } from '../../support/until.ts';
import { adminToken, book, pointers } from './scene.ts';

const { getNotificationPreferences, listNotifications, replaceNotificationPreferences } = operations;

/** Whoever has no number can turn these off too. */
const phone = { sms: true, whatsapp: true };

const on: NotificationPreferences = {
  session_booking: { live: true, mail: true, ...phone },
  session_cancelled: { live: true, mail: true, ...phone },
  session_rescheduled: { live: true, mail: true, ...phone },
  session_review: { live: true },
  session_reminder: { mail: true, ...phone },
  review_requested: { mail: true, ...phone },
  waiting_list_offer: { live: true, mail: true, ...phone },
  reminder_minutes: null,
};

describe('notification preferences', () => {
  const api = useApi();
  let mentor: TestMentor;
  let student: string;

  const set = async (as: string, body: NotificationPreferences) => {
    const reply = await call(api, replaceNotificationPreferences, { token: as, body });
    assert.deepEqual([reply.status, reply.body], [200, body]);
  };

  before(async () => {
    mentor = await addMentor(api);
    student = await token();
  });
  afterEach(async () => {
    await set(mentor.token, on);
    await set(student, on);
  });

  it('are all on at first, and are what was set from then on', async () => {
    assert.deepEqual((await call(api, getNotificationPreferences, { token: student })).body, on);
    const quiet = { ...on, session_review: { live: false } };
    await set(student, quiet);
    assert.deepEqual((await call(api, getNotificationPreferences, { token: student })).body, quiet);
    assert.deepEqual((await call(api, getNotificationPreferences, { token: mentor.token })).body, on);
  });

  it('keep a quiet notification in the list as read, out of the stream and out of the count', async () => {
    await set(mentor.token, { ...on, session_booking: { live: false, mail: true, ...phone } });
    const stop = new AbortController();
    const stream = await fetch(`${api.url}${operations.streamNotifications.path}`, {
      headers: { Authorization: `Bearer ${mentor.token}`, 'Last-Event-ID': '0' },
      signal: stop.signal,
    });
    let received = '';
    const reading = (async () => {
      for await (const chunk of stream.body?.pipeThrough(new TextDecoderStream()) ?? []) received += chunk;
    })().catch(() => {});
    const session = await book(api, mentor, student, '09:00');
    await call(api, operations.cancelSession, { id: session.id, token: student });
    await until(() => received.includes('session_cancelled'), 'the second notification');
    assert.doesNotMatch(received, /session_booking/);
    stop.abort();
    await reading;
    const { body } = await call(api, listNotifications, { token: mentor.token });
    assert.deepEqual(
      body.notifications.map(({ type, is_read }) => [type, is_read]),
      [
        ['session_cancelled', false],
        ['session_booking', true],
      ],
    );
    assert.equal(body.unread_count, 1);
  });

  for (const [who, expected] of [
    ['mentor', ['s1@example.edu']],
    ['student', ['m1@example.edu']],
  ] as const)
    it(`mail nothing of a type that the ${who} has turned off`, async () => {
      const time = who === 'mentor' ? '10:00' : '11:00';
      const mailed = async (): Promise<string[]> =>
        (await mailsDue(api)).filter(({ subject }) => subject.includes(time)).map(({ to }) => to);
      await set(who === 'mentor' ? mentor.token : student, {
        ...on,
        session_booking: { live: true, mail: false, ...phone },
      });
      const session = await book(api, mentor, student, time);
      assert.deepEqual(await mailed(), expected);
      const { now } = api;
      api.now = Date.parse(session.session_date) - 60 * 60_000;
      assert.equal((await mailed()).length, 2, 'reminders are another type');
      api.now = now;
    });

  it('stay as they are where they are left out', async () => {
    const some = { session_booking: { mail: false, ...phone }, reminder_minutes: [30, 120] };
    const { status, body } = await call(api, replaceNotificationPreferences, { token: student, body: some });
    const expected = {
      ...on,
      session_booking: { live: true, mail: false, ...phone },
      reminder_minutes: [120, 30],
    };
    assert.deepEqual([status, body], [200, expected]);
    const none = await call(api, replaceNotificationPreferences, { token: student, body: {} });
    assert.deepEqual(none.body, expected);
  });

  it('move the reminders of her own sessions to come, and the partner’s no more', async () => {
    const session = await book(api, mentor, student, '14:00');
    const waiting = async () =>
      (
        await api
          .knex('message')
          .where({ session_id: session.id, event: 'session_reminder', state: 'queued' })
          .join('app_user', 'app_user.id', 'message.person_id')
          .orderBy(['external_id', 'due_at'])
      ).map(
        ({ external_id, due_at }) =>
          `${external_id} ${(Date.parse(session.session_date) - due_at.getTime()) / 60_000}`,
      );
    assert.deepEqual(await waiting(), ['m1 60', 's1 60']);
    await set(student, { ...on, reminder_minutes: [45, 15] });
    assert.deepEqual(await waiting(), ['m1 60', 's1 45', 's1 15']);
    const later = await book(api, mentor, student, '15:00');
    const { length } = await api.knex('message').where({ session_id: later.id, event: 'session_reminder' });
    assert.equal(length, 3);

    const admin = await adminToken();
    const setAll = (reminder_minutes: number[]) =>
      call(api, operations.replaceMessaging, { token: admin, body: { reminder_minutes } });
    await setAll([90]);
    assert.deepEqual(await waiting(), ['m1 90', 's1 45', 's1 15']);
    await set(student, { ...on, reminder_minutes: [] });
    assert.deepEqual(await waiting(), ['m1 90']);
    await set(student, { ...on, reminder_minutes: null });
    assert.deepEqual(await waiting(), ['m1 90', 's1 90']);
    await setAll([1440, 60]);
    assert.deepEqual(await waiting(), ['m1 60', 's1 60']);
  });

  it('are audited by name, old and new', async () => {
    await set(student, {
      ...on,
      session_cancelled: { live: true, mail: false, ...phone },
      reminder_minutes: [60],
    });
    const [entry] = await api.knex('audit_entry').orderBy('id', 'desc').limit(1);
    assert.deepEqual(entry.changes, {
      session_cancelled: [
        { live: true, mail: true, ...phone },
        { live: true, mail: false, ...phone },
      ],
      reminder_minutes: [null, [60]],
    });
  });

  it('need a token, and every type its own channels: 401, 422', async () => {
    await refused(api, getNotificationPreferences, {}, 401, 'unauthenticated');
    await refused(api, replaceNotificationPreferences, { body: on }, 401, 'unauthenticated');
    const body = {
      session_booking: null,
      session_review: { live: true, mail: true, ...phone },
      session_reminder: { mail: 'no' },
      reminder_minutes: [60, 60, 4],
      more: {},
    };
    const problem = await refused(
      api,
      replaceNotificationPreferences,
      { token: student, body },
      422,
      'invalid_request',
    );
    assert.deepEqual(pointers(problem), [
      '',
      '/reminder_minutes',
      '/reminder_minutes/2',
      '/session_booking',
      '/session_reminder/mail',
      '/session_review',
    ]);
  });
});
