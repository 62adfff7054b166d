import assert from 'node:assert/strict';
import type { Scope } from '../../../api/contract/operation.ts';
import { type Operation, operations } from '../../../api/contract/operations.ts';
import { addPartner, call, refused, token, useApi } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { adminToken, book, pointers } from './scene.ts';

const { createApiKey, listApiKeys, revokeApiKey } = operations;

describe('API keys', () => {
  const api = useApi();
  let admin: string;
  let mentor: TestMentor;

  before(async () => {
    await addPartner(api.knex, 'other');
    admin = await adminToken();
    mentor = await addMentor(api);
  });

  const make = async (scopes: Scope[], name = 'Campus', as = admin) => {
    const { status, body } = await call(api, createApiKey, { token: as, body: { name, scopes } });
    assert.equal(status, 201, JSON.stringify(body));
    return body;
  };
  const listed = async (as = admin) => (await call(api, listApiKeys, { token: as })).body.api_keys;

  it('are told once, and kept as a hash', async () => {
    const { key, ...rest } = await make(['metrics'], ' Reports ');
    assert.match(key, /^mbk_[\w-]{43}$/);
    assert.partialDeepStrictEqual(rest, { name: 'Reports', scopes: ['metrics'], last_used_at: null });
    assert.ok(!JSON.stringify(await listed()).includes(key));
    const tables = ['api_key', 'app_user', 'audit_entry'];
    for (const table of tables) {
      assert.ok(!JSON.stringify(await api.knex(table).select()).includes(key.slice(4)), table);
    }
  });

  it('do what their scopes say, and nothing beside', async () => {
    const scoped = (Object.values(operations) as Operation[]).filter(({ who }) => who !== 'anyone');
    for (const scope of ['mentors', 'sessions', 'metrics', 'webhooks'] as const) {
      const { key } = await make([scope]);
      for (const operation of scoped) {
        const options = { token: key, id: 999, certification: 999, date: '2026-11-23', body: {} };
        const { method } = operation;
        const reply = await call(api, operation, {
          ...options,
          ...(method === 'get' || method === 'delete' ? { body: undefined } : {}),
        });
        const code = (reply.body as unknown as { code?: string }).code;
        const isCovered = operation.scope === scope;
        assert.equal(code === 'missing_scope', !isCovered, `${scope}: ${operation.id} ${code}`);
      }
    }
  });

  it('act as the program, which the audit names', async () => {
    const { key, id } = await make(['mentors']);
    const body = { external_id: 'by-key', name: 'K', email: 'k@example.edu', timezone: 'UTC' };
    const created = await call(api, operations.createMentor, { token: key, body });
    assert.equal(created.status, 201);
    const [entry] = await api.knex('audit_entry').where({ action: 'createMentor', actor_role: 'api_key' });
    const { user_id } = await api.knex('api_key').where({ id }).first('user_id');
    assert.deepEqual([entry.actor_id, entry.subject_id], [user_id, created.body.id]);
  });

  it('see of mentors and sessions what their scopes cover', async () => {
    const session = await book(api, mentor, await token({ sub: 's9' }), '14:00');
    const metrics = await make(['metrics']);
    const mentors = await make(['mentors']);
    const get = async (key: string) =>
      (await call(api, operations.getMentor, { id: mentor.id, token: key })).body;
    assert.ok(!('external_id' in (await get(metrics.key))));
    assert.equal((await get(mentors.key)).external_id, 'm1');
    const view = { id: mentor.id, query: { view: 'admin' } };
    await refused(api, operations.getMentor, { ...view, token: metrics.key }, 403, 'forbidden');
    const whole = await call(api, operations.getMentor, { ...view, token: mentors.key });
    assert.equal(whole.body.email, 'm1@example.edu');
    const one = { id: session.id, token: mentors.key };
    await refused(api, operations.getSession, one, 403, 'missing_scope');
  });

  it('tell when they were last used, to the minute', async () => {
    const { key, id } = await make(['metrics']);
    const lastUse = async () => (await listed()).find((found) => found.id === id)?.last_used_at ?? null;
    const use = () => call(api, operations.getMetrics, { token: key });
    assert.equal(await lastUse(), null);
    await use();
    const first = await lastUse();
    assert.equal(Date.parse(first ?? ''), api.now);
    api.now += 30_000;
    await use();
    assert.equal(await lastUse(), first);
    api.now += 60_000;
    await use();
    assert.equal(Date.parse((await lastUse()) ?? ''), api.now);
  });

  it('are good for nothing once revoked, which only their partner can do', async () => {
    const { key, id } = await make(['metrics']);
    const elsewhere = await adminToken('other');
    await refused(api, revokeApiKey, { token: elsewhere, id }, 404, 'not_found');
    assert.ok(!(await listed(elsewhere)).some((found) => found.id === id));
    assert.equal((await call(api, operations.getMetrics, { token: key })).status, 200);
    assert.equal((await call(api, revokeApiKey, { token: admin, id })).status, 204);
    await refused(api, operations.getMetrics, { token: key }, 401, 'unauthenticated');
    await refused(api, operations.listMentors, { token: key }, 401, 'unauthenticated');
    await refused(api, revokeApiKey, { token: admin, id }, 404, 'not_found');
    assert.notEqual((await listed()).find((found) => found.id === id)?.revoked_at, null);
  });

  it('cannot turn the address of an admin into their own, to sign in as her', async () => {
    const { key } = await make(['mentors']);
    const boss = await addMentor(api, { external_id: 'boss' });
    await api
      .knex('app_user')
      .insert({ partner_id: api.partnerId, external_id: 'chief', name: 'C', email: 'c@x.edu' });
    await api.knex('app_user').whereIn('external_id', ['boss', 'chief']).update({ is_admin: true });
    const email = 'mallory@example.org';
    const change = { id: boss.id, token: key, body: { email } };
    await refused(api, operations.updateMentor, change, 403, 'forbidden');
    const body = { external_id: 'chief', name: 'C', email, timezone: 'UTC' };
    await refused(api, operations.createMentor, { token: key, body }, 403, 'forbidden');
    const csv = `external_id,name,email,timezone\nboss,B,${email},UTC\nchief,C,${email},UTC`;
    await refused(api, operations.importMentors, { token: key, body: { csv } }, 403, 'forbidden');
    assert.deepEqual(await api.knex('app_user').where({ email }), []);
    const bio = await call(api, operations.updateMentor, {
      ...change,
      body: { bio: 'x', email: 'boss@example.edu' },
    });
    assert.equal(bio.status, 200);
    assert.equal((await call(api, operations.updateMentor, { ...change, token: admin })).status, 200);
  });

  it('reach nothing of another partner', async () => {
    const { key } = await make(['mentors', 'sessions', 'metrics'], 'Theirs', await adminToken('other'));
    const options = { id: mentor.id, token: key };
    await refused(api, operations.getMentor, options, 404, 'not_found');
    await refused(api, operations.updateMentor, { ...options, body: { bio: 'x' } }, 404, 'not_found');
    await refused(api, operations.deactivateMentor, options, 404, 'not_found');
    assert.deepEqual((await call(api, operations.listMentors, { token: key })).body.mentors, []);
  });

  it('are refused when they are made up', async () => {
    for (const key of [`mbk_${'x'.repeat(43)}`, 'mbk_', `mbk_${'x'.repeat(44)}`]) {
      await refused(api, operations.getMetrics, { token: key }, 401, 'unauthenticated');
    }
  });

  it('need a name and scopes that there are, and may be fifty', async () => {
    const body = { name: ' ', scopes: ['everything', 'metrics', 'metrics'] };
    const problem = await refused(api, createApiKey, { token: admin, body }, 422, 'invalid_request');
    assert.deepEqual(pointers(problem), ['/name', '/scopes', '/scopes/0']);
    await refused(
      api,
      createApiKey,
      { token: admin, body: { name: 'x', scopes: [] } },
      422,
      'invalid_request',
    );
    const live = (await listed()).filter(({ revoked_at }) => revoked_at === null).length;
    for (let made = live; made < 50; made++) await make(['metrics']);
    const more = { token: admin, body: { name: 'x', scopes: ['metrics'] } };
    await refused(api, createApiKey, more, 409, 'too_many_api_keys');
  });
});
