import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { call, token } from '../../support/api.ts';
import { addMentor, bookingAt, type TestMentor } from '../../support/people.ts';
import { assertMailQueued, liveSessions, outcome, studentTokens, tally } from './ledger.ts';
import { useTwoApis } from './two-apis.ts';

const { bookSession, cancelSession, rescheduleSession } = operations;
const hours = ['09:00', '10:00', '11:00', '12:00', '13:00', '14:00', '15:00', '16:00'];
const to = (time: string): object => ({ session_date: `2026-11-23T${time}:00+03:00` });

describe('moves and cancellations that race', () => {
  const { api, apiOf } = useTwoApis(assertMailQueued);

  const book = async (mentor: TestMentor, student: string, time: string): Promise<number> => {
    const booked = await call(api, bookSession, { id: mentor.id, token: student, body: bookingAt(time) });
    assert.equal(booked.status, 201, JSON.stringify(booked.body));
    return booked.body.id;
  };

  it('gives a slot to one of 20 sessions that move there and 20 students who book it', async () => {
    const mentor = await addMentor(api, { hours: [['09:00', '20:00']] });
    const movers = await studentTokens(20, 'mover');
    const bookers = await studentTokens(20, 'booker');
    const sessions: number[] = [];
    for (const [index, mover] of movers.entries()) {
      const minutes = 9 * 60 + index * 30;
      const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${minutes % 60 === 0 ? '00' : '30'}`;
      sessions.push(await book(mentor, mover, time));
    }
    for (const time of ['19:00', '19:30']) {
      const outcomes = await Promise.all(
        movers.flatMap((mover, index) => [
          outcome(apiOf(index), rescheduleSession, {
            id: sessions[index] as number,
            token: mover,
            body: to(time),
          }),
          outcome(apiOf(index + 1), bookSession, {
            id: mentor.id,
            token: bookers[index] as string,
            body: bookingAt(time),
          }),
        ]),
      );
      const wins = outcomes.filter(({ status }) => status < 300);
      assert.equal(wins.length, 1, JSON.stringify(tally(outcomes)));
      assert.equal(tally(outcomes)['409 slot_taken'], 39, JSON.stringify(tally(outcomes)));
    }
  });

  it('lets sessions that all move at once end on places of their own', async () => {
    const mentor = await addMentor(api);
    // One place stays free, so that not all can stand in each other's way.
    const students = await studentTokens(hours.length - 1);
    const sessions = await Promise.all(
      students.map((student, index) => book(mentor, student, hours[index] as string)),
    );
    // Three rounds around the clock: each to the next hour, where another may still stand.
    for (let round = 1; round <= 3; round++) {
      const outcomes = await Promise.all(
        sessions.map((id, index) =>
          outcome(apiOf(index), rescheduleSession, {
            id,
            token: students[index] as string,
            body: { session_date: `2026-11-23T${hours[(index + round) % 8]?.slice(0, 2)}:30:00+03:00` },
          }),
        ),
      );
      for (const { status, code } of outcomes) {
        assert.ok(status === 200 || code === 'slot_taken', `${status} ${code}`);
      }
      assert.ok(outcomes.some(({ status }) => status === 200));
    }
    assert.equal((await liveSessions(api.knex)).length, 7);
  });

  it('moves only one of a student’s sessions with several mentors to the same time', async () => {
    const student = await token({ sub: 'everywhere' });
    const sessions = [];
    for (const [index, time] of hours.entries()) {
      sessions.push(await book(await addMentor(api, { external_id: `m${index}` }), student, time));
    }
    const outcomes = await Promise.all(
      sessions.map((id, index) =>
        outcome(apiOf(index), rescheduleSession, { id, token: student, body: to('16:30') }),
      ),
    );
    assert.deepEqual(tally(outcomes), { 200: 1, '409 student_busy': 7 });
  });

  it('lets a booking and a move of one student to the same time not both stand', async () => {
    const student = await token({ sub: 'twice' });
    const [here, there] = [await addMentor(api), await addMentor(api, { external_id: 'm2' })];
    const session = await book(here, student, '09:00');
    for (const time of hours.slice(1)) {
      const outcomes = await Promise.all([
        outcome(apiOf(0), rescheduleSession, { id: session, token: student, body: to(time) }),
        outcome(apiOf(1), bookSession, { id: there.id, token: student, body: bookingAt(time) }),
      ]);
      const counts = tally(outcomes);
      assert.equal(counts['409 student_busy'], 1, JSON.stringify(counts));
    }
  });

  it('lets a session be cancelled once, and never moved after that', async () => {
    const mentor = await addMentor(api);
    const student = await token();
    for (const time of hours.slice(0, 6)) {
      const id = await book(mentor, student, time);
      const outcomes = await Promise.all([
        ...[1, 2, 3].map((index) =>
          outcome(apiOf(index), cancelSession, { id, token: index === 1 ? student : mentor.token, body: {} }),
        ),
        ...[1, 2, 3].map((index) =>
          outcome(apiOf(index), rescheduleSession, {
            id,
            token: student,
            body: to(`16:${index % 2 ? '00' : '30'}`),
          }),
        ),
      ]);
      assert.deepEqual(tally(outcomes.slice(0, 3)), { 200: 1, '409 not_scheduled': 2 });
      for (const { status, code } of outcomes.slice(3)) {
        assert.ok(status === 200 || code === 'not_scheduled', `${status} ${code}`);
      }
      const row = await api.knex('mentor_session').where({ id }).first();
      assert.equal(row.status, 'cancelled');
      const moves = outcomes.slice(3).filter(({ status }) => status === 200);
      assert.equal(row.sequence, moves.length + 1, 'each change counted, none lost');
    }
    assert.deepEqual(await liveSessions(api.knex), []);
  });

  it('gives the slot of a session that is cancelled to at most one of those who wait for it', async () => {
    const mentor = await addMentor(api);
    const [first, ...others] = await studentTokens(21, 'waiting');
    const id = await book(mentor, first as string, '09:00');
    const outcomes = await Promise.all([
      ...others
        .slice(0, 10)
        .map((student, index) =>
          outcome(apiOf(index), bookSession, { id: mentor.id, token: student, body: bookingAt('09:00') }),
        ),
      outcome(api, cancelSession, { id, token: first as string, body: {} }),
      ...others
        .slice(10)
        .map((student, index) =>
          outcome(apiOf(index), bookSession, { id: mentor.id, token: student, body: bookingAt('09:00') }),
        ),
    ]);
    const counts = tally(outcomes);
    assert.equal(counts['200'], 1);
    assert.equal((counts['201'] ?? 0) + (counts['409 slot_taken'] ?? 0), 20, JSON.stringify(counts));
    assert.equal((await liveSessions(api.knex)).length, counts['201'] ?? 0);
    assert.ok((counts['201'] ?? 0) <= 1);
  });
});
