import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { addPartner, call, monday, refused, token, useApi } from '../../support/api.ts';
import { addMentor, bookingAt, type TestMentor } from '../../support/people.ts';
import { adminToken, day, pointers, type Query } from './scene.ts';

const { createCertification, grantCertification, listDirectory, listSlots } = operations;

describe('the directory', () => {
  const api = useApi();
  let awa: TestMentor;
  let ben: TestMentor;
  let admin: string;

  before(async () => {
    await addPartner(api.knex, 'other');
    admin = await adminToken();
    const of = (external_id: string, name: string, rest: object) =>
      addMentor(api, { external_id, name, hours: [['09:00', '10:00']], ...rest });
    awa = await of('awa', 'Éva Diop', {
      subjects: ['Statistics', 'R'],
      languages: ['fr-SN', 'wo'],
      bio: `Statistics for theses. ${'Long words follow here. '.repeat(20)}`,
      days: [0],
    });
    ben = await of('ben', 'Ben Okoro', { subjects: ['statistics'], languages: ['en'], days: [2] });
    await of('cle', 'Cleo Abebe', { subjects: ['Law'], languages: ['en', 'fr'], days: [] });
    await of('dan', 'Dan Away', { subjects: ['Law'], is_available: false, days: [0] });
    const body = { availabilities: [{ day_of_week: 2, start_time: '09:00', end_time: '10:00' }] };
    await call(api, operations.createAvailability, { token: ben.token, body });
    await api
      .knex('mentor_availability')
      .where({ mentor_id: ben.id })
      .update({ mode: 'in_person', place: 'B 12' });
  });
  beforeEach(() => {
    api.now = monday;
  });

  const list = async (query: Query = {}, options: object = {}) =>
    (await call(api, listDirectory, { query: { partner: 'demo', sort: 'name', ...query }, ...options })).body;
  const names = async (query: Query = {}) =>
    (await list(query)).mentors.map(({ name }) => name.split(' ')[0]);

  it('shows a short profile and the first free start of each, which can be booked', async () => {
    const { mentors, total, timezone, choices } = await list({ timezone: 'Africa/Dakar', locale: 'en' });
    assert.deepEqual(
      mentors.map(({ name, next_available }) => [name, next_available?.datetime ?? null]),
      [
        ['Ben Okoro', '2026-11-25T06:00:00+00:00'],
        ['Cleo Abebe', null],
        ['Dan Away', null],
        ['Éva Diop', '2026-11-23T06:00:00+00:00'],
      ],
    );
    const [, , , eva] = mentors;
    assert.deepEqual(eva?.next_available, {
      datetime: '2026-11-23T06:00:00+00:00',
      date: '2026-11-23',
      time: '06:00',
      day_name: 'Monday',
    });
    assert.ok((eva?.bio?.length ?? 0) <= 161 && eva?.bio?.endsWith('…'));
    assert.deepEqual([total, timezone], [4, 'Africa/Dakar']);
    assert.deepEqual(choices, {
      subjects: ['Law', 'R', 'Statistics'],
      languages: ['en', 'fr', 'fr-SN', 'wo'],
      modes: ['in_person'],
      certified: false,
    });
    assert.doesNotMatch(JSON.stringify(mentors), /example\.edu|external_id/);
  });

  it('finds by words, subject, language, mode and free time', async () => {
    assert.deepEqual(await names({ q: 'eva THESES' }), ['Éva']);
    assert.deepEqual(await names({ subject: 'STATISTICS' }), ['Ben', 'Éva']);
    assert.deepEqual(await names({ language: 'fr' }), ['Cleo', 'Éva']);
    assert.deepEqual(await names({ language: 'fr-SN' }), ['Éva']);
    assert.deepEqual(await names({ mode: 'in_person' }), ['Ben']);
    assert.deepEqual(await names({ mode: 'online' }), []);
    assert.deepEqual(await names({ free_within_days: 1 }), ['Éva']);
    assert.deepEqual(await names({ free_within_days: 3 }), ['Ben', 'Éva']);
    assert.deepEqual(await names({ sort: 'next_available' }), ['Éva', 'Ben', 'Cleo', 'Dan']);
  });

  it('counts rules without a word of it as online where a meeting is made for sessions', async () => {
    const meeting = { kind: 'fixed', url: 'https://meet.example.org/eva' };
    const change = { token: awa.token, id: awa.id, body: { meeting } };
    assert.equal((await call(api, operations.updateMentor, change)).status, 200);
    assert.deepEqual(await names({ mode: 'online' }), ['Éva']);
    assert.deepEqual((await list({ q: 'eva' })).mentors[0]?.modes, ['online']);
  });

  it('is never behind: a booking, a hold that expires, and a certification that does are seen at once', async () => {
    const first = async () => (await list({ q: 'eva' })).mentors[0];
    const { body: made } = await call(api, createCertification, { token: admin, body: { name: 'Tutor' } });
    const until = { expires_at: new Date(monday + day / 24).toISOString() };
    await call(api, grantCertification, { token: admin, id: awa.id, certification: made.id, body: until });
    assert.deepEqual(
      (await first())?.certifications.map(({ name }) => name),
      ['Tutor'],
    );
    assert.deepEqual(await names({ certified: true }), ['Éva']);

    const student = await token({ sub: 's1' });
    const nine = { id: awa.id, token: student, body: bookingAt('09:00') };
    await call(api, operations.createHold, nine);
    assert.equal((await first())?.next_available?.time, '06:30');
    api.now = monday + 6 * 60_000;
    assert.equal((await first())?.next_available?.time, '06:00');
    await call(api, operations.bookSession, nine);
    assert.equal((await first())?.next_available?.time, '06:30');
    const { body: slots } = await call(api, listSlots, { id: awa.id });
    assert.equal(slots.slots[0]?.datetime, '2026-11-23T09:30:00+03:00');

    api.now = monday + day / 24;
    assert.deepEqual((await first())?.certifications, []);
    assert.deepEqual(await names({ certified: true }), []);
  });

  it('says that nothing changed, and goes on after the last mentor of a page', async () => {
    const query = { partner: 'demo', sort: 'name', limit: 3 };
    const { headers, body } = await call(api, listDirectory, { query });
    const etag = headers.get('etag') as string;
    assert.equal((await call(api, listDirectory, { query, headers: { 'If-None-Match': etag } })).status, 304);
    const rest = await list({ limit: 3, cursor: body.next_cursor ?? '' });
    assert.deepEqual(
      rest.mentors.map(({ name }) => name),
      ['Éva Diop'],
    );
    assert.deepEqual([rest.next_cursor, rest.choices], [null, undefined]);
  });

  it('is of one partner, and refuses what it cannot answer', async () => {
    assert.deepEqual((await list({ partner: 'other' })).mentors, []);
    await refused(api, listDirectory, { query: { partner: 'nobody' } }, 404, 'not_found');
    await refused(api, listDirectory, {}, 404, 'not_found');
    const others = { query: { partner: 'demo' }, token: await adminToken('other') };
    await refused(api, listDirectory, others, 404, 'not_found');
    const own = { query: {}, token: await token({ sub: 's1' }) };
    assert.equal((await call(api, listDirectory, own)).body.total, 4);
    const bad = { mode: 'by_owl', free_within_days: 0, language: 'français', sort: 'best', cursor: 'abc' };
    const problem = await refused(api, listDirectory, { query: bad }, 422, 'invalid_request');
    assert.deepEqual(pointers(problem), ['/free_within_days', '/language', '/mode', '/sort']);
  });
});
