import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { call, monday, refused, token, useApi } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { book } from '../routes/scene.ts';
import { bookSeries, seriesAt, statesOf } from './scene.ts';

describe('a series of hours of a kind, and within what a mentor takes on', () => {
  const api = useApi();
  let mentor: TestMentor;
  let students: string[];
  let count = 0;

  beforeEach(async () => {
    api.now = monday;
    mentor = await addMentor(api, { external_id: `m${++count}`, slot_step_minutes: 30 });
    students = await Promise.all([0, 1, 2].map((index) => token({ sub: `s${count}-${index}` })));
  });

  const of = (index: number): string => students[index] as string;
  const limit = async (body: object) => {
    const reply = await call(api, operations.updateMentor, { id: mentor.id, token: mentor.token, body });
    assert.equal(reply.status, 200, JSON.stringify(reply.body));
  };

  it('takes a seat of each group, beside others and up to its capacity', async () => {
    const hour = { day_of_week: 0, start_time: '09:00', end_time: '09:30' };
    const room = { ...hour, capacity: 2, mode: 'in_person', place: 'Room 12' } as const;
    await call(api, operations.createAvailability, { token: mentor.token, body: { availabilities: [room] } });
    const alone = await book(api, mentor, of(0), '09:00', { session_date: '2026-11-30T09:00:00+03:00' });
    const first = await bookSeries(api, mentor, of(1), seriesAt('09:00'));
    assert.equal(first.sessions[1]?.group_id, alone.group_id);
    assert.equal(new Set(first.sessions.map(({ group_id }) => group_id)).size, 4, 'a group each week');
    for (const { capacity, mode, place } of first.sessions)
      assert.deepEqual([capacity, mode, place], [2, 'in_person', 'Room 12']);
    assert.deepEqual(await statesOf(api, mentor, of(2), seriesAt('09:00')), [
      'free',
      'taken',
      'free',
      'free',
    ]);

    const second = await bookSeries(api, mentor, of(2), seriesAt('09:00', { mode: 'free' }));
    assert.deepEqual(
      second.sessions.map(({ group_id }) => group_id),
      first.sessions.filter((_, index) => index !== 1).map(({ group_id }) => group_id),
    );
    const seats = await api
      .knex('mentor_session')
      .where({ mentor_id: mentor.id })
      .select('starts_at', 'seat');
    assert.equal(new Set(seats.map(({ starts_at, seat }) => `${starts_at} ${seat}`)).size, 8);
  });

  it('leaves out the days and weeks in which she takes no more, and her absence', async () => {
    await book(api, mentor, of(0), '14:00', { session_date: '2026-12-01T14:00:00+03:00' });
    await limit({ max_sessions_per_week: 1, paused_until: '2026-11-24' });
    const { occurrences = [] } = await refused(
      api,
      operations.bookSeries,
      { id: mentor.id, token: of(1), body: seriesAt('09:00') },
      409,
      'series_conflict',
    );
    assert.deepEqual(
      occurrences.map(({ state, code }) => [state, code]),
      [
        ['closed', 'mentor_paused'],
        ['taken', 'mentor_full'],
        ['free', null],
        ['free', null],
      ],
    );
    const { sessions } = await bookSeries(api, mentor, of(1), seriesAt('09:00', { mode: 'free' }));
    assert.equal(sessions.length, 2);
    assert.deepEqual(await statesOf(api, mentor, of(2), seriesAt('14:00')), [
      ...['closed', 'taken', 'taken', 'taken'],
    ]);
  });

  it('is for one new student more where so many are met in a month', async () => {
    await limit({ max_new_students_per_month: 1 });
    await book(api, mentor, of(0), '14:00', { session_date: '2026-12-01T14:00:00+03:00' });
    // Of November she may be the first, and is known to the mentor in December.
    const { sessions } = await bookSeries(api, mentor, of(1), seriesAt('09:00'));
    assert.equal(sessions.length, 4);
    assert.deepEqual(await statesOf(api, mentor, of(2), seriesAt('10:00')), [
      ...['taken', 'taken', 'taken', 'taken'],
    ]);
  });

  it('is asked for as one where its mentor confirms', async () => {
    await limit({ requires_confirmation: true });
    const { sessions } = await bookSeries(api, mentor, of(0), seriesAt('09:00'));
    assert.deepEqual(new Set(sessions.map(({ status }) => status)), new Set(['requested']));
    assert.deepEqual(await statesOf(api, mentor, of(1), seriesAt('09:00')), Array(4).fill('taken'));
    const told = await api.knex('message').where({ mentor_id: mentor.id, event: 'request_received' });
    assert.deepEqual(
      new Set(told.map(({ session_id, series_sessions }) => `${session_id} ${series_sessions.length}`)),
      new Set([`${sessions[0]?.id} 3`]),
    );
  });
});
