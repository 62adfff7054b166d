import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { addPartner, call, refused, token, useApi } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { adminToken, book, pointers, type Query } from './scene.ts';

const { cancelSession, listSessions } = operations;

describe('finding sessions', () => {
  const api = useApi();
  let ndeye: TestMentor;
  let otieno: TestMentor;
  let elsewhere: TestMentor;
  let anna: string;
  let ben: string;
  let admin: string;
  let ids: Record<'thesis' | 'cv' | 'exam' | 'discount' | 'elsewhere', number>;

  const list = async (as: string, query: Query = {}): Promise<number[]> => {
    const { status, body } = await call(api, listSessions, { token: as, query });
    assert.equal(status, 200, JSON.stringify(body));
    return body.sessions.map(({ id }) => id);
  };

  before(async () => {
    ndeye = await addMentor(api, { name: 'Ndèye Fall' });
    otieno = await addMentor(api, { external_id: 'm2', name: 'Otieno Odhiambo' });
    anna = await token({ sub: 'anna', name: 'Änna Ŋwosu' });
    ben = await token({ sub: 'ben', name: 'Ben_10 Kone' });
    admin = await adminToken();
    const about = async (mentor: TestMentor, as: string, time: string, subject: string) =>
      (await book(api, mentor, as, time, { subject })).id;
    await addPartner(api.knex, 'other');
    elsewhere = await elsewhereMentor();
    ids = {
      thesis: await about(ndeye, anna, '09:00', 'Mémoire de master'),
      cv: await about(otieno, anna, '10:00', 'CV et lettre'),
      exam: await about(ndeye, ben, '11:00', 'Examen final'),
      discount: await about(otieno, ben, '12:00', '100% motivé'),
      elsewhere: await about(elsewhere, await token({ sub: 'z', partner: 'other' }), '09:00', 'Mémoire'),
    };
    await call(api, cancelSession, { id: ids.exam, token: ben });
  });

  /** A mentor of another partner: her own admin creates her. */
  async function elsewhereMentor(): Promise<TestMentor> {
    const created = await call(api, operations.createMentor, {
      token: await adminToken('other'),
      body: { external_id: 'x', name: 'Xola', email: 'x@example.edu', timezone: 'Africa/Nairobi' },
    });
    assert.equal(created.status, 201);
    const mentorToken = await token({ sub: 'x', role: 'mentor', partner: 'other' });
    const body = { day_of_week: 0, start_time: '09:00', end_time: '17:00' };
    await call(api, operations.createAvailability, { token: mentorToken, body });
    return { id: created.body.id, token: mentorToken };
  }

  it('shows an admin all of her partner and nothing of another', async () => {
    assert.deepEqual(await list(admin, { as: 'partner' }), [ids.discount, ids.exam, ids.cv, ids.thesis]);
    assert.deepEqual(await list(await adminToken('other'), { as: 'partner' }), [ids.elsewhere]);
  });

  it('shows the whole partner to its admins alone', async () => {
    for (const as of [anna, ndeye.token]) {
      await refused(api, listSessions, { token: as, query: { as: 'partner' } }, 403, 'forbidden');
    }
  });

  it('keeps private notes from the admin’s list', async () => {
    const { body } = await call(api, listSessions, { token: admin, query: { as: 'partner' } });
    assert.ok(body.sessions.every((session) => !('notes' in session) && !('reopen_until' in session)));
  });

  it('narrows to one mentor and to one student', async () => {
    assert.deepEqual(await list(admin, { as: 'partner', mentor_id: ndeye.id }), [ids.exam, ids.thesis]);
    assert.deepEqual(await list(admin, { as: 'partner', mentor_id: elsewhere.id }), []);
    assert.deepEqual(await list(anna, { mentor_id: otieno.id }), [ids.cv]);
    const { body } = await call(api, operations.getSession, { id: ids.cv, token: anna });
    const student_id = body.student_id;
    assert.deepEqual(await list(admin, { as: 'partner', student_id }), [ids.cv, ids.thesis]);
    assert.deepEqual(await list(ndeye.token, { student_id }), [ids.thesis]);
    // Filters narrow what is hers; they open nothing.
    assert.deepEqual(await list(ben, { as: 'student', student_id }), []);
  });

  it('finds words in the subject and the other person’s name, whatever the accents and case', async () => {
    assert.deepEqual(await list(ndeye.token, { q: 'MEMOIRE' }), [ids.thesis]);
    assert.deepEqual(await list(ndeye.token, { q: 'anna' }), [ids.thesis]);
    assert.deepEqual(await list(ndeye.token, { q: 'ŋwosu mém' }), [ids.thesis]);
    assert.deepEqual(await list(ndeye.token, { q: 'Ŋwosu examen' }), []);
    assert.deepEqual(await list(anna, { q: 'ndeye' }), [ids.thesis]);
    assert.deepEqual(await list(anna, { q: 'anna' }), []);
    assert.deepEqual(await list(admin, { as: 'partner', q: 'ndeye ben' }), [ids.exam]);
    assert.deepEqual(await list(admin, { as: 'partner', q: 'memoire' }), [ids.thesis]);
    assert.deepEqual((await list(anna, { q: '   ' })).length, 2);
  });

  it('takes what LIKE would take for a pattern as it stands', async () => {
    assert.deepEqual(await list(otieno.token, { q: '100%' }), [ids.discount]);
    assert.deepEqual(await list(otieno.token, { q: '%' }), [ids.discount]);
    assert.deepEqual(await list(otieno.token, { q: 'ben_10' }), [ids.discount]);
    assert.deepEqual(await list(otieno.token, { q: 'c_' }), []);
    assert.deepEqual(await list(otieno.token, { q: '\\' }), []);
  });

  it('takes several statuses', async () => {
    const query = { as: 'partner', status: 'scheduled,cancelled' };
    assert.equal((await list(admin, query)).length, 4);
    assert.deepEqual(await list(admin, { ...query, status: 'cancelled,no_show' }), [ids.exam]);
    for (const status of ['', 'scheduled,', 'scheduled,done', ',', 'SCHEDULED']) {
      const problem = await refused(
        api,
        listSessions,
        { token: admin, query: { status } },
        422,
        'invalid_request',
      );
      assert.deepEqual(pointers(problem), ['/status'], status);
    }
  });

  it('goes both ways through the pages, with every filter', async () => {
    for (const order of ['asc', 'desc']) {
      const query = { as: 'partner', order, q: 'e' };
      const whole = await list(admin, query);
      assert.equal(whole.length, 4);
      const paged: number[] = [];
      for (let cursor = ''; ; ) {
        const { body } = await call(api, listSessions, {
          token: admin,
          query: { ...query, cursor, limit: 1 },
        });
        paged.push(...body.sessions.map(({ id }) => id));
        if (!body.next_cursor) break;
        cursor = body.next_cursor;
      }
      assert.deepEqual(paged, whole);
    }
    const late = await list(admin, { as: 'partner' });
    assert.deepEqual(await list(admin, { as: 'partner', order: 'asc' }), late.reverse());
  });

  it('counts dates in the zone of the answer', async () => {
    // 09:00 in Nairobi is 06:00 UTC, 20:00 of the day before in Honolulu.
    const honolulu = { as: 'partner', timezone: 'Pacific/Honolulu' };
    assert.equal((await list(admin, { ...honolulu, to: '2026-11-22' })).length, 4);
    assert.equal((await list(admin, { ...honolulu, from: '2026-11-23' })).length, 0);
    const auckland = { as: 'partner', timezone: 'Pacific/Auckland' };
    // 11:00 in Nairobi is 21:00 in Auckland: all are of the 23rd there.
    assert.equal((await list(admin, { ...auckland, from: '2026-11-23', to: '2026-11-23' })).length, 4);
  });

  it('counts dates where the reader is, else where the mentor is, else where the partner is', async () => {
    const away = await token({ sub: 'anna', name: 'Änna Ŋwosu', timezone: 'Pacific/Honolulu' });
    assert.deepEqual(await list(away, { from: '2026-11-23' }), []);
    await call(api, operations.updateMentor, {
      id: ndeye.id,
      token: ndeye.token,
      body: { timezone: 'Pacific/Honolulu' },
    });
    assert.equal((await list(ndeye.token, { from: '2026-11-23' })).length, 2);
    await api.knex('app_user').where({ external_id: 'm1' }).update({ timezone: null });
    assert.deepEqual(await list(ndeye.token, { from: '2026-11-23' }), []);
    assert.deepEqual(await list(admin, { as: 'partner', mentor_id: ndeye.id, from: '2026-11-23' }), []);
    assert.equal((await list(admin, { as: 'partner', from: '2026-11-23' })).length, 4);
    await api.knex('partner').where({ slug: 'demo' }).update({ timezone: 'Pacific/Honolulu' });
    assert.deepEqual(await list(admin, { as: 'partner', from: '2026-11-23' }), []);
  });

  it('leads a student to what she is told, by an address that is the same all day', async () => {
    const ask = (of: string, query: Query) => call(api, operations.listSessions, { token: of, query });
    const own = await ask(anna, { as: 'student' });
    const { preferences_url = '' } = own.body;
    assert.ok(preferences_url.startsWith(`${api.url}/m/p`));
    const page = await fetch(preferences_url);
    assert.deepEqual([page.status, /Ce qui vous est signalé/.test(await page.text())], [200, true]);
    const { now } = api;
    api.now += 60 * 60_000;
    assert.equal((await ask(anna, { as: 'student' })).headers.get('etag'), own.headers.get('etag'));
    api.now = now;
    assert.equal((await ask(admin, { as: 'partner' })).body.preferences_url, undefined);
  });

  it('tells today in the zone of the wall times, where there is one', async () => {
    const today = async (query: Query) => {
      const { body } = await call(api, listSessions, { token: admin, query });
      return body.today;
    };
    assert.equal(await today({ timezone: 'Africa/Nairobi' }), '2026-11-23');
    assert.equal(await today({ timezone: 'Pacific/Honolulu' }), '2026-11-22');
    assert.equal(await today({}), undefined);
  });

  it('refuses bad filters, all at once', async () => {
    const query = { mentor_id: 0, student_id: 'x', order: 'up', q: 'x'.repeat(101) };
    const problem = await refused(api, listSessions, { token: admin, query }, 422, 'invalid_request');
    assert.deepEqual(pointers(problem), ['/mentor_id', '/order', '/q', '/student_id']);
  });
});
