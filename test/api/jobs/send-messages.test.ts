import assert from 'node:assert/strict';
import { pino } from 'pino';
import { operations } from '../../../api/contract/operations.ts';
import { freeMessages } from '../../../api/jobs/free-orphans.ts';
import { makePost } from '../../../api/jobs/post.ts';
import { sendMessages } from '../../../api/jobs/send-messages.ts';
import { call, monday, token, tokenSecret, useFreshApi } from '../../support/api.ts';
import { mailsDue, sendDue } from '../../support/messages.ts';
import { addMentor, bookingAt, type TestMentor } from '../../support/people.ts';
import { startSmtp, type TestSmtp } from '../../support/smtp.ts';
import { book, day, hour } from '../routes/scene.ts';

const minute = 60_000;

/** What a subject says before the date. */
const titleOf = (subject = ''): string | undefined => subject.split(' : ')[0];

describe('the messages of a session', () => {
  const api = useFreshApi();
  let smtp: TestSmtp;
  let mentor: TestMentor;
  let student: string;
  let post: ReturnType<typeof makePost>;

  beforeEach(async () => {
    smtp = await startSmtp();
    post = makePost({
      knex: api.knex,
      smtpUrl: smtp.url,
      from: 'M <mentors@example.edu>',
      clock: () => api.now,
    });
    mentor = await addMentor(api);
    student = await token();
  });
  afterEach(async () => {
    post.close();
    await smtp.stop();
  });

  const send = (): Promise<void> => sendDue(api, post.post);
  const received = (): string[] => smtp.mails.map(({ to }) => [to].flat()[0]?.text ?? '').sort();

  /** Of the messages about what happened: to whom, what became of it, and after how many attempts. */
  const outcomes = async (event = 'session_booked') => {
    const rows = await api
      .knex('message')
      .join('app_user', 'app_user.id', 'message.person_id')
      .where({ event })
      .orderBy('external_id')
      .orderBy('message.id')
      .select('external_id', 'state', 'attempts', 'error');
    return rows.map(({ external_id, state, attempts, error }) => [external_id, state, attempts, error]);
  };

  it('come to both people, once, on one connection', async () => {
    await book(api, mentor, student, '10:00');
    await send();
    await send();
    assert.deepEqual(received(), ['m1@example.edu', 's1@example.edu']);
    assert.deepEqual(await outcomes(), [
      ['m1', 'sent', 1, null],
      ['s1', 'sent', 1, null],
    ]);
    assert.equal(smtp.connections(), 1);
    const [one, other] = smtp.mails;
    assert.notEqual(one?.messageId, other?.messageId);
    assert.match(one?.messageId ?? '', /^<message-\d+@example\.edu>$/);
  });

  it('say where to go, as the hours that were booked do', async () => {
    await api.knex('mentor_availability').update({ mode: 'in_person', place: 'Room B12' });
    await book(api, mentor, student, '10:00');
    await send();
    assert.equal(smtp.mails.length, 2);
    for (const { text } of smtp.mails) assert.match(text ?? '', / · Room B12$/m);
  });

  it('carry one event over its life, as an invitation and as a file, in the reader’s zone and hers alone', async () => {
    const session = await book(api, mentor, student, '10:00');
    await send();
    const to = { session_date: '2026-11-24T11:00:00+03:00' };
    await call(api, operations.rescheduleSession, { id: session.id, token: mentor.token, body: to });
    await send();
    await call(api, operations.cancelSession, { id: session.id, token: student, body: {} });
    await send();
    const files = smtp.mails
      .filter(({ to }) => [to].flat()[0]?.text === 'm1@example.edu')
      .map(({ attachments }) =>
        attachments.map(({ contentType, content }) => [contentType, String(content)] as const),
      );
    assert.deepEqual(
      files.map((found) => found.map(([type]) => type)),
      Array.from({ length: 3 }, () => ['text/calendar', 'application/ics']),
    );
    const texts = files.map(([, file]) => file?.[1].replace(/\r\n /g, '') ?? '');
    const values = (name: string) =>
      texts.map((text) => new RegExp(`^${name}[:;](.*?)\r?$`, 'm').exec(text)?.[1]);
    assert.deepEqual(values('METHOD'), ['REQUEST', 'REQUEST', 'CANCEL']);
    assert.equal(new Set(values('UID')).size, 1);
    assert.deepEqual(values('SEQUENCE'), ['0', '1', '2']);
    assert.match(texts[1] ?? '', /^DTSTART;TZID=Africa\/Nairobi:20261124T110000/m);
    for (const text of texts) assert.doesNotMatch(text, /s1@example\.edu/);
  });

  for (const [refused, other] of [
    ['s1', 'm1'],
    ['m1', 's1'],
  ] as const)
    it(`are each other’s business: a 550 for ${refused} is final, and ${other} gets hers once`, async () => {
      smtp.treat = (address) => (address.startsWith(refused) ? 550 : 'take');
      await book(api, mentor, student, '10:00');
      for (let round = 0; round < 5; round++) {
        await send();
        api.now += hour;
      }
      assert.deepEqual(
        received().filter((address) => !address.startsWith(refused)).length,
        2,
        'and her reminder',
      );
      assert.deepEqual(
        (await outcomes()).filter(([who]) => who === refused),
        [[refused, 'failed', 1, 'EENVELOPE 550']],
      );
      assert.deepEqual(
        (await outcomes()).filter(([who]) => who === other),
        [[other, 'sent', 1, null]],
      );
    });

  it('are tried again after a 4xx, later each time, and given up in the end', async () => {
    let asked = 0;
    smtp.treat = (address) => (address.startsWith('s1') && ++asked > 0 ? 451 : 'take');
    await book(api, mentor, student, '10:00');
    await send();
    await send();
    assert.equal(asked, 1, 'not at once');
    api.now += minute;
    await send();
    assert.equal(asked, 2);
    const [, waiting] = await outcomes();
    assert.deepEqual(waiting, ['s1', 'queued', 2, 'EENVELOPE 451']);
    for (let round = 0; round < 20; round++) {
      api.now += day;
      await send();
    }
    const [, given] = await outcomes();
    assert.deepEqual(given?.slice(0, 3), ['s1', 'failed', 12]);
  });

  it('wait while no mail server is there, and come when it is back', async () => {
    const { url } = smtp;
    await smtp.stop();
    await book(api, mentor, student, '16:00');
    for (let round = 0; round < 10; round++) {
      await send();
      api.now += 6 * minute;
    }
    assert.deepEqual(await outcomes(), [
      ['m1', 'queued', 0, null],
      ['s1', 'queued', 0, null],
    ]);
    smtp = await startSmtp();
    post.close();
    post = makePost({ knex: api.knex, smtpUrl: smtp.url, from: 'm@example.edu', clock: () => api.now });
    assert.notEqual(url, smtp.url);
    await send();
    assert.deepEqual(received(), ['m1@example.edu', 's1@example.edu']);
  });

  it('are in doubt, and never sent again by themselves, where the server had the whole and did not answer', async () => {
    smtp.treat = (address, at) => (address.startsWith('m1') && at === 'content' ? 'break off' : 'take');
    await book(api, mentor, student, '10:00');
    await send();
    smtp.treat = () => 'take';
    api.now += hour;
    await send();
    const [doubtful, sent] = await outcomes();
    assert.deepEqual(doubtful?.slice(0, 2), ['m1', 'in_doubt']);
    assert.deepEqual(sent, ['s1', 'sent', 1, null]);
  });

  it('are tried again where the server broke off before it had anything', async () => {
    let broken = 0;
    smtp.treat = (_, at) => (at === 'recipient' && ++broken === 1 ? 421 : 'take');
    await book(api, mentor, student, '10:00');
    await send();
    api.now += minute;
    await send();
    assert.deepEqual(received(), ['m1@example.edu', 's1@example.edu']);
  });

  it('of a worker that died are given back, and in doubt where the server was taking them', async () => {
    await book(api, mentor, student, '10:00');
    const [first, second] = await api.knex('message').where({ event: 'session_booked' }).orderBy('id');
    await api.knex('message').whereIn('id', [first.id, second.id]).update({ claimed_by: 'dead' });
    await api
      .knex('message')
      .where({ id: first.id })
      .update({ handed_over_at: new Date(api.now) });
    await send();
    assert.equal(smtp.mails.length, 0, 'nobody takes what another has');
    await freeMessages(api.knex);
    await send();
    const rows = await api.knex('message').whereIn('id', [first.id, second.id]).orderBy('id');
    assert.deepEqual(
      rows.map(({ state, error }) => [state, error]),
      [
        ['in_doubt', 'broken_off'],
        ['sent', null],
      ],
    );
  });

  it('are not sent by two workers', async () => {
    for (const time of ['09:00', '10:00', '11:00', '12:00', '13:00', '14:00'])
      await book(api, mentor, student, time);
    const { signal } = new AbortController();
    const options = {
      knex: api.knex,
      post: post.post,
      sender: 'm@example.edu',
      tokenSecret,
      publicUrl: () => api.url,
      clock: () => api.now,
      log: pino({ level: 'silent' }),
    };
    await Promise.all(['one', 'two', 'three'].map((worker) => sendMessages({ ...options, worker }, signal)));
    await send();
    assert.equal(smtp.mails.length, 12);
    assert.equal(new Set(smtp.mails.map(({ messageId }) => messageId)).size, 12);
  });

  it('are held back where the session was cancelled while the server was being asked', async () => {
    const session = await book(api, mentor, student, '16:00');
    await send();
    api.now = Date.parse(session.session_date) - hour;
    let cancelled: Promise<unknown> | undefined;
    await sendDue(api, async (mail, { onHandOver } = {}) => {
      cancelled ??= call(api, operations.cancelSession, { id: session.id, token: student, body: {} });
      await cancelled;
      await onHandOver?.();
      if (/Rappel/.test(mail.subject)) assert.fail('a reminder of what was cancelled');
    }).catch((error) => assert.match(error.message, /no longer ours/));
    const events = (await mailsDue(api)).map(({ subject }) => titleOf(subject));
    assert.deepEqual(events, ['Session annulée', 'Session annulée']);
  });

  it('say nothing of a booking that was cancelled before anything was sent', async () => {
    const session = await book(api, mentor, student, '10:00');
    await call(api, operations.cancelSession, { id: session.id, token: student, body: {} });
    await send();
    assert.deepEqual(await outcomes(), [
      ['m1', 'skipped', 0, 'overtaken'],
      ['s1', 'skipped', 0, 'overtaken'],
    ]);
    assert.deepEqual(
      smtp.mails.map(({ subject }) => titleOf(subject)),
      ['Session annulée', 'Session annulée'],
    );
  });

  describe('of which the reminders', () => {
    const states = async () =>
      (await outcomes('session_reminder')).map(([, state, , error]) => [state, error]);

    it('come an hour before', async () => {
      const session = await book(api, mentor, student, '16:00');
      await send();
      const start = Date.parse(session.session_date);
      api.now = start - hour - 1;
      assert.deepEqual(await mailsDue(api), []);
      api.now = start - hour;
      assert.deepEqual(
        (await mailsDue(api)).map(({ subject }) => titleOf(subject)),
        ['Rappel de session', 'Rappel de session'],
      );
    });

    it('are skipped when they come more than ten minutes late', async () => {
      const session = await book(api, mentor, student, '16:00');
      await send();
      api.now = Date.parse(session.session_date) - 49 * minute;
      await send();
      assert.deepEqual(await states(), [
        ['skipped', 'late'],
        ['skipped', 'late'],
      ]);
    });

    it('are skipped when another message has just said the same', async () => {
      // 05:00 UTC is 08:00 in Nairobi: the reminder of 09:10 comes ten minutes after the booking.
      api.now = monday;
      await api.knex('mentor').update({ slot_step_minutes: 10 });
      const session = await book(api, mentor, student, '09:10');
      await send();
      api.now = Date.parse(session.session_date) - hour;
      await send();
      assert.deepEqual(await states(), [
        ['skipped', 'told_already'],
        ['skipped', 'told_already'],
      ]);
    });

    it('come as each person has set them', async () => {
      await call(api, operations.getAccount, { token: student });
      await api
        .knex('app_user')
        .where({ external_id: 'm1' })
        .update({ reminder_minutes: [120, 30, 5] });
      await api.knex('app_user').where({ external_id: 's1' }).update({ reminder_minutes: [] });
      const session = await book(api, mentor, student, '16:00');
      const rows = await api.knex('message').where({ event: 'session_reminder' }).orderBy('due_at');
      assert.deepEqual(
        rows.map(({ due_at }) => (Date.parse(session.session_date) - due_at.getTime()) / minute),
        [120, 30, 5],
      );
    });
  });

  it('to whoever has no address are skipped, and the other gets hers', async () => {
    await api.knex('app_user').where({ external_id: 'm1' }).update({ email: null });
    await book(api, mentor, student, '10:00');
    await send();
    assert.deepEqual(await outcomes(), [
      ['m1', 'skipped', 0, 'no_address'],
      ['s1', 'sent', 1, null],
    ]);
  });

  it('are written and rolled back with what causes them', async () => {
    await book(api, mentor, student, '10:00');
    const before = await api.knex('message').count();
    const again = { id: mentor.id, token: await token({ sub: 's2' }), body: bookingAt('10:00') };
    assert.equal((await call(api, operations.bookSession, again)).status, 409);
    assert.deepEqual(await api.knex('message').count(), before);
  });
});
