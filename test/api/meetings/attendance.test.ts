import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import type { Session } from '../../../api/contract/session.ts';
import { call, token, useFreshApi } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { adminToken, book, hour } from '../routes/scene.ts';
import { meetAt, read, roomOf } from './scene.ts';

const minute = 60_000;

describe('who came to a session', () => {
  const api = useFreshApi();
  let mentor: TestMentor;
  let student: string;
  let start: number;
  let session: Session;

  beforeEach(async () => {
    mentor = await addMentor(api);
    student = await token();
    await meetAt(api, { kind: 'jitsi', base_url: 'https://meet.example.edu' });
    session = await book(api, mentor, student, '16:00');
    start = Date.parse(session.session_date);
  });

  const enterAt = async (now: number, token: string): Promise<void> => {
    api.now = now;
    await roomOf((await read(api, token, session)).meeting_link);
  };
  const seenAt = async (now: number) => {
    api.now = now;
    return (await read(api, mentor.token, session)).attendance;
  };
  /** In the mentor's zone. */
  const at = (ms: number): string => `${new Date(ms + 3 * hour).toISOString().slice(0, 19)}+03:00`;

  it('is told to the mentor alone, by when each came first, and in her list', async () => {
    await enterAt(start - 10 * minute, mentor.token);
    await enterAt(start + minute, student);
    await enterAt(start + 2 * minute, student);
    const seen = {
      mentor_joined_at: at(start - 10 * minute),
      student_joined_at: at(start + minute),
      proposal: null,
    };
    assert.deepEqual(await seenAt(start + 3 * minute), seen);
    const query = { as: 'mentor' };
    const list = await call(api, operations.listSessions, { token: mentor.token, query });
    assert.deepEqual(list.body.sessions[0]?.attendance, seen);
    for (const token of [student, await adminToken()]) {
      const other = await read(api, token, session);
      assert.ok(!('attendance' in other) && !('own_meeting_link' in other));
    }
  });

  it('proposes how it went once it is over, until the mentor says so', async () => {
    await enterAt(start, mentor.token);
    assert.equal((await seenAt(start + 29 * minute))?.proposal, null);
    assert.equal((await seenAt(start + 30 * minute))?.proposal, 'no_show');
    await enterAt(start + 31 * minute, student);
    assert.equal((await seenAt(start + 31 * minute))?.proposal, 'completed');
    await call(api, operations.completeSession, { token: mentor.token, id: session.id });
    assert.equal((await seenAt(start + 40 * minute))?.proposal, null);
  });

  it('proposes nothing where the mentor did not come', async () => {
    assert.deepEqual(await seenAt(start + hour), {
      mentor_joined_at: null,
      student_joined_at: null,
      proposal: null,
    });
    await enterAt(start + 5 * minute, student);
    assert.equal((await seenAt(start + hour))?.proposal, null);
  });

  it('forgets who was there before the session was moved', async () => {
    await enterAt(start - 10 * minute, student);
    const body = { session_date: at(start + 30 * minute) };
    const moved = await call(api, operations.rescheduleSession, {
      token: mentor.token,
      id: session.id,
      body,
    });
    assert.equal(moved.status, 200);
    assert.equal((await seenAt(start))?.student_joined_at, null);
    await enterAt(start + 20 * minute, student);
    assert.equal((await seenAt(start + 21 * minute))?.student_joined_at, at(start + 20 * minute));
  });

  it('is in the copy of her data, and gone once she is erased', async () => {
    await enterAt(start, student);
    await enterAt(start + minute, student);
    const account = await call(api, operations.exportAccount, { token: student });
    assert.partialDeepStrictEqual(account.body.attendance, [{ session_id: session.id }]);
    assert.equal(account.body.attendance.length, 1);
    const erased = await call(api, operations.eraseAccount, { token: student, body: { confirm: 'erase' } });
    assert.ok(erased.status < 300, JSON.stringify(erased.body));
    assert.equal((await api.knex('session_attendance')).length, 0);
  });
});
