import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import type { Schedule, ScheduleInput } from '../../../api/contract/schedule.ts';
import { addPartner, call, monday, refused, token, useApi } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { adminToken, book, day, pointers, timesOn, tokenNow } from './scene.ts';

const { getSchedule, putOverride, replaceSchedule } = operations;

describe('the whole schedule of a mentor', () => {
  const api = useApi();
  let mentor: TestMentor;
  let count = 0;

  const read = async (as = mentor.token) => {
    const { status, body, headers } = await call(api, getSchedule, { id: mentor.id, token: as });
    assert.equal(status, 200, JSON.stringify(body));
    return { schedule: body, etag: headers.get('etag') as string };
  };
  const put = (body: object, etag: string, as = mentor.token) =>
    call(api, replaceSchedule, { id: mentor.id, token: as, body, headers: { 'If-Match': etag } });
  const save = async (change: (schedule: Schedule) => Partial<ScheduleInput>, as = mentor.token) => {
    const { schedule, etag } = await read(as);
    const { status, body, headers } = await put({ ...schedule, ...change(schedule) }, etag, as);
    assert.equal(status, 200, JSON.stringify(body));
    return { saved: body, etag: headers.get('etag') as string };
  };
  const faultsOf = async (change: (schedule: Schedule) => object) => {
    const { schedule, etag } = await read();
    const body = { ...schedule, ...change(schedule) };
    const options = { id: mentor.id, token: mentor.token, body, headers: { 'If-Match': etag } };
    return pointers(await refused(api, replaceSchedule, options, 422, 'invalid_request'));
  };

  before(async () => {
    await addPartner(api.knex, 'other');
  });
  beforeEach(async () => {
    api.now = monday;
    mentor = await addMentor(api, { external_id: `m${++count}`, buffer_minutes: 10 });
  });

  it('is read with its rules, its settings and its overrides from today on', async () => {
    for (const date of ['2026-11-22', '2026-12-24', '2026-11-23']) {
      await call(api, putOverride, { id: mentor.id, date, token: mentor.token, body: { ranges: [] } });
    }
    const { schedule } = await read();
    const { availabilities, overrides, ...settings } = schedule;
    assert.deepEqual(settings, {
      timezone: 'Africa/Nairobi',
      is_available: true,
      slot_step_minutes: 30,
      min_notice_minutes: 0,
      booking_window_days: 60,
      buffer_minutes: 10,
      durations: [30, 60, 90, 120],
    });
    assert.deepEqual(
      availabilities.map(({ day_of_week }) => day_of_week),
      [0, 1, 2, 3, 4],
    );
    assert.deepEqual(overrides, [
      { date: '2026-11-23', ranges: [] },
      { date: '2026-12-24', ranges: [] },
    ]);
    assert.deepEqual((await read(await adminToken())).schedule, schedule);
  });

  it('keeps its ETag when a session is booked, and changes it with a rule', async () => {
    const { etag } = await read();
    await book(api, mentor, await token({ sub: `s${mentor.id}` }), '09:00');
    assert.equal((await read()).etag, etag);
    const rule = { day_of_week: 5, start_time: '09:00', end_time: '10:00' };
    await call(api, operations.createAvailability, { token: mentor.token, body: rule });
    assert.notEqual((await read()).etag, etag);
  });

  it('is replaced as a whole, and answers what is read next with its ETag', async () => {
    const { saved, etag } = await save(() => ({
      timezone: 'Africa/Dakar',
      is_available: false,
      slot_step_minutes: 15,
      min_notice_minutes: 120,
      booking_window_days: 30,
      buffer_minutes: 0,
      durations: [45, 20],
      availabilities: [
        { rrule: 'FREQ=MONTHLY;BYDAY=1MO', dtstart: '2026-12-01', start_time: '22:00', end_time: '24:00' },
      ],
      overrides: [{ date: '2026-12-25', ranges: [{ start_time: '08:00', end_time: '09:00' }] }],
    }));
    const { conflicts, ...schedule } = saved;
    assert.deepEqual(conflicts, []);
    assert.deepEqual(await read(), { schedule, etag });
    assert.deepEqual(schedule.durations, [20, 45]);
    assert.equal(schedule.availabilities[0]?.rrule, 'FREQ=MONTHLY;BYDAY=1MO');
    assert.deepEqual(schedule.overrides, [
      { date: '2026-12-25', ranges: [{ start_time: '08:00', end_time: '09:00' }] },
    ]);
  });

  it('leaves unchanged rules their id and date of creation, told by id or by what they say', async () => {
    const { schedule: before } = await read();
    api.now += day;
    const sunday = { day_of_week: 6, start_time: '09:00', end_time: '17:00' };
    const { saved } = await save(
      ({ availabilities: [first, second, third] }) => ({
        availabilities: [
          { ...third, start_time: '10:00', end_time: '17:00' },
          { ...first, start_time: '09:00', end_time: '17:00' },
          { ...sunday, day_of_week: second?.day_of_week ?? 0 },
          sunday,
        ],
      }),
      await tokenNow(api, { sub: `m${count}`, role: 'mentor' }),
    );
    const [first, second, third] = before.availabilities;
    assert.deepEqual(saved.availabilities.slice(0, 3), [first, second, { ...third, start_time: '10:00' }]);
    assert.equal(saved.availabilities.length, 4);
    assert.equal(saved.availabilities[3]?.created_at, '2026-11-24T05:00:00+00:00');
  });

  it('tells the sessions that are now outside, and keeps them', async () => {
    const student = await token({ sub: `s${mentor.id}` });
    const session = await book(api, mentor, student, '14:00');
    const { saved } = await save(() => ({ overrides: [{ date: '2026-11-23', ranges: [] }] }));
    assert.deepEqual(
      saved.conflicts.map(({ session_id, date, time, end_time }) => [session_id, date, time, end_time]),
      [[session.id, '2026-11-23', '14:00', '14:30']],
    );
    const { body } = await call(api, operations.getSession, { id: session.id, token: student });
    assert.equal(body.status, 'scheduled');
  });

  it('moves the guards of sessions to come when the buffer changes', async () => {
    await book(api, mentor, await token({ sub: `s${mentor.id}` }), '09:00');
    await save(() => ({ buffer_minutes: 45 }));
    const [row] = await api.knex('mentor_session').where({ mentor_id: mentor.id });
    assert.equal(row.guarded_until.getTime() - row.ends_at.getTime(), 45 * 60_000);
    assert.deepEqual((await timesOn(api, mentor, '2026-11-23')).slice(0, 2), ['10:30', '11:00']);
  });

  it('is refused when it was changed meanwhile, and then nothing is saved', async () => {
    const { schedule, etag } = await read();
    await save(() => ({ slot_step_minutes: 15 }));
    const options = { id: mentor.id, token: mentor.token, headers: { 'If-Match': etag } };
    const body = { ...schedule, buffer_minutes: 99 };
    await refused(api, replaceSchedule, { ...options, body }, 412, 'precondition_failed');
    const { schedule: now, etag: newer } = await read();
    assert.deepEqual([now.slot_step_minutes, now.buffer_minutes], [15, 10]);
    // A proxy that compresses makes an ETag weak; it names the same state.
    const { status } = await put({ ...now, buffer_minutes: 5 }, `"x", W/${newer}`);
    assert.equal(status, 200);
  });

  it('lets one of two changes at once through', async () => {
    const { schedule, etag } = await read();
    const replies = await Promise.all(
      [1, 2, 3, 4, 5].map((buffer_minutes) => put({ ...schedule, buffer_minutes }, etag)),
    );
    assert.deepEqual(replies.map(({ status }) => status).sort(), [200, 412, 412, 412, 412]);
  });

  it('may be saved after a midnight that took an override into the past', async () => {
    await save(() => ({ overrides: [{ date: '2026-11-23', ranges: [] }] }));
    const { schedule, etag } = await read();
    api.now += day;
    const later = await tokenNow(api, { sub: `m${count}`, role: 'mentor' });
    const { status, body } = await put({ ...schedule, buffer_minutes: 5 }, etag, later);
    api.now = monday;
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual(body.overrides, []);
    assert.deepEqual((await read()).schedule.overrides, [{ date: '2026-11-23', ranges: [] }]);
  });

  it('wants an If-Match', async () => {
    const { schedule } = await read();
    const options = { id: mentor.id, token: mentor.token, body: schedule };
    await refused(api, replaceSchedule, options, 428, 'precondition_required');
  });

  it('names every fault by its place in the document', async () => {
    const range = { start_time: '10:00', end_time: '09:00' };
    const rule = { day_of_week: 0, start_time: '09:00', end_time: '10:00' };
    assert.deepEqual(
      await faultsOf(({ availabilities: [first] }) => ({
        availabilities: [
          { ...rule, end_time: '09:00' },
          { rrule: 'FREQ=DAILY', start_time: '09:00', end_time: '10:00' },
          first,
          first,
        ],
        overrides: [
          { date: '2026-12-01', ranges: [range] },
          { date: '2026-12-01', ranges: [] },
        ],
      })),
      [
        '/availabilities/0/end_time',
        '/availabilities/1/dtstart',
        '/availabilities/3/id',
        '/overrides/0/ranges/0/end_time',
        '/overrides/1/date',
      ],
    );
    assert.deepEqual(
      await faultsOf(() => ({
        timezone: 'Mars/Olympus',
        buffer_minutes: 481,
        durations: [],
        availabilities: [{ ...rule, rrule: 'FREQ=HOURLY', dtstart: '2026-11-23' }],
        overrides: [{ date: '2026-02-30', ranges: [] }],
      })),
      ['/availabilities/0/rrule', '/buffer_minutes', '/durations', '/overrides/0/date', '/timezone'],
    );
    assert.deepEqual(await faultsOf(() => ({ availabilities: undefined, is_available: undefined })), [
      '/availabilities',
      '/is_available',
    ]);
    const other = await addMentor(api, { external_id: `other${mentor.id}` });
    const { body } = await call(api, getSchedule, { id: other.id, token: other.token });
    const [foreign] = body.availabilities;
    assert.deepEqual(await faultsOf(() => ({ availabilities: [rule, foreign] })), ['/availabilities/1/id']);
  });

  it('writes down who changed it and what, without the hours', async () => {
    await save(() => ({ buffer_minutes: 20, availabilities: [] }));
    const [entry] = await api.knex('audit_entry').where({ subject_id: mentor.id, action: 'replaceSchedule' });
    assert.deepEqual([entry.subject, entry.actor_role], ['mentor', 'mentor']);
    assert.deepEqual(entry.changes, { buffer_minutes: [10, 20], availabilities: null });
  });

  it('is hers and her partner’s alone: 401, 403 and 404', async () => {
    const { schedule: body, etag } = await read();
    const options = { id: mentor.id, body, headers: { 'If-Match': etag } };
    const other = await addMentor(api, { external_id: `o${mentor.id}` });
    for (const operation of [getSchedule, replaceSchedule]) {
      const sent = operation === getSchedule ? { id: mentor.id } : options;
      await refused(api, operation, sent, 401, 'unauthenticated');
      await refused(api, operation, { ...sent, token: await token() }, 403, 'forbidden');
      await refused(api, operation, { ...sent, token: other.token }, 403, 'forbidden');
      await refused(api, operation, { ...sent, token: await adminToken('other') }, 404, 'not_found');
      await refused(api, operation, { ...sent, id: 999_999, token: mentor.token }, 404, 'not_found');
    }
  });
});
