import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { call, refused, token, useFreshApi } from '../../support/api.ts';
import { addMentor, bookingAt, type TestMentor } from '../../support/people.ts';
import { adminToken, book, timesOn } from './scene.ts';

const on = (date: string, time: string, rest: object = {}) =>
  bookingAt(time, { ...rest, session_date: `${date}T${time}:00+03:00` });

describe('how much a mentor takes on', () => {
  const api = useFreshApi();
  let mentor: TestMentor;
  let anna: string;
  let ben: string;

  beforeEach(async () => {
    mentor = await addMentor(api, { hours: [['09:00', '12:00']] });
    anna = await token({ sub: 'anna' });
    ben = await token({ sub: 'ben' });
  });

  const set = async (body: object): Promise<void> => {
    const { status, body: answer } = await call(api, operations.updateMentor, {
      token: mentor.token,
      id: mentor.id,
      body,
    });
    assert.equal(status, 200, JSON.stringify(answer));
  };

  it('ends a day at its limit: nothing is listed there, and nothing booked', async () => {
    await set({ max_sessions_per_day: 2 });
    const first = await book(api, mentor, anna, '09:00');
    assert.deepEqual(await timesOn(api, mentor, '2026-11-23'), ['09:30', '10:00', '10:30', '11:00', '11:30']);
    await book(api, mentor, ben, '11:00');
    assert.deepEqual(await timesOn(api, mentor, '2026-11-23'), []);
    const body = bookingAt('10:00', { timezone: 'Africa/Nairobi' });
    for (const operation of [operations.bookSession, operations.createHold]) {
      const problem = await refused(
        api,
        operation as typeof operations.bookSession,
        { token: ben, id: mentor.id, body },
        409,
        'mentor_full',
      );
      const nearest = problem.alternatives?.map(({ date, time }) => `${date} ${time}`);
      assert.deepEqual(nearest, ['2026-11-24 09:00', '2026-11-24 09:30', '2026-11-24 10:00']);
    }
    const taken = { token: await token({ sub: 'cleo' }), id: mentor.id, body: bookingAt('11:00') };
    await refused(api, operations.bookSession, taken, 409, 'slot_taken');

    // Within the day it may be moved; from another day not into it.
    const moved = { token: anna, id: first.id, body: on('2026-11-23', '10:00') };
    assert.equal((await call(api, operations.rescheduleSession, moved)).status, 200);
    const next = await call(api, operations.bookSession, {
      token: ben,
      id: mentor.id,
      body: on('2026-11-24', '09:00'),
    });
    const into = { token: ben, id: next.body.id, body: on('2026-11-23', '09:00') };
    await refused(api, operations.rescheduleSession, into, 409, 'mentor_full');
    await call(api, operations.cancelSession, { token: anna, id: first.id, body: {} });
    assert.equal((await timesOn(api, mentor, '2026-11-23')).length, 5, 'what is cancelled does not count');
  });

  it('ends a week, Monday to Sunday where she is, also for a list that begins in its midst', async () => {
    await set({ max_sessions_per_week: 1 });
    const sunday = await addMentor(api, { external_id: 'm2', timezone: 'Pacific/Auckland', days: [0, 6] });
    const body = { max_sessions_per_week: 1 };
    await call(api, operations.updateMentor, { token: sunday.token, id: sunday.id, body });
    await book(api, mentor, anna, '09:00');
    assert.deepEqual(await timesOn(api, mentor, '2026-11-27'), []);
    assert.equal((await timesOn(api, mentor, '2026-11-30')).length, 6);

    // Sunday 2026-11-29 in Auckland; for UTC its morning is a Saturday evening.
    const input = bookingAt('09:00', { session_date: '2026-11-29T09:00:00+13:00' });
    assert.equal(
      (await call(api, operations.bookSession, { token: ben, id: sunday.id, body: input })).status,
      201,
    );
    assert.deepEqual(await timesOn(api, sunday, '2026-11-29'), []);
    assert.equal((await timesOn(api, sunday, '2026-11-30')).length, 16, 'Monday is another week');
  });

  it('counts what others hold, and not what the student holds herself', async () => {
    await set({ max_sessions_per_day: 1 });
    await call(api, operations.createHold, { token: anna, id: mentor.id, body: bookingAt('09:00') });
    assert.deepEqual(await timesOn(api, mentor, '2026-11-23', { token: ben }), []);
    assert.equal((await timesOn(api, mentor, '2026-11-23', { token: anna })).length, 6);
    await refused(
      api,
      operations.bookSession,
      { token: ben, id: mentor.id, body: bookingAt('10:00') },
      409,
      'mentor_full',
    );
    await book(api, mentor, anna, '09:00');
  });

  it('bounds the new students of a month, and nobody who has met her', async () => {
    await book(api, mentor, anna, '09:00');
    await set({ max_new_students_per_month: 1 });
    const query = { from: '2026-11-23', days: 14, timezone: 'Africa/Nairobi' };
    const listed = async (as: string) => {
      const { body } = await call(api, operations.listSlots, { id: mentor.id, query, token: as });
      return new Set(
        body.slots.map(({ date, available, reason }) => `${date.slice(0, 7)} ${reason ?? available}`),
      );
    };
    assert.deepEqual(await listed(ben), new Set(['2026-11 mentor_full_for_new', '2026-12 true']));
    assert.deepEqual(await listed(anna), new Set(['2026-11 true', '2026-12 true']));
    const body = bookingAt('10:00', { timezone: 'Africa/Nairobi' });
    const problem = await refused(
      api,
      operations.bookSession,
      { token: ben, id: mentor.id, body },
      409,
      'mentor_full_for_new',
    );
    assert.deepEqual(
      problem.alternatives?.map(({ date }) => date),
      Array(3).fill('2026-12-01'),
    );
    await book(api, mentor, anna, '10:00');

    const december = { token: ben, id: mentor.id, body: on('2026-12-01', '09:00') };
    assert.equal((await call(api, operations.bookSession, december)).status, 201);
    await book(api, mentor, ben, '11:00');
    await set({ max_new_students_per_month: 0 });
    const cleo = { token: await token({ sub: 'cleo' }), id: mentor.id, body: on('2027-01-04', '09:00') };
    const none = await refused(api, operations.bookSession, cleo, 409, 'mentor_full_for_new');
    assert.deepEqual(none.alternatives, []);
  });

  it('gives any mentor’s bookings to those who still have room', async () => {
    const second = await addMentor(api, { external_id: 'm2', hours: [['09:00', '12:00']] });
    await set({ max_sessions_per_day: 1 });
    const settings = { token: second.token, id: second.id, body: { max_new_students_per_month: 0 } };
    await call(api, operations.updateMentor, settings);
    const mentor_ids = [mentor.id, second.id];
    const list = async (as?: string) => {
      const query = { mentor_ids: mentor_ids.join(), from: '2026-11-23', days: 1 };
      return (await call(api, operations.listAnySlots, { query, ...(as && { token: as }) })).body.slots;
    };
    assert.equal((await list())[0]?.mentors_free, 2);
    assert.equal((await list(anna))[0]?.mentors_free, 1, 'one meets nobody new');
    const body = bookingAt('09:00', { mentor_ids });
    const booked = await call(api, operations.bookAny, { token: anna, body });
    assert.equal(booked.body.mentor_id, mentor.id);
    assert.deepEqual(await list(ben), []);
    const late = bookingAt('10:00', { mentor_ids });
    await refused(api, operations.bookAny, { token: ben, body: late }, 409, 'mentor_full');
  });

  it('is shown to herself and her admins, and can be given by CSV', async () => {
    const limits = { max_sessions_per_day: 3, max_sessions_per_week: 9, max_new_students_per_month: 2 };
    await set(limits);
    const shown = async (as?: string) => {
      const { body } = await call(api, operations.getMentor, { id: mentor.id, ...(as && { token: as }) });
      return body.max_sessions_per_day;
    };
    const admin = await adminToken();
    assert.deepEqual(
      [await shown(), await shown(anna), await shown(mentor.token), await shown(admin)],
      [undefined, undefined, 3, 3],
    );
    const csv = 'external_id,max_sessions_per_day,paused_until\nm1,4,2027-01-11\n';
    const imported = await call(api, operations.importMentors, { token: admin, body: { csv } });
    assert.deepEqual([imported.body.updated, imported.body.errors], [1, []]);
    assert.equal(await shown(admin), 4);
    const again = await call(api, operations.importMentors, { token: admin, body: { csv } });
    assert.equal(again.body.unchanged, 1);
    for (const [name, value] of [
      ['max_sessions_per_day', 0],
      ['max_sessions_per_week', 501],
      ['paused_until', '2026-02-30'],
    ]) {
      const fault = { token: mentor.token, id: mentor.id, body: { [name as string]: value } };
      await refused(api, operations.updateMentor, fault, 422, 'invalid_request');
    }
  });
});
