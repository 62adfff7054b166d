import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import type { Schedule } from '../../../api/contract/schedule.ts';
import { addPartner, call, refused, token, useApi } from '../../support/api.ts';
import { addMentor, bookingAt, type TestMentor } from '../../support/people.ts';
import { adminToken, book, pointers } from './scene.ts';

const { createHold, getSchedule, listSlots, previewSchedule, putOverride, replaceSchedule } = operations;

describe('the preview of a schedule', () => {
  const api = useApi();
  let mentor: TestMentor;
  let schedule: Schedule;
  let etag: string;
  let count = 0;

  const preview = async (change: object, query?: object) => {
    const body = { schedule: { ...schedule, ...change }, ...(query && { query }) };
    const reply = await call(api, previewSchedule, { id: mentor.id, token: mentor.token, body });
    assert.equal(reply.status, 200, JSON.stringify(reply.body));
    return reply.body;
  };

  before(async () => {
    await addPartner(api.knex, 'other');
  });
  beforeEach(async () => {
    mentor = await addMentor(api, { external_id: `m${++count}`, buffer_minutes: 15 });
    const reply = await call(api, getSchedule, { id: mentor.id, token: mentor.token });
    schedule = reply.body;
    etag = reply.headers.get('etag') as string;
  });

  const night = { start_time: '22:00', end_time: '24:00' };
  for (const [name, change, query] of [
    ['other hours', { availabilities: [{ day_of_week: 0, start_time: '13:00', end_time: '16:00' }] }, {}],
    ['a closed day', { overrides: [{ date: '2026-11-24', ranges: [] }] }, {}],
    [
      'other settings',
      { slot_step_minutes: 20, min_notice_minutes: 600, durations: [40, 25] },
      { duration: 40 },
    ],
    ['another zone', { timezone: 'America/New_York' }, { timezone: 'Asia/Kolkata', locale: 'sw' }],
    ['no bookings at all', { is_available: false }, {}],
    ['an empty week', { availabilities: [] }, { from: '2026-12-07' }],
    [
      'a rule of two weeks that is not in force, and hours over midnight',
      {
        availabilities: [
          { rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', dtstart: '2026-11-23', ...night },
          { day_of_week: 1, start_time: '00:00', end_time: '02:00' },
          { day_of_week: 2, is_active: false, ...night },
        ],
      },
      { days: 30 },
    ],
  ] as const) {
    it(`is what students see once it is saved: ${name}`, async () => {
      const student = await token({ sub: `s${mentor.id}` });
      await book(api, mentor, student, '14:00');
      await call(api, createHold, { id: mentor.id, token: student, body: bookingAt('15:00') });
      const [feed] = await api
        .knex('busy_feed')
        .insert({ mentor_id: mentor.id, url: 'https://example.edu/busy.ics', name: 'Busy' })
        .returning('id');
      const busy = { starts_at: '2026-11-24T10:30:00Z', ends_at: '2026-11-24T11:10:00Z' };
      await api.knex('busy_period').insert({ mentor_id: mentor.id, feed_id: feed.id, ...busy });
      const past = { id: mentor.id, date: '2026-11-22', token: mentor.token, body: { ranges: [night] } };
      await call(api, putOverride, past);
      const { conflicts, ...list } = await preview(change, query);
      const saved = await call(api, replaceSchedule, {
        id: mentor.id,
        token: mentor.token,
        headers: { 'If-Match': etag },
        body: { ...schedule, ...change },
      });
      assert.equal(saved.status, 200, JSON.stringify(saved.body));
      assert.deepEqual(conflicts, saved.body.conflicts);
      assert.deepEqual(list, (await call(api, listSlots, { id: mentor.id, query })).body);
    });
  }

  it('is empty for a mentor who is deactivated, as students see her', async () => {
    await call(api, operations.deactivateMentor, { id: mentor.id, token: await adminToken() });
    const { slots } = await preview({ is_available: true });
    assert.deepEqual(slots, (await call(api, listSlots, { id: mentor.id })).body.slots);
    assert.deepEqual(slots, []);
  });

  it('writes nothing', async () => {
    const entries = () => api.knex('audit_entry').where({ subject_id: mentor.id }).count();
    const before = await entries();
    await preview({
      availabilities: [],
      overrides: [{ date: '2026-12-24', ranges: [] }],
      buffer_minutes: 99,
    });
    const { body, headers } = await call(api, getSchedule, { id: mentor.id, token: mentor.token });
    assert.deepEqual([body, headers.get('etag')], [schedule, etag]);
    assert.deepEqual(await entries(), before);
  });

  it('names faults by their place in what was sent', async () => {
    const send = (body: object, code: 'invalid_request' | 'invalid_duration' = 'invalid_request') =>
      refused(api, previewSchedule, { id: mentor.id, token: mentor.token, body }, 422, code);
    assert.deepEqual(pointers(await send({})), ['/schedule']);
    assert.deepEqual(pointers(await send({ schedule, query: { days: 63, from: '2026-02-30' } })), [
      '/query/days',
      '/query/from',
    ]);
    assert.deepEqual(pointers(await send({ schedule, query: { from: '2030-01-01' } })), ['/query/from']);
    const availabilities = [{ day_of_week: 0, start_time: '10:00', end_time: '09:00' }];
    assert.deepEqual(pointers(await send({ schedule: { ...schedule, availabilities } })), [
      '/schedule/availabilities/0/end_time',
    ]);
    const changed = { schedule: { ...schedule, durations: [45] }, query: { duration: 30 } };
    assert.deepEqual(pointers(await send(changed, 'invalid_duration')), ['/query/duration']);
  });

  it('is hers and her partner’s alone: 401, 403 and 404', async () => {
    const options = { id: mentor.id, body: { schedule } };
    const other = await addMentor(api, { external_id: `o${mentor.id}` });
    await refused(api, previewSchedule, options, 401, 'unauthenticated');
    await refused(api, previewSchedule, { ...options, token: await token() }, 403, 'forbidden');
    await refused(api, previewSchedule, { ...options, token: other.token }, 403, 'forbidden');
    await refused(api, previewSchedule, { ...options, token: await adminToken('other') }, 404, 'not_found');
  });
});
