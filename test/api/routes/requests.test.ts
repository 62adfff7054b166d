import assert from 'node:assert/strict';
import { pino } from 'pino';
import { operations } from '../../../api/contract/operations.ts';
import type { Session } from '../../../api/contract/session.ts';
import { expireRequests } from '../../../api/jobs/expire-requests.ts';
import { call, token, useFreshApi } from '../../support/api.ts';
import { headingOf, linkFor, open, press } from '../../support/links.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { book, hour, pointers, timesOn, tokenNow } from './scene.ts';

const { acceptSession, declineSession, cancelSession, rescheduleSession, getSession } = operations;

describe('requests', () => {
  const api = useFreshApi();
  let mentor: TestMentor;
  let student: string;
  let request: Session;

  beforeEach(async () => {
    mentor = await addMentor(api, { requires_confirmation: true, confirmation_hours: 2 });
    student = await token({ timezone: 'Africa/Dakar', locale: 'en' });
    request = await book(api, mentor, student, '14:00');
  });

  const expire = () =>
    expireRequests(
      { knex: api.knex, clock: () => api.now, log: pino({ level: 'silent' }) },
      AbortSignal.any([]),
    );
  const as = (who: string) => ({ id: request.id, token: who });
  const stands = async () => (await call(api, getSession, as(student))).body;
  const totalOf = async () => (await api.knex('mentor').where({ id: mentor.id }).first()).total_sessions;
  const messages = async (): Promise<string[]> =>
    (await api.knex('message').join('app_user', 'app_user.id', 'person_id').orderBy(['message.id'])).map(
      ({ event, external_id }) => `${event} ${external_id}`,
    );
  const notices = async (): Promise<string[]> =>
    (
      await api.knex('notification').join('app_user', 'app_user.id', 'user_id').orderBy('notification.id')
    ).map(({ type, external_id }) => `${type} ${external_id}`);

  it('keep their time, count as sessions, and tell both people without reminding them', async () => {
    assert.deepEqual(
      [request.status, Date.parse(request.decide_by ?? '')],
      ['requested', api.now + 2 * hour],
    );
    assert.equal((await timesOn(api, mentor, '2026-11-23')).includes('14:00'), false);
    assert.equal(await totalOf(), 1);
    assert.deepEqual((await messages()).sort(), ['request_received m1', 'request_received s1']);
    assert.deepEqual(await notices(), ['session_requested m1']);
    const list = await call(api, operations.listSlots, { id: mentor.id, query: {} });
    assert.equal(list.body.requires_confirmation, true);
    const file = await call(api, operations.getSessionCalendar, as(student));
    assert.match(String(file.body), /STATUS:TENTATIVE/);
    const deadline = await book(api, mentor, student, '09:30');
    assert.equal(deadline.decide_by, deadline.session_date, 'never later than the start');
  });

  it('stand once they are accepted: the invitation, reminders, one more mark of the sequence', async () => {
    const { status, body } = await call(api, acceptSession, as(mentor.token));
    assert.deepEqual([status, body.status, body.decide_by], [200, 'scheduled', undefined]);
    const queued = await messages();
    for (const person of ['m1', 's1'])
      assert.ok(
        ['session_booked', 'session_reminder'].every((event) => queued.includes(`${event} ${person}`)),
        queued.join(),
      );
    assert.ok((await notices()).includes('session_accepted s1'));
    const again = await call(api, acceptSession, as(mentor.token));
    assert.deepEqual(
      [again.status, (again.body as unknown as { code: string }).code],
      [409, 'not_requested'],
    );
    assert.equal(await totalOf(), 1);
  });

  it('are declined with a reason: the time is free, the student is offered others', async () => {
    const { status, body } = await call(api, declineSession, {
      ...as(mentor.token),
      body: { reason: 'Away that day.' },
    });
    assert.deepEqual([status, body.status, body.cancel_reason], [200, 'cancelled', 'Away that day.']);
    assert.ok((await timesOn(api, mentor, '2026-11-23')).includes('14:00'));
    assert.equal(await totalOf(), 0);
    const [notice] = await api.knex('notification').where({ type: 'session_declined' });
    assert.match(notice.message, /cannot take.*Still free: Mon, Nov 23, .*;.*;/);
    assert.deepEqual((await messages()).slice(-2).sort(), ['session_cancelled m1', 'session_cancelled s1']);
    const faulty = await call(api, declineSession, { ...as(mentor.token), body: { reason: 7 } });
    assert.deepEqual([faulty.status, pointers(faulty.body as never)], [422, ['/reason']]);
  });

  it('expire at their deadline, once, and cannot be accepted from then on', async () => {
    api.now += 2 * hour;
    const late = await call(api, acceptSession, as(await tokenNow(api, { sub: 'm1', role: 'mentor' })));
    assert.equal(late.status, 409);
    await Promise.all([expire(), expire()]);
    assert.equal(await expire(), false);
    student = await tokenNow(api);
    const { status, cancel_reason } = await stands();
    assert.deepEqual([status, cancel_reason, await totalOf()], ['cancelled', 'expired', 0]);
    assert.deepEqual(await notices(), ['session_requested m1', 'session_expired s1', 'session_expired m1']);
    const [entry] = await api.knex('audit_entry').where({ action: 'cancelSession' });
    assert.deepEqual([entry.actor_role, entry.subject_id], ['system', request.id]);
  });

  it('can be withdrawn, by whatever cut-off, and are neither held nor missed before they stand', async () => {
    await api.knex('partner').update({ programme: { cancellation_cutoff_minutes: 100_000 } });
    for (const operation of [operations.completeSession, operations.markNoShow]) {
      const { status, body } = await call(api, operation, as(mentor.token));
      assert.deepEqual([status, (body as unknown as { code: string }).code], [409, 'not_scheduled']);
    }
    const { status, body } = await call(api, cancelSession, as(student));
    assert.deepEqual([status, body.status, await totalOf()], [200, 'cancelled', 0]);
  });

  it('wait anew when the student moves them, and stand when their mentor does', async () => {
    api.now += hour;
    const to = (time: string) => ({ body: { session_date: `2026-11-23T${time}:00+03:00` } });
    const moved = await call(api, rescheduleSession, { ...as(await tokenNow(api)), ...to('15:00') });
    assert.deepEqual(
      [moved.body.status, Date.parse(moved.body.decide_by ?? '')],
      ['requested', api.now + 2 * hour],
    );
    const mentors = await tokenNow(api, { sub: 'm1', role: 'mentor' });
    const accepted = await call(api, rescheduleSession, { ...as(mentors), ...to('16:00') });
    assert.deepEqual([accepted.body.status, accepted.body.time], ['scheduled', '16:00']);
    const anew = await call(api, rescheduleSession, { ...as(await tokenNow(api)), ...to('15:30') });
    assert.equal(anew.body.status, 'requested', 'what she has accepted is for that time alone');
    assert.equal(await totalOf(), 1);
  });

  it('are answered by links that show first, and act by their button', async () => {
    const ids = { person: 'm1', mentorId: mentor.id, sessionId: request.id };
    await api.knex('app_user').where({ external_id: 'm1' }).update({ locale: 'en' });
    const [accept, decline] = [await linkFor(api, 'answer', ids), await linkFor(api, 'refuse', ids)];
    const shown = await open(api, accept);
    assert.match(shown.html, /waits for your answer until .*href="[^"]*\/m\/n/s);
    assert.equal((await open(api, decline)).status, 200);
    assert.equal((await stands()).status, 'requested', 'GET changes nothing');
    assert.match((await press(api, accept)).html, /The session is booked/);
    assert.match((await press(api, accept)).html, /accepted already/);
    assert.equal((await open(api, decline)).status, 410);
    assert.equal((await stands()).status, 'scheduled');
    const students = await open(api, await linkFor(api, 'answer', { ...ids, person: 's1' }));
    assert.equal(students.status, 404, 'its student accepts nothing');
  });

  it('that ended lead the student to other times by a link', async () => {
    await call(api, declineSession, as(mentor.token));
    const ids = { person: 's1', mentorId: mentor.id, sessionId: request.id };
    const path = await linkFor(api, 'again', ids);
    const page = await open(api, path);
    assert.equal(headingOf(page), 'Choose another time');
    const start = /name="start" value="([^"]+)"/.exec(page.html)?.[1] as string;
    assert.match((await press(api, path, { start })).html, /Done/);
    const [live] = await api.knex('mentor_session').where({ status: 'requested' });
    assert.deepEqual([live.starts_at.getTime(), live.subject], [Date.parse(start), request.subject]);
  });
});
