import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { inTransaction } from '../../../api/database/in-transaction.ts';
import { takeMentorsTurn } from '../../../api/database/turns.ts';
import { token } from '../../support/api.ts';
import { addMentor, bookingAt, type TestMentor } from '../../support/people.ts';
import { assertMailQueued, outcome, studentTokens, tally } from './ledger.ts';
import { useTwoApis } from './two-apis.ts';

const { bookAny, bookSession, holdAny } = operations;
const maths = { mentor_subject: 'Mathématiques' };

describe('bookings of any mentor that race', () => {
  const { api, apiOf } = useTwoApis(assertMailQueued);
  let mentors: TestMentor[];

  beforeEach(async () => {
    mentors = [];
    for (const external_id of ['ada', 'ben', 'cleo']) {
      mentors.push(await addMentor(api, { external_id, subjects: [maths.mentor_subject] }));
    }
  });

  const mentorsAt = async (time: string): Promise<number[]> => {
    const rows = await api.knex('mentor_session').where('starts_at', `2026-11-23T${time}:00+03:00`);
    return rows.map(({ mentor_id }) => mentor_id).sort();
  };

  it('gives the three mentors of a start to three of 40 students', async () => {
    const students = await studentTokens(40);
    const body = bookingAt('12:00', maths);
    const outcomes = await Promise.all(
      students.map((student, index) =>
        outcome(apiOf(index), bookAny, {
          token: student,
          body,
          headers: index % 3 === 0 ? { 'Idempotency-Key': `k${index}` } : {},
        }),
      ),
    );
    assert.deepEqual(tally(outcomes), { '201': 3, '409 slot_taken': 37 });
    assert.deepEqual(
      await mentorsAt('12:00'),
      mentors.map(({ id }) => id),
    );
  });

  it('lets bookings of any, bookings of one and holds meet without a deadlock', async () => {
    const students = await studentTokens(36);
    const body = bookingAt('12:00', maths);
    const outcomes = await Promise.all(
      students.map((student, index) => {
        const options = { token: student, body };
        if (index % 3 === 0) return outcome(apiOf(index), bookAny, options);
        if (index % 3 === 1) return outcome(apiOf(index), holdAny, options);
        const { id } = mentors[index % mentors.length] as TestMentor;
        return outcome(apiOf(index), bookSession, { ...options, id, body: bookingAt('12:00') });
      }),
    );
    const counts = tally(outcomes);
    assert.equal(counts['201'], 3, JSON.stringify(counts));
    for (const { status } of outcomes) assert.ok(status === 201 || status === 409, JSON.stringify(counts));
    const held = (await api.knex('slot_hold')).length;
    assert.equal((await mentorsAt('12:00')).length + held, 3);
  });

  it('books and holds at two starts at once for one student', async () => {
    const student = await token();
    const times = ['09:00', '10:00', '11:00', '12:00'];
    const outcomes = await Promise.all(
      times.map((time, index) =>
        outcome(apiOf(index), index % 2 ? holdAny : bookAny, {
          token: student,
          body: bookingAt(time, maths),
        }),
      ),
    );
    assert.deepEqual(tally(outcomes), { '201': 4 });
  });

  it('lets go of a turn that it took in a try that failed', async () => {
    const turns = await inTransaction(api.knex, async (trx) => {
      await trx.raw('SAVEPOINT one_mentor');
      await takeMentorsTurn(trx, 1);
      const count = async () =>
        (await trx.raw(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()`))
          .rowCount;
      const taken = await count();
      await trx.raw('ROLLBACK TO SAVEPOINT one_mentor');
      return [taken, await count()];
    });
    assert.deepEqual(turns, [1, 0]);
  });
});
