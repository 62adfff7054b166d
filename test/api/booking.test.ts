import assert from 'node:assert/strict';
import { operations } from '../../api/contract/operations.ts';
import { call, refused, token, useApi } from '../support/api.ts';
import { addMentor, bookingAt, type TestMentor } from '../support/people.ts';

describe('booking a session', () => {
  const api = useApi();
  let mentor: TestMentor;
  let student: string;

  before(async () => {
    mentor = await addMentor(api);
    student = await token();
  });

  it('books a listed slot, tells the mentor and counts the session', async () => {
    const slots = await call(api, operations.listSlots, {
      id: mentor.id,
      query: { timezone: 'Africa/Dakar' },
    });
    assert.equal(slots.status, 200);
    const slot = slots.body.slots[0];
    assert.deepEqual(slot, {
      datetime: '2026-11-23T06:00:00+00:00',
      date: '2026-11-23',
      time: '06:00',
      day_name: 'Lundi',
      available: true,
      max_duration_minutes: 120,
    });
    const booked = await call(api, operations.bookSession, {
      id: mentor.id,
      token: student,
      body: {
        session_date: slot?.datetime,
        duration_minutes: 60,
        subject: ' Mon projet ',
        metadata: { course: 'INF1' },
      },
    });
    assert.equal(booked.status, 201, JSON.stringify(booked.body));
    assert.equal(booked.body.subject, 'Mon projet');
    assert.equal(booked.body.status, 'scheduled');
    assert.deepEqual(booked.body.metadata, { course: 'INF1' });
    assert.ok(!('notes' in booked.body));

    const notifications = await call(api, operations.listNotifications, { token: mentor.token });
    assert.equal(notifications.body.notifications[0]?.type, 'session_booking');
    assert.equal(notifications.body.notifications[0]?.link, `/mentorship/sessions/${booked.body.id}`);
    const profile = await call(api, operations.getMentor, { id: mentor.id });
    assert.equal(profile.body.total_sessions, 1);
    const after = await call(api, operations.listSlots, { id: mentor.id });
    assert.ok(!after.body.slots.some(({ date, time }) => date === '2026-11-23' && time < '10:00'));
    const messages = await api.knex('message').select('event', 'channel', 'state').orderBy('id');
    // An hour before is now, and the day before is past: there is nothing to be reminded of.
    const queued = { event: 'session_booked', channel: 'mail', state: 'queued' };
    assert.deepEqual(messages, [queued, queued]);
  });

  it('refuses a taken slot and offers the three nearest free ones', async () => {
    const problem = await refused(
      api,
      operations.bookSession,
      { id: mentor.id, token: await token({ sub: 's2' }), body: bookingAt('09:00') },
      409,
      'slot_taken',
    );
    assert.deepEqual(
      problem.alternatives?.map(({ time }) => time),
      ['10:00', '10:30', '11:00'],
    );
  });

  it('replays the answer to the same idempotency key, and refuses the key with another body', async () => {
    const options = {
      id: mentor.id,
      token: student,
      body: bookingAt('14:00'),
      headers: { 'Idempotency-Key': 'k1' },
    };
    const first = await call(api, operations.bookSession, options);
    assert.equal(first.status, 201, JSON.stringify(first.body));
    assert.equal(first.headers.get('idempotency-replayed'), null);
    const second = await call(api, operations.bookSession, options);
    assert.equal(second.headers.get('idempotency-replayed'), 'true');
    assert.deepEqual(second.body, first.body);
    await refused(
      api,
      operations.bookSession,
      { ...options, body: bookingAt('15:00') },
      422,
      'idempotency_mismatch',
    );
  });
});
