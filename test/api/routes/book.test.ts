import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import type { ProblemCode } from '../../../api/contract/problem.ts';
import { addPartner, call, monday, refused, token, useApi } from '../../support/api.ts';
import { addMentor, bookingAt, type TestMentor } from '../../support/people.ts';
import { book, timesOn } from './scene.ts';

const { bookSession } = operations;

describe('booking, case by case', () => {
  const api = useApi();
  let mentor: TestMentor;
  let student: string;
  let count = 0;

  const refuse = (body: object, status: number, code: ProblemCode, as = student, at = mentor) =>
    refused(api, bookSession, { id: at.id, token: as, body }, status, code);

  before(async () => {
    await addPartner(api.knex, 'other');
  });
  beforeEach(async () => {
    api.now = monday;
    mentor = await addMentor(api, { external_id: `m${++count}` });
    student = await token({ sub: `s${count}`, name: 'Awa Diop' });
  });

  it('answers 201 with the whole session', async () => {
    const session = await book(api, mentor, student, '09:00', {
      duration_minutes: 90,
      description: 'Mon plan',
      metadata: { course: { code: 'INF1', year: [2026] } },
    });
    const { id, student_id, ...rest } = session;
    assert.ok(id > 0 && student_id > 0);
    assert.deepEqual(rest, {
      mentor_id: mentor.id,
      mentor: { id: mentor.id, name: `Mentor m${count}` },
      student: { id: student_id, name: 'Awa Diop' },
      session_date: '2026-11-23T06:00:00+00:00',
      ends_at: '2026-11-23T07:30:00+00:00',
      date: '2026-11-23',
      time: '09:00',
      end_time: '10:30',
      timezone: 'Africa/Nairobi',
      duration_minutes: 90,
      subject: 'Orientation',
      description: 'Mon plan',
      status: 'scheduled',
      meeting_link: null,
      mode: null,
      place: null,
      group_id: null,
      capacity: null,
      cancel_reason: null,
      review: null,
      series_id: null,
      metadata: { course: { code: 'INF1', year: [2026] } },
      created_at: '2026-11-23T05:00:00+00:00',
      updated_at: '2026-11-23T05:00:00+00:00',
    });
  });

  it('compresses the session for who takes it, and only for her', async () => {
    const answers = [];
    for (const [time, encoding] of [
      ['09:00', 'br'],
      ['10:00', 'identity'],
    ] as const) {
      const body = bookingAt(time);
      const headers = { 'Accept-Encoding': encoding };
      answers.push(await call(api, bookSession, { id: mentor.id, token: student, body, headers }));
    }
    assert.deepEqual(
      answers.map(({ status, headers }) => [status, headers.get('content-encoding')]),
      [
        [201, 'br'],
        [201, null],
      ],
    );
    const lengths = answers.map(({ headers }) => Number(headers.get('content-length')));
    assert.ok((lengths[0] as number) < 0.7 * (lengths[1] as number), `${lengths}`);
  });

  it('takes the same instant however its offset is written', async () => {
    for (const session_date of [
      '2026-11-23T06:00:00Z',
      '2026-11-23T12:30:00.000+05:30',
      '2026-11-23t00:00:00.000000-08:00',
    ]) {
      const body = { session_date, duration_minutes: 30, subject: 'Offsets' };
      const { status } = await call(api, bookSession, { id: mentor.id, token: student, body });
      assert.equal(status, 201, session_date);
    }
  });

  it('answers 401 without a token, with a bad, expired or foreign one', async () => {
    const seconds = monday / 1000;
    for (const bad of [
      undefined,
      'garbage',
      await token({}, 'some-other-secret-of-32-characters!!'),
      await token({ exp: seconds - 60 }),
      await token({ exp: seconds + 48 * 3600 }),
      await token({ partner: 'nobody' }),
      await token({ role: 'root' }),
    ]) {
      const options = { id: mentor.id, token: bad, body: bookingAt('09:00') };
      await refused(api, bookSession, options, 401, 'unauthenticated');
    }
  });

  it('answers 403 own_session to a mentor who books herself', async () => {
    await refuse(bookingAt('09:00'), 403, 'own_session', mentor.token);
  });

  it('lets a mentor book another mentor', async () => {
    const other = await addMentor(api, { external_id: `m${count}-b` });
    await book(api, other, mentor.token, '09:00');
  });

  it('answers 404 for a mentor that is unknown or of another partner', async () => {
    for (const id of [999999, 0, 'x', '99999999999999999999', '-1']) {
      const options = { id, token: student, body: bookingAt('09:00') };
      await refused(api, bookSession, options, 404, 'not_found');
    }
    await refuse(bookingAt('09:00'), 404, 'not_found', await token({ partner: 'other' }));
  });

  it('answers 409 slot_taken with the three nearest free starts of that duration', async () => {
    await book(api, mentor, student, '12:00', { duration_minutes: 60 });
    const other = await token({ sub: `s${count}-b` });
    for (const [time, duration, expected] of [
      ['12:00', 60, ['10:30', '11:00', '13:00']],
      ['12:30', 30, ['11:30', '13:00', '13:30']],
      ['11:30', 120, ['09:30', '10:00', '13:00']],
    ] as const) {
      const body = bookingAt(time, { duration_minutes: duration, timezone: 'Africa/Nairobi' });
      const problem = await refuse(body, 409, 'slot_taken', other);
      assert.deepEqual(
        problem.alternatives?.map((slot) => slot.time),
        expected,
      );
    }
  });

  it('tells alternatives in the zone and language of the asker', async () => {
    await book(api, mentor, student, '09:00');
    const body = bookingAt('09:00', { timezone: 'Africa/Dakar', locale: 'en' });
    const problem = await refuse(body, 409, 'slot_taken', await token({ sub: `s${count}-b` }));
    assert.equal(problem.timezone, 'Africa/Dakar');
    assert.partialDeepStrictEqual(problem.alternatives?.[0], { time: '06:30', day_name: 'Monday' });
    const slot = { ...bookingAt('09:30'), session_date: problem.alternatives?.[0]?.datetime };
    const again = await call(api, bookSession, {
      id: mentor.id,
      token: await token({ sub: `s${count}-b` }),
      body: slot,
    });
    assert.equal(again.status, 201, 'an alternative can be booked');
  });

  it('keeps the buffer before and after a session', async () => {
    const buffered = await addMentor(api, { external_id: `m${count}-b`, buffer_minutes: 15 });
    await book(api, buffered, student, '12:00');
    const other = await token({ sub: `s${count}-b` });
    for (const time of ['11:30', '12:30']) {
      await refuse(bookingAt(time), 409, 'slot_taken', other, buffered);
    }
    await book(api, buffered, other, '11:00');
    await book(api, buffered, other, '13:00');
  });

  it('answers 409 student_busy across mentors, and names the session in the way', async () => {
    const first = await book(api, mentor, student, '12:00', { duration_minutes: 60 });
    const other = await addMentor(api, { external_id: `m${count}-b` });
    const problem = await refuse(bookingAt('12:30'), 409, 'student_busy', student, other);
    assert.equal(problem.session_id, first.id);
    await book(api, other, student, '13:00');
  });

  it('answers 422 for what the calendar does not offer', async () => {
    const settings = { min_notice_minutes: 300, booking_window_days: 7 };
    const strict = await addMentor(api, { external_id: `m${count}-c`, ...settings });
    const at = (session_date: string, duration_minutes = 30) => ({
      session_date,
      duration_minutes,
      subject: 'x',
    });
    for (const [body, code] of [
      [at('2026-11-23T10:00:00+03:00', 45), 'invalid_duration'],
      [at('2026-11-23T10:00:00+03:00', 0), 'invalid_duration'],
      [at('2026-11-23T10:00:00+03:00', -30), 'invalid_duration'],
      [at('2026-11-23T07:30:00+03:00'), 'in_past'],
      [at('1970-01-01T00:00:00Z'), 'in_past'],
      [at('0001-01-01T00:00:00Z'), 'in_past'],
      [at('0000-01-01T00:00:00Z'), 'in_past'],
      [at('2026-11-23T12:30:00+03:00'), 'too_soon'],
      [at('2026-12-01T09:00:00+03:00'), 'too_far'],
      [at('9999-12-31T23:59:59-12:00'), 'too_far'],
      [at('2026-11-24T08:30:00+03:00'), 'outside_availability'],
      [at('2026-11-24T16:45:00+03:00'), 'outside_availability'],
      [at('2026-11-24T16:30:00+03:00', 60), 'outside_availability'],
      [at('2026-11-24T09:10:00+03:00'), 'outside_availability'],
      [at('2026-11-24T09:00:01+03:00'), 'outside_availability'],
      [at('2026-11-24T09:00:00.001+03:00'), 'outside_availability'],
      [at('2026-11-28T09:00:00+03:00'), 'outside_availability'],
    ] as const) {
      await refuse(body, 422, code, student, strict);
    }
    const last = await call(api, bookSession, {
      id: strict.id,
      token: student,
      body: at('2026-11-30T16:30:00+03:00'),
    });
    assert.equal(last.status, 201);
  });

  it('leaves nothing behind when it refuses', async () => {
    await book(api, mentor, student, '09:00');
    const tables = ['mentor_session', 'notification', 'message'];
    const counted = () => Promise.all(tables.map((table) => api.knex(table).count()));
    const before = await counted();
    const other = await token({ sub: `s${count}-b` });
    await refuse(bookingAt('09:00'), 409, 'slot_taken', other);
    await refuse(bookingAt('09:10'), 409, 'slot_taken', other);
    await refuse(bookingAt('08:30'), 422, 'outside_availability', other);
    assert.deepEqual(await counted(), before);
    const { body } = await call(api, operations.getMentor, { id: mentor.id });
    assert.equal(body.total_sessions, 1);
  });

  it('takes a booked slot off the list, and every slot it overlaps', async () => {
    await book(api, mentor, student, '10:00', { duration_minutes: 90 });
    const times = await timesOn(api, mentor, '2026-11-23');
    assert.deepEqual(times.slice(0, 3), ['09:00', '09:30', '11:30']);
  });
});
