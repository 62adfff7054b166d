import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import type { Session } from '../../../api/contract/session.ts';
import { call, monday, refused, token, useApi } from '../../support/api.ts';
import { addMentor, bookingAt, type TestMentor } from '../../support/people.ts';
import { adminToken, book, bookPast, pointers } from './scene.ts';

const { bookSession, cancelSession, completeSession, getSession, listSessions, markNoShow } = operations;
const { rescheduleSession, reviewSession, updateSession } = operations;

type WallTimes = readonly [date: string, time: string, endTime: string, timezone: string];

const wallTimes = ({ date, time, end_time, timezone }: Session): WallTimes => [
  date,
  time,
  end_time,
  timezone,
];

const nairobi: WallTimes = ['2026-11-23', '09:00', '09:30', 'Africa/Nairobi'];
const dakar: WallTimes = ['2026-11-23', '06:00', '06:30', 'Africa/Dakar'];
const kiritimati: WallTimes = ['2026-11-23', '20:00', '20:30', 'Pacific/Kiritimati'];
const honolulu: WallTimes = ['2026-11-22', '20:00', '20:30', 'Pacific/Honolulu'];

describe('the wall times of a session', () => {
  const api = useApi();
  let mentor: TestMentor;
  let student: string;
  let count = 0;

  beforeEach(async () => {
    api.now = monday;
    mentor = await addMentor(api, { external_id: `m${++count}`, booking_window_days: 365 });
    student = await token({ sub: `s${count}` });
  });

  /** One session as `getSession` and as `listSessions` tell it: the same. */
  async function read(id: number, as: string, timezone?: string): Promise<Session> {
    const options = { token: as, ...(timezone && { query: { timezone } }) };
    const one = await call(api, getSession, { ...options, id });
    assert.equal(one.status, 200, JSON.stringify(one.body));
    const list = await call(api, listSessions, options);
    assert.deepEqual(
      list.body.sessions.find((each) => each.id === id),
      one.body,
    );
    return one.body;
  }

  it('are the mentor’s where nobody said where the student is', async () => {
    const session = await book(api, mentor, student, '09:00');
    assert.deepEqual(wallTimes(session), nairobi);
    assert.deepEqual(wallTimes(await read(session.id, student)), nairobi);
    assert.deepEqual(wallTimes(await read(session.id, mentor.token)), nairobi);
  });

  it('are those of the zone in the reader’s token, this one or an earlier one', async () => {
    const away = await token({ sub: `s${count}`, timezone: 'Africa/Dakar' });
    const session = await book(api, mentor, away, '09:00');
    assert.deepEqual(wallTimes(session), dakar);
    assert.deepEqual(wallTimes(await read(session.id, away)), dakar);
    assert.deepEqual(wallTimes(await read(session.id, student)), dakar);
    assert.deepEqual(wallTimes(await read(session.id, mentor.token)), nairobi);
    const { body } = await call(api, getSession, { id: session.id, token: await adminToken() });
    assert.deepEqual(wallTimes(body), nairobi);
  });

  it('are those of the zone that is asked for, on its date', async () => {
    const away = await token({ sub: `s${count}`, timezone: 'Africa/Dakar' });
    const { id } = await book(api, mentor, away, '09:00');
    assert.deepEqual(wallTimes(await read(id, away, 'Pacific/Kiritimati')), kiritimati);
    assert.deepEqual(wallTimes(await read(id, away, 'Pacific/Honolulu')), honolulu);
    assert.deepEqual(wallTimes(await read(id, away)), dakar);
  });

  it('come with the answer to every change, in the zone that it asks for', async () => {
    const timezone = 'Pacific/Honolulu';
    const booked = await book(api, mentor, student, '10:00', { timezone });
    assert.deepEqual(wallTimes(booked), ['2026-11-22', '21:00', '21:30', timezone]);
    const { id } = booked;
    const moved = await call(api, rescheduleSession, {
      id,
      token: student,
      body: { session_date: bookingAt('09:00').session_date, timezone },
    });
    assert.deepEqual(wallTimes(moved.body), honolulu);
    const options = { id, token: mentor.token, query: { timezone } };
    const noted = await call(api, updateSession, { ...options, body: { notes: 'x' } });
    assert.deepEqual(wallTimes(noted.body), honolulu);
    const cancelled = await call(api, cancelSession, { ...options, token: student });
    assert.deepEqual(wallTimes(cancelled.body), honolulu);
    for (const [close, time] of [
      [completeSession, '09:00'],
      [markNoShow, '11:00'],
    ] as const) {
      const past = await bookPast(api, mentor, student, time);
      const closed = await call(api, close, { ...options, id: past.id });
      assert.deepEqual([closed.body.date, closed.body.timezone], ['2026-11-22', timezone], close.id);
    }
  });

  it('follow the clock through a change, forward and back, and past midnight', async () => {
    const nights = await addMentor(api, {
      external_id: `m${count}-nights`,
      timezone: 'UTC',
      booking_window_days: 365,
      days: [6],
      hours: [['00:00', '08:00']],
    });
    for (const [session_date, expected] of [
      ['2027-03-28T00:30:00Z', ['2027-03-28', '01:30', '03:30', 'Europe/Paris']],
      ['2027-10-31T00:30:00Z', ['2027-10-31', '02:30', '02:30', 'Europe/Paris']],
      ['2027-10-31T04:00:00Z', ['2027-10-30', '23:00', '00:00', 'America/Bogota']],
    ] as const) {
      const body = { session_date, duration_minutes: 60, subject: 'Night', timezone: expected[3] };
      const { status, body: session } = await call(api, bookSession, { id: nights.id, token: student, body });
      assert.equal(status, 201, JSON.stringify(session));
      assert.deepEqual(wallTimes(session), expected);
      assert.deepEqual(wallTimes(await read(session.id, student, expected[3])), expected);
    }
  });

  it('are refused in a zone that is none', async () => {
    const { id } = await book(api, mentor, student, '09:00');
    for (const timezone of ['Mars/Olympus', '+03:00', '', 'x'.repeat(65)]) {
      const query = { timezone };
      for (const [operation, as] of [
        [getSession, student],
        [cancelSession, student],
        [completeSession, mentor.token],
        [markNoShow, mentor.token],
      ] as const) {
        const problem = await refused(api, operation, { id, token: as, query }, 422, 'invalid_request');
        assert.deepEqual(pointers(problem), ['/timezone'], operation.id);
      }
      const list = await refused(api, listSessions, { token: student, query }, 422, 'invalid_request');
      assert.deepEqual(pointers(list), ['/timezone']);
      const patch = { id, token: mentor.token, query, body: { notes: 'x' } };
      const problem = await refused(api, updateSession, patch, 422, 'invalid_request');
      assert.deepEqual(pointers(problem), ['/timezone']);
    }
    assert.equal((await read(id, student)).status, 'scheduled');
  });

  it('come with the review, null before it, to all who may see the session', async () => {
    const { id } = await bookPast(api, mentor, student);
    const completed = await call(api, completeSession, { id, token: mentor.token });
    assert.equal(completed.body.review, null);
    const body = { rating: 4, comment: 'Très clair' };
    const given = await call(api, reviewSession, { id, token: student, body });
    const review = { ...body, created_at: given.body.created_at };
    assert.deepEqual((await read(id, student)).review, review);
    assert.deepEqual((await read(id, mentor.token)).review, review);
    const seen = await call(api, getSession, { id, token: await adminToken() });
    assert.deepEqual(seen.body.review, review);
    const noted = await call(api, updateSession, { id, token: mentor.token, body: { notes: 'x' } });
    assert.deepEqual(noted.body.review, review);
    const other = await book(api, mentor, student, '15:00');
    assert.equal((await read(other.id, student)).review, null);
  });

  it('cost a list one query, however many sessions and reviews there are', async () => {
    for (const time of ['09:00', '10:00', '11:00']) {
      const { id } = await bookPast(api, mentor, student, time);
      await call(api, completeSession, { id, token: mentor.token });
      await call(api, reviewSession, { id, token: student, body: { rating: 5 } });
    }
    const queries: string[] = [];
    const note = ({ sql }: { sql: string }) => queries.push(sql);
    api.knex.on('query', note);
    const { body } = await call(api, listSessions, { token: student });
    api.knex.off('query', note);
    assert.equal(body.sessions.filter(({ review }) => review).length, 3);
    assert.equal(
      queries.filter((sql) => /mentor_session|session_review/.test(sql)).length,
      1,
      queries.join('\n'),
    );
    assert.equal(queries.length, 1, queries.join('\n'));
  });
});
