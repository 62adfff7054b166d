import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { call, refused, token, useApi } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';

describe('the account', () => {
  const api = useApi();
  let mentor: TestMentor;
  before(async () => {
    mentor = await addMentor(api);
  });

  it('tells each person who she is', async () => {
    const student = await call(api, operations.getAccount, {
      token: await token({ sub: 's1', locale: 'sw', timezone: 'Africa/Lagos' }),
    });
    assert.deepEqual(student.body, {
      id: student.body.id,
      name: 'Name of s1',
      email: 's1@example.edu',
      role: 'student',
      is_admin: false,
      mentor_id: null,
      locale: 'sw',
      timezone: 'Africa/Lagos',
      partner: { slug: 'demo', name: 'demo' },
    });
    const own = await call(api, operations.getAccount, { token: mentor.token });
    assert.deepEqual([own.body.role, own.body.mentor_id], ['mentor', mentor.id]);
    const admin = await token({ sub: 'a1', role: 'partner_admin' });
    assert.equal((await call(api, operations.getAccount, { token: admin })).body.role, 'partner_admin');
  });

  it('changes what is given and leaves the rest; a mentor’s public name goes along', async () => {
    const change = (body: object) => call(api, operations.updateAccount, { token: mentor.token, body });
    const first = await change({ name: ' Ndèye Fall ', locale: 'en' });
    assert.deepEqual(
      [first.body.name, first.body.locale, first.body.timezone],
      ['Ndèye Fall', 'en', 'Africa/Nairobi'],
    );
    const found = await call(api, operations.listMentors, { query: { q: 'ndeye' } });
    assert.deepEqual(
      found.body.mentors.map(({ name }) => name),
      ['Ndèye Fall'],
    );
    const second = await change({ timezone: 'Africa/Dakar' });
    assert.deepEqual([second.body.locale, second.body.timezone], ['en', 'Africa/Dakar']);
    const rows = await api.knex('audit_entry').where({ action: 'updateAccount' }).orderBy('id');
    assert.doesNotMatch(JSON.stringify(rows), /Fall/);
    assert.deepEqual(
      rows.map(({ subject, changes }) => [subject, Object.keys(changes).sort()]),
      [
        ['mentor', ['name']],
        ['person', ['locale', 'name']],
        ['person', ['timezone']],
      ],
    );
  });

  it('refuses what is no name, language or zone, and who brings no token', async () => {
    const body = { name: ' ', locale: '?', timezone: 'Mars' };
    const { errors } = await refused(
      api,
      operations.updateAccount,
      { token: mentor.token, body },
      422,
      'invalid_request',
    );
    assert.deepEqual([...new Set(errors?.map(({ pointer }) => pointer))].sort(), [
      '/locale',
      '/name',
      '/timezone',
    ]);
    for (const operation of [
      operations.getAccount,
      operations.updateAccount,
      operations.signOutEverywhere,
      operations.exportAccount,
      operations.eraseAccount,
    ]) {
      await refused(api, operation as typeof operations.getAccount, {}, 401, 'unauthenticated');
    }
  });

  it('is none of a program’s', async () => {
    const { hashOf } = await import('../../../api/secrets/hash.ts');
    const key = `mbk_${'k'.repeat(43)}`;
    const [user] = await api
      .knex('app_user')
      .insert({ partner_id: api.partnerId, external_id: 'api-key', name: 'Sync' })
      .returning('id');
    await api.knex('api_key').insert({
      partner_id: api.partnerId,
      user_id: user.id,
      name: 'Sync',
      scopes: ['mentors', 'sessions', 'metrics'],
      secret_hash: hashOf(key),
    });
    for (const operation of [operations.getAccount, operations.exportAccount]) {
      await refused(api, operation as typeof operations.getAccount, { token: key }, 403, 'missing_scope');
    }
    await refused(
      api,
      operations.eraseAccount,
      { token: key, body: { confirm: 'erase' } },
      403,
      'missing_scope',
    );
  });
});
