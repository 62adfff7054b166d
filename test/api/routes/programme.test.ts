import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import type { ProgrammeInput } from '../../../api/contract/programme.ts';
import { call, monday, refused, token, useApi } from '../../support/api.ts';
import { cpuOf } from '../../support/cpu.ts';
import { addMentor, bookingAt, type TestMentor } from '../../support/people.ts';
import { adminToken, book, pointers, timesOn } from './scene.ts';
import { setProgramme } from './set-programme.ts';

describe('the programme of a partner', () => {
  const api = useApi();
  let mentor: TestMentor;
  let other: TestMentor;
  let admin: string;
  let count = 0;

  before(async () => {
    admin = await adminToken();
    mentor = await addMentor(api, { booking_window_days: 730 });
    other = await addMentor(api, { external_id: 'm2' });
  });
  beforeEach(async () => {
    api.now = monday;
  });

  const newStudent = (): Promise<string> => token({ sub: `rules${++count}` });
  const rules = (input: Partial<ProgrammeInput>): Promise<unknown> => setProgramme(api, input);
  const hold = (session_date: string) => ({ session_date, duration_minutes: 30 });

  describe('the rules of a programme', () => {
    it('are read, replaced whole, and given back in the order of their dates', async () => {
      const terms = [
        { name: 'Spring', from: '2027-01-11', to: '2027-03-26' },
        { name: ' Autumn ', from: '2026-09-07', to: '2026-12-18' },
      ];
      const limits = { sessions_per_week: 2, no_show_limit: 3, no_show_suspension_days: 30 };
      const saved = await setProgramme(api, { timezone: 'Africa/Dakar', ...limits, terms });
      const { body, headers } = await call(api, operations.getProgramme, { token: admin });
      assert.deepEqual({ ...body, sessions_on_closed_dates: 0 }, saved.body);
      assert.equal(headers.get('etag'), saved.headers.get('etag'));
      assert.deepEqual(
        body.terms.map(({ name }) => name),
        ['Autumn', 'Spring'],
      );
      assert.deepEqual(
        [body.timezone, body.sessions_per_week, body.minutes_per_day],
        ['Africa/Dakar', 2, null],
      );
      const emptied = await setProgramme(api, {});
      assert.deepEqual(
        [emptied.body.timezone, emptied.body.sessions_per_week, emptied.body.terms],
        ['Africa/Dakar', null, []],
      );
      const { programme: stored } = await api.knex('partner').where({ id: api.partnerId }).first('programme');
      assert.deepEqual(stored, {});
    });

    it('are not overwritten by whoever read them before the last change', async () => {
      const { headers } = await call(api, operations.getProgramme, { token: admin });
      const stale = { 'If-Match': headers.get('etag') as string };
      await rules({ sessions_per_day: 4 });
      const late = { token: admin, body: { sessions_per_day: 5 }, headers: stale };
      await refused(api, operations.replaceProgramme, late, 412, 'precondition_failed');
      const blind = { token: admin, body: {} };
      await refused(api, operations.replaceProgramme, blind, 428, 'precondition_required');
      assert.equal((await call(api, operations.getProgramme, { token: admin })).body.sessions_per_day, 4);
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
      const problem = await refused(api, operations.replaceProgramme, options, 422, 'invalid_request');
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
      const problem = await refused(api, operations.replaceProgramme, options, 422, 'invalid_request');
      assert.deepEqual(pointers(problem), ['/blackouts/0/to', '/no_show_suspension_days', '/terms/1/from']);
      const termless = { ...options, body: { minutes_per_term: 60 } };
      const missing = await refused(api, operations.replaceProgramme, termless, 422, 'invalid_request');
      assert.deepEqual(pointers(missing), ['/minutes_per_term']);
    });

    it('are for admins of the partner', async () => {
      for (const options of [{}, { token: mentor.token }]) {
        const [status, code] =
          'token' in options ? ([403, 'forbidden'] as const) : ([401, 'unauthenticated'] as const);
        await refused(api, operations.getProgramme, options, status, code);
        await refused(api, operations.replaceProgramme, { ...options, body: {} }, status, code);
      }
    });

    it('are told to the audit with the values before and after', async () => {
      await rules({ sessions_per_day: 1 });
      await rules({ sessions_per_day: 2 });
      const { body } = await call(api, operations.listAudit, {
        token: admin,
        query: { action: 'replaceProgramme' },
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
      await refused(
        api,
        operations.createHold,
        { ...booking, body: hold(session_date) },
        422,
        'blackout_date',
      );
      const move = { token: student, id, body: { session_date } };
      await refused(api, operations.rescheduleSession, move, 422, 'blackout_date');
      await rules({});
      assert.ok((await timesOn(api, mentor, '2026-11-24')).length > 0);
    });

    it('tell how many sessions stand on them, and leave those', async () => {
      await rules({});
      const student = await newStudent();
      const { id } = await book(api, other, student, '', { session_date: '2026-11-25T10:00:00+03:00' });
      const { body } = await setProgramme(api, { blackouts: [christmas] });
      assert.equal(body.sessions_on_closed_dates, 1);
      const kept = await call(api, operations.getSession, { token: student, id });
      assert.equal(kept.body.status, 'scheduled');
      assert.equal((await setProgramme(api, {})).body.sessions_on_closed_dates, 0);
      await call(api, operations.cancelSession, { token: student, id });
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
      const cpu = await cpuOf(async () => {
        for (let i = 0; i < 20; i++) {
          await call(api, operations.listSlots, { id: mentor.id, query, token: await newStudent() });
        }
      });
      assert.ok(cpu / 20 < 50, `${cpu / 20} ms`);
    });
  });
});
