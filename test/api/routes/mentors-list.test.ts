import assert from 'node:assert/strict';
import type { CreateMentor, MentorList } from '../../../api/contract/mentor.ts';
import { operations } from '../../../api/contract/operations.ts';
import { addPartner, call, type Reply, refused, token, useApi } from '../../support/api.ts';
import { adminToken, pointers, type Query } from './scene.ts';

const { createMentor, listMentors } = operations;

describe('listing mentors', () => {
  const api = useApi();

  const names = async (query: Record<string, string | number> = {}, as?: string): Promise<string[]> => {
    const { status, body } = await call(api, listMentors, { query, token: as });
    assert.equal(status, 200, JSON.stringify(body));
    return body.mentors.map(({ name }) => name);
  };

  before(async () => {
    await addPartner(api.knex, 'other');
    const add = async (mentor: Partial<CreateMentor>, partner = 'demo') => {
      const body = { email: 'm@example.edu', timezone: 'Africa/Dakar', ...mentor };
      const { status } = await call(api, createMentor, { token: await adminToken(partner), body });
      assert.equal(status, 201);
    };
    await add({ external_id: 'a', name: 'Ndèye Fall', subjects: ['Économie', 'Droit'] });
    await add({ external_id: 'b', name: 'Amina Bello', subjects: ['Biologie'], bio: '100 % à votre écoute' });
    await add({ external_id: 'c', name: 'João Mbeki', subjects: ['économie'] });
    await add({ external_id: 'd', name: 'Dana Other', subjects: ['Droit'] }, 'other');
  });

  it('lists everyone to anyone, in the order of their ids', async () => {
    assert.deepEqual(await names(), ['Ndèye Fall', 'Amina Bello', 'João Mbeki', 'Dana Other']);
  });

  it('finds words in name, subjects and bio, whatever their accents and letter case', async () => {
    assert.deepEqual(await names({ q: 'ndeye' }), ['Ndèye Fall']);
    assert.deepEqual(await names({ q: 'NDÈYE' }), ['Ndèye Fall']);
    assert.deepEqual(await names({ q: 'economie' }), ['Ndèye Fall', 'João Mbeki']);
    assert.deepEqual(await names({ q: 'joao  économie' }), ['João Mbeki']);
    assert.deepEqual(await names({ q: 'ecoute' }), ['Amina Bello']);
    assert.deepEqual(await names({ q: 'nobody' }), []);
  });

  it('takes signs of a search pattern as plain text', async () => {
    assert.deepEqual(await names({ q: '%' }), ['Amina Bello']);
    assert.deepEqual(await names({ q: '_' }), []);
    assert.deepEqual(await names({ q: '\\' }), []);
    assert.deepEqual(await names({ q: "'; DROP TABLE mentor; --" }), []);
  });

  it('finds one whole subject, whatever its letter case', async () => {
    assert.deepEqual(await names({ subject: 'DROIT' }), ['Ndèye Fall', 'Dana Other']);
    assert.deepEqual(await names({ subject: 'économie' }), ['Ndèye Fall', 'João Mbeki']);
    assert.deepEqual(await names({ subject: 'Droi' }), []);
  });

  it('narrows to one partner, and a token narrows to its own', async () => {
    assert.deepEqual(await names({ partner: 'other' }), ['Dana Other']);
    assert.deepEqual(await names({ partner: 'unknown' }), []);
    assert.deepEqual(await names({}, await token({ partner: 'other' })), ['Dana Other']);
    assert.deepEqual(await names({ partner: 'other' }, await token()), []);
  });

  it('lists those who are asked for by id, all on one page', async () => {
    const all = (await call(api, listMentors, {})).body.mentors;
    const [first, , third, other] = all.map(({ id }) => id);
    const ids = `${other},${first},${third},${first},999999`;
    const { body, headers } = await call(api, listMentors, { query: { ids, limit: 1 } });
    assert.deepEqual(body, { mentors: [all[0], all[2], all[3]], next_cursor: null });
    assert.match(headers.get('cache-control') ?? '', /public/);
    const again = await fetch(`${api.url}/api/mentors?ids=${ids}&limit=1`, {
      headers: { 'If-None-Match': headers.get('etag') ?? '' },
    });
    assert.equal(again.status, 304);
    assert.deepEqual(await names({ ids }, await token({ partner: 'other' })), ['Dana Other']);
    assert.deepEqual(await names({ ids: '9999999999999999' }), []);
    assert.deepEqual(await names({ ids: Array.from({ length: 100 }, (_, n) => n + 1).join() }), [
      'Ndèye Fall',
      'Amina Bello',
      'João Mbeki',
      'Dana Other',
    ]);
  });

  it('refuses ids that are none, and more than a hundred', async () => {
    for (const ids of [
      '',
      '0',
      '1,',
      ',1',
      '1,a',
      '1 ,2',
      '-1',
      '1e3',
      '1'.repeat(17),
      Array(101).fill(1).join(),
    ]) {
      const problem = await refused(api, listMentors, { query: { ids } }, 422, 'invalid_request');
      assert.deepEqual(pointers(problem), ['/ids']);
    }
  });

  it('pages to the end by cursors, each mentor once', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    for (let pages = 0; cursor !== null; pages++) {
      assert.ok(pages < 3, 'more pages than there are');
      const query: Query = { limit: 2, cursor };
      const { body }: Reply<MentorList> = await call(api, listMentors, { query });
      seen.push(...body.mentors.map(({ name }) => name));
      cursor = body.next_cursor ?? null;
    }
    assert.deepEqual(seen, ['Ndèye Fall', 'Amina Bello', 'João Mbeki', 'Dana Other']);
  });

  it('takes empty filters and an empty cursor for none', async () => {
    assert.equal((await names({ q: '', subject: '', partner: '', cursor: '' })).length, 4);
  });

  it('shows external ids to admins only, and an address to nobody', async () => {
    const asAdmin = await call(api, listMentors, { token: await adminToken() });
    assert.deepEqual(
      asAdmin.body.mentors.map(({ external_id }) => external_id),
      ['a', 'b', 'c'],
    );
    for (const as of [undefined, await token(), await token({ sub: 'a', role: 'mentor' })]) {
      const { body } = await call(api, listMentors, { token: as });
      assert.ok(body.mentors.every((mentor) => !('external_id' in mentor)));
      assert.doesNotMatch(JSON.stringify(body), /@/);
    }
    assert.doesNotMatch(JSON.stringify(asAdmin.body), /@/);
  });

  it('refuses a bad limit, cursor or search, all faults at once', async () => {
    const problem = await refused(
      api,
      listMentors,
      { query: { limit: 0, cursor: 'a b', q: 'x'.repeat(101), subject: 'y'.repeat(81) } },
      422,
      'invalid_request',
    );
    assert.deepEqual(pointers(problem), ['/cursor', '/limit', '/q', '/subject']);
    for (const query of [
      { limit: 101 },
      { limit: 'ten' },
      { limit: 1.5 },
      { cursor: 'bm90IGpzb24' },
      { cursor: Buffer.from('[1,2]').toString('base64url') },
      { cursor: Buffer.from('["1"]').toString('base64url') },
      { q: 'a\0b' },
    ] as Query[]) {
      await refused(api, listMentors, { query }, 422, 'invalid_request');
    }
  });

  it('refuses a token that is not valid', async () => {
    await refused(api, listMentors, { token: 'a.b.c' }, 401, 'unauthenticated');
  });
});
