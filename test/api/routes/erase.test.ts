import assert from 'node:assert/strict';
import { erasePerson } from '../../../api/commands/people/erase-person.ts';
import { operations } from '../../../api/contract/operations.ts';
import { addPartner, call, refused, startApi, token, tokenSecret, useFreshApi } from '../../support/api.ts';
import { sendDue } from '../../support/messages.ts';
import { addMentor, bookingAt, type TestMentor } from '../../support/people.ts';
import { askToken, signedInBrowser } from '../sign-in/browser.ts';
import { book } from './scene.ts';

const hour = 60 * 60_000;
const confirm = { confirm: 'erase' } as const;

describe('a person who is erased', () => {
  const api = useFreshApi();
  let mentor: TestMentor;
  beforeEach(async () => {
    mentor = await addMentor(api, {
      name: 'Zuberi Mentor',
      bio: 'Zuberi bio',
      subjects: ['Zuberology'],
    });
  });

  const claims = { sub: 'xyzzy-sub', name: 'Wangari Xyzzy', email: 'wangari@xyzzy.example' };
  const hers = /xyzzy|wangari/i;

  /** Every row of every table, and every job that waits. */
  async function everything(): Promise<string> {
    const { rows: tables } = await api.knex.raw(
      `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables
        WHERE table_schema IN ('public', 'graphile_worker') AND table_type = 'BASE TABLE'`,
    );
    const texts = [];
    for (const { name } of tables) {
      const { rows } = await api.knex.raw(`SELECT to_jsonb(t)::text AS row FROM ${name} t`);
      texts.push(...rows.map(({ row }: { row: string }) => `${name} ${row}`));
    }
    return texts.join('\n');
  }

  it('leaves no trace, whatever she wrote and whoever was told of her', async () => {
    const student = await token(claims);
    const rest = { subject: 'Xyzzy subject', description: 'Xyzzy words', metadata: { course: 'xyzzy' } };
    const booked = await call(api, operations.bookSession, {
      id: mentor.id,
      token: student,
      body: bookingAt('09:00', rest),
      headers: { 'Idempotency-Key': 'one' },
    });
    const held = { session_date: '2026-11-23T16:00:00+03:00', duration_minutes: 30 };
    await call(api, operations.createHold, { id: mentor.id, token: student, body: held });
    api.now += 3 * hour;
    await call(api, operations.updateSession, {
      id: booked.body.id,
      token: mentor.token,
      body: { notes: 'Wangari is shy', meeting_link: 'https://meet.example/wangari' },
      headers: { 'Idempotency-Key': 'two' },
    });
    const done = await call(api, operations.completeSession, {
      id: booked.body.id,
      token: mentor.token,
      headers: { 'Idempotency-Key': 'three' },
    });
    assert.equal(done.status, 200, JSON.stringify(done.body));
    const review = { rating: 4, comment: 'A xyzzy' };
    await call(api, operations.reviewSession, { id: booked.body.id, token: student, body: review });
    const next = await book(api, mentor, student, '14:00');
    await sendDue(api);
    assert.match(await everything(), hers);

    const reply = await call(api, operations.eraseAccount, { token: student, body: confirm });
    assert.equal(reply.status, 204, JSON.stringify(reply.body));
    assert.doesNotMatch(await everything(), hers);

    const sessions = await call(api, operations.listSessions, {
      token: mentor.token,
      query: { as: 'mentor' },
    });
    assert.deepEqual(
      sessions.body.sessions
        .map(({ id, status, student, subject }) => [id, status, student.name, subject])
        .sort(),
      [
        [booked.body.id, 'completed', '—', '—'],
        [next.id, 'cancelled', '—', '—'],
      ].sort(),
    );
    const [{ rating_sum, rating_count, total_sessions }] = await api.knex('mentor').where({ id: mentor.id });
    assert.deepEqual([rating_sum, rating_count, total_sessions], [4, 1, 1], 'counts stay');
    const told = await call(api, operations.listNotifications, { token: mentor.token });
    assert.match(told.body.notifications[0]?.message ?? '', /^Une personne effacée a annulé/);
    const [entry] = await api.knex('audit_entry').where({ action: 'eraseAccount', subject: 'person' });
    assert.equal(entry.actor_id, entry.subject_id);
  });

  it('is somebody new with her next token', async () => {
    const before = await call(api, operations.getAccount, { token: await token(claims) });
    await call(api, operations.eraseAccount, { token: await token(claims), body: confirm });
    const after = await call(api, operations.getAccount, { token: await token(claims) });
    assert.notEqual(after.body.id, before.body.id);
    await refused(
      api,
      operations.eraseAccount,
      { token: await token(claims), body: {} },
      422,
      'invalid_request',
    );
  });

  it('must, as a mentor, cancel her sessions to come first', async () => {
    const session = await book(api, mentor, await token(), '09:00');
    const options = { token: mentor.token, body: confirm };
    const { detail } = await refused(api, operations.eraseAccount, options, 409, 'sessions_to_come');
    assert.match(detail, /1 session/);
    await call(api, operations.cancelSession, { id: session.id, token: mentor.token });
    assert.equal((await call(api, operations.eraseAccount, options)).status, 204);
  });

  it('is, as a mentor, either erased or booked, when both come at once', async () => {
    const students = await Promise.all(Array.from({ length: 8 }, (_, i) => token({ sub: `r${i}` })));
    for (const [round, time] of ['09:00', '10:00', '11:00'].entries()) {
      const one = await addMentor(api, { external_id: `race-${round}` });
      const [erased, ...booked] = await Promise.all([
        call(api, operations.eraseAccount, { token: one.token, body: confirm }),
        ...students.map((student) =>
          call(api, operations.bookSession, { id: one.id, token: student, body: bookingAt(time) }),
        ),
      ]);
      const bookings = booked.filter(({ status }) => status === 201).length;
      assert.deepEqual([erased.status, bookings], erased.status === 204 ? [204, 0] : [409, 1]);
    }
  });

  it('is, as a mentor, found, booked and signed in no more', async () => {
    const email = 'm1@example.edu';
    const student = await token({ timezone: 'Africa/Nairobi' });
    await book(api, mentor, student, '09:00');
    const browser = await signedInBrowser(api, email);
    api.now += 3 * hour;
    await sendDue(api);
    const { token: own } = (await askToken(api, browser)).body;
    assert.equal((await call(api, operations.eraseAccount, { token: own, body: confirm })).status, 204);
    assert.doesNotMatch(await everything(), /zuber|m1@example|Name of m1|Mentor m1/i);

    await refused(api, operations.issueOwnToken, { headers: { Cookie: browser } }, 401, 'unauthenticated');
    await refused(api, operations.getAccount, { token: own }, 401, 'unauthenticated');
    const { body } = await call(api, operations.listMentors, {});
    assert.deepEqual(body.mentors, []);
    const again = { id: mentor.id, token: student, body: bookingAt('15:00') };
    await refused(api, operations.bookSession, again, 409, 'mentor_unavailable');
    const kept = await call(api, operations.listSessions, { token: student, query: { as: 'student' } });
    assert.deepEqual(
      kept.body.sessions.map(({ mentor, subject }) => [mentor.name, subject]),
      [['—', 'Orientation']],
    );
  });

  it('is of the admin’s own partner, and can be erased once', async () => {
    const { id } = (await call(api, operations.getAccount, { token: await token(claims) })).body;
    const partnerId = await addPartner(api.knex, 'rival');
    const actor = { userId: 1, role: 'partner_admin', name: 'A', scopes: null, tokenEndsAt: null } as const;
    const as = (partnerId: number) =>
      erasePerson(
        {
          knex: api.knex,
          now: api.now,
          tokenSecret,
          publicUrl: api.url,
          operation: 'erasePerson',
          actor: { ...actor, partnerId, partnerSlug: '', mentorId: null, locale: null, timezone: null },
        },
        id,
      );
    await assert.rejects(as(partnerId), { code: 'not_found' });
    await as(api.partnerId);
    await assert.rejects(as(api.partnerId), { code: 'not_found' });
  });
});

describe('the export of an account', () => {
  it('holds all of hers and nothing of others', async () => {
    const api = await startApi();
    try {
      const mentor = await addMentor(api);
      const student = await token();
      const session = await book(api, mentor, student, '09:00', { subject: 'Mine' });
      await book(api, mentor, await token({ sub: 's2' }), '10:00', { subject: 'Of another' });
      await call(api, operations.updateSession, {
        id: session.id,
        token: mentor.token,
        body: { notes: 'Private' },
      });
      const mine = await call(api, operations.exportAccount, { token: student });
      assert.match(
        mine.headers.get('content-disposition') ?? '',
        /attachment; filename="mentor-booking-account.json"/,
      );
      assert.equal((mine.body.person as { email: string }).email, 's1@example.edu');
      assert.deepEqual(
        mine.body.sessions.map(({ subject, mentor_name, notes }) => [subject, mentor_name, notes]),
        [['Mine', 'Mentor m1', null]],
      );
      assert.equal(mine.body.mentor, null);
      assert.ok(mine.body.audit.some(({ action }) => action === 'bookSession'));
      assert.doesNotMatch(JSON.stringify(mine.body), /Private|another|s2/);

      const hers = await call(api, operations.exportAccount, { token: mentor.token });
      assert.equal(hers.body.sessions.length, 2);
      assert.equal(hers.body.sessions[0]?.notes, 'Private');
      assert.equal(hers.body.availabilities.length, 5);
      assert.equal(hers.body.notifications.length, 2);
      assert.equal((hers.body.mentor as { id: number }).id, mentor.id);
    } finally {
      await api.stop();
    }
  });
});
