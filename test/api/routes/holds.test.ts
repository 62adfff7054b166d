import assert from 'node:assert/strict';
import { type Operation, operations } from '../../../api/contract/operations.ts';
import type { Hold } from '../../../api/contract/slot.ts';
import { addPartner, call, monday, refused, token, useApi } from '../../support/api.ts';
import { addMentor, bookingAt, type TestMentor } from '../../support/people.ts';
import { pointers, timesOn } from './scene.ts';

const { bookSession, createHold, deleteHold } = operations;

const holdAt = (time: string, duration_minutes = 30) => ({
  session_date: `2026-11-23T${time}:00+03:00`,
  duration_minutes,
});

describe('holding a slot', () => {
  const api = useApi();
  let mentor: TestMentor;
  let anna: string;
  let ben: string;
  let count = 0;

  const hold = async (as: string, time: string, at = mentor): Promise<Hold> => {
    const { status, body } = await call(api, createHold, { id: at.id, token: as, body: holdAt(time) });
    assert.equal(status, 201, JSON.stringify(body));
    return body;
  };
  const isListed = async (time: string, as?: string) =>
    (await timesOn(api, mentor, '2026-11-23', as ? { token: as } : {})).includes(time);

  before(async () => {
    await addPartner(api.knex, 'other');
  });
  beforeEach(async () => {
    api.now = monday;
    mentor = await addMentor(api, { external_id: `m${++count}` });
    anna = await token({ sub: `anna-${count}` });
    ben = await token({ sub: `ben-${count}` });
  });

  it('hides the slot from everyone but its owner', async () => {
    const { id, ...rest } = await hold(anna, '10:00');
    assert.ok(id > 0);
    assert.deepEqual(rest, {
      mentor_id: mentor.id,
      mentor: { id: mentor.id, name: 'Mentor m1' },
      session_date: '2026-11-23T07:00:00+00:00',
      duration_minutes: 30,
      expires_at: '2026-11-23T05:05:00+00:00',
    });
    assert.deepEqual(
      [await isListed('10:00'), await isListed('10:00', ben), await isListed('10:00', anna)],
      [false, false, true],
    );
  });

  it('is replaced by the student’s next hold, at another mentor too', async () => {
    const first = await hold(anna, '10:00');
    const second = await hold(anna, '11:00');
    assert.notEqual(first.id, second.id);
    assert.deepEqual([await isListed('10:00'), await isListed('11:00')], [true, false]);
    await refused(api, deleteHold, { id: first.id, token: anna }, 404, 'not_found');
    const elsewhere = await addMentor(api, { external_id: `m${count}-b` });
    await hold(anna, '10:00', elsewhere);
    assert.equal(await isListed('11:00'), true);
  });

  it('expires by itself', async () => {
    const { expires_at } = await hold(anna, '10:00');
    api.now = Date.parse(expires_at) - 1;
    assert.equal(await isListed('10:00'), false);
    api.now = Date.parse(expires_at);
    assert.equal(await isListed('10:00'), true);
    await hold(ben, '10:00');
    const late = { id: mentor.id, token: anna, body: bookingAt('10:00') };
    await refused(api, bookSession, late, 409, 'slot_held');
  });

  it('keeps others from booking and holding, and offers them alternatives', async () => {
    await hold(anna, '10:00');
    for (const [operation, body] of [
      [bookSession, bookingAt('10:00')],
      [createHold, holdAt('10:00')],
      [bookSession, bookingAt('09:30', { duration_minutes: 60 })],
    ] as const) {
      const options = { id: mentor.id, token: ben, body };
      const problem = await refused(api, operation as Operation, options, 409, 'slot_held');
      assert.equal(problem.alternatives?.length, 3);
      assert.ok(problem.alternatives.every(({ time }) => time !== '10:00'));
    }
  });

  it('tells slot_taken, not slot_held, where a session stands too', async () => {
    assert.equal(
      (await call(api, bookSession, { id: mentor.id, token: ben, body: bookingAt('10:00') })).status,
      201,
    );
    await hold(anna, '10:30');
    const both = bookingAt('10:00', { duration_minutes: 60 });
    const options = { id: mentor.id, token: await token({ sub: 'carl' }), body: both };
    await refused(api, bookSession, options, 409, 'slot_taken');
  });

  it('lets its owner book, with or without naming it, and is gone then', async () => {
    const { id } = await hold(anna, '10:00');
    const body = bookingAt('10:00', { hold_id: id });
    assert.equal((await call(api, bookSession, { id: mentor.id, token: anna, body })).status, 201);
    await refused(api, deleteHold, { id, token: anna }, 404, 'not_found');
    await hold(ben, '12:00');
    const unnamed = { id: mentor.id, token: ben, body: bookingAt('12:00') };
    assert.equal((await call(api, bookSession, unnamed)).status, 201);
  });

  it('does not open a slot to somebody who names another’s hold', async () => {
    const { id } = await hold(anna, '10:00');
    const body = bookingAt('10:00', { hold_id: id });
    await refused(api, bookSession, { id: mentor.id, token: ben, body }, 409, 'slot_held');
  });

  it('does not stand in the way of a booking once it has expired', async () => {
    const { id } = await hold(anna, '10:00');
    api.now = monday + 6 * 60_000;
    const options = { id: mentor.id, token: ben, body: bookingAt('10:00') };
    assert.equal((await call(api, bookSession, options)).status, 201);
    const late = { id: mentor.id, token: anna, body: bookingAt('10:00', { hold_id: id }) };
    await refused(api, bookSession, late, 409, 'slot_taken');
  });

  it('is let go by its owner only', async () => {
    const { id } = await hold(anna, '10:00');
    await refused(api, deleteHold, { id }, 401, 'unauthenticated');
    await refused(api, deleteHold, { id, token: ben }, 404, 'not_found');
    await refused(api, deleteHold, { id, token: mentor.token }, 404, 'not_found');
    await refused(api, deleteHold, { id: '99999999999999999999', token: anna }, 404, 'not_found');
    assert.equal((await call(api, deleteHold, { id, token: anna })).status, 204);
    assert.equal(await isListed('10:00'), true);
    await refused(api, deleteHold, { id, token: anna }, 404, 'not_found');
  });

  it('follows the rules of a booking', async () => {
    const options = { id: mentor.id, token: anna };
    await refused(
      api,
      createHold,
      { ...options, token: undefined, body: holdAt('10:00') },
      401,
      'unauthenticated',
    );
    await refused(api, createHold, { ...options, id: 999, body: holdAt('10:00') }, 404, 'not_found');
    const foreign = await token({ partner: 'other' });
    await refused(api, createHold, { ...options, token: foreign, body: holdAt('10:00') }, 404, 'not_found');
    await refused(
      api,
      createHold,
      { ...options, token: mentor.token, body: holdAt('10:00') },
      403,
      'own_session',
    );
    await refused(api, createHold, { ...options, body: holdAt('10:10') }, 422, 'outside_availability');
    await refused(api, createHold, { ...options, body: holdAt('07:00') }, 422, 'in_past');
    await refused(api, createHold, { ...options, body: holdAt('10:00', 45) }, 422, 'invalid_duration');
    const far = { session_date: '2027-11-22T09:00:00+03:00', duration_minutes: 30 };
    await refused(api, createHold, { ...options, body: far }, 422, 'too_far');
    const problem = await refused(api, createHold, { ...options, body: {} }, 422, 'invalid_request');
    assert.deepEqual(pointers(problem), ['/duration_minutes', '/session_date']);
  });
});
