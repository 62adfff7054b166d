import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { call, startApi, type TestApi, token } from '../../support/api.ts';
import { addMentor, bookingAt } from '../../support/people.ts';
import { assertMailQueued, assertSound, liveSessions, outcome, studentTokens, tally } from './ledger.ts';

const { bookSession } = operations;
const nairobi = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

describe('bookings that race', () => {
  /** One API process, and two on one database, each with a pool of its own. */
  for (const count of [1, 2]) {
    describe(`on ${count === 1 ? 'one API' : 'two APIs on one database'}`, () => {
      let apis: TestApi[];
      let api: TestApi;

      before(async () => {
        api = await startApi();
        apis = [api];
        if (count === 2) apis.push(await startApi({ databaseUrl: api.databaseUrl }));
      });
      after(() => Promise.all(apis.map((each) => each.stop())));

      const apiOf = (index: number): TestApi => apis[index % apis.length] as TestApi;

      it('gives one slot to one of 50 students at once, ten times over', async () => {
        const mentor = await addMentor(api, { external_id: 'm-slot' });
        const students = await studentTokens(50);
        const times = [
          '09:00',
          '09:30',
          '10:00',
          '10:30',
          '11:00',
          '11:30',
          '12:00',
          '12:30',
          '13:00',
          '13:30',
        ];
        for (const time of times) {
          const outcomes = await Promise.all(
            students.map((student, index) =>
              outcome(apiOf(index), bookSession, { id: mentor.id, token: student, body: bookingAt(time) }),
            ),
          );
          assert.deepEqual(tally(outcomes), { 201: 1, '409 slot_taken': 49 }, time);
        }
        await assertSound(api.knex);
        await assertMailQueued(api.knex);
        const booked = (await liveSessions(api.knex)).filter(({ mentor_id }) => mentor_id === mentor.id);
        assert.equal(booked.length, times.length);
      });

      it('sorts 200 overlapping wishes of mixed lengths into sessions with the buffer between them', async () => {
        const buffer = 10;
        const mentor = await addMentor(api, {
          external_id: 'm-mixed',
          buffer_minutes: buffer,
          slot_step_minutes: 5,
          durations: [30, 45, 60, 90],
        });
        const students = await studentTokens(200, 'mixed');
        const wishes = students.map((student, index) => {
          const duration = [30, 45, 60, 90][index % 4] as number;
          return { student, duration, start: 9 * 60 + ((index * 35) % (8 * 60 - duration + 1)) };
        });
        for (const wish of wishes) wish.start -= wish.start % 5;
        const outcomes = await Promise.all(
          wishes.map(({ student, duration, start }, index) =>
            outcome(apiOf(index), bookSession, {
              id: mentor.id,
              token: student,
              body: bookingAt(nairobi(start), { duration_minutes: duration }),
            }),
          ),
        );
        const counts = tally(outcomes);
        const booked = (await liveSessions(api.knex)).filter(({ mentor_id }) => mentor_id === mentor.id);
        assert.deepEqual(counts, { 201: booked.length, '409 slot_taken': 200 - booked.length });
        assert.ok(booked.length >= 4, `only ${booked.length} sessions`);
        await assertSound(api.knex);
        await assertMailQueued(api.knex);

        // Nobody was refused for nothing: each wish that was not granted meets a session that stands.
        const midnight = Date.parse('2026-11-23T00:00:00+03:00');
        const gap = buffer * 60_000;
        for (const [index, { start, duration }] of wishes.entries()) {
          if (outcomes[index]?.status === 201) continue;
          const from = midnight + start * 60_000;
          const to = from + duration * 60_000;
          const meets = booked.some(
            ({ starts_at, ends_at }) => from < ends_at.getTime() + gap && starts_at.getTime() < to + gap,
          );
          assert.ok(meets, `${nairobi(start)} for ${duration} minutes was refused and is free`);
        }
      });

      it('lets a student who books 20 mentors for one time have one of them', async () => {
        const mentors = [];
        for (let index = 0; index < 20; index++) {
          mentors.push(await addMentor(api, { external_id: `m-many-${index}` }));
        }
        const student = await token({ sub: 'everywhere' });
        const outcomes = await Promise.all(
          mentors.map(({ id }, index) =>
            outcome(apiOf(index), bookSession, { id, token: student, body: bookingAt('09:00') }),
          ),
        );
        assert.deepEqual(tally(outcomes), { 201: 1, '409 student_busy': 19 });
        await assertSound(api.knex);
      });

      it('makes one session of 20 requests with one Idempotency-Key, and gives all the same answer', async () => {
        const mentor = await addMentor(api, { external_id: 'm-key' });
        const student = await token({ sub: 'impatient' });
        const replies = await Promise.all(
          Array.from({ length: 20 }, (_, index) =>
            call(apiOf(index), bookSession, {
              id: mentor.id,
              token: student,
              body: bookingAt('15:00'),
              headers: { 'Idempotency-Key': 'once' },
            }),
          ),
        );
        assert.deepEqual(new Set(replies.map(({ status }) => status)), new Set([201]));
        assert.equal(new Set(replies.map(({ body }) => JSON.stringify(body))).size, 1);
        const replayed = replies.filter(({ headers }) => headers.get('idempotency-replayed') === 'true');
        assert.equal(replayed.length, 19);
        await assertSound(api.knex);
        await assertMailQueued(api.knex);
      });
    });
  }
});
