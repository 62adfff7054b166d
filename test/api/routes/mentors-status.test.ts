import assert from 'node:assert/strict';
import { type Operation, operations } from '../../../api/contract/operations.ts';
import { sendInvitation } from '../../../api/jobs/send-invitation.ts';
import { addPartner, call, refused, token, useApi } from '../../support/api.ts';
import { addMentor, bookingAt, type TestMentor } from '../../support/people.ts';
import { adminToken, book, timesOn } from './scene.ts';

const { activateMentor, deactivateMentor, inviteMentor, createMentor, getMentor, listMentors } = operations;

const minute = 60_000;

describe('deactivating a mentor', () => {
  const api = useApi();
  let admin: string;
  let mentor: TestMentor;
  let other: TestMentor;

  before(async () => {
    await addPartner(api.knex, 'other');
    admin = await adminToken();
    mentor = await addMentor(api);
    other = await addMentor(api, { external_id: 'm2' });
  });
  afterEach(() => call(api, activateMentor, { id: mentor.id, token: admin }));

  const deactivate = () => call(api, deactivateMentor, { id: mentor.id, token: admin });
  const listed = async (as?: string, query = {}) =>
    (await call(api, listMentors, { token: as, query })).body.mentors.map(({ id }) => id);

  it('takes her off public lists, and off those of students', async () => {
    assert.deepEqual(await listed(), [mentor.id, other.id]);
    assert.equal((await deactivate()).status, 200);
    for (const reader of [undefined, await token(), mentor.token, admin]) {
      assert.deepEqual(await listed(reader), [other.id]);
    }
  });

  it('still tells who asks for her by id that she is not available', async () => {
    await deactivate();
    const { body } = await call(api, listMentors, { query: { ids: `${mentor.id},${other.id}` } });
    assert.deepEqual(
      body.mentors.map(({ is_available }) => is_available),
      [false, true],
    );
  });

  it('shows her to admins who ask, with counts of both kinds', async () => {
    await deactivate();
    const read = async (query: object) =>
      (await call(api, listMentors, { token: admin, query: { view: 'admin', ...query } })).body;
    const all = await read({ status: 'all' });
    assert.deepEqual(all.counts, { active: 1, inactive: 1 });
    assert.deepEqual(
      all.mentors.map(({ id, deactivated_at }) => [id, deactivated_at === null]),
      [
        [mentor.id, false],
        [other.id, true],
      ],
    );
    assert.deepEqual(
      (await read({ status: 'inactive' })).mentors.map(({ id, is_available, email }) => [
        id,
        is_available,
        email,
      ]),
      [[mentor.id, true, 'm1@example.edu']],
    );
    assert.deepEqual((await read({ status: 'all', q: 'm2' })).counts, { active: 1, inactive: 0 });
    assert.deepEqual((await read({ status: 'all', q: 'M1@example' })).counts, { active: 0, inactive: 1 });
    assert.deepEqual(await listed(admin, { q: '@example' }), [], 'nobody is found by her address elsewhere');
  });

  it('keeps the view of admins from everybody else', async () => {
    for (const reader of [undefined, await token(), mentor.token]) {
      for (const [name, value] of [
        ['status', 'all'],
        ['status', 'inactive'],
        ['view', 'admin'],
      ] as const) {
        const query = { [name]: value };
        await refused(api, listMentors, { token: reader, query }, 403, 'forbidden');
      }
      await refused(
        api,
        getMentor,
        { id: mentor.id, token: reader, query: { view: 'admin' } },
        403,
        'forbidden',
      );
    }
    const elsewhere = { id: mentor.id, token: await adminToken('other'), query: { view: 'admin' } };
    await refused(api, getMentor, elsewhere, 404, 'not_found');
    const { body } = await call(api, getMentor, { id: mentor.id, token: admin });
    assert.ok(!('email' in body) && !('deactivated_at' in body));
  });

  it('closes her at once: no slots from what was kept, and no booking', async () => {
    assert.ok((await timesOn(api, mentor, '2026-11-23')).length > 0);
    await deactivate();
    assert.deepEqual(await timesOn(api, mentor, '2026-11-23'), []);
    const student = await token({ sub: 'late' });
    const attempt = { id: mentor.id, token: student, body: bookingAt('15:00') };
    await refused(api, operations.bookSession, attempt, 409, 'mentor_unavailable');
    const hold = { session_date: '2026-11-23T15:00:00+03:00', duration_minutes: 30 };
    await refused(api, operations.createHold, { ...attempt, body: hold }, 409, 'mentor_unavailable');
    const { body } = await call(api, getMentor, { id: mentor.id });
    assert.equal(body.is_available, false);
    await call(api, activateMentor, { id: mentor.id, token: admin });
    assert.ok((await timesOn(api, mentor, '2026-11-23')).length > 0);
    assert.equal((await call(api, getMentor, { id: mentor.id })).body.is_available, true);
  });

  it('keeps her sessions, tells those to come, and does it once', async () => {
    const session = await book(api, mentor, await token({ sub: 'kept' }), '10:00');
    const cancelled = await book(api, mentor, await token({ sub: 'gone' }), '11:00');
    await call(api, operations.cancelSession, {
      id: cancelled.id,
      token: await token({ sub: 'gone' }),
      body: {},
    });
    const { body } = await deactivate();
    assert.deepEqual([body.sessions.map(({ id }) => id), body.session_count], [[session.id], 1]);
    assert.notEqual(body.mentor.deactivated_at, null);
    api.now += minute;
    assert.equal((await deactivate()).body.mentor.deactivated_at, body.mentor.deactivated_at);
    api.now -= minute;
    const kept = await call(api, operations.getSession, { id: session.id, token: mentor.token });
    assert.equal(kept.body.status, 'scheduled');
    const entries = await api.knex('audit_entry').where({ action: 'deactivateMentor' }).orderBy('id', 'desc');
    assert.deepEqual(entries[0].changes, { active: [true, false] });
  });

  it('is for admins of her partner', async () => {
    for (const operation of [deactivateMentor, activateMentor, inviteMentor] as Operation[]) {
      await refused(api, operation, { id: mentor.id }, 401, 'unauthenticated');
      await refused(api, operation, { id: mentor.id, token: mentor.token }, 403, 'forbidden');
      await refused(api, operation, { id: mentor.id, token: await token() }, 403, 'forbidden');
      const elsewhere = { id: mentor.id, token: await adminToken('other') };
      await refused(api, operation, elsewhere, 404, 'not_found');
      await refused(api, operation, { id: 9_999, token: admin }, 404, 'not_found');
    }
  });
});

describe('inviting a mentor', () => {
  const api = useApi();
  let admin: string;

  before(async () => {
    admin = await adminToken();
  });

  const jobs = async (): Promise<{ mentor_id: number }[]> => {
    const { rows } = await api.knex.raw(
      `SELECT j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
        WHERE t.identifier = 'send-invitation' ORDER BY j.id`,
    );
    return rows.map(({ payload }: { payload: { mentor_id: number } }) => payload);
  };
  const mailOf = async (mentorId: number) => {
    const sent: { to: string; subject: string; text: string }[] = [];
    const options = {
      knex: api.knex,
      post: async (mail: (typeof sent)[number]) => void sent.push(mail),
      publicUrl: 'https://booking.example.org',
    };
    await sendInvitation(options, { mentor_id: mentorId });
    return sent;
  };

  it('queues a mail in her language that tells where to sign in', async () => {
    const { body: mentor } = await call(api, createMentor, {
      token: admin,
      body: {
        external_id: 'i1',
        name: 'Ana\nBcc: x',
        email: 'ana@example.edu',
        timezone: 'Africa/Luanda',
        locale: 'pt-AO',
      },
    });
    const reply = await call(api, inviteMentor, { id: mentor.id, token: admin });
    assert.equal(reply.status, 202);
    assert.equal(Date.parse(reply.body.invited_at ?? ''), api.now);
    assert.deepEqual((await jobs()).at(-1), { mentor_id: mentor.id });
    const [mail] = await mailOf(mentor.id);
    assert.equal(mail?.to, 'ana@example.edu');
    assert.match(mail?.subject ?? '', /convite/);
    assert.match(mail?.text ?? '', /https:\/\/booking\.example\.org\/admin\/$/m);
  });

  it('does it again only after ten minutes, and says when', async () => {
    const { id } = await addMentor(api, { external_id: 'i2' });
    assert.equal((await call(api, inviteMentor, { id, token: admin })).status, 202);
    api.now += 9 * minute;
    const reply = await call(api, inviteMentor, { id, token: admin });
    assert.deepEqual([reply.status, reply.headers.get('retry-after')], [429, '60']);
    api.now += minute;
    assert.equal((await call(api, inviteMentor, { id, token: admin })).status, 202);
  });

  it('goes with the creation, and not without being asked', async () => {
    const before = (await jobs()).length;
    const body = { name: 'N', email: 'n@example.edu', timezone: 'UTC' };
    await call(api, createMentor, { token: admin, body: { ...body, external_id: 'i3' } });
    assert.equal((await jobs()).length, before);
    const { body: invited } = await call(api, createMentor, {
      token: admin,
      body: { ...body, external_id: 'i4', invite: true },
    });
    assert.deepEqual((await jobs()).slice(before), [{ mentor_id: invited.id }]);
  });

  it('refuses one who is deactivated or has no address, and mails neither', async () => {
    const { id } = await addMentor(api, { external_id: 'i5' });
    await api.knex('app_user').where({ external_id: 'i5' }).update({ email: null });
    await refused(api, inviteMentor, { id, token: admin }, 409, 'no_address');
    assert.deepEqual(await mailOf(id), []);
    await call(api, deactivateMentor, { id, token: admin });
    await refused(api, inviteMentor, { id, token: admin }, 409, 'mentor_unavailable');
    assert.deepEqual(await mailOf(id), []);
  });
});
