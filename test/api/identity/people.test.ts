import assert from 'node:assert/strict';
import { SignJWT } from 'jose';
import { operations } from '../../../api/contract/operations.ts';
import {
  addPartner,
  call,
  refused,
  secret,
  type TestApi,
  token,
  tokenSecret,
  useApi,
} from '../../support/api.ts';
import { mailsDue } from '../../support/messages.ts';
import { addMentor, bookingAt, type TestMentor } from '../../support/people.ts';
import { nowSeconds, refuses, statusOf } from './signers.ts';

const personOf = (api: TestApi, external_id: string, partner_id = api.partnerId) =>
  api.knex('app_user').where({ external_id, partner_id }).first();

describe('the person behind a token', () => {
  const api = useApi();

  it('exists from the first token on, and follows later ones', async () => {
    assert.equal(await personOf(api, 'new'), undefined);
    const first = { sub: 'new', name: 'Awa Diop', email: 'awa@example.edu', timezone: 'Africa/Dakar' };
    assert.equal(await statusOf(api, await token(first)), 200);
    const created = await personOf(api, 'new');
    assert.equal(created.name, 'Awa Diop');
    assert.equal(created.email, 'awa@example.edu');
    assert.equal(created.timezone, 'Africa/Dakar');

    assert.equal(
      await statusOf(api, await token({ ...first, name: 'Awa Ndiaye', email: 'a.n@example.edu' })),
      200,
    );
    const renamed = await personOf(api, 'new');
    assert.deepEqual(
      [renamed.id, renamed.name, renamed.email],
      [created.id, 'Awa Ndiaye', 'a.n@example.edu'],
    );
  });

  it('keeps what a later token leaves out or has no use', async () => {
    await statusOf(api, await token({ sub: 'kept', name: 'Kofi', email: 'kofi@example.edu', locale: 'en' }));
    await statusOf(
      api,
      await token({ sub: 'kept', name: ' ', email: 'a@x.edu, b@x.edu', locale: '\0', timezone: 'Nowhere' }),
    );
    const { name, email, locale, timezone } = await personOf(api, 'kept');
    assert.deepEqual(
      { name, email, locale, timezone },
      { name: 'Kofi', email: 'kofi@example.edu', locale: 'en', timezone: null },
    );
  });

  it('has the language that a token writes with an underscore', async () => {
    await statusOf(api, await token({ sub: 'underscore', locale: 'pt_BR' }));
    assert.equal((await personOf(api, 'underscore')).locale, 'pt-BR');
  });

  it('is not written again by a token that says nothing new', async () => {
    const claims = { sub: 'same', name: 'Same \ud83d\ude00'.repeat(60) };
    await statusOf(api, await token(claims));
    const version = async () =>
      (await api.knex.raw(`SELECT xmin FROM app_user WHERE external_id = 'same'`)).rows;
    const before = await version();
    await statusOf(api, await token(claims));
    assert.deepEqual(await version(), before);
  });

  it('is one person, however many first tokens come at once', async () => {
    const bearer = await token({ sub: 'crowd' });
    const statuses = await Promise.all(Array.from({ length: 40 }, () => statusOf(api, bearer)));
    assert.deepEqual(new Set(statuses), new Set([200]));
    const people = await api.knex('app_user').where({ external_id: 'crowd' });
    assert.equal(people.length, 1);
  });

  it('is another person at each partner, by whatever sub', async () => {
    const rivalId = await addPartner(api.knex, 'rival');
    for (const sub of ['s1', '1', 'constructor', '__proto__', "' OR 1=1 --", 'é', '学生']) {
      await statusOf(api, await token({ sub }));
      await statusOf(api, await token({ sub, partner: 'rival' }));
      const [here, there] = [await personOf(api, sub), await personOf(api, sub, rivalId)];
      assert.ok(here && there && here.id !== there.id, sub);
    }
  });

  it('cannot be claimed with another partner’s secret', async () => {
    await addPartner(api.knex, 'other-secret');
    const shared_secrets = ['the-secret-of-the-other-partner-of-32'];
    await api.knex('partner').where({ slug: 'other-secret' }).update({ shared_secrets });
    await refuses(api, await token({ partner: 'other-secret' }, secret));
    await refuses(api, await token({ partner: 'demo' }, shared_secrets[0]));
  });
});

describe('a language that is an inherited name', () => {
  const api = useApi();

  for (const locale of ['constructor', '__proto__', 'toString', 'xx', 'qaa-Qaaa']) {
    it(`reads as French and breaks nothing: ${locale}`, async () => {
      const mentor = await addMentor(api, { external_id: `m-${Buffer.from(locale).toString('hex')}` });
      const student = await token({ sub: `s-${locale}`, locale });
      const booked = await call(api, operations.bookSession, {
        id: mentor.id,
        token: student,
        body: bookingAt('09:00'),
      });
      assert.equal(booked.status, 201);
      // As one stands in the database since before claims were looked at.
      await api
        .knex('app_user')
        .where({ external_id: `s-${locale}` })
        .update({ locale });
      const options = { id: booked.body.id, token: mentor.token, body: {} };
      assert.equal((await call(api, operations.cancelSession, options)).status, 200);
      const told = await call(api, operations.listNotifications, {
        token: await token({ sub: `s-${locale}` }),
      });
      assert.equal(told.body.notifications[0]?.title, 'Session annulée');
      const mails = (await mailsDue(api)).map(({ subject }) => subject);
      assert.ok(
        mails.some((subject) => subject.startsWith('Session annulée :')),
        mails.join(),
      );
    });
  }
});

describe('a token of this API itself', () => {
  const api = useApi();
  let mentor: TestMentor;
  let userId: number;

  before(async () => {
    mentor = await addMentor(api);
    userId = (await personOf(api, 'm1')).id;
  });

  const own = (claims: object = {}, key = tokenSecret): Promise<string> =>
    new SignJWT({
      iss: 'mentor-booking',
      sub: String(userId),
      role: 'mentor',
      exp: nowSeconds + 3600,
      ...claims,
    })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience('mentor-booking')
      .sign(new TextEncoder().encode(key));

  const rename = async (bearer: string): Promise<number> =>
    (await call(api, operations.updateMentor, { id: mentor.id, token: bearer, body: { bio: 'New' } })).status;

  const createMentor = async (bearer: string): Promise<number> => {
    const body = { external_id: 'm9', name: 'M', email: 'm9@example.edu', timezone: 'Africa/Lagos' };
    return (await call(api, operations.createMentor, { token: bearer, body })).status;
  };

  it('signs a mentor in by her user id', async () => assert.equal(await rename(await own()), 200));

  it('makes an admin only of a person who is one', async () => {
    const bearer = await own({ role: 'partner_admin' });
    assert.equal(await createMentor(bearer), 403);
    await api.knex('app_user').where({ id: userId }).update({ is_admin: true });
    assert.equal(await createMentor(bearer), 201);
    assert.equal(await createMentor(await own()), 403, 'the token has to say so too');
    await api.knex('app_user').where({ id: userId }).update({ is_admin: false });
  });

  it('cannot be made by a partner', async () => {
    await refuses(api, await own({}, secret));
    await assert.rejects(addPartner(api.knex, 'mentor-booking'), { constraint: 'partner_slug_form' });
  });

  it('is refused as a partner’s, and for nobody', async () => {
    await refuses(api, await own({ iss: 'demo', sub: 'm1' }));
    for (const sub of [
      '0',
      '-1',
      '01',
      '1e3',
      '1.0',
      ' 1',
      'm1',
      '999999999',
      '9'.repeat(15),
      '9'.repeat(30),
    ]) {
      await refuses(api, await own({ sub }));
    }
  });

  it('obeys the same rules of time and audience', async () => {
    await refuses(api, await own({ exp: nowSeconds - 60 }));
    await refuses(api, await own({ exp: nowSeconds + 25 * 3600 }));
    await refuses(api, await own({ exp: undefined }));
    await refuses(api, await own({ nbf: nowSeconds + 60 }));
  });
});

describe('another partner’s data', () => {
  const api = useApi();
  let mentor: TestMentor;
  let sessionId: number;
  let ruleId: number;
  let holdId: number;
  let notificationId: number;
  let rivals: { student: string; mentor: string; admin: string };

  before(async () => {
    mentor = await addMentor(api);
    const booked = await call(api, operations.bookSession, {
      id: mentor.id,
      token: await token(),
      body: bookingAt('09:00'),
    });
    sessionId = booked.body.id;
    const hold = await call(api, operations.createHold, {
      id: mentor.id,
      token: await token({ sub: 's2' }),
      body: { session_date: '2026-11-23T10:00:00+03:00', duration_minutes: 30 },
    });
    holdId = hold.body.id;
    ruleId = (await api.knex('mentor_availability').first('id')).id;
    notificationId = (await api.knex('notification').first('id')).id;
    // People of the same names at another partner, a mentor among them.
    const partner_id = await addPartner(api.knex, 'rival');
    rivals = {
      student: await token({ partner: 'rival' }),
      mentor: await token({ partner: 'rival', sub: 'm1', role: 'mentor' }),
      admin: await token({ partner: 'rival', sub: 'a1', role: 'partner_admin' }),
    };
    const body = { external_id: 'm1', name: 'Rival', email: 'm1@rival.example', timezone: 'Africa/Lagos' };
    assert.equal((await call(api, operations.createMentor, { token: rivals.admin, body })).status, 201);
    assert.ok((await api.knex('mentor').where({ partner_id })).length === 1);
  });

  it('is not there for its people by the same ids, by its mentor or its admin', async () => {
    const before = await snapshot(api);
    const at = { session_date: '2026-11-23T12:00:00+03:00', duration_minutes: 30 };
    const attempts = [
      [operations.getSession, { id: sessionId }],
      [operations.getSessionCalendar, { id: sessionId }],
      [operations.updateSession, { id: sessionId, body: { notes: 'x' } }],
      [operations.cancelSession, { id: sessionId, body: {} }],
      [operations.rescheduleSession, { id: sessionId, body: at }],
      [operations.completeSession, { id: sessionId, body: {} }],
      [operations.markNoShow, { id: sessionId, body: {} }],
      [operations.reviewSession, { id: sessionId, body: { rating: 1 } }],
      [operations.bookSession, { id: mentor.id, body: bookingAt('12:00') }],
      [operations.createHold, { id: mentor.id, body: at }],
      [operations.deleteHold, { id: holdId }],
      [operations.readNotification, { id: notificationId }],
    ] as const;
    const forStaff = [
      [operations.updateMentor, { id: mentor.id, body: { name: 'X' } }],
      [operations.createAvailability, { body: { mentor_id: mentor.id, availabilities: [] } }],
      [operations.updateAvailability, { id: ruleId, body: { is_active: false } }],
      [operations.deleteAvailability, { id: ruleId }],
      [operations.putOverride, { id: mentor.id, date: '2026-11-24', body: { ranges: [] } }],
      [operations.deleteOverride, { id: mentor.id, date: '2026-11-24' }],
    ] as const;
    for (const [who, bearer] of Object.entries(rivals)) {
      for (const [operation, options] of who === 'student' ? attempts : [...attempts, ...forStaff]) {
        const attempt = refused(
          api,
          operation as typeof operations.getSession,
          { ...options, token: bearer },
          404,
          'not_found',
        );
        await attempt.catch((error) => assert.fail(`${who}, ${operation.id}: ${error.message}`));
      }
    }
    assert.deepEqual(await snapshot(api), before);
  });

  it('stands in none of the lists', async () => {
    for (const bearer of Object.values(rivals)) {
      const mentors = await call(api, operations.listMentors, { token: bearer });
      assert.ok(mentors.body.mentors.every(({ id }) => id !== mentor.id));
      for (const as of ['student', 'mentor'] as const) {
        const sessions = await call(api, operations.listSessions, { token: bearer, query: { as } });
        assert.deepEqual(sessions.body.sessions, []);
      }
      assert.deepEqual(
        (await call(api, operations.listNotifications, { token: bearer })).body.notifications,
        [],
      );
    }
  });
});

/** All that an intruder could have changed. */
async function snapshot({ knex }: TestApi): Promise<unknown> {
  const tables = ['mentor', 'mentor_session', 'mentor_availability', 'availability_override', 'slot_hold'];
  return Promise.all(
    [...tables, 'notification', 'session_review'].map((table) => knex(table).orderByRaw('1, 2')),
  );
}
