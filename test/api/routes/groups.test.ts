import assert from 'node:assert/strict';
import type { RuleInput } from '../../../api/contract/availability.ts';
import { operations } from '../../../api/contract/operations.ts';
import { call, monday, refused, token, useApi } from '../../support/api.ts';
import { addMentor, bookingAt, type TestMentor } from '../../support/people.ts';
import { assertSound } from '../races/ledger.ts';
import { book, type Query } from './scene.ts';

describe('groups and places', () => {
  const api = useApi();
  let mentor: TestMentor;
  let count = 0;
  let students: string[];

  const room = { capacity: 3, mode: 'in_person', place: 'Room 12' } as const;
  const onMonday = (start_time: string, end_time: string, kind: Partial<RuleInput> = {}): RuleInput => ({
    day_of_week: 0,
    start_time,
    end_time,
    ...kind,
  });
  const set = async (...availabilities: RuleInput[]) => {
    const reply = await call(api, operations.createAvailability, {
      token: mentor.token,
      body: { availabilities },
    });
    assert.equal(reply.status, 201, JSON.stringify(reply.body));
    return reply.body;
  };
  const slots = async (query: Query = {}, student?: string): Promise<string[]> => {
    const { body } = await call(api, operations.listSlots, {
      id: mentor.id,
      token: student,
      query: { from: '2026-11-23', days: 1, duration: 60, ...query },
    });
    return body.slots.map(({ time, available, capacity, places_left, mode, place }) =>
      [time, capacity && `${places_left}/${capacity}`, mode, place, available || 'busy']
        .filter((part) => part && part !== true)
        .join(' '),
    );
  };
  const hour = { duration_minutes: 60 };
  const of = (index: number): string => students[index] as string;

  beforeEach(async () => {
    api.now = monday;
    count++;
    mentor = await addMentor(api, {
      external_id: `m${count}`,
      days: [],
      slot_step_minutes: 60,
      durations: [60, 120],
    });
    students = await Promise.all([0, 1, 2, 3].map((index) => token({ sub: `s${count}-${index}` })));
    await set(onMonday('09:00', '11:00', room), onMonday('14:00', '15:00', { mode: 'phone' }));
  });

  it('share a start up to its capacity, each student in a seat of her own', async () => {
    assert.deepEqual(await slots(), [
      '09:00 3/3 in_person Room 12',
      '10:00 3/3 in_person Room 12',
      '14:00 phone',
    ]);
    const first = await book(api, mentor, of(0), '09:00', hour);
    assert.deepEqual(
      { mode: first.mode, place: first.place, capacity: first.capacity },
      { mode: 'in_person', place: 'Room 12', capacity: 3 },
    );
    const second = await book(api, mentor, of(1), '09:00', hour);
    assert.ok(first.group_id !== null && second.group_id === first.group_id);
    assert.deepEqual((await slots()).slice(0, 1), ['09:00 1/3 in_person Room 12']);
    assert.deepEqual((await slots({}, of(0))).slice(0, 1), ['09:00 1/3 in_person Room 12 busy']);
    assert.deepEqual(await slots({ duration: 120 }), [], 'of another length nothing is left');
    await refused(
      api,
      operations.bookSession,
      { id: mentor.id, token: of(0), body: bookingAt('09:00', hour) },
      409,
      'student_busy',
    );
    await book(api, mentor, of(2), '09:00', hour);
    assert.deepEqual(await slots(), ['10:00 3/3 in_person Room 12', '14:00 phone']);
    const full = await refused(
      api,
      operations.bookSession,
      { id: mentor.id, token: of(3), body: bookingAt('09:00', hour) },
      409,
      'slot_taken',
    );
    assert.deepEqual(
      full.alternatives
        ?.slice(0, 2)
        .map(({ time, places_left, place, mode }) => [time, places_left, place, mode]),
      [
        ['10:00', 3, 'Room 12', 'in_person'],
        ['14:00', undefined, undefined, 'phone'],
      ],
    );

    await call(api, operations.cancelSession, { id: second.id, token: of(1), body: {} });
    assert.deepEqual((await slots()).slice(0, 1), ['09:00 1/3 in_person Room 12']);
    await book(api, mentor, of(3), '09:00', hour);
    const seats = await api
      .knex('mentor_session')
      .where({ group_id: first.group_id, status: 'scheduled' })
      .orderBy('seat')
      .pluck('seat');
    assert.deepEqual(seats, [1, 2, 3], 'the seat that came free is taken again');
    await assertSound(api.knex);
  });

  it('give their time back once nobody is left, and tell no student of another', async () => {
    const first = await book(api, mentor, of(0), '09:00', hour);
    const other = await book(api, mentor, of(1), '09:00', hour);
    const { body } = await call(api, operations.listSessions, { token: of(0) });
    assert.deepEqual(
      body.sessions.map(({ id }) => id),
      [first.id],
    );
    await refused(api, operations.getSession, { id: other.id, token: of(0) }, 404, 'not_found');
    assert.deepEqual(await slots({ duration: 120 }), []);
    for (const [session, student] of [
      [first, of(0)],
      [other, of(1)],
    ] as const) {
      await call(api, operations.cancelSession, { id: session.id, token: student, body: {} });
    }
    assert.deepEqual(await slots({ duration: 120 }), ['09:00 3/3 in_person Room 12']);
  });

  it('are cancelled at once by the mentor alone, and each student is told', async () => {
    const sessions = [
      await book(api, mentor, of(0), '09:00', hour),
      await book(api, mentor, of(1), '09:00', hour),
      await book(api, mentor, of(2), '10:00', hour),
    ];
    const [first] = sessions;
    const body = { scope: 'group', reason: 'Ill' };
    await refused(
      api,
      operations.cancelSession,
      { id: first?.id ?? 0, token: of(0), body },
      403,
      'forbidden',
    );
    await refused(
      api,
      operations.cancelSession,
      { id: first?.id ?? 0, token: of(1), body },
      404,
      'not_found',
    );
    const reply = await call(api, operations.cancelSession, {
      id: first?.id ?? 0,
      token: mentor.token,
      body,
    });
    assert.deepEqual([reply.status, reply.body.id, reply.body.status], [200, first?.id, 'cancelled']);
    const rows = await api
      .knex('mentor_session as s')
      .where({ 's.mentor_id': mentor.id })
      .orderBy('s.id')
      .select(
        's.status',
        's.cancel_reason',
        api.knex.raw(`(SELECT count(*)::int FROM message m WHERE m.session_id = s.id
          AND m.event = 'session_cancelled' AND m.person_id = s.student_id) AS told`),
        api.knex.raw(`(SELECT count(*)::int FROM audit_entry a WHERE a.subject = 'session' AND a.subject_id = s.id
          AND a.changes ->> 'status' LIKE '%cancelled%') AS audited`),
      );
    assert.deepEqual(
      rows.map(({ status, cancel_reason, told, audited }) => [status, cancel_reason, told, audited]),
      [
        ['cancelled', 'Ill', 1, 1],
        ['cancelled', 'Ill', 1, 1],
        ['scheduled', null, 0, 0],
      ],
    );
    await refused(
      api,
      operations.cancelSession,
      { id: first?.id ?? 0, token: mentor.token, body },
      409,
      'not_scheduled',
    );
    await assertSound(api.knex);
  });

  it('are joined and left by moving', async () => {
    await book(api, mentor, of(0), '09:00', hour);
    const alone = await book(api, mentor, of(1), '14:00', hour);
    const move = (id: number, student: string, time: string) =>
      call(api, operations.rescheduleSession, {
        id,
        token: student,
        body: { session_date: bookingAt(time).session_date },
      });
    const { body: joined } = await move(alone.id, of(1), '09:00');
    assert.deepEqual([joined.mode, joined.place, joined.capacity], ['in_person', 'Room 12', 3]);
    assert.equal((await slots())[0], '09:00 1/3 in_person Room 12');
    const { body: left } = await move(alone.id, of(1), '14:00');
    assert.deepEqual([left.mode, left.place, left.capacity, left.group_id], ['phone', null, null, null]);
    assert.equal((await slots())[0], '09:00 2/3 in_person Room 12');
    await assertSound(api.knex);
  });

  it('are held a place at a time', async () => {
    const hold = (index: number, time = '09:00') =>
      call(api, operations.createHold, { id: mentor.id, token: of(index), body: bookingAt(time, hour) });
    await book(api, mentor, of(0), '09:00', hour);
    assert.equal((await hold(1)).status, 201);
    assert.equal((await slots())[0], '09:00 1/3 in_person Room 12');
    assert.equal((await slots({}, of(1)))[0], '09:00 2/3 in_person Room 12', 'her own hold does not count');
    assert.equal((await hold(2)).status, 201);
    assert.equal((await slots())[0], '10:00 3/3 in_person Room 12');
    await refused(
      api,
      operations.bookSession,
      { id: mentor.id, token: of(3), body: bookingAt('09:00', hour) },
      409,
      'slot_held',
    );
    api.now += 6 * 60_000;
    assert.equal((await slots())[0], '09:00 2/3 in_person Room 12', 'the kept answer ends with the holds');
    api.now = monday;
    await book(api, mentor, of(2), '09:00', hour);
  });

  it('cancel nobody when their capacity falls, and tell who is beyond it', async () => {
    const { body: listed } = await call(api, operations.listAvailabilities, { id: mentor.id });
    const [rule] = listed.availabilities;
    assert.ok(rule);
    await book(api, mentor, of(0), '09:00', hour);
    const beyond = await book(api, mentor, of(1), '09:00', hour);
    const change = (body: object) =>
      call(api, operations.updateAvailability, { id: rule.id, token: mentor.token, body });
    const wider = await change({ capacity: 5 });
    assert.deepEqual([wider.body.capacity, wider.body.place, wider.body.conflicts], [5, 'Room 12', []]);
    assert.equal((await slots())[0], '09:00 3/5 in_person Room 12');
    const narrow = await change({ capacity: 1, place: null });
    assert.deepEqual(
      narrow.body.conflicts.map(({ session_id }) => session_id),
      [beyond.id],
    );
    assert.deepEqual(await slots(), ['10:00 in_person', '14:00 phone']);
  });

  it('keep their guards when the buffer changes', async () => {
    await book(api, mentor, of(0), '09:00', hour);
    await book(api, mentor, of(1), '09:00', hour);
    await book(api, mentor, of(2), '10:00', hour);
    const change = (buffer_minutes: number) =>
      call(api, operations.updateMentor, { id: mentor.id, token: mentor.token, body: { buffer_minutes } });
    assert.equal((await change(15)).status, 200);
    const guards = await api
      .knex('mentor_session')
      .where({ mentor_id: mentor.id })
      .orderBy('id')
      .pluck('guarded_until');
    assert.deepEqual(
      guards.map((guard: Date) => guard.toISOString().slice(11, 16)),
      ['07:00', '07:00', '08:15'],
    );
  });

  it('are filtered by how they are held, the next free date too', async () => {
    assert.deepEqual(await slots({ mode: 'phone' }), ['14:00 phone']);
    const { body } = await call(api, operations.listSlots, {
      id: mentor.id,
      query: { from: '2026-11-24', days: 1, mode: 'online' },
    });
    assert.deepEqual([body.slots, body.next_available], [[], null]);
    await refused(
      api,
      operations.listSlots,
      { id: mentor.id, query: { mode: 'pigeon' } },
      422,
      'invalid_request',
    );
  });

  it('are refused where they make no sense', async () => {
    for (const [kind, pointer] of [
      [{ capacity: 0 }, '/capacity'],
      [{ capacity: 501 }, '/capacity'],
      [{ mode: 'pigeon' }, '/mode'],
      [{ place: 'x'.repeat(501) }, '/place'],
    ] as const) {
      const body = onMonday('09:00', '10:00', kind as object);
      const problem = await refused(
        api,
        operations.createAvailability,
        { token: mentor.token, body },
        422,
        'invalid_request',
      );
      assert.deepEqual(
        problem.errors?.map((fault) => fault.pointer),
        [pointer],
      );
    }
  });
});
