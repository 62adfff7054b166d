import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { call, startApi, type TestApi, token } from '../../support/api.ts';
import { addMentor, bookingAt } from '../../support/people.ts';
import { assertSound, liveSessions, outcome, studentTokens, tally } from './ledger.ts';

const { bookSession, createAvailability, createHold } = operations;
const holdAt = (time: string): object => ({
  session_date: `2026-11-23T${time}:00+03:00`,
  duration_minutes: 30,
});

describe('holds and changed hours that race', () => {
  let apis: [TestApi, TestApi];
  let api: TestApi;

  before(async () => {
    api = await startApi();
    apis = [api, await startApi({ databaseUrl: api.databaseUrl })];
  });
  afterEach(() => assertSound(api.knex));
  after(() => Promise.all(apis.map((each) => each.stop())));

  const apiOf = (index: number): TestApi => apis[index % 2] as TestApi;

  it('gives a hold on one slot to one of 30 students, who alone can book it', async () => {
    const mentor = await addMentor(api, { external_id: 'm-hold' });
    const students = await studentTokens(30, 'holder');
    const held = await Promise.all(
      students.map((student, index) =>
        outcome(apiOf(index), createHold, { id: mentor.id, token: student, body: holdAt('09:00') }),
      ),
    );
    assert.deepEqual(tally(held), { 201: 1, '409 slot_held': 29 });
    const booked = await Promise.all(
      students.map((student, index) =>
        outcome(apiOf(index), bookSession, { id: mentor.id, token: student, body: bookingAt('09:00') }),
      ),
    );
    assert.equal(
      booked.findIndex(({ status }) => status === 201),
      held.findIndex(({ status }) => status === 201),
    );
    const { '409 slot_held': before = 0, '409 slot_taken': after = 0 } = tally(booked);
    assert.equal(before + after, 29, JSON.stringify(tally(booked)));
    assert.deepEqual(await api.knex('slot_hold').where({ mentor_id: mentor.id }), []);
  });

  it('lets neither a hold nor a booking through the other', async () => {
    const mentor = await addMentor(api, { external_id: 'm-both' });
    const students = await studentTokens(30, 'both');
    const outcomes = await Promise.all(
      students.map((student, index) =>
        index % 2 === 0
          ? outcome(apiOf(index), createHold, { id: mentor.id, token: student, body: holdAt('10:00') })
          : outcome(apiOf(index >> 1), bookSession, {
              id: mentor.id,
              token: student,
              body: bookingAt('10:00'),
            }),
      ),
    );
    assert.equal(tally(outcomes)['201'], 1, JSON.stringify(tally(outcomes)));
    assert.ok(outcomes.every(({ status, code }) => status === 201 || /^slot_(held|taken)$/.test(code ?? '')));
    const sessions = (await liveSessions(api.knex)).filter(({ mentor_id }) => mentor_id === mentor.id);
    const holds = await api.knex('slot_hold').where({ mentor_id: mentor.id });
    assert.equal(sessions.length + holds.length, 1);
  });

  it('leaves a student who holds with 20 mentors at once with one hold', async () => {
    const mentors = [];
    for (let index = 0; index < 20; index++)
      mentors.push(await addMentor(api, { external_id: `m-h${index}` }));
    const student = await token({ sub: 'greedy' });
    const outcomes = await Promise.all(
      mentors.map(({ id }, index) =>
        outcome(apiOf(index), createHold, { id, token: student, body: holdAt('11:00') }),
      ),
    );
    assert.deepEqual(tally(outcomes), { 201: 20 });
    const ids = mentors.map(({ id }) => id);
    const holds = await api.knex('slot_hold').whereIn('mentor_id', ids);
    assert.equal(holds.length, 1, 'the last one placed');
  });

  it('books by the old hours or by the new, and tells the mentor of every session in between', async () => {
    const mentor = await addMentor(api, { external_id: 'm-hours', hours: [['09:00', '13:00']] });
    const students = await studentTokens(60, 'late');
    const starts = students.map((_, index) => (index % 16) * 30 + 9 * 60);
    const timeOf = (minutes: number): string =>
      `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${minutes % 60 === 0 ? '00' : '30'}`;
    const book = (student: string, index: number) =>
      outcome(apiOf(index), bookSession, {
        id: mentor.id,
        token: student,
        body: bookingAt(timeOf(starts[index] as number)),
      });
    const replace = () =>
      call(api, createAvailability, {
        token: mentor.token,
        body: { availabilities: [{ day_of_week: 0, start_time: '13:00', end_time: '17:00' }] },
      });
    const first = students.slice(0, 30).map(book);
    const replaced = replace();
    const second = students.slice(30).map((student, index) => book(student, index + 30));
    const outcomes = await Promise.all([...first, ...second]);
    const { status, body } = await replaced;
    assert.equal(status, 201);
    for (const { status, code } of outcomes) {
      assert.ok(
        status === 201 || /^(slot_taken|outside_availability)$/.test(code ?? ''),
        `${status} ${code}`,
      );
    }
    const morning = (await liveSessions(api.knex)).filter(
      ({ mentor_id, starts_at }) =>
        mentor_id === mentor.id && starts_at < new Date('2026-11-23T13:00:00+03:00'),
    );
    const conflicts = (body as { conflicts: { session_id: number }[] }).conflicts;
    assert.deepEqual(
      conflicts.map(({ session_id }) => session_id),
      morning.map(({ id }) => id),
    );
  });
});
