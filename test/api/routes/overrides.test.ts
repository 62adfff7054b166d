import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { addPartner, call, refused, token, useApi } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { adminToken, pointers, timesOn } from './scene.ts';

const { deleteOverride, listOverrides, putOverride } = operations;

const date = '2026-11-23';
const evening = { ranges: [{ start_time: '18:00', end_time: '19:00' }] };

describe('overrides of single dates', () => {
  const api = useApi();
  let mentor: TestMentor;

  const put = async (on: string, body: object, as = mentor.token) => {
    const reply = await call(api, putOverride, { id: mentor.id, date: on, token: as, body });
    assert.equal(reply.status, 200, JSON.stringify(reply.body));
    return reply.body;
  };

  before(async () => {
    await addPartner(api.knex, 'other');
    mentor = await addMentor(api);
  });

  it('replaces the rules of its date, and another put replaces the first', async () => {
    assert.deepEqual(await put(date, evening), { date, ...evening });
    assert.deepEqual(await timesOn(api, mentor, date), ['18:00', '18:30']);
    assert.equal((await timesOn(api, mentor, '2026-11-24')).length, 16);
    const two = {
      ranges: [
        { start_time: '08:00', end_time: '08:30' },
        { start_time: '23:30', end_time: '24:00' },
      ],
    };
    await put(date, two);
    assert.deepEqual(await timesOn(api, mentor, date), ['08:00', '23:30']);
  });

  it('closes a date by an empty list', async () => {
    await put(date, { ranges: [] });
    assert.deepEqual(await timesOn(api, mentor, date), []);
  });

  it('opens a date on which no rule falls', async () => {
    await put('2026-11-28', evening, await adminToken());
    assert.deepEqual(await timesOn(api, mentor, '2026-11-28'), ['18:00', '18:30']);
  });

  it('lets the rules hold again once it is deleted', async () => {
    await put(date, { ranges: [] });
    const removed = await call(api, deleteOverride, { id: mentor.id, date, token: mentor.token });
    assert.equal(removed.status, 204);
    assert.equal((await timesOn(api, mentor, date)).length, 16);
    await refused(api, deleteOverride, { id: mentor.id, date, token: mentor.token }, 404, 'not_found');
  });

  it('lists overrides by date, from today on unless asked otherwise, both ends included', async () => {
    const { id, token: as } = await addMentor(api, { external_id: 'm2' });
    for (const on of ['2026-12-01', '2026-11-20', '2026-11-23', '2028-01-01']) {
      await call(api, putOverride, { id, date: on, token: as, body: { ranges: [] } });
    }
    const dates = async (query: Record<string, string> = {}) => {
      const { body } = await call(api, listOverrides, { id, query });
      return body.overrides.map((override) => override.date);
    };
    assert.deepEqual(await dates(), ['2026-11-23', '2026-12-01']);
    assert.deepEqual(await dates({ from: '2026-11-20', to: '2026-11-23' }), ['2026-11-20', '2026-11-23']);
    assert.deepEqual(await dates({ to: '2030-01-01' }), ['2026-11-23', '2026-12-01', '2028-01-01']);
    assert.deepEqual(await dates({ from: '2026-12-02', to: '2026-12-01' }), []);
  });

  it('refuses dates that do not exist, with a pointer', async () => {
    for (const bad of ['2026-02-30', '2026-13-01', 'tomorrow', '0000-01-01', '2026-1-1', '9999-12-31']) {
      const put = { id: mentor.id, date: bad, token: mentor.token, body: evening };
      assert.deepEqual(pointers(await refused(api, putOverride, put, 422, 'invalid_request')), ['/date']);
      await refused(api, deleteOverride, put, 422, 'invalid_request');
    }
    for (const [name, value] of [
      ['from', '2026-02-30'],
      ['to', '2026-11'],
      ['from', '9999-12-31'],
      ['to', '0000-00-00'],
    ] as const) {
      const options = { id: mentor.id, query: { [name]: value } };
      const problem = await refused(api, listOverrides, options, 422, 'invalid_request');
      assert.deepEqual(pointers(problem), [`/${name}`]);
    }
  });

  it('refuses ranges that are none, all faults at once', async () => {
    for (const [body, expected] of [
      [{}, ['/ranges']],
      [{ ranges: null }, ['/ranges']],
      [{ ranges: [{ start_time: '10:00' }, 'x'] }, ['/ranges/0/end_time', '/ranges/1']],
      [
        {
          ranges: [
            { start_time: '10:00', end_time: '09:00' },
            { start_time: '10:00', end_time: '10:00' },
          ],
        },
        ['/ranges/0/end_time', '/ranges/1/end_time'],
      ],
      [{ ranges: Array(25).fill(evening.ranges[0]) }, ['/ranges']],
    ] as const) {
      const options = { id: mentor.id, date, token: mentor.token, body };
      const problem = await refused(api, putOverride, options, 422, 'invalid_request');
      assert.deepEqual(pointers(problem), expected);
    }
  });

  it('is nobody else’s: 401, 403 and 404', async () => {
    const options = { id: mentor.id, date, body: evening };
    const other = await addMentor(api, { external_id: 'm3' });
    for (const operation of [putOverride, deleteOverride]) {
      await refused(api, operation, options, 401, 'unauthenticated');
      await refused(api, operation, { ...options, token: await token() }, 403, 'forbidden');
      await refused(api, operation, { ...options, token: other.token }, 403, 'forbidden');
      await refused(api, operation, { ...options, token: await adminToken('other') }, 404, 'not_found');
      await refused(api, operation, { ...options, id: 999, token: mentor.token }, 404, 'not_found');
    }
    await refused(api, listOverrides, { id: 999 }, 404, 'not_found');
    await refused(api, listOverrides, { id: mentor.id, token: await adminToken('other') }, 404, 'not_found');
  });
});
