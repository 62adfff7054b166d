import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import type { Session } from '../../../api/contract/session.ts';
import { addPartner, call, monday, refused, token, useApi } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { adminToken, book, bookPast, day, hour, tokenNow } from './scene.ts';

const { completeSession, getSession, markNoShow, reopenSession, reviewSession } = operations;

describe('taking back how a session ended', () => {
  const api = useApi();
  let mentor: TestMentor;
  let student: string;
  let past: Session;
  let count = 0;

  before(async () => {
    await addPartner(api.knex, 'other');
  });
  beforeEach(async () => {
    api.now = monday;
    mentor = await addMentor(api, { external_id: `m${++count}` });
    student = await token({ sub: `s${count}` });
    past = await bookPast(api, mentor, student);
  });

  const mentorNow = () => tokenNow(api, { sub: `m${count}`, role: 'mentor' });

  it('schedules it again, as a slip of the hand is mended, and tells until when that works', async () => {
    for (const close of [completeSession, markNoShow]) {
      const closed = await call(api, close, { id: past.id, token: mentor.token });
      assert.equal(Date.parse(closed.body.reopen_until ?? ''), api.now + day);
      const reopened = await call(api, reopenSession, { id: past.id, token: mentor.token });
      assert.equal(reopened.status, 200);
      assert.deepEqual([reopened.body.status, reopened.body.reopen_until], ['scheduled', null]);
    }
    const completed = await call(api, completeSession, { id: past.id, token: mentor.token });
    assert.equal(completed.body.status, 'completed');
  });

  it('tells only the mentor that it can be', async () => {
    await call(api, completeSession, { id: past.id, token: mentor.token });
    for (const as of [student, await adminToken()]) {
      const { body } = await call(api, getSession, { id: past.id, token: as });
      assert.ok(!('reopen_until' in body));
    }
  });

  it('is refused after a day, though the notes were changed since', async () => {
    await call(api, completeSession, { id: past.id, token: mentor.token });
    api.now += day - 1000;
    const body = { notes: 'x' };
    await call(api, operations.updateSession, { id: past.id, token: await mentorNow(), body });
    api.now += 1000;
    const options = { id: past.id, token: await mentorNow() };
    await refused(api, reopenSession, options, 409, 'reopen_too_late');
  });

  it('is refused once the student has reviewed it', async () => {
    await call(api, completeSession, { id: past.id, token: mentor.token });
    await call(api, reviewSession, { id: past.id, token: student, body: { rating: 5 } });
    await refused(api, reopenSession, { id: past.id, token: mentor.token }, 409, 'already_reviewed');
    const { body } = await call(api, getSession, { id: past.id, token: mentor.token });
    assert.equal(body.reopen_until, null);
  });

  it('is refused where nothing was marked', async () => {
    await refused(api, reopenSession, { id: past.id, token: mentor.token }, 409, 'not_closed');
    const coming = await book(api, mentor, student, '14:00');
    await call(api, operations.cancelSession, { id: coming.id, token: student });
    await refused(api, reopenSession, { id: coming.id, token: mentor.token }, 409, 'not_closed');
  });

  it('is refused where the rest of a missed session’s time was booked since', async () => {
    await call(api, markNoShow, { id: past.id, token: mentor.token });
    const options = { id: past.id, token: mentor.token };
    const start = new Date(past.session_date).getTime();
    const row = { starts_at: new Date(start + 0.5 * hour), ends_at: new Date(start + hour) };
    const [{ student_id }] = await api.knex('mentor_session').where({ id: past.id });
    const other = await addMentor(api, { external_id: `m${count}-other` });
    const stranger = await book(api, other, await token({ sub: `s${count}-other` }), '16:00');
    const rest = { subject: 'Since', guarded_until: row.ends_at, ...row };
    const insert = async (mentor_id: number, student: number) =>
      (
        await api
          .knex('mentor_session')
          .insert({ mentor_id, student_id: student, ...rest })
          .returning('id')
      )[0];
    const { id } = await insert(mentor.id, stranger.student_id);
    await refused(api, reopenSession, options, 409, 'slot_taken');
    await api.knex('mentor_session').where({ id }).delete();
    await insert(other.id, student_id);
    await refused(api, reopenSession, options, 409, 'student_busy');
    const { body } = await call(api, getSession, options);
    assert.equal(body.status, 'no_show');
  });

  it('is for its mentor alone, and is written down', async () => {
    await call(api, completeSession, { id: past.id, token: mentor.token });
    const { id } = past;
    await refused(api, reopenSession, { id }, 401, 'unauthenticated');
    await refused(api, reopenSession, { id, token: student }, 403, 'forbidden');
    await refused(api, reopenSession, { id, token: await adminToken() }, 403, 'forbidden');
    const stranger = await addMentor(api, { external_id: `m${count}-stranger` });
    await refused(api, reopenSession, { id, token: stranger.token }, 404, 'not_found');
    await refused(api, reopenSession, { id, token: await adminToken('other') }, 404, 'not_found');
    await refused(api, reopenSession, { id: 999_999, token: mentor.token }, 404, 'not_found');
    await call(api, reopenSession, { id, token: mentor.token });
    const [entry] = await api.knex('audit_entry').where({ action: 'reopenSession' }).orderBy('id', 'desc');
    assert.deepEqual(
      [entry.subject, entry.subject_id, entry.changes],
      ['session', id, { status: ['completed', 'scheduled'] }],
    );
  });

  it('counts one of two that come at once', async () => {
    await call(api, completeSession, { id: past.id, token: mentor.token });
    const both = await Promise.all(
      [1, 2].map(() => call(api, reopenSession, { id: past.id, token: mentor.token })),
    );
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409]);
  });
});
