import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import type { RulesInput } from '../../../api/contract/programme.ts';
import { call, monday, refused, startApi, type TestApi, token } from '../../support/api.ts';
import { addMentor, bookingAt, type TestMentor } from '../../support/people.ts';
import { adminToken, book, bookPast, day, hour, pointers, timesOn, tokenNow } from './scene.ts';
import { setRules } from './set-rules.ts';

let api: TestApi;
let mentor: TestMentor;
let other: TestMentor;
let admin: string;
let count = 0;

before(async () => {
  api = await startApi();
  admin = await adminToken();
  mentor = await addMentor(api, { booking_window_days: 730 });
  other = await addMentor(api, { external_id: 'm2' });
});
after(async () => api.stop());
beforeEach(async () => {
  api.now = monday;
});

const newStudent = (): Promise<string> => token({ sub: `rules${++count}` });
const rules = (input: Partial<RulesInput>): Promise<unknown> => setRules(api, input);
const hold = (session_date: string) => ({ session_date, duration_minutes: 30 });

describe('the rules of a programme', () => {
  it('are read, replaced whole, and given back in the order of their dates', async () => {
    const terms = [
      { name: 'Spring', from: '2027-01-11', to: '2027-03-26' },
      { name: ' Autumn ', from: '2026-09-07', to: '2026-12-18' },
    ];
    const limits = { sessions_per_week: 2, no_show_limit: 3, no_show_suspension_days: 30 };
    const saved = await setRules(api, { timezone: 'Africa/Dakar', ...limits, terms });
    const { body, headers } = await call(api, operations.getRules, { token: admin });
    assert.deepEqual(body, saved.body);
    assert.equal(headers.get('etag'), saved.headers.get('etag'));
    assert.deepEqual(
      body.terms.map(({ name }) => name),
      ['Autumn', 'Spring'],
    );
    assert.deepEqual(
      [body.timezone, body.sessions_per_week, body.minutes_per_day],
      ['Africa/Dakar', 2, null],
    );
    const emptied = await setRules(api, {});
    assert.deepEqual(
      [emptied.body.timezone, emptied.body.sessions_per_week, emptied.body.terms],
      ['Africa/Dakar', null, []],
    );
    const { rules: stored } = await api.knex('partner').where({ id: api.partnerId }).first('rules');
    assert.deepEqual(stored, {});
  });

  it('are not overwritten by whoever read them before the last change', async () => {
    const { headers } = await call(api, operations.getRules, { token: admin });
    const stale = { 'If-Match': headers.get('etag') as string };
    await rules({ sessions_per_day: 4 });
    const late = { token: admin, body: { sessions_per_day: 5 }, headers: stale };
    await refused(api, operations.replaceRules, late, 412, 'precondition_failed');
    const blind = { token: admin, body: {} };
    await refused(api, operations.replaceRules, blind, 428, 'precondition_required');
    assert.equal((await call(api, operations.getRules, { token: admin })).body.sessions_per_day, 4);
  });

  it('name every fault at once', async () => {
    const body = {
      timezone: 'Mars/Base',
      sessions_per_day: 0,
      minutes_per_week: 'many',
      blackouts: [{ name: ' ', from: '2026-02-30', to: '2026-12-01' }],
      planet: 1,
    };
    const options = { token: admin, body, headers: { 'If-Match': '*' } };
    const problem = await refused(api, operations.replaceRules, options, 422, 'invalid_request');
    const found = pointers(problem);
    for (const pointer of [
      '/timezone',
      '/sessions_per_day',
      '/minutes_per_week',
      '/blackouts/0/name',
      '/blackouts/0/from',
    ]) {
      assert.ok(found.includes(pointer), `${pointer} in ${found}`);
    }
  });

  it('must agree with each other', async () => {
    const body = {
      no_show_limit: 2,
      blackouts: [{ name: 'A', from: '2026-12-02', to: '2026-12-01' }],
      terms: [
        { name: 'One', from: '2026-09-01', to: '2026-12-18' },
        { name: 'Two', from: '2026-12-18', to: '2027-03-01' },
      ],
    };
    const options = { token: admin, body, headers: { 'If-Match': '*' } };
    const problem = await refused(api, operations.replaceRules, options, 422, 'invalid_request');
    assert.deepEqual(pointers(problem), ['/blackouts/0/to', '/no_show_suspension_days', '/terms/1/from']);
    const termless = { ...options, body: { minutes_per_term: 60 } };
    const missing = await refused(api, operations.replaceRules, termless, 422, 'invalid_request');
    assert.deepEqual(pointers(missing), ['/minutes_per_term']);
  });

  it('are for admins of the partner', async () => {
    for (const options of [{}, { token: mentor.token }]) {
      const [status, code] =
        'token' in options ? ([403, 'forbidden'] as const) : ([401, 'unauthenticated'] as const);
      await refused(api, operations.getRules, options, status, code);
      await refused(api, operations.replaceRules, { ...options, body: {} }, status, code);
    }
  });

  it('are told to the audit with the values before and after', async () => {
    await rules({ sessions_per_day: 1 });
    await rules({ sessions_per_day: 2 });
    const { body } = await call(api, operations.listAudit, {
      token: admin,
      query: { action: 'replaceRules' },
    });
    assert.deepEqual(body.entries[0]?.changes, { sessions_per_day: [1, 2] });
    assert.equal(body.entries[0]?.subject_id, null);
  });
});

describe('closed dates', () => {
  const christmas = { name: 'Christmas', from: '2026-11-24', to: '2026-11-25' };

  it('are neither listed nor booked, held or moved to, and say why', async () => {
    await rules({});
    const student = await newStudent();
    assert.ok((await timesOn(api, mentor, '2026-11-24')).length > 0);
    const { id } = await book(api, mentor, student, '09:00');
    await rules({ blackouts: [christmas] });
    assert.deepEqual(await timesOn(api, mentor, '2026-11-24'), []);
    assert.ok((await timesOn(api, mentor, '2026-11-26')).length > 0);
    const session_date = '2026-11-24T10:00:00+03:00';
    const booking = { token: student, id: mentor.id, body: bookingAt('', { session_date }) };
    const problem = await refused(api, operations.bookSession, booking, 422, 'blackout_date');
    assert.deepEqual(problem.dates, christmas);
    await refused(api, operations.createHold, { ...booking, body: hold(session_date) }, 422, 'blackout_date');
    const move = { token: student, id, body: { session_date } };
    await refused(api, operations.rescheduleSession, move, 422, 'blackout_date');
    await rules({});
    assert.ok((await timesOn(api, mentor, '2026-11-24')).length > 0);
  });

  it("win over the mentor's own hours of that date", async () => {
    await rules({ blackouts: [christmas] });
    const override = { ranges: [{ start_time: '06:00', end_time: '07:00' }] };
    const options = { token: mentor.token, id: mentor.id, date: '2026-11-24', body: override };
    await call(api, operations.putOverride, options);
    assert.deepEqual(await timesOn(api, mentor, '2026-11-24'), []);
    await rules({});
    assert.deepEqual(await timesOn(api, mentor, '2026-11-24'), ['06:00', '06:30']);
    await call(api, operations.deleteOverride, options);
  });

  it('are dates of the mentor, whatever zone the partner and the student are in', async () => {
    const fiji = await addMentor(api, {
      external_id: 'fiji',
      timezone: 'Pacific/Fiji',
      hours: [['00:00', '24:00']],
    });
    await rules({ timezone: 'America/Los_Angeles', blackouts: [{ ...christmas, to: '2026-11-24' }] });
    const { body } = await call(api, operations.listSlots, {
      id: fiji.id,
      query: { from: '2026-11-22', days: 5, timezone: 'UTC' },
    });
    const inside = body.slots.filter(
      ({ datetime }) =>
        Date.parse(datetime) >= Date.parse('2026-11-24T00:00:00+12:00') &&
        Date.parse(datetime) < Date.parse('2026-11-25T00:00:00+12:00'),
    );
    assert.deepEqual(inside, []);
    assert.ok(body.slots.some(({ datetime }) => datetime === '2026-11-24T12:00:00+00:00'));
  });

  it("are closed in the preview of a mentor's schedule too", async () => {
    await rules({ blackouts: [christmas] });
    const { body: schedule } = await call(api, operations.getSchedule, {
      token: mentor.token,
      id: mentor.id,
    });
    const { body } = await call(api, operations.previewSchedule, {
      token: mentor.token,
      id: mentor.id,
      body: { schedule, query: { from: '2026-11-24', days: 3 } },
    });
    assert.deepEqual([...new Set(body.slots.map(({ date }) => date))], ['2026-11-26']);
  });

  it('lie between terms and after the last: the refusal tells the next term', async () => {
    const spring = { name: 'Spring', from: '2027-01-11', to: '2027-03-26' };
    await rules({ terms: [{ name: 'Autumn', from: '2026-09-07', to: '2026-11-24' }, spring] });
    const student = await newStudent();
    const { body } = await call(api, operations.listSlots, {
      id: mentor.id,
      query: { from: '2026-11-25', days: 7 },
    });
    assert.deepEqual([body.slots, body.next_available], [[], '2027-01-11']);
    const at = (session_date: string) => ({
      token: student,
      id: mentor.id,
      body: bookingAt('', { session_date }),
    });
    const between = at('2026-11-25T10:00:00+03:00');
    assert.deepEqual(
      (await refused(api, operations.bookSession, between, 422, 'outside_term')).dates,
      spring,
    );
    const later = at('2027-04-05T10:00:00+03:00');
    assert.equal((await refused(api, operations.bookSession, later, 422, 'outside_term')).dates, undefined);
  });

  it('cost little where the last term ended years ago and the window is two years long', async () => {
    await rules({ terms: [{ name: 'Old', from: '2019-01-01', to: '2019-06-30' }] });
    const query = { from: '2026-11-23', days: 62 };
    const { body } = await call(api, operations.listSlots, { id: mentor.id, query });
    assert.deepEqual([body.slots, body.next_available], [[], null]);
    const began = performance.now();
    for (let i = 0; i < 20; i++) {
      await call(api, operations.listSlots, { id: mentor.id, query, token: await newStudent() });
    }
    assert.ok((performance.now() - began) / 20 < 50);
  });
});

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
          body: bookingAt(`${String(9 + Math.floor(index / 2)).padStart(2, '0')}:${index % 2 ? '30' : '00'}`),
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
    const after = { ...later, token: await tokenNow(api, { sub }), body: hold('2026-12-01T10:00:00+03:00') };
    assert.equal((await call(api, operations.createHold, after)).status, 201);
    assert.ok(api.now - monday < 8 * day);
  });
});
