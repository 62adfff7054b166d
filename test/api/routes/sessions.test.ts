import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import type { Session } from '../../../api/contract/session.ts';
import { addPartner, call, refused, token, useApi } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { adminToken, book, pointers, type Query } from './scene.ts';

const { cancelSession, getSession, listSessions } = operations;

describe('listing sessions', () => {
  const api = useApi();
  let first: TestMentor;
  let second: TestMentor;
  let anna: string;
  let ben: string;
  let ids: Record<string, number>;

  const list = async (as: string, query: Query = {}): Promise<number[]> => {
    const { status, body } = await call(api, listSessions, { token: as, query });
    assert.equal(status, 200, JSON.stringify(body));
    return body.sessions.map(({ id }) => id);
  };

  before(async () => {
    await addPartner(api.knex, 'other');
    first = await addMentor(api);
    second = await addMentor(api, { external_id: 'm2' });
    anna = await token({ sub: 'anna' });
    ben = await token({ sub: 'ben' });
    const at = async (mentor: TestMentor, as: string, time: string) => (await book(api, mentor, as, time)).id;
    ids = {
      anna9: await at(first, anna, '09:00'),
      ben9: await at(second, ben, '09:00'),
      anna11: await at(second, anna, '11:00'),
      ben12: await at(first, ben, '12:00'),
    };
    await call(api, cancelSession, { id: ids.anna11, token: anna });
  });

  it('shows a student hers and a mentor hers, the latest start first', async () => {
    assert.deepEqual(await list(anna), [ids.anna11, ids.anna9]);
    assert.deepEqual(await list(anna, { as: 'student' }), [ids.anna11, ids.anna9]);
    assert.deepEqual(await list(first.token), [ids.ben12, ids.anna9]);
    assert.deepEqual(await list(second.token, { as: 'mentor' }), [ids.anna11, ids.ben9]);
    assert.deepEqual(await list(first.token, { as: 'student' }), []);
    assert.deepEqual(await list(anna, { as: 'mentor' }), []);
    assert.deepEqual(await list(await adminToken()), []);
  });

  it('filters by status', async () => {
    assert.deepEqual(await list(anna, { status: 'cancelled' }), [ids.anna11]);
    assert.deepEqual(await list(anna, { status: 'scheduled' }), [ids.anna9]);
    assert.deepEqual(await list(anna, { status: 'no_show' }), []);
  });

  it('filters by start: from included, to not', async () => {
    assert.deepEqual(await list(ben, { from: '2026-11-23T12:00:00+03:00' }), [ids.ben12]);
    assert.deepEqual(await list(ben, { to: '2026-11-23T09:00:00Z' }), [ids.ben9]);
    assert.deepEqual(await list(ben, { from: '2026-11-23T12:00:01+03:00' }), []);
  });

  it('takes dates too, both included', async () => {
    assert.equal((await list(ben, { from: '2026-11-23', to: '2026-11-23' })).length, 2);
    assert.equal((await list(ben, { from: '2026-11-24' })).length, 0);
    assert.equal((await list(ben, { to: '2026-11-22' })).length, 0);
  });

  it('pages through sessions that start at the same time, each once', async () => {
    const everyone = await Promise.all(
      Array.from({ length: 7 }, async (_, i) => {
        const mentor = await addMentor(api, { external_id: `p${i}` });
        return (await book(api, mentor, await token({ sub: `p-s${i}` }), '15:00')).id;
      }),
    );
    // All to one student: the database itself bars two of hers at a time, so they are moved once cancelled.
    await api.knex('mentor_session').whereIn('id', everyone).update({ status: 'cancelled' });
    const [{ student_id }] = await api.knex('mentor_session').where({ id: ids.anna9 }).select('student_id');
    await api.knex('mentor_session').whereIn('id', everyone).update({ student_id });
    const seen: number[] = [];
    for (let cursor = '', pages = 0; pages < 9; pages++) {
      const query = { limit: 2, cursor, from: '2026-11-23T15:00:00+03:00' };
      const { body } = await call(api, listSessions, { token: anna, query });
      seen.push(...body.sessions.map(({ id }) => id));
      if (!body.next_cursor) break;
      cursor = body.next_cursor;
    }
    assert.deepEqual(
      seen,
      everyone.sort((a, b) => b - a),
    );
  });

  it('refuses bad filters, all faults at once, and forged cursors', async () => {
    const query = { as: 'admin', status: 'done', from: 'x', to: '2026-02-30', limit: 0, cursor: '!' };
    const problem = await refused(api, listSessions, { token: anna, query }, 422, 'invalid_request');
    assert.deepEqual(pointers(problem), ['/as', '/cursor', '/from', '/limit', '/status', '/to']);
    for (const values of [[1], [1, 2, 3], [null, 1], [1e300, 1], [9e15, 1], [-1, 1], ['a', 'b'], {}]) {
      const cursor = Buffer.from(JSON.stringify(values)).toString('base64url');
      const options = { token: anna, query: { cursor } };
      assert.deepEqual(pointers(await refused(api, listSessions, options, 422, 'invalid_request')), [
        '/cursor',
      ]);
    }
  });

  it('takes the far ends of time', async () => {
    const query = { from: '0000-01-01T00:00:00Z', to: '9999-12-31T23:59:59-12:00' };
    assert.ok((await list(ben, query)).length >= 2);
  });

  it('needs a token', async () => {
    await refused(api, listSessions, {}, 401, 'unauthenticated');
  });
});

describe('reading a session', () => {
  const api = useApi();
  let mentor: TestMentor;
  let student: string;
  let session: Session;

  before(async () => {
    await addPartner(api.knex, 'other');
    mentor = await addMentor(api);
    student = await token();
    session = await book(api, mentor, student, '09:00');
  });

  it('is open to its student, its mentor and their admin; only the mentor sees notes', async () => {
    for (const [reader, seesNotes] of [
      [student, false],
      [mentor.token, true],
      [await adminToken(), false],
    ] as const) {
      const { status, body } = await call(api, getSession, { id: session.id, token: reader });
      assert.equal(status, 200);
      assert.deepEqual([body.id, 'notes' in body], [session.id, seesNotes]);
    }
  });

  it('answers 401 without a token and 404 to everyone else', async () => {
    const { id } = session;
    await refused(api, getSession, { id }, 401, 'unauthenticated');
    const other = await addMentor(api, { external_id: 'm2' });
    for (const reader of [
      await token({ sub: 's2' }),
      other.token,
      await token({ partner: 'other', sub: 's1' }),
      await token({ partner: 'other', sub: 'm1', role: 'mentor' }),
      await adminToken('other'),
    ]) {
      await refused(api, getSession, { id, token: reader }, 404, 'not_found');
    }
    for (const absent of [999999, 0, 'abc', '99999999999999999999']) {
      await refused(api, getSession, { id: absent, token: student }, 404, 'not_found');
    }
  });
});
