import assert from 'node:assert/strict';
import pg from 'pg';
import type { AnySlotList } from '../../../api/contract/any-mentor.ts';
import { operations } from '../../../api/contract/operations.ts';
import { addPartner, call, refused, type TestApi, token, useFreshApi } from '../../support/api.ts';
import { addMentor, bookingAt, type TestMentor } from '../../support/people.ts';
import { book, pointers, type Query } from './scene.ts';

const date = '2026-11-23';

async function list(api: TestApi, query: Query, headers = {}, as?: string): Promise<AnySlotList> {
  const { status, body } = await call(api, operations.listAnySlots, {
    query: { from: date, days: 1, ...query },
    headers,
    ...(as && { token: as }),
  });
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

const freeAt = ({ slots }: AnySlotList, time: string): number | undefined =>
  slots.find((slot) => slot.time === time)?.mentors_free;

const maths = { mentor_subject: 'mathématiques' };

describe('the list of any mentor', () => {
  const api = useFreshApi();
  let ada: TestMentor;
  let ben: TestMentor;
  let student: string;
  const subjects = ['Mathématiques'];

  beforeEach(async () => {
    ada = await addMentor(api, { external_id: 'ada', subjects, hours: [['09:00', '12:00']] });
    ben = await addMentor(api, {
      external_id: 'ben',
      subjects,
      hours: [['11:00', '14:00']],
      durations: [30, 45],
    });
    await addMentor(api, { external_id: 'cleo', subjects: ['Droit'], hours: [['06:00', '20:00']] });
    student = await token();
  });

  it('has the starts of all with the subject, each once, and says how many are free', async () => {
    const found = await list(api, { ...maths, timezone: 'Africa/Nairobi' });
    assert.equal(found.mentors, 2);
    assert.deepEqual(found.durations, [30, 45, 60, 90, 120]);
    assert.equal(found.mentor_timezone, 'Africa/Nairobi');
    const times = found.slots.map(({ time, mentors_free }) => `${time} ${mentors_free}`);
    const alone = ['09:00', '09:30', '10:00', '10:30'].map((time) => `${time} 1`);
    const late = ['12:00', '12:30', '13:00', '13:30'].map((time) => `${time} 1`);
    assert.deepEqual(times, [...alone, '11:00 2', '11:30 2', ...late]);
    assert.equal(found.slots.find(({ time }) => time === '11:00')?.max_duration_minutes, 60);
    assert.doesNotMatch(JSON.stringify(found.slots), /mentor_id|Mentor/);
  });

  it('has only those who offer the duration, and only those of the set', async () => {
    const zone = { timezone: 'Africa/Nairobi' };
    const long = await list(api, { ...maths, ...zone, duration: 45 });
    assert.deepEqual([freeAt(long, '11:00'), freeAt(long, '09:00')], [1, undefined]);
    const set = await list(api, { mentor_ids: `${ada.id}`, ...zone });
    assert.deepEqual([freeAt(set, '11:00'), freeAt(set, '13:00')], [1, undefined]);
  });

  it('changes with bookings, settings and who fits, and is the same list until then', async () => {
    const query = { ...maths, timezone: 'Africa/Nairobi' };
    const ask = (etag = '') =>
      call(api, operations.listAnySlots, {
        query: { from: date, days: 1, ...query },
        headers: { 'If-None-Match': etag },
      });
    const etagOf = async () => (await ask()).headers.get('etag') as string;
    const first = await etagOf();
    assert.equal((await ask(first)).status, 304);

    await book(api, ada, student, '11:00');
    assert.equal(freeAt(await list(api, query), '11:00'), 1);
    assert.notEqual(await etagOf(), first);
    const settings = { token: ben.token, id: ben.id, body: { is_available: false } };
    assert.equal((await call(api, operations.updateMentor, settings)).status, 200);
    assert.equal(freeAt(await list(api, query), '11:00'), undefined);
    const body = { subjects: ['Histoire'] };
    assert.equal(
      (await call(api, operations.updateMentor, { token: ada.token, id: ada.id, body })).status,
      200,
    );
    const none = await list(api, query);
    assert.deepEqual([none.mentors, none.slots.length, none.next_available], [0, 0, null]);
  });

  it('loses the starts that pass, and those inside the notice, as one mentor’s list does', async () => {
    const body = { min_notice_minutes: 60 };
    await call(api, operations.updateMentor, { token: ada.token, id: ada.id, body });
    const query = { ...maths, timezone: 'Africa/Nairobi' };
    await list(api, query);
    api.now = Date.parse(`${date}T09:40:00+03:00`);
    const found = await list(api, query);
    assert.deepEqual(
      found.slots.slice(0, 2).map(({ time, mentors_free }) => [time, mentors_free]),
      [
        ['11:00', 2],
        ['11:30', 2],
      ],
    );
  });

  it('shows a student the slot that she holds, and what she cannot book', async () => {
    const query = { ...maths, timezone: 'Africa/Nairobi' };
    const other = await token({ sub: 's2' });
    const held = await call(api, operations.createHold, {
      token: student,
      id: ada.id,
      body: bookingAt('09:00'),
    });
    assert.equal(held.status, 201);
    assert.equal(freeAt(await list(api, query), '09:00'), undefined);
    assert.equal(freeAt(await list(api, query, {}, other), '09:00'), undefined);
    assert.equal(freeAt(await list(api, query, {}, student), '09:00'), 1);
    assert.equal(freeAt(await list(api, query), '09:00'), undefined, 'nobody else has her list');

    await book(api, ada, student, '11:00');
    const hers = await list(api, query, {}, student);
    assert.equal(hers.slots.find(({ time }) => time === '11:00')?.reason, 'student_busy');
    const adas = await list(api, query, {}, ada.token);
    assert.deepEqual([adas.mentors, freeAt(adas, '09:00')], [1, undefined], 'she is not offered to herself');
    api.now += 6 * 60_000;
    assert.equal(freeAt(await list(api, query), '09:00'), 1, 'the hold has ended');
  });

  it('finds the next date after an empty list', async () => {
    const saturday = await list(api, { ...maths, from: '2026-11-28', days: 2 });
    assert.deepEqual([saturday.slots.length, saturday.next_available], [0, '2026-11-30']);
  });

  it('takes three statements at the most, and one where nothing changed', async () => {
    const query = { ...maths, timezone: 'Africa/Nairobi' };
    const empty = { ...query, from: '2026-11-28' };
    const cold = await statements(() => list(api, query));
    const warm = await statements(() => list(api, query));
    await book(api, ada, student, '09:00');
    const changed = await statements(() => list(api, query));
    const coldEmpty = await statements(() => list(api, empty));
    await book(api, ada, student, '10:00');
    const changedEmpty = await statements(() => list(api, empty));
    assert.deepEqual([cold, warm, changed, coldEmpty, changedEmpty], [2, 1, 2, 3, 3]);
  });

  it('needs the partner where there are several, and refuses what makes no sense', async () => {
    const ask = { query: { ...maths, from: date } };
    await addPartner(api.knex, 'other');
    const problem = await refused(api, operations.listAnySlots, ask, 422, 'invalid_request');
    assert.deepEqual(pointers(problem), ['/partner']);
    assert.equal((await list(api, { ...maths, partner: 'demo' })).mentors, 2);
    assert.equal((await list(api, maths, {}, student)).mentors, 2);
    assert.equal((await list(api, { mentor_ids: `${ada.id},${ben.id}` })).mentors, 2);
    assert.equal((await list(api, { ...maths, partner: 'other' })).mentors, 0);
    const unknown = { query: { ...maths, partner: 'nobody' } };
    await refused(api, operations.listAnySlots, unknown, 404, 'not_found');
    await refused(api, operations.listAnySlots, { query: { mentor_ids: '999' } }, 404, 'not_found');

    const cases: [Query, string][] = [
      [{}, '/mentor_subject'],
      [{ ...maths, mentor_ids: '1' }, '/mentor_subject'],
      [{ mentor_ids: '1,x' }, '/mentor_ids'],
      [{ mentor_ids: Array.from({ length: 501 }, (_, n) => n + 1).join() }, '/mentor_ids'],
      [{ ...maths, days: 63 }, '/days'],
      [{ ...maths, partner: 'demo', from: '2040-01-01' }, '/from'],
    ];
    for (const [query, pointer] of cases) {
      const fault = await refused(api, operations.listAnySlots, { query }, 422, 'invalid_request');
      assert.deepEqual(pointers(fault), [pointer]);
    }
    const odd = { query: { ...maths, partner: 'demo', duration: 31 } };
    await refused(api, operations.listAnySlots, odd, 422, 'invalid_duration');
  });
});

describe('booking any mentor', () => {
  const api = useFreshApi();
  let mentors: TestMentor[];
  let student: string;

  beforeEach(async () => {
    mentors = [];
    for (const external_id of ['ada', 'ben', 'cleo'])
      mentors.push(await addMentor(api, { external_id, subjects: ['Mathématiques'] }));
    student = await token();
  });

  const bookAny = (time: string, as: string, rest: object = maths, headers = {}) =>
    call(api, operations.bookAny, { token: as, body: bookingAt(time, rest), headers });

  it('picks who has the fewest sessions in the week, then the fewest in all', async () => {
    const [ada, ben, cleo] = mentors as [TestMentor, TestMentor, TestMentor];
    await book(api, ada, student, '09:00');
    await book(api, ben, await token({ sub: 's2' }), '09:00');
    // Last week's and next week's do not count, but the fewest in all do among equals.
    await book(api, cleo, student, '09:00', { session_date: '2026-11-30T09:00:00+03:00' });
    const first = await bookAny('12:00', student);
    assert.deepEqual(
      [first.status, first.body.mentor_id, first.body.mentor.name],
      [201, cleo.id, 'Mentor cleo'],
    );
    const second = await bookAny('13:00', student);
    assert.equal(second.body.mentor_id, ada.id, 'one session each; the lowest id of the fewest in all');
  });

  it('goes on until none is free, and then offers what is free of all of them', async () => {
    const booked = new Set<number>();
    for (let n = 0; n < 3; n++)
      booked.add((await bookAny('12:00', await token({ sub: `n${n}` }))).body.mentor_id);
    assert.equal(booked.size, 3);
    const body = bookingAt('12:00', { ...maths, timezone: 'Africa/Nairobi' });
    const problem = await refused(api, operations.bookAny, { token: student, body }, 409, 'slot_taken');
    assert.deepEqual(
      problem.alternatives?.map(({ time }) => time),
      ['11:00', '11:30', '12:30'],
    );
    const held = await refused(api, operations.holdAny, { token: student, body }, 409, 'slot_taken');
    assert.equal(held.alternatives?.length, 3);
  });

  it('books whom the student holds there', async () => {
    const [, , cleo] = mentors as [TestMentor, TestMentor, TestMentor];
    await book(api, cleo, await token({ sub: 's2' }), '15:00');
    const hold = await call(api, operations.createHold, {
      token: student,
      id: cleo.id,
      body: bookingAt('12:00'),
    });
    assert.equal(hold.status, 201);
    assert.equal((await bookAny('12:00', student)).body.mentor_id, cleo.id);
    const any = await call(api, operations.holdAny, { token: student, body: bookingAt('13:00', maths) });
    assert.deepEqual(any.body.mentor, { id: any.body.mentor_id, name: any.body.mentor.name });
    assert.equal((await bookAny('13:00', student)).body.mentor_id, any.body.mentor_id);
  });

  it('answers the same key again, and never picks her who books', async () => {
    const headers = { 'Idempotency-Key': 'one' };
    const first = await bookAny('12:00', student, maths, headers);
    const again = await bookAny('12:00', student, maths, headers);
    assert.equal(again.body.id, first.body.id);
    assert.equal(again.headers.get('idempotency-replayed'), 'true');
    const busy = await bookAny('12:00', student, maths, { 'Idempotency-Key': 'two' });
    assert.deepEqual([busy.status, (busy.body as unknown as { code: string }).code], [409, 'student_busy']);

    const [ada, ben, cleo] = mentors as [TestMentor, TestMentor, TestMentor];
    const sets: [number[], number, string][] = [
      [[ada.id], 403, 'own_session'],
      [[999], 404, 'not_found'],
    ];
    for (const [mentor_ids, status, code] of sets) {
      const body = bookingAt('12:00', { mentor_ids });
      await refused(api, operations.bookAny, { token: ada.token, body }, status, code as 'not_found');
    }
    const picked = new Set<number>();
    for (const time of ['09:00', '10:00', '11:00'])
      picked.add((await bookAny(time, ada.token)).body.mentor_id);
    assert.deepEqual(picked, new Set([ben.id, cleo.id]));
    const { status } = await call(api, operations.bookAny, { body: bookingAt('12:00', maths) });
    assert.equal(status, 401);
  });

  it('says why none can be booked, and what is wrong with the request', async () => {
    const cases: [object, number, string][] = [
      [{ session_date: '2026-11-22T12:00:00+03:00' }, 422, 'in_past'],
      [{ session_date: '2027-11-22T12:00:00+03:00' }, 422, 'too_far'],
      [{ session_date: '9999-12-31T23:59:00Z' }, 422, 'too_far'],
      [{ session_date: '2026-11-23T20:00:00+03:00' }, 422, 'outside_availability'],
      [{ duration_minutes: 31 }, 422, 'invalid_duration'],
      [{ mentor_subject: 'Chimie' }, 404, 'not_found'],
      [{ mentor_ids: [1] }, 422, 'invalid_request'],
      [{ mentor_subject: undefined }, 422, 'invalid_request'],
      [{ mentor_subject: undefined, mentor_ids: [] }, 422, 'invalid_request'],
      [{ subject: ' ' }, 422, 'invalid_request'],
    ];
    for (const [rest, status, code] of cases) {
      const body = bookingAt('12:00', { ...maths, ...rest });
      await refused(api, operations.bookAny, { token: student, body }, status, code as 'in_past');
    }
    for (const { id, token: hers } of mentors) {
      await call(api, operations.updateMentor, { token: hers, id, body: { is_available: false } });
    }
    const body = bookingAt('12:00', maths);
    await refused(api, operations.bookAny, { token: student, body }, 409, 'mentor_unavailable');
  });
});

/** How many statements the API in this process sends meanwhile. */
async function statements(work: () => Promise<unknown>): Promise<number> {
  const { query } = pg.Client.prototype;
  let count = 0;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    count += 1;
    return Reflect.apply(query, this, args);
  } as typeof query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return count;
}
