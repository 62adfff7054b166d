import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import type { ProblemBody } from '../../../api/contract/problem.ts';
import { call, refused, token, useApi } from '../../support/api.ts';
import { addMentor, bookingAt, type TestMentor } from '../../support/people.ts';
import { book, pointers } from './scene.ts';

const { bookSession, cancelSession, rescheduleSession } = operations;

describe('an Idempotency-Key', () => {
  const api = useApi();
  let mentor: TestMentor;
  let student: string;
  let count = 0;

  const bookWith = (key: string, body: object, as = student) =>
    call(api, bookSession, { id: mentor.id, token: as, body, headers: { 'Idempotency-Key': key } });
  const isReplayed = ({ headers }: { headers: Headers }) => headers.get('idempotency-replayed') === 'true';

  beforeEach(async () => {
    mentor = await addMentor(api, { external_id: `m${++count}` });
    student = await token({ sub: `s${count}` });
  });

  it('replays a 201, however the members of the body are ordered', async () => {
    const body = bookingAt('09:00', { metadata: { a: 1, b: [1, 2] } });
    const first = await bookWith('k', body);
    assert.deepEqual([first.status, isReplayed(first)], [201, false]);
    const turned = Object.fromEntries(Object.entries(body).reverse());
    const second = await bookWith('k', { ...turned, metadata: { b: [1, 2], a: 1 } });
    assert.deepEqual([second.status, isReplayed(second)], [201, true]);
    assert.deepEqual(second.body, first.body);
  });

  it('replays a 409 although the slot has come free since', async () => {
    const other = await token({ sub: `s${count}-b` });
    const session = await book(api, mentor, other, '09:00');
    const first = await bookWith('k', bookingAt('09:00'));
    assert.deepEqual([first.status, isReplayed(first)], [409, false]);
    await call(api, cancelSession, { id: session.id, token: other });
    const second = await bookWith('k', bookingAt('09:00'));
    assert.deepEqual([second.status, isReplayed(second)], [409, true]);
    const problem = ({ body }: { body: unknown }) => ({ ...(body as ProblemBody), request_id: '' });
    assert.deepEqual(problem(second), problem(first));
    assert.equal(problem(second).alternatives?.length, 3);
    assert.equal((await bookWith('k2', bookingAt('09:00'))).status, 201);
  });

  it('is refused with another body, or for another mentor', async () => {
    assert.equal((await bookWith('k', bookingAt('09:00'))).status, 201);
    const headers = { 'Idempotency-Key': 'k' };
    const options = { id: mentor.id, token: student, headers };
    await refused(api, bookSession, { ...options, body: bookingAt('09:30') }, 422, 'idempotency_mismatch');
    const other = await addMentor(api, { external_id: `m${count}-b` });
    const elsewhere = { ...options, id: other.id, body: bookingAt('09:00') };
    await refused(api, bookSession, elsewhere, 422, 'idempotency_mismatch');
  });

  it('belongs to one person', async () => {
    assert.equal((await bookWith('k', bookingAt('09:00'))).status, 201);
    const other = await bookWith('k', bookingAt('10:00'), await token({ sub: `s${count}-b` }));
    assert.deepEqual([other.status, isReplayed(other)], [201, false]);
  });

  it('is not used up by a request that was not valid', async () => {
    assert.equal((await bookWith('k', bookingAt('09:00', { subject: '' }))).status, 422);
    assert.equal((await bookWith('k', bookingAt('09:00'))).status, 201);
  });

  it('books once for ten requests at the same time, all with the same answer', async () => {
    const replies = await Promise.all(Array.from({ length: 10 }, () => bookWith('k', bookingAt('09:00'))));
    assert.deepEqual([...new Set(replies.map(({ status }) => status))], [201]);
    assert.equal(new Set(replies.map(({ body }) => JSON.stringify(body))).size, 1);
    assert.equal(replies.filter(isReplayed).length, 9);
    const { body } = await call(api, operations.getMentor, { id: mentor.id });
    assert.equal(body.total_sessions, 1);
  });

  it('works for cancelling and moving too', async () => {
    const { id } = await book(api, mentor, student, '09:00');
    const headers = { 'Idempotency-Key': 'move' };
    const move = { id, token: student, headers, body: { session_date: '2026-11-23T11:00:00+03:00' } };
    const moved = await Promise.all([1, 2, 3].map(() => call(api, rescheduleSession, move)));
    assert.deepEqual(
      moved.map(({ status }) => status),
      [200, 200, 200],
    );
    assert.equal(moved.filter(isReplayed).length, 2);

    const cancel = { id, token: student, headers: { 'Idempotency-Key': 'cancel' }, body: { reason: 'Ill' } };
    const first = await call(api, cancelSession, cancel);
    const second = await call(api, cancelSession, cancel);
    assert.deepEqual([first.status, second.status, isReplayed(second)], [200, 200, true]);
    assert.deepEqual(second.body, first.body);
    await refused(api, cancelSession, { ...cancel, body: {} }, 422, 'idempotency_mismatch');
  });

  it('has 1 to 255 characters', async () => {
    assert.equal((await bookWith('x'.repeat(255), bookingAt('09:00'))).status, 201);
    const headers = { 'Idempotency-Key': 'x'.repeat(256) };
    const options = { id: mentor.id, token: student, body: bookingAt('10:00'), headers };
    const problem = await refused(api, bookSession, options, 422, 'invalid_request');
    assert.deepEqual(pointers(problem), ['/Idempotency-Key']);
    const empty = { ...options, headers: { 'Idempotency-Key': '' } };
    await refused(api, bookSession, empty, 422, 'invalid_request');
    assert.equal((await bookWith('clé à moi; "1"', bookingAt('11:00'))).status, 201);
  });
});
