import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { call, startApi, type TestApi } from '../../support/api.ts';
import { book } from '../routes/scene.ts';
import { addBusyMentor, entry, join, look } from '../waiting-list/scene.ts';
import { assertSound, outcome, studentTokens, tally } from './ledger.ts';

const { acceptOffer, bookSession, cancelSession, declineOffer, leaveWaitingList } = operations;
const slot = '2026-11-23T09:00:00+03:00';
const quarter = 15 * 60_000;

describe('waiting lists that race', () => {
  let apis: [TestApi, TestApi];
  let api: TestApi;
  let other: TestApi;

  before(async () => {
    api = await startApi();
    other = await startApi({ databaseUrl: api.databaseUrl });
    apis = [api, other];
  });
  afterEach(() => assertSound(api.knex));
  after(() => Promise.all(apis.map((each) => each.stop())));

  const statusOf = async (answer: Promise<{ status: number }>): Promise<number> => (await answer).status;

  it('offers what two cancellations free to the first two of 100 whom it suits, and to nobody else', async () => {
    const mentor = await addBusyMentor(api, 'race-two', [
      ['09:00', '10:00'],
      ['11:00', '11:30'],
    ]);
    const owners = (await studentTokens(3, 'race-owner')) as [string, string, string];
    const first = await book(api, mentor, owners[0], '09:00');
    const second = await book(api, mentor, owners[1], '09:30');
    await book(api, mentor, owners[2], '11:00');
    const line = await studentTokens(100, 'line');
    for (const [index, student] of line.slice(0, 5).entries()) {
      await join(api, student, { mentor_id: mentor.id, ...(index < 2 && { start_time: '11:00' }) });
    }
    await Promise.all(line.slice(5).map((student) => join(other, student, { mentor_id: mentor.id })));
    const quick = await studentTokens(20, 'quick');
    const booked = (index: number, student: string) =>
      outcome(index % 2 ? api : other, bookSession, {
        id: mentor.id,
        token: student,
        body: { session_date: slot, duration_minutes: 30, subject: 'x' },
      });
    const [cancelled, , ...tries] = await Promise.all([
      Promise.all([
        statusOf(call(api, cancelSession, { id: first.id, token: owners[0], body: {} })),
        statusOf(call(other, cancelSession, { id: second.id, token: owners[1], body: {} })),
      ]),
      Promise.all([look(api), look(other), look(api), look(other)]),
      ...quick.map((student, index) => booked(index, student)),
    ]);
    await look(other);
    assert.deepEqual(cancelled, [200, 200]);
    // Nobody got in between: a cancellation makes its offers itself.
    assert.equal(tally(tries)['201'], undefined, JSON.stringify(tally(tries)));
    const states = await Promise.all(line.map((student) => entry(api, student)));
    const offered = states.flatMap(({ state }, index) => (state === 'offered' ? [index] : []));
    assert.deepEqual(offered, [2, 3]);
    assert.deepEqual(
      new Set(states.flatMap(({ offer }) => (offer ? [offer.session_date] : []))),
      new Set([slot, '2026-11-23T09:30:00+03:00']),
    );
    const accepted = await Promise.all(
      [2, 3].map((index) =>
        statusOf(
          call(index % 2 ? api : other, acceptOffer, {
            id: states[index]?.id as number,
            token: line[index] as string,
          }),
        ),
      ),
    );
    assert.deepEqual(accepted, [201, 201]);
  });

  it('either books or passes on what is accepted at the second it expires', async () => {
    const outcomes = new Set<string>();
    for (let round = 0; round < 12; round++) {
      const mentor = await addBusyMentor(api, `race-last${round}`);
      const [owner, first, second] = (await studentTokens(3, `last${round}-`)) as [string, string, string];
      const session = await book(api, mentor, owner, '09:00');
      for (const student of [first, second]) await join(api, student, { mentor_id: mentor.id });
      await look(api);
      await call(api, cancelSession, { id: session.id, token: owner, body: {} });
      const { id } = await entry(api, first);
      const expiry = api.now + quarter;
      const clock = api.now;
      api.now = expiry - 1;
      const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
      const [status] = await Promise.all([
        pause(round % 4).then(() => statusOf(call(api, acceptOffer, { id, token: first }))),
        pause(round % 3).then(() => look(other, () => expiry)),
      ]);
      const states = [(await entry(api, first)).state, (await entry(api, second)).state].join(' ');
      outcomes.add(`${status} ${states}`);
      api.now = clock;
    }
    for (const each of outcomes) assert.match(each, /^(201 booked waiting|409 waiting offered)$/);
  });

  it('lets an acceptance, a refusal and a departure of one student do one of the three', async () => {
    for (let round = 0; round < 6; round++) {
      const mentor = await addBusyMentor(api, `race-three${round}`);
      const [owner, student] = (await studentTokens(2, `three${round}-`)) as [string, string];
      const session = await book(api, mentor, owner, '09:00');
      const { id } = await join(api, student, { mentor_id: mentor.id });
      await look(api);
      await call(api, cancelSession, { id: session.id, token: owner, body: {} });
      const answers = await Promise.all([
        statusOf(call(api, acceptOffer, { id, token: student })),
        statusOf(call(other, acceptOffer, { id, token: student })),
        statusOf(call(other, declineOffer, { id, token: student })),
        statusOf(call(api, leaveWaitingList, { id, token: student })),
        look(other),
      ]);
      const [one, two, declined, left] = answers.slice(0, 4) as [number, number, number, number];
      const { state, session_id } = await entry(api, student);
      const bookings = [one, two].filter((status) => status === 201).length;
      assert.ok(
        answers.every((status) => status === undefined || status < 500),
        String(answers),
      );
      assert.equal(bookings, state === 'booked' ? 1 : 0, `${answers} ${state}`);
      assert.equal(session_id !== null, state === 'booked');
      if (state === 'booked') assert.deepEqual([declined, left], [409, 409]);
      else assert.deepEqual([left, state], [204, 'left']);
      const holds = await api.knex('slot_hold').where({ mentor_id: mentor.id });
      assert.deepEqual(holds, []);
    }
  });

  it('leaves nobody without an offer who joins while others look', async () => {
    const mentor = await addBusyMentor(api, 'race-join', [['09:00', '14:00']]);
    const line = await studentTokens(10, 'joining');
    await Promise.all([
      ...line.map((student, index) => join(index % 2 ? api : other, student, { mentor_id: mentor.id })),
      look(api),
      look(other),
    ]);
    await look(api);
    const offers = (await Promise.all(line.map((student) => entry(api, student)))).map(({ offer }) => offer);
    assert.equal(new Set(offers.map((offer) => offer?.session_date)).size, 10);
  });
});
