import assert from 'node:assert/strict';
import type { ReplacedAvailabilities } from '../../../api/contract/availability.ts';
import { operations } from '../../../api/contract/operations.ts';
import { call, refused, token, useApi } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { adminToken, book, pointers, timesOn } from './scene.ts';

const { createAvailability, listAvailabilities } = operations;

describe('replacing the whole set of rules', () => {
  const api = useApi();
  let mentor: TestMentor;
  let count = 0;

  const replace = async (availabilities: object[], as = mentor.token, rest: object = {}) => {
    const options = { token: as, body: { ...rest, availabilities } };
    const { status, body } = await call(api, createAvailability, options);
    assert.equal(status, 201, JSON.stringify(body));
    return body as ReplacedAvailabilities;
  };

  beforeEach(async () => {
    mentor = await addMentor(api, { external_id: `m${++count}` });
  });

  it('puts the new rules in place of all the old ones', async () => {
    const replaced = await replace([{ day_of_week: 0, start_time: '18:00', end_time: '19:00' }]);
    assert.equal(replaced.availabilities.length, 1);
    assert.deepEqual(replaced.conflicts, []);
    const { body } = await call(api, listAvailabilities, { id: mentor.id });
    assert.deepEqual(body.availabilities, replaced.availabilities);
    assert.deepEqual(await timesOn(api, mentor, '2026-11-23'), ['18:00', '18:30']);
  });

  it('takes an empty set: then nothing is free', async () => {
    assert.deepEqual(await replace([]), { availabilities: [], conflicts: [] });
    assert.deepEqual(await timesOn(api, mentor, '2026-11-23'), []);
  });

  it('lists the booked sessions now outside the rules, and keeps them booked', async () => {
    const student = await token({ sub: `s-${mentor.id}` });
    const inside = await book(api, mentor, student, '09:00');
    const outside = await book(api, mentor, student, '14:00', { subject: 'Outside' });
    const half = await book(api, mentor, student, '09:30', { duration_minutes: 60 });
    const cancelled = await book(api, mentor, student, '16:00');
    await call(api, operations.cancelSession, { id: cancelled.id, token: student });
    const { conflicts } = await replace([{ day_of_week: 0, start_time: '09:00', end_time: '10:00' }]);
    assert.deepEqual(conflicts, [
      {
        session_id: half.id,
        session_date: half.session_date,
        date: '2026-11-23',
        time: '09:30',
        end_time: '10:30',
        timezone: 'Africa/Nairobi',
        duration_minutes: 60,
        subject: half.subject,
        student: half.student,
      },
      {
        session_id: outside.id,
        session_date: outside.session_date,
        date: '2026-11-23',
        time: '14:00',
        end_time: '14:30',
        timezone: 'Africa/Nairobi',
        duration_minutes: 30,
        subject: 'Outside',
        student: outside.student,
      },
    ]);
    for (const { id } of [inside, outside, half]) {
      const { body } = await call(api, operations.getSession, { id, token: student });
      assert.equal(body.status, 'scheduled');
    }
  });

  it('counts the hours of an override as covered, and its closed date as not', async () => {
    const student = await token({ sub: `s-${mentor.id}` });
    const session = await book(api, mentor, student, '14:00');
    const override = { id: mentor.id, date: '2026-11-23', token: mentor.token };
    const ranges = [{ start_time: '14:00', end_time: '15:00' }];
    await call(api, operations.putOverride, { ...override, body: { ranges } });
    assert.deepEqual((await replace([])).conflicts, []);
    await call(api, operations.putOverride, { ...override, body: { ranges: [] } });
    assert.equal((await replace([])).conflicts[0]?.session_id, session.id);
  });

  it('changes nothing when one rule of the set is bad, and names the faults of all', async () => {
    const before = await call(api, listAvailabilities, { id: mentor.id });
    const body = {
      availabilities: [
        { day_of_week: 1, start_time: '09:00', end_time: '10:00' },
        { day_of_week: 2, start_time: '10:00', end_time: '09:00' },
        { rrule: 'FREQ=DAILY', start_time: '10:00', end_time: '11:00' },
      ],
    };
    const problem = await refused(
      api,
      createAvailability,
      { token: mentor.token, body },
      422,
      'invalid_request',
    );
    assert.deepEqual(pointers(problem), ['/availabilities/1/end_time', '/availabilities/2/dtstart']);
    const after = await call(api, listAvailabilities, { id: mentor.id });
    assert.deepEqual(after.body, before.body);
  });

  it('refuses what is no list of rules, and more than 100 of them', async () => {
    const rule = { day_of_week: 1, start_time: '09:00', end_time: '10:00' };
    for (const availabilities of [null, 'all', { 0: rule }, [null], [[]], Array(101).fill(rule)]) {
      const options = { token: mentor.token, body: { availabilities } };
      await refused(api, createAvailability, options, 422, 'invalid_request');
    }
    await replace(Array(100).fill(rule));
    await refused(
      api,
      createAvailability,
      { token: mentor.token, body: rule },
      409,
      'too_many_availabilities',
    );
  });

  it('lets an admin replace the set of a mentor she names', async () => {
    const admin = await adminToken();
    const rule = { day_of_week: 3, start_time: '09:00', end_time: '10:00' };
    const { availabilities } = await replace([rule], admin, { mentor_id: mentor.id });
    assert.equal(availabilities[0]?.mentor_id, mentor.id);
    const body = { mentor_id: mentor.id, availabilities: [] };
    await refused(api, createAvailability, { body }, 401, 'unauthenticated');
    await refused(api, createAvailability, { token: await token(), body }, 403, 'forbidden');
  });
});
