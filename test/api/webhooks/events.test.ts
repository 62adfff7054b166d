import assert from 'node:assert/strict';
import { mentorSchema } from '../../../api/contract/mentor.ts';
import { operations } from '../../../api/contract/operations.ts';
import { reviewSchema, sessionSchema } from '../../../api/contract/session.ts';
import { forgetOldRows } from '../../../api/jobs/forget-old-rows.ts';
import { addPartner, assertMatches, call, refused, token, useFreshApi } from '../../support/api.ts';
import { addMentor, bookingAt, type TestMentor } from '../../support/people.ts';
import { book, bookPast } from '../routes/scene.ts';
import { addWebhook, adminNow } from './scene.ts';

describe('events', () => {
  const api = useFreshApi();
  let mentor: TestMentor;
  let student: string;

  beforeEach(async () => {
    mentor = await addMentor(api);
    student = await token({ sub: 's1' });
  });

  interface Row {
    readonly webhook_id: number;
    readonly event_id: string;
    readonly type: string;
    readonly about: string;
    readonly body: string;
  }
  const events = (): Promise<Row[]> => api.knex('webhook_delivery').orderBy('id');
  const bodies = async () => (await events()).map(({ body }) => JSON.parse(body));

  it('tell of a session from its booking to its end, as the partner reads it', async () => {
    await addWebhook(api, 'https://campus.example.edu/');
    const session = await book(api, mentor, student, '11:00', { metadata: { course: 'x' } });
    const moved = { token: student, id: session.id, body: { session_date: '2026-11-23T12:00:00+03:00' } };
    assert.equal((await call(api, operations.rescheduleSession, moved)).status, 200);
    const notes = { token: mentor.token, id: session.id, body: { notes: 'Is shy.' } };
    await call(api, operations.updateSession, notes);
    const cancelled = { token: mentor.token, id: session.id, body: { reason: 'Ill' } };
    await call(api, operations.cancelSession, cancelled);
    const [held, missed] = [
      await bookPast(api, mentor, student, '09:00'),
      await bookPast(api, mentor, student, '14:00'),
    ];
    await call(api, operations.completeSession, { token: mentor.token, id: held.id });
    await call(api, operations.markNoShow, { token: mentor.token, id: missed.id });
    const review = { token: student, id: held.id, body: { rating: 5, comment: 'Good' } };
    await call(api, operations.reviewSession, review);

    const rows = await events();
    assert.deepEqual(
      rows.map(({ type, about }) => [type, about]),
      [
        ['session.booked', `session ${session.id}`],
        ['session.rescheduled', `session ${session.id}`],
        ['session.cancelled', `session ${session.id}`],
        ['session.booked', `session ${held.id}`],
        ['session.booked', `session ${missed.id}`],
        ['session.completed', `session ${held.id}`],
        ['session.no_show', `session ${missed.id}`],
        ['review.created', `session ${held.id}`],
      ],
    );
    const sent = await bodies();
    assert.deepEqual(Object.keys(sent[0]), ['type', 'timestamp', 'data']);
    for (const { type, data } of sent) {
      assertMatches(type === 'review.created' ? reviewSchema : sessionSchema, data);
      assert.ok(!('notes' in data), 'notes are the mentor’s alone');
    }
    assert.partialDeepStrictEqual(sent[0].data, {
      id: session.id,
      metadata: { course: 'x' },
      status: 'scheduled',
    });
    assert.equal(sent[1].data.session_date, '2026-11-23T09:00:00+00:00');
    assert.partialDeepStrictEqual(sent[2].data, { status: 'cancelled', cancel_reason: 'Ill' });
    assert.deepEqual([sent[5].data.status, sent[6].data.status], ['completed', 'no_show']);
    assert.partialDeepStrictEqual(sent[7].data, { session_id: held.id, rating: 5, comment: 'Good' });
    assert.equal(Date.parse(sent[7].timestamp), api.now);
    assert.equal(new Set(rows.map(({ event_id }) => event_id)).size, rows.length);
    for (const { event_id } of rows) assert.match(event_id, /^msg_[0-9a-f]{32}$/);
  });

  it('tell of a mentor when what is seen of her changes', async () => {
    await addWebhook(api, 'https://campus.example.edu/', ['mentor.updated']);
    const admin = await adminNow(api);
    const change = (body: object) =>
      call(api, operations.updateMentor, { token: admin, id: mentor.id, body });
    await change({ bio: 'New' });
    await change({ bio: 'New' });
    await change({ email: 'other@example.edu' });
    await call(api, operations.deactivateMentor, { token: admin, id: mentor.id });
    await call(api, operations.updateAccount, { token: mentor.token, body: { name: 'Ada' } });
    const sent = await bodies();
    assert.deepEqual(
      sent.map(({ type, data }) => [type, data.id, data.external_id, data.bio, data.is_available, data.name]),
      [
        ['mentor.updated', mentor.id, 'm1', 'New', true, 'Mentor m1'],
        ['mentor.updated', mentor.id, 'm1', 'New', false, 'Mentor m1'],
        ['mentor.updated', mentor.id, 'm1', 'New', false, 'Ada'],
      ],
    );
    for (const { data } of sent) assertMatches(mentorSchema, data);
  });

  it('go to each active webhook of the partner that asks for their type, under one id', async () => {
    await addPartner(api.knex, 'other');
    const [first, second, third, off] = [
      await addWebhook(api, 'https://campus.example.edu/1'),
      await addWebhook(api, 'https://campus.example.edu/2', ['session.booked', 'session.no_show']),
      await addWebhook(api, 'https://campus.example.edu/3', ['session.cancelled']),
      await addWebhook(api, 'https://campus.example.edu/4'),
    ];
    const body = { state: 'disabled' };
    await call(api, operations.updateWebhook, { token: await adminNow(api), id: off.id, body });
    const other = await token({ sub: 'a9', role: 'partner_admin', partner: 'other' });
    const theirs = { url: 'https://other.example.edu/', types: ['session.booked'] };
    assert.equal((await call(api, operations.createWebhook, { token: other, body: theirs })).status, 201);
    const session = await book(api, mentor, student, '11:00');
    await call(api, operations.cancelSession, { token: student, id: session.id });
    const rows = await events();
    assert.deepEqual(
      rows.map(({ type, webhook_id }) => [type, webhook_id]).sort(),
      [
        ['session.booked', first.id],
        ['session.booked', second.id],
        ['session.cancelled', first.id],
        ['session.cancelled', third.id],
      ].sort(),
    );
    assert.equal(new Set(rows.map(({ event_id }) => event_id)).size, 2);
  });

  it('are not written for what did not happen', async () => {
    await addWebhook(api, 'https://campus.example.edu/');
    await book(api, mentor, student, '11:00');
    const options = { token: await token({ sub: 's2' }), id: mentor.id, body: bookingAt('11:00') };
    await refused(api, operations.bookSession, options, 409, 'slot_taken');
    assert.equal((await events()).length, 1);
  });

  it('never stop a booking, while a webhook is removed at the same moment', async () => {
    for (const time of ['09:00', '10:00', '11:00', '12:00']) {
      const { id } = await addWebhook(api, 'https://campus.example.edu/');
      const [booked, removed] = await Promise.all([
        call(api, operations.bookSession, { token: student, id: mentor.id, body: bookingAt(time) }),
        call(api, operations.deleteWebhook, { token: await adminNow(api), id }),
      ]);
      assert.deepEqual([booked.status, removed.status], [201, 204]);
    }
    assert.deepEqual(await events(), []);
  });

  it('that were stored name no person who was erased since, and are forgotten after 30 days', async () => {
    const { id } = await addWebhook(api, 'https://campus.example.edu/');
    const wangari = await token({ sub: 'xyzzy', name: 'Wangari Xyzzy', email: 'w@xyzzy.example' });
    const rest = { subject: 'Xyzzy', description: 'Xyzzy', metadata: { a: 'xyzzy' }, duration_minutes: 60 };
    const held = await book(api, mentor, wangari, '09:00', rest);
    const next = await book(api, mentor, wangari, '16:00', rest);
    const others = await book(api, mentor, student, '15:00', { subject: 'Kept' });
    api.now += 3 * 60 * 60_000;
    await call(api, operations.completeSession, { token: mentor.token, id: held.id });
    await call(api, operations.reviewSession, {
      token: wangari,
      id: held.id,
      body: { rating: 4, comment: 'Xyzzy says so' },
    });
    const [first] = await events();
    await api.knex('webhook_attempt').insert({
      delivery_id: (first as unknown as { id: number }).id,
      number: 1,
      started_at: new Date(api.now),
      duration_ms: 1,
      request_headers: '{}',
      status: 200,
      answer: 'Hello Xyzzy',
    });
    await call(api, operations.eraseAccount, { token: wangari, body: { confirm: 'erase' } });
    const everything = JSON.stringify([await events(), await api.knex('webhook_attempt')]);
    assert.doesNotMatch(everything, /xyzzy|wangari/i);
    const sent = await bodies();
    assert.deepEqual(
      sent.map(({ type, data }) => [type, data.id ?? data.session_id, data.student?.name, data.subject]),
      [
        ['session.booked', held.id, '—', '—'],
        ['session.booked', next.id, '—', '—'],
        ['session.booked', others.id, 'Name of s1', 'Kept'],
        ['session.completed', held.id, '—', '—'],
        ['review.created', held.id, undefined, undefined],
        ['session.cancelled', next.id, '—', '—'],
      ],
    );
    for (const { type, data } of sent)
      assertMatches(type === 'review.created' ? reviewSchema : sessionSchema, data);

    const day = 24 * 60 * 60_000;
    await api.knex('webhook_delivery').where({ webhook_id: id }).update({ state: 'delivered' });
    await forgetOldRows(api.knex, api.now + 30 * day - 1);
    assert.ok((await events()).length > 0);
    await forgetOldRows(api.knex, api.now + 30 * day + 1);
    assert.deepEqual(await events(), []);
  });

  it('about a mentor who was erased name her no more', async () => {
    const admin = await adminNow(api);
    await addWebhook(api, 'https://campus.example.edu/');
    const zuberi = await addMentor(api, { external_id: 'zuberi', name: 'Zuberi' });
    await call(api, operations.updateMentor, { token: admin, id: zuberi.id, body: { bio: 'Zuberi bio' } });
    const session = await book(api, zuberi, student, '09:00');
    await call(api, operations.cancelSession, {
      token: zuberi.token,
      id: session.id,
      body: { reason: 'Zuberi' },
    });
    const { body: people } = await call(api, operations.listPeople, { token: admin, query: { q: 'zuberi' } });
    const id = people.people[0]?.id as number;
    const erased = await call(api, operations.erasePerson, { token: admin, id, body: { confirm: 'erase' } });
    assert.equal(erased.status, operations.erasePerson.status);
    assert.doesNotMatch(JSON.stringify(await events()), /zuberi/i);
    assert.deepEqual(
      (await bodies()).map(({ data }) => data.mentor?.name ?? data.name),
      ['—', '—', '—'],
    );
  });
});
