import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import type { ProblemCode } from '../../../api/contract/problem.ts';
import type { Session } from '../../../api/contract/session.ts';
import { addPartner, call, monday, refused, token, useApi } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { adminToken, book, pointers, timesOn } from './scene.ts';

const { cancelSession, getMentor, listNotifications, rescheduleSession } = operations;

describe('changing a session', () => {
  const api = useApi();
  let mentor: TestMentor;
  let student: string;
  let count = 0;

  before(async () => {
    await addPartner(api.knex, 'other');
  });
  beforeEach(async () => {
    api.now = monday;
    mentor = await addMentor(api, { external_id: `m${++count}` });
    student = await token({ sub: `s${count}` });
  });

  const newest = async (as: string) =>
    (await call(api, listNotifications, { token: as })).body.notifications[0];
  const total = async () => (await call(api, getMentor, { id: mentor.id })).body.total_sessions;
  const strangers = async () => [
    await token({ sub: 'stranger' }),
    await adminToken(),
    (await addMentor(api, { external_id: `m${count}-x` })).token,
    await token({ partner: 'other', sub: `s${count}` }),
    await adminToken('other'),
  ];

  describe('by cancelling it', () => {
    it('frees the slot, counts one less, keeps the reason and tells the other', async () => {
      const { id } = await book(api, mentor, student, '09:00');
      assert.equal(await total(), 1);
      api.now += 60_000;
      const { status, body } = await call(api, cancelSession, {
        id,
        token: student,
        body: { reason: ' Malade ' },
      });
      assert.equal(status, 200);
      assert.deepEqual([body.status, body.cancel_reason], ['cancelled', 'Malade']);
      assert.equal(body.updated_at, '2026-11-23T05:01:00+00:00');
      assert.equal(await total(), 0);
      assert.ok((await timesOn(api, mentor, '2026-11-23')).includes('09:00'));
      assert.partialDeepStrictEqual(await newest(mentor.token), {
        type: 'session_cancelled',
        link: `/mentorship/sessions/${id}`,
      });
      await book(api, mentor, await token({ sub: `s${count}-b` }), '09:00');
    });

    it('is open to the mentor, with no body at all', async () => {
      const { id } = await book(api, mentor, student, '09:00');
      const { body } = await call(api, cancelSession, { id, token: mentor.token });
      assert.deepEqual([body.status, body.cancel_reason], ['cancelled', null]);
      assert.equal((await newest(student))?.type, 'session_cancelled');
    });

    it('answers 409 the second time, and does not count twice', async () => {
      const { id } = await book(api, mentor, student, '09:00');
      await call(api, cancelSession, { id, token: student });
      await refused(api, cancelSession, { id, token: mentor.token }, 409, 'not_scheduled');
      assert.equal(await total(), 0);
    });

    it('answers 409 once the session has begun', async () => {
      const { id, session_date } = await book(api, mentor, student, '09:00');
      api.now = Date.parse(session_date);
      await refused(api, cancelSession, { id, token: student }, 409, 'session_past');
      api.now -= 1;
      assert.equal((await call(api, cancelSession, { id, token: student })).status, 200);
    });

    it('is nobody else’s: 401 and 404, for admins too', async () => {
      const { id } = await book(api, mentor, student, '09:00');
      await refused(api, cancelSession, { id }, 401, 'unauthenticated');
      for (const as of await strangers())
        await refused(api, cancelSession, { id, token: as }, 404, 'not_found');
      await refused(api, cancelSession, { id: 999999, token: student }, 404, 'not_found');
    });

    it('refuses a reason that is no text or too long', async () => {
      const { id } = await book(api, mentor, student, '09:00');
      for (const reason of [5, ['x'], 'x'.repeat(1001), 'a\0']) {
        const options = { id, token: student, body: { reason } };
        assert.deepEqual(pointers(await refused(api, cancelSession, options, 422, 'invalid_request')), [
          '/reason',
        ]);
      }
      await refused(api, cancelSession, { id, token: student, body: [] }, 422, 'invalid_request');
    });
  });

  describe('by moving it', () => {
    const to = (time: string, rest: object = {}) => ({
      session_date: `2026-11-23T${time}:00+03:00`,
      ...rest,
    });
    const move = async (session: Session, as: string, body: object): Promise<Session> => {
      const reply = await call(api, rescheduleSession, { id: session.id, token: as, body });
      assert.equal(reply.status, 200, JSON.stringify(reply.body));
      return reply.body;
    };
    const refuse = (session: Session, body: object, status: number, code: ProblemCode, as = student) =>
      refused(api, rescheduleSession, { id: session.id, token: as, body }, status, code);

    it('frees the old slot, takes the new one, and tells the other', async () => {
      const session = await book(api, mentor, student, '09:00', { duration_minutes: 60 });
      const moved = await move(session, student, to('14:00'));
      assert.partialDeepStrictEqual(moved, {
        id: session.id,
        status: 'scheduled',
        session_date: '2026-11-23T11:00:00+00:00',
        ends_at: '2026-11-23T12:00:00+00:00',
        duration_minutes: 60,
      });
      const times = await timesOn(api, mentor, '2026-11-23');
      assert.ok(times.includes('09:00') && !times.includes('14:00') && !times.includes('14:30'));
      assert.equal((await newest(mentor.token))?.type, 'session_rescheduled');
      assert.equal(await total(), 1);
      await move(session, mentor.token, to('15:00'));
      assert.equal((await newest(student))?.type, 'session_rescheduled');
    });

    it('may overlap where it stood, and change its length', async () => {
      const session = await book(api, mentor, student, '09:00', { duration_minutes: 60 });
      assert.equal((await move(session, student, to('09:30'))).duration_minutes, 60);
      assert.equal(
        (await move(session, student, to('09:30', { duration_minutes: 120 }))).duration_minutes,
        120,
      );
      assert.equal(
        (await move(session, student, to('09:30', { duration_minutes: 30 }))).ends_at,
        '2026-11-23T07:00:00+00:00',
      );
    });

    it('keeps the rules of a booking', async () => {
      const session = await book(api, mentor, student, '09:00');
      const other = await token({ sub: `s${count}-b` });
      await book(api, mentor, other, '12:00');
      const problem = await refuse(session, to('12:00'), 409, 'slot_taken');
      assert.equal(problem.alternatives?.length, 3);
      await call(api, operations.createHold, {
        id: mentor.id,
        token: other,
        body: to('15:00', { duration_minutes: 30 }),
      });
      await refuse(session, to('15:00'), 409, 'slot_held');
      await refuse(session, to('16:45'), 422, 'outside_availability');
      await refuse(session, to('07:00'), 422, 'in_past');
      await refuse(session, { session_date: '2027-12-01T09:00:00+03:00' }, 422, 'too_far');
      await refuse(session, { session_date: '9999-12-31T23:59:59Z' }, 422, 'too_far');
      await refuse(session, to('10:00', { duration_minutes: 45 }), 422, 'invalid_duration');
      const elsewhere = await addMentor(api, { external_id: `m${count}-b` });
      await book(api, elsewhere, student, '13:00');
      await refuse(session, to('13:00'), 409, 'student_busy');
      await refuse(session, to('13:00'), 409, 'student_busy', mentor.token);
      await call(api, operations.updateMentor, {
        id: mentor.id,
        token: mentor.token,
        body: { is_available: false },
      });
      await refuse(session, to('10:00'), 409, 'mentor_unavailable');
    });

    it('answers 409 for a session that is cancelled or has begun', async () => {
      const session = await book(api, mentor, student, '09:00');
      api.now = Date.parse(session.session_date);
      await refuse(session, to('14:00'), 409, 'session_past');
      api.now = monday;
      await call(api, cancelSession, { id: session.id, token: student });
      await refuse(session, to('14:00'), 409, 'not_scheduled');
    });

    it('is nobody else’s: 401 and 404', async () => {
      const { id } = await book(api, mentor, student, '09:00');
      const options = { id, body: to('10:00') };
      await refused(api, rescheduleSession, options, 401, 'unauthenticated');
      for (const as of await strangers()) {
        await refused(api, rescheduleSession, { ...options, token: as }, 404, 'not_found');
      }
    });

    it('names every fault of its input', async () => {
      const session = await book(api, mentor, student, '09:00');
      const missing = await refuse(session, {}, 422, 'invalid_request');
      assert.deepEqual(pointers(missing), ['/session_date']);
      const wrong = await refuse(
        session,
        { session_date: 'x', duration_minutes: 'y' },
        422,
        'invalid_request',
      );
      assert.deepEqual(pointers(wrong), ['/duration_minutes', '/session_date']);
    });
  });
});
