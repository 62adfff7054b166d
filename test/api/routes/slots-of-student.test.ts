import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import type { Slot } from '../../../api/contract/slot.ts';
import { type CallOptions, call, refused, token, useApi } from '../../support/api.ts';
import { addMentor, bookingAt, type TestMentor } from '../../support/people.ts';
import { adminToken, book } from './scene.ts';

const { bookSession, cancelSession, createHold, listSlots, rescheduleSession } = operations;

describe('free starts, for a student who is signed in', () => {
  const api = useApi();
  let mentor: TestMentor;
  let other: TestMentor;
  let amina: string;
  let count = 0;

  /** The list of Monday 2026-11-23, with the headers of its answer. */
  const monday = ({ duration, ...rest }: CallOptions & { duration?: number } = {}) =>
    call(api, listSlots, { id: mentor.id, query: { days: 1, ...(duration && { duration }) }, ...rest });
  const marked = (slots: readonly Slot[]) =>
    slots.filter(({ available }) => !available).map(({ time, reason }) => `${time} ${reason}`);

  beforeEach(async () => {
    count++;
    mentor = await addMentor(api, { external_id: `own-${count}` });
    other = await addMentor(api, { external_id: `other-${count}` });
    amina = await token({ sub: `amina-${count}` });
  });

  it('marks the starts that overlap a session of hers with another mentor, and no others', async () => {
    await book(api, other, amina, '10:00', { duration_minutes: 60 });
    const { body } = await monday({ token: amina });
    assert.deepEqual(marked(body.slots), ['10:00 student_busy', '10:30 student_busy']);
    assert.equal(body.slots.length, 16);
    assert.ok(body.slots.every((slot) => slot.available === !('reason' in slot)));
  });

  it('counts with the duration that is listed', async () => {
    await book(api, other, amina, '10:00');
    assert.deepEqual(marked((await monday({ token: amina, duration: 90 })).body.slots), [
      '09:00 student_busy',
      '09:30 student_busy',
      '10:00 student_busy',
    ]);
  });

  it('says what booking says', async () => {
    await book(api, other, amina, '10:00', { duration_minutes: 60 });
    const { slots } = (await monday({ token: amina, duration: 60 })).body;
    for (const { datetime, available, time } of slots.filter(
      ({ time }) => time >= '09:00' && time <= '11:30',
    )) {
      const body = { session_date: datetime, duration_minutes: 60 };
      const { status } = await call(api, createHold, { id: mentor.id, token: amina, body });
      assert.equal(status, available ? 201 : 409, time);
    }
  });

  it('marks nothing for others, nor for the public, and keeps the answers apart', async () => {
    const before = await monday();
    await book(api, other, amina, '10:00');
    const nobody = await monday();
    const hers = await monday({ token: amina });
    const ali = await monday({ token: await token({ sub: `ali-${count}` }) });
    const again = await monday();
    assert.deepEqual(
      [nobody, hers, ali, again].map(({ body }) => marked(body.slots)),
      [[], ['10:00 student_busy'], [], []],
    );
    assert.deepEqual(again.body, before.body);
    // What one student booked elsewhere is nothing that the public could notice.
    assert.equal(again.headers.get('etag'), before.headers.get('etag'));
    const tagOf = ({ headers }: { headers: Headers }) => headers.get('etag') ?? '';
    const [hersTag, publicTag] = [tagOf(hers), tagOf(again)];
    assert.notEqual(hersTag, publicTag);
    const unchanged = await monday({ headers: { 'If-None-Match': publicTag } });
    assert.equal(unchanged.status, 304);
    assert.equal((await monday({ token: amina, headers: { 'If-None-Match': publicTag } })).status, 200);
    assert.equal((await monday({ token: amina, headers: { 'If-None-Match': hersTag } })).status, 304);
  });

  it('lets caches keep what everybody reads, and only her own browser what she reads', async () => {
    const [nobody, hers] = [await monday(), await monday({ token: amina })];
    assert.equal(nobody.headers.get('cache-control'), 'public, no-cache');
    assert.equal(hers.headers.get('cache-control'), 'private, no-cache');
    for (const { headers } of [nobody, hers]) assert.match(headers.get('vary') ?? '', /\bAuthorization\b/);
  });

  it('answers what everybody reads, to the byte, to a student who has no session there', async () => {
    const [nobody, hers] = [await monday(), await monday({ token: amina })];
    assert.deepEqual(hers.body, nobody.body);
    const tag = nobody.headers.get('etag') as string;
    assert.equal((await monday({ token: amina, headers: { 'If-None-Match': tag } })).status, 304);
  });

  it('marks no session that was cancelled', async () => {
    const { id } = await book(api, other, amina, '10:00');
    assert.equal((await call(api, cancelSession, { id, token: amina, body: {} })).status, 200);
    assert.deepEqual(marked((await monday({ token: amina })).body.slots), []);
  });

  it('marks no hold of hers with another mentor, since a new hold ends it', async () => {
    await call(api, createHold, { id: other.id, token: amina, body: bookingAt('10:00') });
    assert.deepEqual(marked((await monday({ token: amina })).body.slots), []);
    const hold = await call(api, createHold, { id: mentor.id, token: amina, body: bookingAt('10:00') });
    assert.equal(hold.status, 201);
  });

  it('marks nothing for those who manage the mentor and move her students by the list', async () => {
    const mentorAsStudent = mentor.token;
    await book(api, other, mentorAsStudent, '10:00');
    assert.deepEqual(marked((await monday({ token: mentorAsStudent })).body.slots), []);
    const ofAnother = await addMentor(api, { external_id: `another-${count}` });
    const { body } = await call(api, listSlots, {
      id: ofAnother.id,
      token: mentorAsStudent,
      query: { days: 1 },
    });
    assert.deepEqual(marked(body.slots), ['10:00 student_busy']);
    const admin = await adminToken();
    assert.deepEqual(marked((await monday({ token: admin })).body.slots), []);
  });

  it('refuses a token that is not valid, as everywhere', async () => {
    await refused(api, listSlots, { id: mentor.id, token: 'a.b.c' }, 401, 'unauthenticated');
    const expired = await token({ sub: `amina-${count}`, exp: api.now / 1000 - 3600 });
    await refused(api, listSlots, { id: mentor.id, token: expired }, 401, 'unauthenticated');
  });

  it('offers no alternative that overlaps a session of hers', async () => {
    const third = await token({ sub: `third-${count}` });
    await book(api, mentor, third, '12:00');
    const alternativesOf = async (student: string) => {
      const { status, body } = await call(api, bookSession, {
        id: mentor.id,
        token: student,
        body: bookingAt('12:00'),
      });
      assert.equal(status, 409);
      return (body as unknown as { alternatives: Slot[] }).alternatives.map(
        ({ time, available }) => `${time} ${available}`,
      );
    };
    assert.deepEqual(await alternativesOf(amina), ['11:00 true', '11:30 true', '12:30 true']);
    await book(api, other, amina, '11:30');
    await book(api, other, amina, '12:30', { duration_minutes: 60 });
    assert.deepEqual(await alternativesOf(amina), ['10:30 true', '11:00 true', '13:30 true']);
    // To others they are as near as before.
    const ali = await token({ sub: `ali-${count}` });
    assert.deepEqual(await alternativesOf(ali), ['11:00 true', '11:30 true', '12:30 true']);
  });

  it('offers alternatives beside the session that she moves, which does not stand in its own way', async () => {
    await book(api, mentor, await token({ sub: `third-${count}` }), '12:00');
    const { id } = await book(api, mentor, amina, '11:00');
    await book(api, other, amina, '13:00');
    const body = { session_date: '2026-11-23T12:00:00+03:00' };
    const reply = await call(api, rescheduleSession, { id, token: amina, body });
    assert.equal(reply.status, 409);
    assert.deepEqual(
      (reply.body as unknown as { alternatives: Slot[] }).alternatives.map(({ time }) => time),
      ['11:00', '11:30', '12:30'],
    );
  });
});
