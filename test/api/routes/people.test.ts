import assert from 'node:assert/strict';
import { type Operation, operations } from '../../../api/contract/operations.ts';
import type { Person } from '../../../api/contract/person.ts';
import { addPartner, call, refused, token, useApi } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { adminToken, book, pointers, type Query } from './scene.ts';

const { getPerson, listPeople } = operations;

describe('the people of a partner', () => {
  const api = useApi();
  let mentor: TestMentor;
  let admin: string;
  let sessionId: number;

  const list = async (query: Query = {}): Promise<readonly Person[]> => {
    const { status, body } = await call(api, listPeople, { token: admin, query });
    assert.equal(status, 200, JSON.stringify(body));
    return body.people;
  };
  const names = async (query: Query = {}) => (await list(query)).map(({ external_id }) => external_id);
  const idOf = async (external_id: string): Promise<number> =>
    (await api.knex('app_user').where({ external_id }).first()).id;

  before(async () => {
    await addPartner(api.knex, 'other');
    mentor = await addMentor(api);
    const anna = await token({ sub: 'anna', name: 'Ànna Ŋwosu', email: 'Anna@Example.edu' });
    ({ id: sessionId } = await book(api, mentor, anna, '09:00'));
    await call(api, operations.listSessions, { token: await token({ sub: 'ben', name: '100% Ben' }) });
    await call(api, operations.listSessions, { token: await token({ sub: 'zed', partner: 'other' }) });
    await api.knex('app_user').where({ external_id: 'a1' }).update({ is_admin: true });
    admin = await adminToken();
  });

  it('are listed, who came last first, with what an admin needs', async () => {
    assert.deepEqual(await names(), ['admin-of-demo', 'ben', 'anna', 'm1', 'a1']);
    const anna = (await list()).find(({ external_id }) => external_id === 'anna');
    const { id, created_at, ...rest } = anna as Person;
    assert.deepEqual(rest, {
      external_id: 'anna',
      name: 'Ànna Ŋwosu',
      email: 'Anna@Example.edu',
      is_admin: false,
      mentor_id: null,
      sessions_count: 1,
      erased_at: null,
      mail_bounced_at: null,
      mail_bounce_reason: null,
    });
    const [found] = await list({ q: 'm1' });
    assert.deepEqual([found?.mentor_id, found?.sessions_count], [mentor.id, 1]);
  });

  it('are found by name, address and id, whatever the accents and case', async () => {
    assert.deepEqual(await names({ q: 'ŋwosu ANNA' }), ['anna']);
    assert.deepEqual(await names({ q: 'anna@example' }), ['anna']);
    assert.deepEqual(await names({ q: 'ŊWOSU' }), ['anna']);
    assert.deepEqual(await names({ q: 'a1' }), ['a1']);
    assert.deepEqual(await names({ q: '0%' }), ['ben']);
    assert.deepEqual(await names({ q: '_' }), []);
  });

  it('are narrowed by role', async () => {
    assert.deepEqual(await names({ role: 'mentor' }), ['m1']);
    assert.deepEqual(await names({ role: 'partner_admin' }), ['a1']);
    // The role of a partner's token counts for that token; only the person's own mark makes her an admin here.
    assert.deepEqual(await names({ role: 'student' }), ['admin-of-demo', 'ben', 'anna']);
  });

  it('come in pages', async () => {
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await call(api, listPeople, { token: admin, query: { limit: 2, cursor } });
      seen.push(...body.people.map(({ external_id }) => external_id));
      if (!body.next_cursor) break;
      cursor = body.next_cursor;
    }
    assert.deepEqual(seen, await names());
  });

  it('are shown with their sessions, in the zone that is asked for, without private notes', async () => {
    await call(api, operations.updateSession, { id: sessionId, token: mentor.token, body: { notes: 'x' } });
    for (const who of ['anna', 'm1']) {
      const query = { timezone: 'Africa/Dakar' };
      const { status, body } = await call(api, getPerson, { id: await idOf(who), token: admin, query });
      assert.equal(status, 200);
      assert.deepEqual([body.external_id, body.sessions.map(({ id }) => id)], [who, [sessionId]]);
      assert.deepEqual([body.sessions[0]?.time, body.sessions[0]?.timezone], ['06:00', 'Africa/Dakar']);
      assert.ok(!('notes' in (body.sessions[0] as object)));
    }
    const { body } = await call(api, getPerson, { id: await idOf('ben'), token: admin });
    assert.deepEqual(body.sessions, []);
  });

  it('do not count the programs of the partner', async () => {
    const [{ id }] = await api
      .knex('app_user')
      .insert({ partner_id: api.partnerId, external_id: 'api-key:1', name: 'Timetable' })
      .returning('id');
    const key = { partner_id: api.partnerId, user_id: id, name: 'Timetable', scopes: ['sessions'] };
    await api.knex('api_key').insert({ ...key, secret_hash: Buffer.alloc(32) });
    assert.ok(!(await names()).includes('api-key:1'));
    await refused(api, getPerson, { id, token: admin }, 404, 'not_found');
  });

  it('are for the admins of the partner, and of theirs alone', async () => {
    const id = await idOf('anna');
    for (const operation of [listPeople, getPerson] as readonly Operation[]) {
      await refused(api, operation, { id }, 401, 'unauthenticated');
      for (const as of [await token({ sub: 'anna' }), mentor.token]) {
        await refused(api, operation, { id, token: as }, 403, 'forbidden');
      }
    }
    await refused(api, getPerson, { id, token: await adminToken('other') }, 404, 'not_found');
    await refused(api, getPerson, { id: 999_999, token: admin }, 404, 'not_found');
    const { body } = await call(api, listPeople, { token: await adminToken('other') });
    assert.deepEqual(
      body.people.map(({ external_id }) => external_id),
      ['admin-of-other', 'zed'],
    );
  });

  it('refuse a query that cannot be read', async () => {
    const query = { role: 'x', limit: 0, q: 'x'.repeat(101), cursor: '!' };
    const problem = await refused(api, listPeople, { token: admin, query }, 422, 'invalid_request');
    assert.deepEqual(pointers(problem), ['/cursor', '/limit', '/q', '/role']);
  });
});
