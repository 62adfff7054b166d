import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { call, startApi, type TestApi, token } from '../../support/api.ts';
import { addMentor, bookingAt, type TestMentor } from '../../support/people.ts';
import { assertSound } from './ledger.ts';

const hours = ['09:00', '10:00', '11:00', '12:00', '13:00', '14:00', '15:00', '16:00'];

describe('a person who is erased while she does something', function () {
  this.timeout(120_000);

  let apis: [TestApi, TestApi];
  let api: TestApi;
  let mentors: TestMentor[];

  beforeEach(async () => {
    api = await startApi();
    apis = [api, await startApi({ databaseUrl: api.databaseUrl })];
    mentors = await Promise.all(
      ['m1', 'm2', 'm3', 'm4'].map((external_id) => addMentor(api, { external_id })),
    );
  });
  afterEach(async () => {
    await assertSound(api.knex);
    await Promise.all(apis.map((each) => each.stop()));
  });

  const apiOf = (index: number): TestApi => apis[index % 2] as TestApi;
  const mentorOf = (index: number): TestMentor => mentors[index % mentors.length] as TestMentor;
  const erase = (bearer: string) =>
    call(api, operations.eraseAccount, { token: bearer, body: { confirm: 'erase' } });

  /** What must not be: something to come, or a hold, of a person who is no more. */
  async function leftBehind(): Promise<unknown[]> {
    const { rows } = await api.knex.raw(`
      SELECT 'session' AS what, s.id FROM mentor_session s JOIN app_user u ON u.id = s.student_id
        WHERE u.erased_at IS NOT NULL AND s.status = 'scheduled'
      UNION ALL SELECT 'hold', h.id FROM slot_hold h JOIN app_user u ON u.id = h.student_id
        WHERE u.erased_at IS NOT NULL
      UNION ALL SELECT 'words', s.id FROM mentor_session s JOIN app_user u ON u.id = s.student_id
        WHERE u.erased_at IS NOT NULL AND s.subject <> '—'
      UNION ALL SELECT 'key', 0 FROM idempotency_key k JOIN app_user u ON u.id = k.user_id
        WHERE u.erased_at IS NOT NULL AND k.status < 400`);
    return rows;
  }

  it('leaves no booking, hold or change that commits after her erasure', async () => {
    for (let round = 0; round < 6; round++) {
      const bearer = await token({ sub: `r${round}` });
      await call(api, operations.getAccount, { token: bearer });
      const requests = hours.flatMap((time, index) => [
        call(apiOf(index), operations.bookSession, {
          id: mentorOf(index).id,
          token: bearer,
          body: bookingAt(time),
          ...(index % 2 && { headers: { 'Idempotency-Key': `k${index}` } }),
        }),
        call(apiOf(index + 1), operations.createHold, {
          id: mentorOf(index + 1).id,
          token: bearer,
          body: { session_date: `2026-11-24T${time}:00+03:00`, duration_minutes: 30 },
        }),
      ]);
      const erased = await erase(bearer);
      assert.ok([204, 401].includes(erased.status), JSON.stringify(erased.body));
      for (const { status, body } of await Promise.all(requests)) {
        assert.ok([201, 401, 409].includes(status), `${status} ${JSON.stringify(body)}`);
      }
      assert.deepEqual(await leftBehind(), []);
      await api.knex('mentor_session').update({ status: 'cancelled' });
      await api.knex('mentor').update({ total_sessions: 0 });
      await api.knex('slot_hold').delete();
    }
  });

  it('answers 401 to what was asked with her token before', async () => {
    const mentor = mentorOf(0);
    const bearer = await token({ sub: 'waits' });
    await call(api, operations.getAccount, { token: bearer });
    const { id } = await api.knex('app_user').where({ external_id: 'waits' }).first('id');
    // The mentor's turn is taken, so that the booking waits with a token that was good; meanwhile she is erased.
    const gate = await api.knex.transaction();
    await gate.raw(`SELECT pg_advisory_xact_lock(hashtextextended('mentor ' || ?::text, 0))`, [mentor.id]);
    const booking = call(api, operations.bookSession, {
      id: mentor.id,
      token: bearer,
      body: bookingAt('09:00'),
    });
    for (;;) {
      const { rows } = await api.knex.raw(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
      if (rows.length > 0) break;
    }
    assert.equal((await erase(bearer)).status, 204);
    await gate.rollback();
    const { status, body } = await booking;
    assert.deepEqual([status, (body as unknown as { code: string }).code], [401, 'unauthenticated']);
    assert.equal(await api.knex('mentor_session').where({ student_id: id }).first(), undefined);
    const again = await call(api, operations.bookSession, {
      id: mentor.id,
      token: bearer,
      body: bookingAt('09:00'),
    });
    assert.equal(again.status, 201, 'her next request is another person’s');
    assert.notEqual(again.body.student_id, id);
  });

  it('waits for a booking that is under way, and cancels it', async () => {
    const bearer = await token({ sub: 'first' });
    await call(api, operations.getAccount, { token: bearer });
    const { id } = await api.knex('app_user').where({ external_id: 'first' }).first('id');
    const booking = await api.knex.transaction();
    await booking('mentor_session').insert({
      mentor_id: mentorOf(0).id,
      student_id: id,
      starts_at: '2026-11-23T09:00:00+03:00',
      ends_at: '2026-11-23T09:30:00+03:00',
      guarded_until: '2026-11-23T09:30:00+03:00',
      subject: 'Orientation',
    });
    await booking('mentor')
      .where({ id: mentorOf(0).id })
      .increment('total_sessions', 1);
    const erasing = erase(bearer);
    for (;;) {
      const { rows } = await api.knex.raw(`SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'
        AND datname = current_database()`);
      if (rows.length > 0) break;
    }
    await booking.commit();
    assert.equal((await erasing).status, 204);
    assert.deepEqual(await leftBehind(), []);
    // Made by hand, so without all that belongs to a booking.
    await api.knex('mentor_session').delete();
    await api.knex('notification').delete();
  });

  it('is one whom two requests erase at once, or bookings with her as the mentor race', async () => {
    const bearer = await token({ sub: 'twice' });
    await call(api, operations.getAccount, { token: bearer });
    const statuses = (await Promise.all([erase(bearer), erase(bearer), erase(bearer)])).map(
      ({ status }) => status,
    );
    assert.ok(statuses.includes(204));
    assert.ok(
      statuses.every((status) => [204, 404].includes(status)),
      statuses.join(),
    );

    const mentor = mentorOf(3);
    const students = await Promise.all(hours.map((_, index) => token({ sub: `late${index}` })));
    const bookings = hours.map((time, index) =>
      call(apiOf(index), operations.bookSession, {
        id: mentor.id,
        token: students[index] as string,
        body: bookingAt(time),
      }),
    );
    const erased = await erase(mentor.token);
    assert.ok([204, 409].includes(erased.status), JSON.stringify(erased.body));
    const booked = (await Promise.all(bookings)).filter(({ status }) => status === 201);
    assert.equal(erased.status, booked.length > 0 ? 409 : 204);
  });
});
