import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import type { Series } from '../../../api/contract/series.ts';
import { call, token } from '../../support/api.ts';
import { addMentor, bookingAt } from '../../support/people.ts';
import { seriesAt, startsOf } from '../series/scene.ts';
import { liveSessions, outcome, studentTokens, tally } from './ledger.ts';
import { useTwoApis } from './two-apis.ts';

const { bookSeries, bookSession } = operations;
const hours = ['09:00', '10:00', '11:00', '12:00', '13:00', '14:00'];
/** The second to the fourth date of a weekly series from Monday 2026-11-23 on. */
const dates = ['2026-11-30', '2026-12-07', '2026-12-14'];

describe('series that race', () => {
  const { api, apiOf } = useTwoApis();

  it('stand whole or not at all against single bookings on three of their dates', async () => {
    const { id } = await addMentor(api);
    const [student = '', ...others] = await studentTokens(4);
    for (const [round, time] of hours.entries()) {
      const series = () => outcome(apiOf(round), bookSeries, { id, token: student, body: seriesAt(time) });
      const singles = others.map((other, index) => () => {
        const body = bookingAt(time, { session_date: `${dates[index]}T${time}:00+03:00` });
        return outcome(apiOf(index), bookSession, { id, token: other, body });
      });
      // Now the one goes out first and now the others.
      const racers = round % 2 ? [series, ...singles] : [...singles, series];
      const counts = tally(await Promise.all(racers.map((race) => race())));
      const won = counts['409 series_conflict'] === undefined;
      assert.deepEqual(counts, won ? { 201: 1, '409 slot_taken': 3 } : { 201: 3, '409 series_conflict': 1 });
      const live = (await liveSessions(api.knex)).filter(
        ({ starts_at }) => starts_at.getUTCHours() === Number(time.slice(0, 2)) - 3,
      );
      assert.equal(live.length, won ? 4 : 3);
    }
  });

  it('take what single bookings leave them, and name what they did not get', async () => {
    const { id } = await addMentor(api);
    const [student = '', ...others] = await studentTokens(4);
    for (const [round, time] of hours.entries()) {
      const [booked, ...singles] = await Promise.all([
        call(apiOf(round), bookSeries, { id, token: student, body: seriesAt(time, { mode: 'free' }) }),
        ...others.map((other, index) => {
          const body = bookingAt(time, { session_date: `${dates[index]}T${time}:00+03:00` });
          return outcome(apiOf(index), bookSession, { id, token: other, body });
        }),
      ]);
      assert.equal(booked.status, 201, JSON.stringify(booked.body));
      const { sessions, skipped } = booked.body as Series;
      const lost = dates.filter((_, index) => singles[index]?.status === 201);
      assert.deepEqual(
        skipped.map(({ date, state, code }) => [date, state, code]),
        lost.map((date) => [date, 'taken', 'slot_taken']),
      );
      assert.equal(sessions.length, 4 - lost.length);
      assert.equal(tally(singles)['409 slot_taken'] ?? 0, 3 - lost.length);
    }
  });

  it('on dates that others share are won by one of them', async () => {
    const { id } = await addMentor(api);
    const students = await studentTokens(8);
    for (const time of hours.slice(0, 3)) {
      // Half begin a week later, on the second date of the others.
      const later = { session_date: `${dates[0]}T${time}:00+03:00` };
      const outcomes = await Promise.all(
        students.map((student, index) => {
          const body = seriesAt(time, index % 4 < 2 ? {} : later);
          return outcome(apiOf(index), bookSeries, { id, token: student, body });
        }),
      );
      assert.deepEqual(tally(outcomes), { 201: 1, '409 series_conflict': 7 });
    }
    assert.equal((await liveSessions(api.knex)).length, 12);
  });

  it('of one student with several mentors at the same hours are won by one of them', async () => {
    const student = await token({ sub: 'everywhere' });
    const mentors = await Promise.all(
      [1, 2, 3, 4].map((number) => addMentor(api, { external_id: `m${number}` })),
    );
    const replies = await Promise.all(
      mentors.map(({ id }, index) =>
        call(apiOf(index), bookSeries, { id, token: student, body: seriesAt('09:00') }),
      ),
    );
    assert.deepEqual(replies.map(({ status }) => status).sort(), [201, 409, 409, 409]);
    const won = replies.find(({ status }) => status === 201)?.body as Series;
    assert.deepEqual(startsOf(won.sessions), ['11-23 06:00', '11-30 06:00', '12-07 06:00', '12-14 06:00']);
  });
});
