import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { addPartner, call, refused, startApi, token, useFreshApi } from '../../support/api.ts';
import { addMentor, bookingAt, type TestMentor } from '../../support/people.ts';
import { outcome, studentTokens, tally } from '../races/ledger.ts';
import { adminToken, book, pointers, timesOn } from './scene.ts';

describe('a mentor who is away', () => {
  const api = useFreshApi();
  let ada: TestMentor;
  let ben: TestMentor;
  let student: string;

  beforeEach(async () => {
    ada = await addMentor(api, { external_id: 'ada' });
    ben = await addMentor(api, { external_id: 'ben' });
    student = await token();
  });

  const set = async ({ id, token: hers }: TestMentor, body: object) => {
    const { status, body: answer } = await call(api, operations.updateMentor, { token: hers, id, body });
    assert.equal(status, 200, JSON.stringify(answer));
  };

  const listOf = async ({ id }: TestMentor) =>
    (await call(api, operations.listSlots, { id, query: { from: '2026-11-23', days: 7 } })).body;

  it('has no starts until she is back, and names who stands in', async () => {
    const kept = await book(api, ada, student, '09:00');
    await set(ada, { paused_until: '2026-11-26', stand_in_mentor_id: ben.id });
    const list = await listOf(ada);
    assert.equal(list.slots[0]?.datetime, '2026-11-26T09:00:00+03:00');
    assert.equal(list.paused_until, '2026-11-26');
    assert.deepEqual(list.stand_in, { mentor_id: ben.id, name: 'Mentor ben' });
    const { body: session } = await call(api, operations.getSession, { token: student, id: kept.id });
    assert.equal(session.status, 'scheduled');

    const wanted = { token: student, id: ada.id, body: bookingAt('12:00') };
    for (const operation of [operations.bookSession, operations.createHold]) {
      const problem = await refused(
        api,
        operation as typeof operations.bookSession,
        wanted,
        409,
        'mentor_paused',
      );
      assert.deepEqual(problem.stand_in, list.stand_in);
      assert.deepEqual([problem.until, problem.until_date], ['2026-11-26T00:00:00+03:00', '2026-11-26']);
      assert.equal(problem.alternatives?.[0]?.date, '2026-11-26');
    }
    const shown = (await call(api, operations.getMentor, { id: ada.id })).body;
    assert.deepEqual([shown.paused_until, shown.stand_in_mentor_id], ['2026-11-26', ben.id]);

    // Whoever takes no bookings is not offered, and a new name is told.
    await set(ben, { name: 'Benedikt' });
    assert.equal((await listOf(ada)).stand_in?.name, 'Benedikt');
    await set(ben, { is_available: false });
    assert.equal((await listOf(ada)).stand_in, undefined);
    await set(ada, { paused_until: null });
    assert.deepEqual(
      [(await listOf(ada)).paused_until, (await timesOn(api, ada, '2026-11-24')).length],
      [undefined, 16],
    );
  });

  it('comes back by herself', async () => {
    await set(ada, { paused_until: '2026-11-24' });
    assert.deepEqual(await timesOn(api, ada, '2026-11-23'), []);
    assert.equal((await listOf(ada)).paused_until, '2026-11-24');
    api.now = Date.parse('2026-11-24T00:00:00+03:00');
    assert.equal((await listOf(ada)).paused_until, undefined);
  });

  it('has no stand-in of another partner, nor herself, nor one for whom she stands in', async () => {
    const cleo = await addMentor(api, { external_id: 'cleo' });
    await set(ada, { stand_in_mentor_id: ben.id });
    await set(ben, { stand_in_mentor_id: cleo.id });
    await addPartner(api.knex, 'other');
    const stranger = await call(api, operations.createMentor, {
      token: await adminToken('other'),
      body: { external_id: 'x', name: 'X', email: 'x@example.edu', timezone: 'Africa/Nairobi' },
    });
    for (const id of [cleo.id, ada.id, stranger.body.id, 999]) {
      const body = { stand_in_mentor_id: id === cleo.id ? ada.id : id };
      const who = id === cleo.id ? cleo : ada;
      const problem = await refused(
        api,
        operations.updateMentor,
        { token: who.token, id: who.id, body },
        422,
        'invalid_request',
      );
      assert.deepEqual(pointers(problem), ['/stand_in_mentor_id']);
    }
  });

  it('lets two who name each other at once not both succeed', async () => {
    const name = (one: TestMentor, other: TestMentor) =>
      call(api, operations.updateMentor, {
        token: one.token,
        id: one.id,
        body: { stand_in_mentor_id: other.id },
      });
    for (let round = 0; round < 5; round++) {
      const replies = await Promise.all([name(ada, ben), name(ben, ada)]);
      assert.deepEqual(replies.map(({ status }) => status).sort(), [200, 422]);
      for (const mentor of [ada, ben]) await set(mentor, { stand_in_mentor_id: null });
    }
  });

  it('sends 20 students to her stand-in, whose slot one of them gets', async () => {
    const second = await startApi({ databaseUrl: api.databaseUrl });
    try {
      await set(ada, { paused_until: '2026-12-07', stand_in_mentor_id: ben.id });
      const students = await studentTokens(20);
      const body = bookingAt('12:00');
      const outcomes = await Promise.all(
        students.map(async (as, index) => {
          const server = index % 2 ? api : second;
          const away = await refused(
            server,
            operations.bookSession,
            { token: as, id: ada.id, body },
            409,
            'mentor_paused',
          );
          const id = away.stand_in?.mentor_id as number;
          return outcome(server, operations.bookSession, { token: as, id, body });
        }),
      );
      assert.deepEqual(tally(outcomes), { '201': 1, '409 slot_taken': 19 });
    } finally {
      await second.stop();
    }
  });
});
