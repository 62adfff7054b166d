import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { addPartner, call, refused, token, useApi } from '../../support/api.ts';
import { addMentor, bookingAt, type TestMentor } from '../../support/people.ts';
import { adminToken, pointers, timesOn } from './scene.ts';

const { createMentor, getMentor, updateMentor, listSlots, bookSession } = operations;

const mentorBody = { external_id: 'x1', name: 'Ada', email: 'ada@example.edu', timezone: 'Africa/Lagos' };

describe('creating a mentor', () => {
  const api = useApi();
  let admin: string;

  before(async () => {
    admin = await adminToken();
  });

  it('fills in the defaults of the contract', async () => {
    const { status, body } = await call(api, createMentor, { token: admin, body: mentorBody });
    assert.equal(status, 201);
    const { id, ...rest } = body;
    assert.ok(id > 0);
    assert.deepEqual(rest, {
      external_id: 'x1',
      name: 'Ada',
      bio: null,
      certifications: [],
      languages: [],
      subjects: [],
      timezone: 'Africa/Lagos',
      avatar_url: null,
      is_available: true,
      total_sessions: 0,
      rating_average: null,
      rating_count: 0,
      slot_step_minutes: 30,
      min_notice_minutes: 0,
      booking_window_days: 60,
      buffer_minutes: 0,
      durations: [30, 60, 90, 120],
      max_new_students_per_month: null,
      max_sessions_per_day: null,
      max_sessions_per_week: null,
      paused_until: null,
      stand_in_mentor_id: null,
      requires_confirmation: false,
      confirmation_hours: 48,
      meeting: null,
    });
  });

  it('keeps the profile and settings that were sent', async () => {
    const settings = {
      bio: 'Bonjour',
      subjects: ['Droit'],
      avatar_url: 'https://example.edu/a.png',
      is_available: false,
      slot_step_minutes: 15,
      min_notice_minutes: 60,
      booking_window_days: 730,
      buffer_minutes: 10,
      durations: [45],
    };
    const body = { ...mentorBody, external_id: 'x2', ...settings };
    const created = await call(api, createMentor, { token: admin, body });
    assert.equal(created.status, 201);
    assert.partialDeepStrictEqual(created.body, settings);
  });

  it('refuses a second mentor with the same external_id, but not at another partner', async () => {
    const body = { ...mentorBody, external_id: 'x3' };
    assert.equal((await call(api, createMentor, { token: admin, body })).status, 201);
    await refused(api, createMentor, { token: admin, body }, 409, 'mentor_exists');
    await addPartner(api.knex, 'other');
    const elsewhere = await call(api, createMentor, { token: await adminToken('other'), body });
    assert.equal(elsewhere.status, 201);
  });

  it('makes a mentor of a person who was a student before', async () => {
    const student = await token({ sub: 'x4' });
    await call(api, operations.listSessions, { token: student });
    const body = { ...mentorBody, external_id: 'x4' };
    const { body: mentor } = await call(api, createMentor, { token: admin, body });
    const changed = await call(api, updateMentor, { id: mentor.id, token: student, body: { bio: 'Me' } });
    assert.equal(changed.status, 200);
  });

  it('is for admins: 401 without a token, 403 for students and mentors', async () => {
    const body = { ...mentorBody, external_id: 'x5' };
    await refused(api, createMentor, { body }, 401, 'unauthenticated');
    await refused(api, createMentor, { token: await token(), body }, 403, 'forbidden');
    const mentor = await addMentor(api);
    await refused(api, createMentor, { token: mentor.token, body }, 403, 'forbidden');
    await refused(api, createMentor, { token: await token(), body: {} }, 403, 'forbidden');
  });

  it('names every fault at once', async () => {
    const body = {
      external_id: '',
      name: '  ',
      email: 'nobody',
      timezone: 'Mars/Olympus',
      subjects: ['ok', ''],
      durations: [4, 481],
      slot_step_minutes: 4,
      avatar_url: 'javascript:alert(1)',
    };
    const problem = await refused(api, createMentor, { token: admin, body }, 422, 'invalid_request');
    assert.deepEqual(pointers(problem), [
      '/avatar_url',
      '/durations/0',
      '/durations/1',
      '/email',
      '/external_id',
      '/name',
      '/slot_step_minutes',
      '/subjects/1',
      '/timezone',
    ]);
    const empty = await refused(api, createMentor, { token: admin, body: {} }, 422, 'invalid_request');
    assert.deepEqual(pointers(empty), ['/email', '/external_id', '/name', '/timezone']);
  });
});

describe('reading and changing a mentor', () => {
  const api = useApi();
  let admin: string;
  let mentor: TestMentor;

  before(async () => {
    await addPartner(api.knex, 'other');
    admin = await adminToken();
    mentor = await addMentor(api);
  });

  it('shows the external id to admins of the partner only, and no address to anyone', async () => {
    const as = async (reader?: string) => (await call(api, getMentor, { id: mentor.id, token: reader })).body;
    assert.equal((await as(admin)).external_id, 'm1');
    for (const reader of [undefined, mentor.token, await token()]) {
      const body = await as(reader);
      assert.ok(!('external_id' in body));
      assert.doesNotMatch(JSON.stringify(body), /@/);
    }
  });

  it('answers 404 for ids that name nothing, and to other partners', async () => {
    for (const id of [999, 0, -1, 'abc', '1.5', '9223372036854775808', '1e3', '١', '1 ', '%00']) {
      await refused(api, getMentor, { id }, 404, 'not_found');
    }
    await refused(api, getMentor, { id: mentor.id, token: await adminToken('other') }, 404, 'not_found');
    await refused(api, getMentor, { id: mentor.id, token: 'x' }, 401, 'unauthenticated');
  });

  it('lets the mentor and an admin change it, and leaves out what is not sent', async () => {
    const mine = await call(api, updateMentor, {
      id: mentor.id,
      token: mentor.token,
      body: { bio: 'Ada, à Nairobi', buffer_minutes: 15 },
    });
    assert.equal(mine.status, 200);
    assert.partialDeepStrictEqual(mine.body, {
      bio: 'Ada, à Nairobi',
      buffer_minutes: 15,
      name: 'Mentor m1',
    });
    const theirs = await call(api, updateMentor, {
      id: mentor.id,
      token: admin,
      body: { name: ' Amina ', bio: null, buffer_minutes: 0 },
    });
    assert.partialDeepStrictEqual(theirs.body, { name: 'Amina', bio: null, external_id: 'm1' });
    const found = await call(api, operations.listMentors, { query: { q: 'amina' } });
    assert.equal(found.body.mentors.length, 1);
  });

  it('lets admins alone change where her mail goes', async () => {
    const changeTo = (email: string, token: string) => ({ id: mentor.id, token, body: { email } });
    await refused(api, updateMentor, changeTo('a1@example.edu', mentor.token), 403, 'forbidden');
    assert.equal((await call(api, updateMentor, changeTo('m1@example.edu', mentor.token))).status, 200);
    assert.equal((await call(api, updateMentor, changeTo('new@example.edu', admin))).status, 200);
    const { email } = await api.knex('app_user').where({ external_id: 'm1' }).first('email');
    assert.equal(email, 'new@example.edu');
  });

  it('is nobody else’s: 401, 403 for another mentor or a student, 404 for another partner', async () => {
    const other = await addMentor(api, { external_id: 'm2' });
    const options = { id: mentor.id, body: { bio: 'Hacked' } };
    await refused(api, updateMentor, options, 401, 'unauthenticated');
    await refused(api, updateMentor, { ...options, token: other.token }, 403, 'forbidden');
    await refused(api, updateMentor, { ...options, token: await token() }, 403, 'forbidden');
    await refused(api, updateMentor, { ...options, token: await adminToken('other') }, 404, 'not_found');
    await refused(api, updateMentor, { ...options, id: 999, token: admin }, 404, 'not_found');
  });

  for (const [name, good, bad] of [
    ['slot_step_minutes', [5, 240], [4, 241, 7.5, '30', null]],
    ['min_notice_minutes', [0, 525600], [-1, 525601]],
    ['booking_window_days', [1, 730], [0, 731]],
    ['buffer_minutes', [0, 480], [-1, 481]],
    ['durations', [[5], [480], [5, 10, 15, 20, 25, 30, 35, 40]], [[], [4], [481], [30, 30], 30, [30.5]]],
    ['durations', [[30, 60]], [[5, 10, 15, 20, 25, 30, 35, 40, 45], ['30'], null]],
    ['timezone', ['Africa/Casablanca', 'UTC'], ['', 'Nowhere', '+02:00', 5]],
    ['is_available', [false, true], ['yes', 1]],
  ] as const) {
    it(`takes ${name} within its bounds only: ${JSON.stringify(good)}, never ${JSON.stringify(bad)}`, async () => {
      const change = (value: unknown) => ({ id: mentor.id, token: mentor.token, body: { [name]: value } });
      for (const value of good) {
        const { status, body } = await call(api, updateMentor, change(value));
        assert.equal(status, 200, JSON.stringify(body));
        assert.deepEqual(body[name], value);
      }
      for (const value of bad) {
        const problem = await refused(api, updateMentor, change(value), 422, 'invalid_request');
        assert.ok(
          pointers(problem).every((pointer) => pointer.startsWith(`/${name}`)),
          JSON.stringify(problem),
        );
      }
    });
  }

  it('refuses a change of nothing', async () => {
    await refused(api, updateMentor, { id: mentor.id, token: admin, body: {} }, 422, 'invalid_request');
    await refused(api, updateMentor, { id: mentor.id, token: admin, body: [] }, 422, 'invalid_request');
  });

  it('lists nothing and takes no booking while the mentor is not available', async () => {
    const { id, token: mentorToken } = await addMentor(api, { external_id: 'm3' });
    const switchTo = (is_available: boolean) =>
      call(api, updateMentor, { id, token: mentorToken, body: { is_available } });
    assert.equal((await timesOn(api, { id }, '2026-11-23')).length, 16);
    assert.equal((await switchTo(false)).body.is_available, false);
    const { body } = await call(api, listSlots, { id });
    assert.deepEqual([body.slots, body.next_available], [[], null]);
    const options = { id, token: await token(), body: bookingAt('09:00') };
    await refused(api, bookSession, options, 409, 'mentor_unavailable');
    await refused(api, operations.createHold, options, 409, 'mentor_unavailable');
    await switchTo(true);
    assert.equal((await call(api, bookSession, options)).status, 201);
  });
});
