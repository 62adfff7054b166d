import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import type { ProgrammeInput } from '../../../api/contract/programme.ts';
import { forgetOldRows } from '../../../api/jobs/forget-old-rows.ts';
import { addPartner, call, monday, refused, token, useApi } from '../../support/api.ts';
import { addMentor, bookingAt, type TestMentor } from '../../support/people.ts';
import { adminToken, book, bookPast, day, hour, tokenNow } from './scene.ts';
import { setProgramme } from './set-programme.ts';

describe('what the rules leave a student', () => {
  const api = useApi();
  let mentor: TestMentor;
  let other: TestMentor;
  let free: TestMentor;
  let count = 0;

  before(async () => {
    mentor = await addMentor(api);
    other = await addMentor(api, { external_id: 'm2' });
    free = await addMentor(api, { external_id: 'm3' });
  });
  beforeEach(async () => {
    api.now = monday;
  });

  const newStudent = (): Promise<string> => token({ sub: `rules${++count}` });
  const rules = (input: Partial<ProgrammeInput>): Promise<unknown> => setProgramme(api, input);
  const hold = (session_date: string) => ({ session_date, duration_minutes: 30 });

  describe('quotas', () => {
    it('count sessions of a day, a week and a term with all mentors, and name the one that resets last', async () => {
      const term = { name: 'Autumn', from: '2026-09-07', to: '2026-12-18' };
      await rules({
        timezone: 'Africa/Nairobi',
        sessions_per_day: 1,
        sessions_per_week: 2,
        sessions_per_term: 3,
        terms: [term],
      });
      const student = await newStudent();
      const at = (date: string, who = mentor) => ({
        token: student,
        id: who.id,
        body: bookingAt('', { session_date: `${date}T10:00:00+03:00` }),
      });
      const members = async (date: string, who = mentor) => {
        const problem = await refused(api, operations.bookSession, at(date, who), 422, 'quota_exceeded');
        const held = { ...at(date, who), body: hold(`${date}T10:00:00+03:00`) };
        await refused(api, operations.createHold, held, 422, 'quota_exceeded');
        const { rule, limit, used, left, resets_on } = problem;
        return { rule, limit, used, left, resets_on };
      };
      const bookAt = async (date: string, who = mentor): Promise<number> => {
        const { status, body } = await call(api, operations.bookSession, at(date, who));
        assert.equal(status, 201, JSON.stringify(body));
        return body.id;
      };
      await bookAt('2026-11-23');
      const daily = { rule: 'sessions_per_day', limit: 1, used: 1, left: 0, resets_on: '2026-11-24' };
      assert.deepEqual(await members('2026-11-23', other), daily);
      await bookAt('2026-11-24', other);
      const weekly = { rule: 'sessions_per_week', limit: 2, used: 2, left: 0, resets_on: '2026-11-30' };
      assert.deepEqual(await members('2026-11-25'), weekly);
      const third = await bookAt('2026-11-30');
      const termly = { rule: 'sessions_per_term', limit: 3, used: 3, left: 0, resets_on: '2026-12-19' };
      assert.deepEqual(await members('2026-12-08'), termly);
      await call(api, operations.cancelSession, { token: student, id: third });
      await bookAt('2026-12-08');
    });

    it('count minutes and tell how many are left', async () => {
      await rules({ minutes_per_week: 100 });
      const student = await newStudent();
      await book(api, mentor, student, '11:00', { duration_minutes: 60 });
      const booking = { token: student, id: other.id, body: bookingAt('13:00', { duration_minutes: 60 }) };
      const problem = await refused(api, operations.bookSession, booking, 422, 'quota_exceeded');
      assert.deepEqual([problem.rule, problem.used, problem.left], ['minutes_per_week', 60, 40]);
      await book(api, other, student, '13:00');
    });

    it('do not count the session that is moved, nor those of others', async () => {
      await rules({ sessions_per_day: 1 });
      const student = await newStudent();
      await book(api, mentor, await newStudent(), '14:00');
      const { id } = await book(api, mentor, student, '15:00');
      const move = { token: student, id, body: { session_date: '2026-11-23T15:30:00+03:00' } };
      assert.equal((await call(api, operations.rescheduleSession, move)).status, 200);
      await rules({});
      const second = await book(api, other, student, '09:00', { session_date: '2026-11-24T09:00:00+03:00' });
      await rules({ sessions_per_day: 1 });
      const onto = { token: student, id: second.id, body: { session_date: '2026-11-23T09:00:00+03:00' } };
      await refused(api, operations.rescheduleSession, onto, 422, 'quota_exceeded');
    });

    it("begin and end at midnight of the partner's zone", async () => {
      await rules({ timezone: 'Asia/Tokyo', sessions_per_day: 1 });
      const student = await newStudent();
      const tokyo = await addMentor(api, {
        external_id: 'tk',
        timezone: 'Asia/Tokyo',
        hours: [['00:00', '24:00']],
      });
      const at = (time: string) => ({
        token: student,
        id: tokyo.id,
        body: bookingAt('', { session_date: time }),
      });
      assert.equal((await call(api, operations.bookSession, at('2026-11-24T23:30:00+09:00'))).status, 201);
      await refused(api, operations.bookSession, at('2026-11-24T00:00:00+09:00'), 422, 'quota_exceeded');
      assert.equal((await call(api, operations.bookSession, at('2026-11-25T00:00:00+09:00'))).status, 201);
    });

    it('are never exceeded by bookings that race at different mentors', async () => {
      await rules({ sessions_per_week: 3 });
      const student = await newStudent();
      const mentors = await Promise.all(
        Array.from({ length: 10 }, (_, index) => addMentor(api, { external_id: `race${index}` })),
      );
      const replies = await Promise.all(
        mentors.map(({ id }, index) =>
          call(api, operations.bookSession, {
            token: student,
            id,
            body: bookingAt(
              `${String(9 + Math.floor(index / 2)).padStart(2, '0')}:${index % 2 ? '30' : '00'}`,
            ),
          }),
        ),
      );
      const statuses = replies.map(({ status }) => status).sort();
      assert.deepEqual(statuses, [201, 201, 201, 422, 422, 422, 422, 422, 422, 422]);
    });

    it('answer a repeated key with the same refusal', async () => {
      await rules({ sessions_per_day: 1 });
      const student = await newStudent();
      await book(api, mentor, student, '16:30');
      const options = {
        token: student,
        id: other.id,
        body: bookingAt('09:30'),
        headers: { 'Idempotency-Key': 'quota' },
      };
      const first = await refused(api, operations.bookSession, options, 422, 'quota_exceeded');
      const second = await refused(api, operations.bookSession, options, 422, 'quota_exceeded');
      assert.deepEqual({ ...second, request_id: '' }, { ...first, request_id: '' });
    });
  });

  describe('the cut-off of cancellations', () => {
    it('keeps a student from cancelling and moving too late, and the mentor from neither', async () => {
      await rules({ cancellation_cutoff_minutes: 60 });
      const student = await newStudent();
      const { id, session_date } = await book(api, other, student, '12:00');
      api.now = Date.parse(session_date) - hour + 1;
      const cancel = { token: student, id };
      const problem = await refused(api, operations.cancelSession, cancel, 409, 'cancellation_closed');
      assert.equal(problem.cutoff_minutes, 60);
      const move = { ...cancel, body: { session_date: '2026-11-24T12:00:00+03:00' } };
      await refused(api, operations.rescheduleSession, move, 409, 'cancellation_closed');
      api.now = Date.parse(session_date) - hour;
      assert.equal((await call(api, operations.rescheduleSession, move)).status, 200);
      api.now = Date.parse('2026-11-24T12:00:00+03:00') - 1;
      const byMentor = { token: await tokenNow(api, { sub: 'm2', role: 'mentor' }), id };
      assert.equal((await call(api, operations.cancelSession, byMentor)).status, 200);
    });
  });

  describe('the suspension after no-shows', () => {
    it('keeps a student from booking and holding until the first of them is old enough', async () => {
      await rules({ timezone: 'Africa/Nairobi', no_show_limit: 2, no_show_suspension_days: 7 });
      const student = await newStudent();
      const miss = async (time: string): Promise<void> => {
        const { id } = await bookPast(api, other, student, time);
        assert.equal((await call(api, operations.markNoShow, { token: other.token, id })).status, 200);
      };
      await miss('10:00');
      const body = hold('2026-11-30T10:00:00+03:00');
      const later = { id: other.id, body };
      assert.equal((await call(api, operations.createHold, { ...later, token: student })).status, 201);
      await miss('14:00');
      const problem = await refused(
        api,
        operations.createHold,
        { ...later, token: student },
        403,
        'booking_suspended',
      );
      assert.equal(problem.until, '2026-11-30T07:00:00+00:00');
      assert.equal(problem.until_date, '2026-11-30');
      const booking = { ...later, token: student, body: { ...body, subject: 'Again' } };
      await refused(api, operations.bookSession, booking, 403, 'booking_suspended');
      api.now = Date.parse('2026-11-30T10:00:00+03:00');
      const sub = `rules${count}`;
      const after = {
        ...later,
        token: await tokenNow(api, { sub }),
        body: hold('2026-12-01T10:00:00+03:00'),
      };
      assert.equal((await call(api, operations.createHold, after)).status, 201);
      assert.ok(api.now - monday < 8 * day);
    });
  });

  describe('limits after she was erased', () => {
    const confirm = { confirm: 'erase' } as const;
    const booking = (id: number) => ({ id, body: bookingAt('16:00') });

    async function erase(sub: string): Promise<void> {
      const { status } = await call(api, operations.eraseAccount, {
        token: await token({ sub }),
        body: confirm,
      });
      assert.equal(status, 204);
    }

    it('know what she had before, however often and by whom she was erased, and nothing of others', async () => {
      await rules({ timezone: 'Africa/Nairobi' });
      const sub = 'leaves';
      const student = await token({ sub });
      await bookPast(api, free, student, '11:00');
      await erase(sub);
      await bookPast(api, free, student, '12:30');
      const { id } = (await call(api, operations.getAccount, { token: student })).body;
      const byAdmin = { id, token: await adminToken(), body: confirm };
      assert.equal((await call(api, operations.erasePerson, byAdmin)).status, 200);

      await rules({ sessions_per_day: 2 });
      const again = { ...booking(free.id), token: student };
      const { used } = await refused(api, operations.bookSession, again, 422, 'quota_exceeded');
      assert.equal(used, 2);
      await rules({ sessions_per_day: 3 });
      const { id: booked } = await book(api, free, student, '14:00');
      const move = { token: student, id: booked, body: { session_date: '2026-11-23T16:30:00+03:00' } };
      await rules({ sessions_per_day: 2 });
      await refused(api, operations.rescheduleSession, move, 422, 'quota_exceeded');
      await rules({ sessions_per_day: 1 });
      await book(api, free, await token({ sub: 'leaves2' }), '14:30');
    });

    it('know nothing of the same sub at another partner', async () => {
      await addPartner(api.knex, 'rival');
      const partner = 'rival';
      const created = await call(api, operations.createMentor, {
        token: await adminToken(partner),
        body: { external_id: 'm1', name: 'Rival', email: 'm1@rival.example', timezone: 'Africa/Nairobi' },
      });
      assert.equal(created.status, 201, JSON.stringify(created.body));
      const hers = { day_of_week: 0, start_time: '09:00', end_time: '17:00' };
      const availability = {
        token: await token({ sub: 'm1', role: 'mentor', partner }),
        body: { availabilities: [hers] },
      };
      assert.equal((await call(api, operations.createAvailability, availability)).status, 201);
      const there = await token({ sub: 'both', partner });
      await bookPast(api, created.body, there, '09:00');
      await call(api, operations.eraseAccount, { token: there, body: confirm });
      await rules({ sessions_per_day: 1 });
      await book(api, free, await token({ sub: 'both' }), '15:00');
    });

    it('suspend her for what she missed before, until that is forgotten with the hash', async () => {
      await rules({ no_show_limit: 1, no_show_suspension_days: 366 });
      const sub = 'missed';
      const { id } = await bookPast(api, free, await token({ sub }), '09:00');
      assert.equal((await call(api, operations.markNoShow, { token: free.token, id })).status, 200);
      await erase(sub);
      const next = { ...booking(free.id), token: await token({ sub }) };
      await refused(api, operations.bookSession, next, 403, 'booking_suspended');
      await forgetOldRows(api.knex, api.now + 399 * day);
      await refused(api, operations.bookSession, next, 403, 'booking_suspended');
      await forgetOldRows(api.knex, api.now + 401 * day);
      await book(api, free, next.token, '13:30');
    });
  });
});
