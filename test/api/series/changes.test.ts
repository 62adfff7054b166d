import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import type { Series } from '../../../api/contract/series.ts';
import { call, monday, refused, token, useApi } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { adminToken, book, day, pointers } from '../routes/scene.ts';
import { setProgramme } from '../routes/set-programme.ts';
import { bookSeries, seriesAt, startsOf } from './scene.ts';

const { cancelSession, getMentor, listNotifications, listSessions, rescheduleSession } = operations;

describe('changing a series', () => {
  const api = useApi();
  let mentor: TestMentor;
  let student: string;
  let ids: number[];
  let count = 0;

  beforeEach(async () => {
    api.now = monday;
    mentor = await addMentor(api, { external_id: `m${++count}` });
    student = await token({ sub: `s${count}` });
    const { sessions } = await bookSeries(api, mentor, student, seriesAt('09:00'));
    ids = sessions.map(({ id }) => id);
  });

  const live = async (): Promise<Series['sessions']> => {
    const query = { order: 'asc', status: 'scheduled' };
    return (await call(api, listSessions, { token: student, query })).body.sessions;
  };
  const cancel = async (at: number, scope?: string, as = student) => {
    const reply = await call(api, cancelSession, { id: ids[at] as number, token: as, body: { scope } });
    assert.equal(reply.status, 200, JSON.stringify(reply.body));
    assert.deepEqual([reply.body.id, reply.body.status], [ids[at], 'cancelled']);
  };
  const move = async (at: number, session_date: string, rest: object = {}) => {
    const body = { session_date, ...rest };
    return call(api, rescheduleSession, { id: ids[at] as number, token: student, body });
  };
  const noticesOf = async (as: string, type: string) =>
    (await call(api, listNotifications, { token: as })).body.notifications.filter(
      (each) => each.type === type,
    );
  const messagesOf = (event: string) =>
    api.knex('message').where({ mentor_id: mentor.id, event }).orderBy('id');

  it('skips one date alone unless told otherwise', async () => {
    await cancel(1);
    await cancel(3, 'this');
    assert.deepEqual(startsOf(await live()), ['11-23 06:00', '12-07 06:00']);
    assert.equal((await call(api, getMentor, { id: mentor.id })).body.total_sessions, 2);
  });

  it('cancels a session and those that follow it, and tells each person once', async () => {
    await cancel(1, 'following');
    assert.deepEqual(startsOf(await live()), ['11-23 06:00']);
    assert.equal((await call(api, getMentor, { id: mentor.id })).body.total_sessions, 1);
    const notices = await noticesOf(mentor.token, 'session_cancelled');
    assert.equal(notices.length, 1);
    assert.match(notices[0]?.message ?? '', /3 sessions/);
    assert.equal((await messagesOf('session_cancelled')).length, 2);
    const reminders = await messagesOf('session_reminder');
    assert.deepEqual(new Set(reminders.map(({ state }) => state)), new Set(['skipped']));
  });

  it('cancels all that are still to come; what is past stays', async () => {
    api.now = monday + 8 * day;
    const later = await token({ sub: `s${count}`, exp: api.now / 1000 + 3600 });
    await cancel(3, 'all', later);
    const query = { order: 'asc' };
    const { sessions } = (await call(api, listSessions, { token: later, query })).body;
    assert.deepEqual(
      sessions.map(({ status }) => status),
      ['scheduled', 'scheduled', 'cancelled', 'cancelled'],
    );
    const past = { id: ids[0] as number, token: later, body: { scope: 'all' } };
    await refused(api, cancelSession, past, 409, 'session_past');
  });

  it('cancels none where one is too near for its student, but for its mentor', async () => {
    await setProgramme(api, { cancellation_cutoff_minutes: 24 * 60 });
    const options = { id: ids[2] as number, token: student, body: { scope: 'all' } };
    const problem = await refused(api, cancelSession, options, 409, 'cancellation_closed');
    assert.equal(problem.session_id, ids[0]);
    assert.equal((await live()).length, 4);
    await cancel(2, 'all', mentor.token);
    assert.deepEqual(await live(), []);
    await setProgramme(api, {});
  });

  it('moves one, leaving the others', async () => {
    assert.equal((await move(1, '2026-12-01T10:00:00+03:00')).status, 200);
    assert.deepEqual(startsOf(await live()), ['11-23 06:00', '12-01 07:00', '12-07 06:00', '12-14 06:00']);
  });

  it('moves one and those that follow by as much, and tells each person once', async () => {
    const { status, body } = await move(1, '2026-12-01T10:30:00+03:00', { scope: 'following' });
    assert.deepEqual([status, body.id, body.time], [200, ids[1], '10:30']);
    assert.deepEqual(startsOf(await live()), ['11-23 06:00', '12-01 07:30', '12-08 07:30', '12-15 07:30']);
    assert.equal((await noticesOf(mentor.token, 'session_rescheduled')).length, 1);
    const told = await messagesOf('session_rescheduled');
    assert.deepEqual(
      told.map(({ session_id, series_sessions }) => [session_id, series_sessions]),
      Array(2).fill([ids[1], [ids[2], ids[3]]]),
    );
    const reminders = (await messagesOf('session_reminder')).filter(({ state }) => state === 'queued');
    assert.deepEqual(
      new Set(reminders.map(({ starts_at }) => starts_at.toISOString().slice(5, 16))),
      new Set(['12-01T07:30', '12-08T07:30', '12-15T07:30']),
    );
  });

  it('moves to where its own sessions stood, a week later and back, and changes their length', async () => {
    const week = await move(0, '2026-11-30T09:00:00+03:00', { scope: 'all', duration_minutes: 60 });
    assert.equal(week.status, 200, JSON.stringify(week.body));
    assert.deepEqual(startsOf(await live()), ['11-30 06:00', '12-07 06:00', '12-14 06:00', '12-21 06:00']);
    assert.deepEqual(new Set((await live()).map((each) => each.duration_minutes)), new Set([60]));
    const back = await move(3, '2026-12-14T08:30:00+03:00', { scope: 'all' });
    assert.equal(back.status, 409, 'before the hours');
    assert.equal((await move(3, '2026-12-14T09:30:00+03:00', { scope: 'all' })).status, 200);
    assert.deepEqual(startsOf(await live()), ['11-23 06:30', '11-30 06:30', '12-07 06:30', '12-14 06:30']);
  });

  it('moves none where one cannot, and tells which', async () => {
    const other = await token({ sub: `s${count}-b` });
    await book(api, mentor, other, '11:00', { session_date: '2026-12-07T11:00:00+03:00' });
    const moved = { session_date: '2026-11-23T11:00:00+03:00', scope: 'all', timezone: 'Europe/Paris' };
    const options = { id: ids[0] as number, token: student, body: moved };
    const problem = await refused(api, rescheduleSession, options, 409, 'series_conflict');
    assert.deepEqual(
      problem.occurrences?.map(({ time, state }) => [time, state]),
      [
        ...[
          ['09:00', 'free'],
          ['09:00', 'free'],
        ],
        ...[
          ['09:00', 'taken'],
          ['09:00', 'free'],
        ],
      ],
    );
    assert.deepEqual(startsOf(await live())[0], '11-23 06:00');
    // Her own next session, which would stay, stands in the way of this one.
    const following = { ...options, id: ids[3] as number };
    const onto = { session_date: '2026-12-07T09:00:00+03:00', scope: 'following' };
    await refused(api, rescheduleSession, { ...following, body: onto }, 409, 'slot_taken');
  });

  it('keeps what a programme allows', async () => {
    await setProgramme(api, { sessions_per_week: 1 });
    const within = await move(0, '2026-11-24T09:00:00+03:00', { scope: 'all' });
    assert.equal(within.status, 200, JSON.stringify(within.body));
    const ahead = { session_date: '2026-12-08T10:00:00+03:00', scope: 'this' };
    await refused(
      api,
      rescheduleSession,
      { id: ids[1] as number, token: student, body: ahead },
      422,
      'quota_exceeded',
    );
    await setProgramme(api, {});
  });

  it('takes a session of its own for a series of one, and refuses other scopes', async () => {
    const alone = await book(api, mentor, student, '15:00');
    const body = { scope: 'all' };
    assert.equal((await call(api, cancelSession, { id: alone.id, token: student, body })).status, 200);
    assert.equal((await live()).length, 4);
    const wrong = { scope: 'every', session_date: '2026-11-24T09:00:00+03:00' };
    const options = { id: ids[0] as number, token: student, body: wrong };
    for (const problem of [
      await refused(api, cancelSession, options, 422, 'invalid_request'),
      await refused(api, rescheduleSession, options, 422, 'invalid_request'),
    ]) {
      assert.deepEqual(pointers(problem), ['/scope']);
    }
  });

  it('is cancelled as a whole when its student is erased', async () => {
    await call(api, operations.eraseAccount, { token: student, body: { confirm: 'erase' } });
    assert.equal((await noticesOf(mentor.token, 'session_cancelled')).length, 1);
    const admin = await adminToken();
    const query = { as: 'partner', status: 'cancelled', mentor_id: mentor.id };
    const { sessions } = (await call(api, listSessions, { token: admin, query })).body;
    assert.equal(sessions.length, 4);
  });
});
