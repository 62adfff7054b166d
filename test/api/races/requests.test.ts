import assert from 'node:assert/strict';
import { pino } from 'pino';
import { operations } from '../../../api/contract/operations.ts';
import { expireRequests } from '../../../api/jobs/expire-requests.ts';
import { call, startApi, type TestApi } from '../../support/api.ts';
import { addMentor, bookingAt } from '../../support/people.ts';
import { hour, tokenNow } from '../routes/scene.ts';
import { assertSound, outcome, studentTokens } from './ledger.ts';

const { acceptSession, bookSession, cancelSession, declineSession } = operations;

describe('answers to a request that race', () => {
  let api: TestApi;
  let other: TestApi;

  before(async () => {
    api = await startApi();
    other = await startApi({ databaseUrl: api.databaseUrl });
  });
  after(async () => {
    await assertSound(api.knex);
    await Promise.all([api.stop(), other.stop()]);
  });

  for (const isLate of [false, true])
    it(`has one of them win${isLate ? ' at the second it expires' : ''}, and no 5xx`, async () => {
      const name = `m${isLate}`;
      const mentor = await addMentor(api, {
        external_id: name,
        requires_confirmation: true,
        confirmation_hours: 1,
        hours: [['09:00', '19:00']],
      });
      const students = await studentTokens(8, name);
      const requests: number[] = [];
      for (const [index, student] of students.entries()) {
        const body = bookingAt(`${11 + index}:00`);
        requests.push((await call(api, bookSession, { id: mentor.id, token: student, body })).body.id);
      }
      const clock = isLate ? api.now + hour : api.now;
      const late = () =>
        expireRequests(
          { knex: other.knex, clock: () => clock, log: pino({ level: 'silent' }) },
          AbortSignal.any([]),
        );
      const mentors = await tokenNow(api, { sub: name, role: 'mentor' });
      for (const [index, id] of requests.entries()) {
        const student = students[index] as string;
        const [answers] = await Promise.all([
          Promise.all([
            outcome(api, acceptSession, { id, token: mentors }),
            outcome(other, declineSession, { id, token: mentors }),
            outcome(api, cancelSession, { id, token: student }),
            outcome(other, acceptSession, { id, token: mentors }),
          ]),
          late(),
        ]);
        assert.ok(
          answers.every(({ status }) => status === 200 || status === 409),
          JSON.stringify(answers),
        );
        const { status, cancel_reason } = await api.knex('mentor_session').where({ id }).first();
        const wins = answers.filter((answer) => answer.status === 200).length;
        // An accepted session may be cancelled by its student, and nothing else may follow anything.
        const isBoth = wins === 2 && status === 'cancelled' && answers[2]?.status === 200;
        assert.ok(isBoth || wins === (cancel_reason === 'expired' ? 0 : 1), JSON.stringify(answers));
      }
    });
});
