import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { addPartner, call, refused, token, useFreshApi } from '../../support/api.ts';
import { mailsDue, sendDue } from '../../support/messages.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { adminToken, book, hour, pointers } from './scene.ts';

const { getMessage, getMessaging, listMessages, listSessionMessages, replaceMessaging, resendMessage } =
  operations;
const minute = 60_000;

describe('the messages of a partner', () => {
  const api = useFreshApi();
  let mentor: TestMentor;
  let student: string;
  let admin: string;

  beforeEach(async () => {
    mentor = await addMentor(api);
    student = await token();
    admin = await adminToken();
  });

  const list = async (query = {}) => (await call(api, listMessages, { token: admin, query })).body.messages;

  it('are listed with what became of them, the latest first, addresses masked', async () => {
    const session = await book(api, mentor, student, '16:00');
    await sendDue(api);
    const found = await list();
    assert.deepEqual(
      found.map(({ event, state, to }) => [event, state, to]),
      [
        ['session_reminder', 'queued', 's…@example.edu'],
        ['session_booked', 'sent', 's…@example.edu'],
        ['session_reminder', 'queued', 'm…@example.edu'],
        ['session_booked', 'sent', 'm…@example.edu'],
      ].sort(
        (one, other) =>
          found.findIndex(({ to }) => to === one[2]) - found.findIndex(({ to }) => to === other[2]),
      ),
    );
    assert.ok(found.every(({ session_id }) => session_id === session.id));
    assert.doesNotMatch(JSON.stringify(found), /m1@|s1@/);
  });

  it('are found by session, person, channel and state, page by page', async () => {
    const first = await book(api, mentor, student, '15:00');
    await book(api, mentor, student, '16:00');
    await sendDue(api);
    assert.equal((await list({ session_id: first.id })).length, 4);
    assert.equal((await list({ state: 'sent' })).length, 4);
    assert.equal((await list({ channel: 'sms' })).length, 0);
    const [{ person_id = 0 } = {}] = await list();
    assert.equal((await list({ person_id, state: 'queued' })).length, 2);
    const page = await call(api, listMessages, { token: admin, query: { limit: 5 } });
    const { next_cursor } = page.body;
    const rest = await call(api, listMessages, {
      token: admin,
      query: { limit: 5, cursor: next_cursor ?? '' },
    });
    assert.equal(rest.body.next_cursor, null);
    const ids = [...page.body.messages, ...rest.body.messages].map(({ id }) => id);
    assert.deepEqual(
      ids,
      ids.toSorted((one, other) => other - one),
    );
    assert.equal(new Set(ids).size, 8);
  });

  it('tell who and when, in the zone that is asked for', async () => {
    const { id, session_date } = await book(api, mentor, student, '16:00');
    const query = { session_id: id, timezone: 'Asia/Kathmandu' };
    const found = await list(query);
    assert.deepEqual(new Set(found.map(({ person }) => person.name)), new Set(['Name of s1', 'Name of m1']));
    for (const { due_at, starts_at } of found) {
      assert.match(due_at, /\+05:45$/);
      assert.equal(Date.parse(starts_at), Date.parse(session_date));
    }
    const options = { token: admin, query: { timezone: 'Nowhere/Else' } };
    assert.deepEqual(pointers(await refused(api, listMessages, options, 422, 'invalid_request')), [
      '/timezone',
    ]);
  });

  it('are shown as they were sent, without the tokens of their links', async () => {
    const { id } = await book(api, mentor, student, '16:00', { subject: 'Plan & <b>budget</b>' });
    const read = async (id = 0) => (await call(api, getMessage, { token: admin, id })).body;
    const [waiting] = await list({ session_id: id, state: 'queued' });
    assert.equal((await read(waiting?.id)).content, null);
    await sendDue(api);
    const [sent] = await list({ session_id: id, state: 'sent' });
    const { content, ...message } = await read(sent?.id);
    assert.deepEqual(message, sent);
    assert.match(content?.subject ?? '', /16:00/);
    assert.match(content?.text ?? '', /Plan & <b>budget<\/b>/);
    assert.match(content?.html ?? '', /^<!DOCTYPE html>.*Plan &amp; &lt;b&gt;budget/s);

    const row = await api.knex('message').where({ id: message.id }).first();
    const tokens = [...JSON.stringify(row.content).matchAll(/\/(?:m|join)\/([\w.-]+)/g)].map(
      ([, token]) => token ?? '',
    );
    assert.ok(tokens.length > 0, 'its links have tokens');
    for (const token of tokens) assert.ok(!JSON.stringify(content).includes(token), token);

    const link = (kind: string) => `https://book.example.edu/${kind}/c1.2.3.0.abcdefgh_-`;
    const links = ['m', 'join', 'admin'].map(link).join(' ');
    const kept = JSON.stringify({ subject: 'S', text: links, html: `<a href="${link('m')}">x</a>` });
    await api.knex('message').where({ id: message.id }).update({ content: kept });
    assert.deepEqual((await read(sent?.id)).content, {
      subject: 'S',
      text: `https://book.example.edu/m/… https://book.example.edu/join/… ${link('admin')}`,
      html: '<a href="https://book.example.edu/m/…">x</a>',
    });
  });

  it('are known to their own partner alone: 404', async () => {
    await book(api, mentor, student, '16:00');
    const [message] = await list();
    await addPartner(api.knex, 'other');
    const stranger = await token({ sub: 'a9', role: 'partner_admin', partner: 'other' });
    await refused(api, getMessage, { token: stranger, id: message?.id ?? 0 }, 404, 'not_found');
    await refused(api, getMessage, { token: admin, id: 987_654 }, 404, 'not_found');
  });

  it('of a session are told to its mentor and the admin, her own to the student, addresses to nobody', async () => {
    const { id } = await book(api, mentor, student, '16:00');
    await sendDue(api);
    const told = async (token: string) => {
      const { status, body } = await call(api, listSessionMessages, {
        token,
        id,
        query: { timezone: 'Asia/Tokyo' },
      });
      assert.equal(status, 200);
      assert.doesNotMatch(JSON.stringify(body), /@/);
      return body.messages.map(({ event, reader, state, due_at }) =>
        [event, reader, state, due_at.slice(-6)].join(' '),
      );
    };
    const all = [
      'session_reminder student queued +09:00',
      'session_reminder mentor queued +09:00',
      'session_booked student sent +09:00',
      'session_booked mentor sent +09:00',
    ];
    assert.deepEqual((await told(mentor.token)).toSorted(), all.toSorted());
    assert.match((await told(admin))[0] ?? '', /^session_reminder/);
    assert.equal((await told(admin)).length, 4);
    assert.deepEqual(
      await told(student),
      all.filter((each) => each.includes(' student ')),
    );

    const stranger = await token({ sub: 's9' });
    await refused(api, listSessionMessages, { token: stranger, id }, 404, 'not_found');
    const options = { token: student, id, query: { timezone: 'x' } };
    assert.deepEqual(pointers(await refused(api, listSessionMessages, options, 422, 'invalid_request')), [
      '/timezone',
    ]);
  });

  it('are sent again when an admin asks, in words of the session as it stands', async () => {
    const session = await book(api, mentor, student, '16:00');
    await sendDue(api);
    const [message] = await list({ state: 'sent' });
    const reply = await call(api, resendMessage, { token: admin, id: message?.id ?? 0 });
    assert.deepEqual([reply.status, reply.body.state, reply.body.attempts], [202, 'queued', 0]);
    assert.equal((await mailsDue(api)).length, 1);

    await call(api, operations.cancelSession, { id: session.id, token: student, body: {} });
    await sendDue(api);
    await call(api, resendMessage, { token: admin, id: message?.id ?? 0 });
    assert.deepEqual(await mailsDue(api), []);
    const again = (await list({ session_id: session.id })).find(({ id }) => id === message?.id);
    assert.deepEqual([again?.state, again?.error], ['skipped', 'overtaken']);
  });

  it('are not sent again while they are under way: 409', async () => {
    await book(api, mentor, student, '16:00');
    const [message] = await list();
    await api.knex('message').update({ claimed_by: 'another' });
    await refused(api, resendMessage, { token: admin, id: message?.id ?? 0 }, 409, 'message_under_way');
  });

  it('bring reminders as the partner has set them, those of sessions to come too', async () => {
    assert.deepEqual((await call(api, getMessaging, { token: admin })).body, {
      reminder_minutes: [1440, 60],
      meeting: { kind: 'none' },
      gateway: { sms: null, whatsapp: null },
      quiet_hours: null,
    });
    const session = await book(api, mentor, student, '16:00');
    await mailsDue(api);
    const start = Date.parse(session.session_date);
    const waiting = async (): Promise<number[]> =>
      (await list({ state: 'queued' }))
        .filter(({ event }) => event === 'session_reminder')
        .map(({ due_at }) => (start - Date.parse(due_at)) / minute)
        .sort((one, other) => other - one);
    assert.deepEqual(await waiting(), [60, 60]);

    const set = async (reminder_minutes: number[]) => {
      const reply = await call(api, replaceMessaging, { token: admin, body: { reminder_minutes } });
      assert.equal(reply.status, 200, JSON.stringify(reply.body));
      return reply.body.reminder_minutes;
    };
    assert.deepEqual(await set([30, 180, 1440]), [1440, 180, 30]);
    assert.deepEqual(await waiting(), [180, 180, 30, 30]);
    await api
      .knex('app_user')
      .where({ external_id: 'm1' })
      .update({ reminder_minutes: [15] });
    await set([]);
    assert.deepEqual(await waiting(), [180, 30], 'hers, which are her own affair now');
    await set([60]);
    await set([60]);
    assert.deepEqual(await waiting(), [180, 60, 30]);

    // The link makes the session's sequence grow, and what was sent is not sent again.
    await api.knex('app_user').update({ reminder_minutes: null });
    await set([60]);
    const link = { meeting_link: 'https://meet.example.edu/1' };
    await call(api, operations.updateSession, { id: session.id, token: mentor.token, body: link });
    await set([60]);
    assert.deepEqual(await waiting(), [60, 60]);
    api.now = start - hour;
    assert.equal((await mailsDue(api)).filter(({ subject }) => /^Rappel/.test(subject)).length, 2);
    api.now += minute;
    await set([60, 30]);
    assert.deepEqual(await waiting(), [30, 30]);
  });

  it('are set within bounds: 422', async () => {
    const wrong = [[1440, 60, 50, 40, 30, 20], [60, 60], [0], [1.5], ['60'], [50_000], null];
    for (const reminder_minutes of wrong) {
      const problem = await refused(
        api,
        replaceMessaging,
        { token: admin, body: { reminder_minutes } },
        422,
        'invalid_request',
      );
      assert.match(pointers(problem)[0] ?? '', /^\/reminder_minutes/);
    }
  });
});
