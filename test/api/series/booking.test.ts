import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import type { Series } from '../../../api/contract/series.ts';
import { call, monday, refused, token, useApi } from '../../support/api.ts';
import { addMentor, bookingAt, type TestMentor } from '../../support/people.ts';
import { book, day, pointers, tokenNow } from '../routes/scene.ts';
import { setProgramme } from '../routes/set-programme.ts';
import { bookSeries, seriesAt, startsOf, statesOf } from './scene.ts';

const { createHold, getMentor, listNotifications, listSessions, putOverride } = operations;

describe('booking a series', () => {
  const api = useApi();
  let mentor: TestMentor;
  let student: string;
  let other: string;
  let count = 0;

  beforeEach(async () => {
    api.now = monday;
    mentor = await addMentor(api, { external_id: `m${++count}` });
    student = await token({ sub: `s${count}` });
    other = await token({ sub: `s${count}-b` });
  });

  const refuse = (body: object, status: number, code: Parameters<typeof refused>[4], as = student) =>
    refused(api, operations.bookSeries, { id: mentor.id, token: as, body }, status, code);
  const sessionsOf = async (as: string) =>
    (await call(api, listSessions, { token: as, query: { order: 'asc' } })).body.sessions;

  it('books each date, counts them, and tells the mentor once', async () => {
    const series = await bookSeries(api, mentor, student, seriesAt('09:00'));
    assert.deepEqual(startsOf(series.sessions), ['11-23 06:00', '11-30 06:00', '12-07 06:00', '12-14 06:00']);
    assert.deepEqual(new Set(series.sessions.map(({ series_id }) => series_id)), new Set([series.series_id]));
    assert.deepEqual(series.skipped, []);
    assert.equal((await call(api, getMentor, { id: mentor.id })).body.total_sessions, 4);
    assert.deepEqual(startsOf(await sessionsOf(student)), startsOf(series.sessions));
    const { notifications } = (await call(api, listNotifications, { token: mentor.token })).body;
    assert.deepEqual(
      notifications.map(({ type, link }) => [type, link]),
      [['session_booking', `/mentorship/sessions/${series.sessions[0]?.id}`]],
    );
    assert.match(notifications[0]?.message ?? '', /4 sessions/);
    const told = await api.knex('message').where({ mentor_id: mentor.id, event: 'session_booked' });
    assert.deepEqual(
      told.map(({ session_id, series_sessions }) => [session_id, series_sessions.length]),
      Array(2).fill([series.sessions[0]?.id, 3]),
    );
    const reminded = await api.knex('message').where({ mentor_id: mentor.id, event: 'session_reminder' });
    // It is too late to remind anybody of the first.
    assert.equal(new Set(reminded.map(({ session_id }) => session_id)).size, 3);
  });

  it('tells beforehand how each date stands, and books nothing by that', async () => {
    await book(api, mentor, other, '09:00', { session_date: '2026-11-30T09:00:00+03:00' });
    const elsewhere = await addMentor(api, { external_id: `m${count}-x` });
    await book(api, elsewhere, student, '09:00', { session_date: '2026-12-07T09:00:00+03:00' });
    const held = { session_date: '2026-12-14T09:00:00+03:00', duration_minutes: 30 };
    await call(api, createHold, { id: mentor.id, token: other, body: held });
    const closed = { id: mentor.id, token: mentor.token, date: '2026-12-21', body: { ranges: [] } };
    await call(api, putOverride, closed);
    const body = seriesAt('09:00', { count: 12 });
    const states = await statesOf(api, mentor, student, body);
    assert.deepEqual(states, [
      ...['free', 'taken', 'student_busy', 'held', 'outside', 'free', 'free', 'free', 'free'],
      // Beyond the booking window of 60 days.
      ...['outside', 'outside', 'outside'],
    ]);
    const problem = await refuse(body, 409, 'series_conflict');
    assert.deepEqual(
      problem.occurrences?.map(({ state }) => state),
      states,
    );
    assert.deepEqual(problem.occurrences?.map(({ code }) => code).slice(0, 5), [
      null,
      'slot_taken',
      'student_busy',
      'slot_held',
      'outside_availability',
    ]);
    assert.equal(problem.occurrences?.at(-1)?.code, 'too_far');
    assert.equal((await sessionsOf(student)).length, 1);

    const series = await bookSeries(api, mentor, student, { ...body, mode: 'free' });
    assert.equal(series.sessions.length, 5);
    assert.deepEqual(
      series.skipped.map(({ state }) => state),
      states.filter((state) => state !== 'free'),
    );
  });

  it('books none where none is free, whatever the mode', async () => {
    await bookSeries(api, mentor, other, seriesAt('09:00'));
    await refuse(seriesAt('09:00'), 409, 'series_conflict');
    await refuse(seriesAt('09:00', { mode: 'free' }), 409, 'series_conflict');
    assert.deepEqual(await sessionsOf(student), []);
  });

  it('takes her own hold for hers, and lets it go', async () => {
    const body = bookingAt('09:00');
    const { body: hold } = await call(api, createHold, { id: mentor.id, token: student, body });
    assert.deepEqual(await statesOf(api, mentor, other, seriesAt('09:00')), ['held', 'free', 'free', 'free']);
    await bookSeries(api, mentor, student, seriesAt('09:00', { hold_id: hold.id }));
    assert.deepEqual(await api.knex('slot_hold').where({ id: hold.id }), []);
  });

  it('comes back every two weeks, at the wall time of the mentor’s zone', async () => {
    const paris = await addMentor(api, {
      external_id: `m${count}-p`,
      timezone: 'Europe/Paris',
      hours: [['00:00', '24:00']],
      days: [0, 1, 2, 3, 4, 5, 6],
    });
    api.now = Date.parse('2027-03-15T06:00:00Z');
    const late = await tokenNow(api, { sub: `s${count}` });
    const body = {
      ...seriesAt('09:00', { every_weeks: 2, count: 3 }),
      session_date: '2027-03-16T09:00:00+01:00',
    };
    const { sessions } = await bookSeries(api, paris, late, body);
    assert.deepEqual(startsOf(sessions), ['03-16 08:00', '03-30 07:00', '04-13 07:00']);
    // On 28 March 2027 the clocks go from 02:00 to 03:00.
    const night = { ...body, every_weeks: 1, session_date: '2027-03-21T02:30:00+01:00' };
    const skipped = await bookSeries(api, paris, late, night);
    assert.deepEqual(startsOf(skipped.sessions), ['03-21 01:30', '03-28 01:30', '04-04 00:30']);
  });

  it('counts its dates together against what a student may book', async () => {
    await setProgramme(api, { sessions_per_week: 1 });
    await book(api, mentor, student, '14:00', { session_date: '2026-12-01T14:00:00+03:00' });
    assert.deepEqual(await statesOf(api, mentor, student, seriesAt('09:00')), [
      'free',
      'closed',
      'free',
      'free',
    ]);
    const week = await refuse(seriesAt('09:00'), 422, 'quota_exceeded');
    assert.deepEqual([week.rule, week.used, week.resets_on], ['sessions_per_week', 1, '2026-12-07']);
    const terms = [{ name: 'Autumn', from: '2026-11-01', to: '2026-12-31' }];
    await setProgramme(api, { sessions_per_term: 3, terms });
    assert.deepEqual(await statesOf(api, mentor, student, seriesAt('09:00', { count: 6 })), [
      ...['free', 'free', 'closed', 'closed', 'closed', 'closed'],
    ]);
    const term = await refuse(seriesAt('09:00'), 422, 'quota_exceeded');
    assert.deepEqual([term.rule, term.limit, term.used], ['sessions_per_term', 3, 3]);
    const series = await bookSeries(api, mentor, student, seriesAt('09:00', { mode: 'free' }));
    assert.deepEqual(startsOf(series.sessions), ['11-23 06:00', '11-30 06:00']);
    assert.deepEqual(
      series.skipped.map(({ code }) => code),
      ['quota_exceeded', 'quota_exceeded'],
    );
    await setProgramme(api, {});
  });

  it('tells which dates the programme has closed', async () => {
    const blackouts = [{ name: 'Exams', from: '2026-12-07', to: '2026-12-13' }];
    const terms = [{ name: 'Autumn', from: '2026-11-01', to: '2026-12-15' }];
    await setProgramme(api, { blackouts, terms });
    const body = seriesAt('09:00', { count: 5 });
    assert.deepEqual(await statesOf(api, mentor, student, body), [
      'free',
      'free',
      'closed',
      'free',
      'closed',
    ]);
    const problem = await refuse(body, 409, 'series_conflict');
    assert.deepEqual(
      problem.occurrences?.flatMap(({ code }) => code ?? []),
      ['blackout_date', 'outside_term'],
    );
    await setProgramme(api, {});
  });

  it('answers an Idempotency-Key as the first time', async () => {
    const options = {
      id: mentor.id,
      token: student,
      body: seriesAt('09:00'),
      headers: { 'Idempotency-Key': 'series' },
    };
    const [first, second] = [
      await call(api, operations.bookSeries, options),
      await call(api, operations.bookSeries, options),
    ];
    assert.equal(second.headers.get('idempotency-replayed'), 'true');
    assert.equal((first.body as Series).sessions.length, 4);
    assert.deepEqual(second.body, first.body);
    const another = { ...options, body: seriesAt('09:00', { count: 5 }) };
    await refused(api, operations.bookSeries, another, 422, 'idempotency_mismatch');
  });

  it('refuses what no series can be, every fault at once', async () => {
    const wrong = {
      session_date: 'x',
      every_weeks: 3,
      count: 13,
      mode: 'some',
      duration_minutes: '30',
      dry_run: 1,
    };
    const problem = await refuse(wrong, 422, 'invalid_request');
    assert.deepEqual(pointers(problem), [
      ...['/count', '/dry_run', '/duration_minutes', '/every_weeks', '/mode', '/session_date', '/subject'],
    ]);
    await refuse({ ...seriesAt('09:00'), count: 1 }, 422, 'invalid_request');
    await refuse(seriesAt('09:00', { duration_minutes: 45 }), 422, 'invalid_duration');
    await refuse(seriesAt('09:00', { session_date: '9999-12-31T23:59:59Z' }), 422, 'too_far');
    await refuse(seriesAt('09:00', { session_date: '0001-01-01T00:00:00Z' }), 409, 'series_conflict');
    await refuse(seriesAt('09:00'), 403, 'own_session', mentor.token);
    const nobody = { id: mentor.id, body: seriesAt('09:00') };
    await refused(api, operations.bookSeries, nobody, 401, 'unauthenticated');
    await refused(api, operations.bookSeries, { ...nobody, id: 999_999, token: student }, 404, 'not_found');
    await call(api, operations.updateMentor, {
      id: mentor.id,
      token: mentor.token,
      body: { is_available: false },
    });
    await refuse(seriesAt('09:00'), 409, 'mentor_unavailable');
  });

  it('is refused to a student who was suspended', async () => {
    await setProgramme(api, { no_show_limit: 1, no_show_suspension_days: 7 });
    const session = await book(api, mentor, student, '09:00');
    api.now = Date.parse(session.session_date) + day / 4;
    await call(api, operations.markNoShow, { id: session.id, token: mentor.token });
    await refuse(
      { ...seriesAt('09:00'), session_date: '2026-11-25T09:00:00+03:00' },
      403,
      'booking_suspended',
    );
    await setProgramme(api, {});
  });
});
