import assert from 'node:assert/strict';
import type { Availability } from '../../../api/contract/availability.ts';
import { operations } from '../../../api/contract/operations.ts';
import { addPartner, call, refused, token, useApi } from '../../support/api.ts';
import { cpuOf } from '../../support/cpu.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { adminToken, pointers, timesOn } from './scene.ts';

const { createAvailability, deleteAvailability, listAvailabilities, updateAvailability } = operations;

const hours = { start_time: '09:00', end_time: '11:00' };
const monday = { day_of_week: 0, ...hours };

describe('availability rules, one at a time', () => {
  const api = useApi();
  let mentor: TestMentor;
  let count = 0;

  const add = async (rule: object, as = mentor): Promise<Availability> => {
    const { status, body } = await call(api, createAvailability, { token: as.token, body: rule });
    assert.equal(status, 201, JSON.stringify(body));
    return body as Availability;
  };

  before(async () => {
    await addPartner(api.knex, 'other');
  });
  beforeEach(async () => {
    mentor = await addMentor(api, { external_id: `m${++count}`, days: [] });
  });

  it('keeps a weekday as an RRULE, and both forms are listed the same', async () => {
    const created = await add(monday);
    const { id, created_at, ...rest } = created;
    assert.deepEqual(rest, {
      mentor_id: mentor.id,
      day_of_week: 0,
      rrule: 'FREQ=WEEKLY;BYDAY=MO',
      dtstart: '2026-11-23',
      exdate: [],
      rdate: [],
      start_time: '09:00',
      end_time: '11:00',
      capacity: 1,
      mode: null,
      place: null,
      is_active: true,
    });
    const second = await add({ rrule: 'FREQ=WEEKLY;BYDAY=SU', dtstart: '2026-11-01', ...hours });
    assert.equal(second.day_of_week, 6);
    const { body } = await call(api, listAvailabilities, { id: mentor.id });
    assert.deepEqual(body.availabilities, [created, second]);
    assert.ok(Number.isInteger(id) && created_at.startsWith('2026-11-23T05:00:00'));
  });

  for (const rrule of [
    'FREQ=DAILY',
    'FREQ=WEEKLY;BYDAY=MO,TU',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO',
    'FREQ=MONTHLY;BYDAY=1MO',
    'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1;WKST=SU',
    'FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=23',
    'FREQ=WEEKLY;BYDAY=MO;COUNT=3',
    'FREQ=WEEKLY;BYDAY=MO;UNTIL=20261231',
    'FREQ=WEEKLY;BYDAY=MO;UNTIL=20261231T235959',
  ]) {
    it(`has no day_of_week for ${rrule}`, async () => {
      const created = await add({ rrule, dtstart: '2026-11-02', ...hours });
      assert.deepEqual([created.day_of_week, created.rrule], [null, rrule]);
    });
  }

  for (const [timezone, rrule, stored, starts] of [
    ['America/New_York', 'FREQ=DAILY;UNTIL=20261125T045959Z', 'FREQ=DAILY;UNTIL=20261124', ['2026-11-24']],
    [
      'Asia/Tokyo',
      'FREQ=DAILY;UNTIL=20261124T230000Z',
      'FREQ=DAILY;UNTIL=20261125',
      ['2026-11-24', '2026-11-25'],
    ],
  ] as const) {
    it(`takes an UNTIL in UTC for the date that it is in ${timezone}`, async () => {
      await call(api, operations.updateMentor, { id: mentor.id, token: mentor.token, body: { timezone } });
      const rule = { rrule, dtstart: '2026-11-24', start_time: '09:00', end_time: '09:30' };
      assert.equal((await add(rule)).rrule, stored);
      const { body } = await call(api, operations.listSlots, { id: mentor.id });
      assert.deepEqual(
        body.slots.map(({ date }) => date),
        starts,
      );
      const { availabilities } = (await call(api, operations.listAvailabilities, { id: mentor.id })).body;
      const { id } = availabilities[0] as Availability;
      const patched = await call(api, updateAvailability, { id, token: mentor.token, body: { rrule } });
      assert.equal(patched.body.rrule, stored);
    });
  }

  it('takes the RRULE: that calendars write in front, and leaves it out', async () => {
    const created = await add({ rrule: 'RRULE:freq=weekly;byday=TU', dtstart: '2026-11-02', ...hours });
    assert.deepEqual([created.rrule, created.day_of_week], ['FREQ=WEEKLY;BYDAY=TU', 1]);
  });

  it('takes back what it gave', async () => {
    for (const rule of [monday, { rrule: 'FREQ=DAILY', dtstart: '2026-11-02', ...hours }]) {
      const created = await add(rule);
      const again = await call(api, createAvailability, {
        token: mentor.token,
        body: { availabilities: [created] },
      });
      assert.equal(again.status, 201, JSON.stringify(again.body));
      const patched = await call(api, updateAvailability, {
        id: (again.body as { availabilities: Availability[] }).availabilities[0]?.id as number,
        token: mentor.token,
        body: created,
      });
      assert.equal(patched.status, 200, JSON.stringify(patched.body));
      assert.equal(patched.body.rrule, created.rrule);
    }
  });

  it('leaves out exdate and adds rdate', async () => {
    await add({ ...monday, exdate: ['2026-11-23'], rdate: ['2026-11-25'], dtstart: '2026-11-01' });
    assert.deepEqual(await timesOn(api, mentor, '2026-11-23'), []);
    assert.deepEqual(await timesOn(api, mentor, '2026-11-25'), ['09:00', '09:30', '10:00', '10:30']);
    assert.deepEqual(await timesOn(api, mentor, '2026-11-30'), ['09:00', '09:30', '10:00', '10:30']);
  });

  it('takes 24:00 as an end, and joins it to the next day', async () => {
    await add({ day_of_week: 0, start_time: '22:30', end_time: '24:00' });
    await add({ day_of_week: 1, start_time: '00:00', end_time: '00:30' });
    const { body } = await call(api, operations.listSlots, { id: mentor.id, query: { duration: 60 } });
    assert.deepEqual(
      body.slots.map(({ date, time }) => `${date} ${time}`),
      ['2026-11-23 22:30', '2026-11-23 23:00', '2026-11-23 23:30'],
    );
  });

  it('changes one rule and keeps what is not sent', async () => {
    const { id } = await add({ ...monday, exdate: ['2026-11-30'] });
    const patch = async (body: object) => {
      const reply = await call(api, updateAvailability, { id, token: mentor.token, body });
      assert.equal(reply.status, 200, JSON.stringify(reply.body));
      return reply.body;
    };
    assert.partialDeepStrictEqual(await patch({ end_time: '10:00' }), {
      day_of_week: 0,
      start_time: '09:00',
      end_time: '10:00',
      exdate: ['2026-11-30'],
    });
    assert.equal((await patch({ day_of_week: 2 })).rrule, 'FREQ=WEEKLY;BYDAY=WE');
    assert.equal((await patch({ rrule: 'FREQ=DAILY' })).day_of_week, null);
    assert.equal((await timesOn(api, mentor, '2026-11-24')).length, 2);
    assert.equal((await patch({ is_active: false })).is_active, false);
    assert.deepEqual(await timesOn(api, mentor, '2026-11-24'), []);
  });

  it('removes one rule, once', async () => {
    const { id } = await add(monday);
    const removed = await call(api, deleteAvailability, { id, token: mentor.token });
    assert.equal(removed.status, 204);
    const { body } = await call(api, listAvailabilities, { id: mentor.id });
    assert.deepEqual(body.availabilities, []);
    await refused(api, deleteAvailability, { id, token: mentor.token }, 404, 'not_found');
    await refused(api, updateAvailability, { id, token: mentor.token, body: monday }, 404, 'not_found');
  });

  it('lets an admin act for a mentor of her partner, who must be named', async () => {
    const admin = await adminToken();
    const body = { ...monday, mentor_id: mentor.id };
    const created = await call(api, createAvailability, { token: admin, body });
    assert.equal((created.body as Availability).mentor_id, mentor.id);
    const { id } = created.body as Availability;
    const changed = await call(api, updateAvailability, {
      id,
      token: admin,
      body: { end_time: '12:00' },
    });
    assert.equal(changed.status, 200);
    assert.equal((await call(api, deleteAvailability, { id, token: admin })).status, 204);
    const unnamed = await call(api, createAvailability, { token: admin, body: monday });
    assert.ok([403, 422].includes(unnamed.status));
    const absent = { ...monday, mentor_id: 99999 };
    await refused(api, createAvailability, { token: admin, body: absent }, 404, 'not_found');
  });

  it('is nobody else’s: 401, 403 and 404', async () => {
    const { id } = await add(monday);
    const other = await addMentor(api, { external_id: `other-of-${count}` });
    const foreign = await adminToken('other');
    const named = { ...monday, mentor_id: mentor.id };
    await refused(api, createAvailability, { body: monday }, 401, 'unauthenticated');
    await refused(api, createAvailability, { token: await token(), body: monday }, 403, 'forbidden');
    await refused(api, createAvailability, { token: other.token, body: named }, 403, 'forbidden');
    await refused(api, createAvailability, { token: foreign, body: named }, 404, 'not_found');
    const change = { id, body: { end_time: '10:00' } };
    await refused(api, updateAvailability, change, 401, 'unauthenticated');
    await refused(api, updateAvailability, { ...change, token: other.token }, 403, 'forbidden');
    await refused(api, updateAvailability, { ...change, token: await token() }, 403, 'forbidden');
    await refused(api, updateAvailability, { ...change, token: foreign }, 404, 'not_found');
    await refused(api, deleteAvailability, { id }, 401, 'unauthenticated');
    await refused(api, deleteAvailability, { id, token: other.token }, 403, 'forbidden');
    await refused(api, deleteAvailability, { id, token: foreign }, 404, 'not_found');
    await refused(api, listAvailabilities, { id: 99999 }, 404, 'not_found');
    await refused(api, listAvailabilities, { id: mentor.id, token: foreign }, 404, 'not_found');
  });

  for (const [why, body, expected] of [
    ['no day at all', hours, ['/day_of_week']],
    ['day_of_week and another rrule', { ...monday, rrule: 'FREQ=DAILY', dtstart: '2026-11-01' }, ['/rrule']],
    ['an rrule without dtstart', { rrule: 'FREQ=DAILY', ...hours }, ['/dtstart']],
    ['an end before its start', { ...monday, end_time: '08:00' }, ['/end_time']],
    ['an empty period', { ...monday, end_time: '09:00' }, ['/end_time']],
    ['a day of the week beyond 6', { ...monday, day_of_week: 7 }, ['/day_of_week']],
    [
      'times that are none',
      { day_of_week: 0, start_time: '24:00', end_time: '25:00' },
      ['/end_time', '/start_time'],
    ],
    ['times with seconds', { ...monday, start_time: '09:00:00' }, ['/start_time']],
    ['no times', { day_of_week: 0 }, ['/end_time', '/start_time']],
    [
      'dates that do not exist',
      { ...monday, exdate: ['2026-02-30'], rdate: ['x'] },
      ['/exdate/0', '/rdate/0'],
    ],
    ['the year 0', { ...monday, dtstart: '0000-01-01' }, ['/dtstart']],
    [
      'wrong types',
      { day_of_week: '0', start_time: 9, end_time: null },
      ['/day_of_week', '/end_time', '/start_time'],
    ],
  ] as const) {
    it(`refuses ${why}`, async () => {
      const options = { token: mentor.token, body };
      const problem = await refused(api, createAvailability, options, 422, 'invalid_request');
      assert.deepEqual(pointers(problem), expected);
    });
  }

  for (const rrule of [
    'FREQ=SECONDLY',
    'FREQ=HOURLY;INTERVAL=1',
    'FREQ=DAILY;COUNT=1000000',
    'FREQ=DAILY;INTERVAL=0',
    'FREQ=DAILY;INTERVAL=-1',
    'FREQ=DAILY;BYHOUR=1,2,3',
    'FREQ=WEEKLY;BYDAY=XX',
    'FREQ=DAILY;UNTIL=20260230',
    'FREQ=DAILY;COUNT=2;UNTIL=20270101',
    'DTSTART:20260101\nRRULE:FREQ=DAILY',
    'BYDAY=MO',
    '__proto__=1;FREQ=DAILY',
    'garbage',
    '',
    'FREQ=DAILY;'.repeat(1000),
    `FREQ=MONTHLY;BYMONTHDAY=${'1,'.repeat(5000)}1`,
  ]) {
    it(`refuses the hostile rule ${JSON.stringify(rrule.slice(0, 40))} (${rrule.length})`, async () => {
      const body = { rrule, dtstart: '2026-11-01', ...hours };
      const cpu = await cpuOf(async () => {
        const options = { token: mentor.token, body };
        const problem = await refused(api, createAvailability, options, 422, 'invalid_request');
        assert.deepEqual(pointers(problem), ['/rrule']);
      });
      assert.ok(cpu < 1_000, `${cpu} ms`);
    });
  }

  it('answers quickly for rules that are allowed and dear', async () => {
    const rules = [
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;INTERVAL=999;COUNT=1000',
      'FREQ=MONTHLY;BYDAY=5MO;COUNT=1000',
    ];
    for (const rrule of rules) await add({ rrule, dtstart: '1900-01-01', ...hours });
    const cpu = await cpuOf(() => timesOn(api, mentor, '2026-11-30'));
    assert.ok(cpu < 2_000, `${cpu} ms`);
  });
});
