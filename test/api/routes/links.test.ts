import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import type { Session } from '../../../api/contract/session.ts';
import { call, type TestApi, token, useFreshApi } from '../../support/api.ts';
import { headingOf, linkFor, onceIn, open, press, saidBy, send } from '../../support/links.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { adminToken, book, bookPast, day, hour } from './scene.ts';
import { setProgramme } from './set-programme.ts';

/** Everything that a page could change, as it stands. */
const state = async ({ knex }: TestApi): Promise<string> =>
  JSON.stringify(
    await Promise.all(
      [
        'mentor_session',
        'message',
        'notification',
        'audit_entry',
        'session_review',
        'idempotency_key',
        'app_user',
      ].map((table) => knex(table).orderByRaw('1, 2')),
    ),
  );

describe('the links of messages', () => {
  const api = useFreshApi();
  let mentor: TestMentor;
  let student: string;
  let session: Session;

  beforeEach(async () => {
    mentor = await addMentor(api);
    student = await token({ timezone: 'Africa/Dakar' });
    session = await book(api, mentor, student, '16:00', { subject: '<b>Mémoire</b>' });
  });

  const link = (purpose: Parameters<typeof linkFor>[1], person = 's1', rest = {}) =>
    linkFor(api, purpose, { person, mentorId: mentor.id, sessionId: session.id, ...rest });
  const statusOf = async (): Promise<string> =>
    (await api.knex('mentor_session').where({ id: session.id }).first()).status;

  for (const purpose of [
    'cancel',
    'move',
    'preferences',
    'unsubscribe_reminder',
    'unsubscribe_review',
  ] as const)
    it(`show what ${purpose} does, and change nothing by GET and HEAD`, async () => {
      const path = await link(purpose);
      const before = await state(api);
      const { status, html } = await open(api, path);
      assert.deepEqual([status, /<form method="post">/.test(html)], [200, true]);
      assert.equal((await open(api, path, { method: 'HEAD' })).status, 200);
      assert.equal(await state(api), before);
    });

  it('tell what the session is, in the reader’s language and zone, with no markup of others', async () => {
    const french = await open(api, await link('cancel'));
    assert.match(french.html, /<html lang="fr" dir="ltr">/);
    assert.match(french.html, /lundi 23 novembre 2026.*13:00.*Heure moyenne de Greenwich \(Dakar\)/);
    assert.match(french.html, /&lt;b&gt;Mémoire&lt;\/b&gt;/);
    assert.match(french.html, /Mentor m1/);
    await api.knex('app_user').where({ external_id: 'm1' }).update({ locale: 'ar' });
    const arabic = await open(api, await link('cancel', 'm1'));
    assert.match(arabic.html, /<html lang="ar" dir="rtl">/);
    assert.match(arabic.html, /4:00.*\(<bdi>Nairobi<\/bdi>\)/);
    assert.match(arabic.html, /Name of s1/);
    assert.doesNotMatch(arabic.html + french.html, /@example\.edu/);
  });

  it('have the partner’s name and colour', async () => {
    await api.knex('partner').update({ name: 'UCAD', theme: JSON.stringify({ primary: '#ffd166' }) });
    const { html } = await open(api, await link('cancel'));
    assert.match(html, /<title>Annuler la session · UCAD<\/title>/);
    assert.match(html, /--primary:#ffd166;--on-primary:#000000/);
  });

  it('cancel by the button, as the API does: messages, audit, reason, the mentor told', async () => {
    const path = await link('cancel');
    const page = await press(api, path, { reason: 'Malade\r\ndemain' });
    assert.deepEqual([page.status, saidBy(page)], [200, 'La session est annulée.']);
    const row = await api.knex('mentor_session').where({ id: session.id }).first();
    assert.deepEqual([row.status, row.cancel_reason], ['cancelled', 'Malade\ndemain']);
    const entry = await api.knex('audit_entry').orderBy('id', 'desc').first();
    assert.deepEqual([entry.action, entry.actor_role], ['cancelSession', 'student']);
    const { length } = await api
      .knex('message')
      .where({ session_id: session.id, event: 'session_cancelled' });
    assert.equal(length, 2);
    const told = await api.knex('notification').where({ type: 'session_cancelled' });
    assert.equal(told.length, 1);
  });

  it('cancel once, however often the button is pressed', async () => {
    const path = await link('cancel');
    const { html } = await open(api, path);
    const fields = [['once', onceIn(html)]] as const;
    const pages = await Promise.all([1, 2, 3].map(() => send(api, path, fields)));
    const later = [await send(api, path, fields), await send(api, path)];
    assert.deepEqual(
      [...pages, ...later].map(({ status }) => status),
      [200, 200, 200, 200, 200],
    );
    assert.deepEqual([...pages, ...later].map(saidBy).sort(), [
      'La session est annulée.',
      ...Array(4).fill('La session était déjà annulée.'),
    ]);
    const { length } = await api.knex('notification').where({ type: 'session_cancelled' });
    assert.equal(length, 1);
    assert.equal((await open(api, path)).status, 410);
  });

  it('act for the person of the token alone, whatever else a request carries', async () => {
    await token({ sub: 's2' });
    await book(api, mentor, await token({ sub: 's2' }), '10:00');
    const others = await linkFor(api, 'cancel', { person: 's2', mentorId: mentor.id, sessionId: session.id });
    assert.equal((await open(api, others)).status, 404);
    assert.equal((await send(api, others, [], { Authorization: `Bearer ${student}` })).status, 404);
    assert.equal(await statusOf(), 'scheduled');
    // The token is all that counts: a POST of another site's page can do no more than its owner.
    const own = await send(api, await link('cancel'), [], {
      Origin: 'https://elsewhere.example',
      Cookie: 'a=b',
    });
    assert.equal(own.status, 200);
    assert.equal(own.headers.get('access-control-allow-origin'), null);
    assert.equal(await statusOf(), 'cancelled');
  });

  it('do what they were made for and nothing else', async () => {
    const page = await send(api, await link('preferences'), [['reason', 'x']]);
    assert.equal(page.status, 200);
    assert.equal(await statusOf(), 'scheduled');
    for (const purpose of ['join', 'answer', 'refuse', 'again'] as const)
      assert.equal((await open(api, await link(purpose))).status, 404);
    assert.equal((await open(api, await link('review', 'm1'))).status, 404, 'students alone review');
  });

  it('that are forged, cut or of another server open a page that says so: 404', async () => {
    const good = await link('cancel');
    for (const path of [
      good.slice(0, -1),
      `${good}x`,
      good.replace('/m/c', '/m/m'),
      '/m/x',
      '/m/%00',
      '/m/%F0%9F',
    ]) {
      const response = await fetch(`${api.url}${path}`, { headers: { 'Accept-Language': 'en' } });
      const html = await response.text();
      assert.deepEqual([response.status, /This link is not known/.test(html)], [404, true], path);
    }
    assert.equal((await send(api, good.slice(0, -1))).status, 404);
    assert.equal(await statusOf(), 'scheduled');
  });

  it('that have expired say so, and do nothing: 410', async () => {
    const path = await link('cancel', 's1', { expiresAt: api.now + hour });
    api.now += hour;
    for (const page of [await open(api, path), await send(api, path)])
      assert.deepEqual([page.status, headingOf(page)], [410, 'Ce lien a expiré']);
    assert.equal(await statusOf(), 'scheduled');
  });

  it('of a session that was cancelled, held or has begun say so: 410', async () => {
    const [cancel, move] = [await link('cancel'), await link('move')];
    await call(api, operations.cancelSession, { id: session.id, token: student, body: {} });
    for (const path of [cancel, move])
      assert.deepEqual(headingOf(await open(api, path)), 'Cette session a été annulée');
    assert.equal((await send(api, move, [['start', session.session_date]])).status, 410);

    session = await bookPast(api, mentor, student);
    for (const path of [await link('cancel'), await link('move')]) {
      const page = await open(api, path);
      assert.deepEqual([page.status, headingOf(page)], [410, 'Cette session a commencé ou est terminée']);
      assert.equal((await send(api, path, [['start', session.session_date]])).status, 410);
    }
    await call(api, operations.completeSession, { id: session.id, token: mentor.token });
    assert.equal((await open(api, await link('cancel'))).status, 410);
  });

  it('of a person who was erased say no more than that: 410', async () => {
    const paths = [await link('cancel'), await link('preferences')];
    const admin = await adminToken();
    const { id } = await api.knex('app_user').where({ external_id: 's1' }).first();
    const erased = await call(api, operations.erasePerson, { id, token: admin, body: { confirm: 'erase' } });
    assert.equal(erased.status, 200);
    for (const path of paths)
      for (const page of [await open(api, path), await send(api, path)]) {
        assert.deepEqual([page.status, headingOf(page)], [410, 'Ce lien ne sert plus']);
        assert.doesNotMatch(page.html, /Mémoire|Mentor m1/);
      }
  });

  it('tell a student what the programme no longer allows, and let the mentor: 409', async () => {
    await setProgramme(api, { cancellation_cutoff_minutes: 1440 });
    for (const path of [await link('cancel'), await link('move')])
      for (const page of [
        await open(api, path),
        await send(api, path, [['start', '2026-11-24T07:00:00Z']]),
      ]) {
        assert.equal(page.status, 409);
        assert.match(page.html, /jusqu’à 1\sjour avant le début/);
        assert.doesNotMatch(page.html, /<form/);
      }
    assert.equal(await statusOf(), 'scheduled');
    assert.equal((await press(api, await link('cancel', 'm1'))).status, 200);
    assert.equal(await statusOf(), 'cancelled');
  });

  it('of a mentor who was deactivated: what she has is cancelled still, and nothing moves to her', async () => {
    await call(api, operations.deactivateMentor, { id: mentor.id, token: await adminToken() });
    for (const page of [
      await open(api, await link('move')),
      await send(api, await link('move'), [['start', '2026-11-24T07:00:00Z']]),
    ])
      assert.deepEqual([page.status, headingOf(page)], [409, 'Pas de nouvel horaire pour le moment']);
    assert.equal((await press(api, await link('cancel', 'm1'))).status, 200);
  });

  it('take forms of their own size and kind', async () => {
    const path = await link('cancel');
    const json = await open(api, path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
    });
    assert.equal(json.status, 415);
    assert.equal((await send(api, path, [['reason', 'x'.repeat(70_000)]])).status, 413);
    const long = await send(api, path, [['reason', 'é'.repeat(1001)]]);
    assert.deepEqual([long.status, /é{1001}<\/textarea>/.test(long.html)], [422, true]);
    assert.equal(await statusOf(), 'scheduled');
    assert.equal((await send(api, path, [['reason', 'é'.repeat(1000)]])).status, 200);
    const other = await fetch(`${api.url}${path}`, { method: 'DELETE' });
    assert.equal(other.status, 405);
  });

  it('are reviewed by once, from the end on', async () => {
    session = await bookPast(api, mentor, student);
    const path = await link('review', 's1', { expiresAt: api.now + 30 * day });
    assert.equal((await open(api, path)).status, 409);
    assert.equal((await send(api, path, [['rating', '5']])).status, 409);
    await call(api, operations.completeSession, { id: session.id, token: mentor.token });
    for (const rating of ['', '0', '6', '1.5', 'x']) {
      const page = await press(api, path, { rating, comment: 'Bien' });
      assert.deepEqual([page.status, saidBy(page)], [422, 'Choisissez d’abord une note.']);
      assert.match(page.html, />Bien<\/textarea>/);
    }
    const { html } = await open(api, path);
    const fields = [
      ['once', onceIn(html)],
      ['rating', '4'],
      ['comment', 'Très <i>bien</i>'],
    ] as const;
    const pages = await Promise.all([send(api, path, fields), send(api, path, fields)]);
    assert.deepEqual(pages.map(saidBy).sort(), [
      'Merci pour votre avis !',
      'Vous avez déjà donné votre avis sur cette session.',
    ]);
    const rows = await api.knex('session_review');
    assert.deepEqual(
      rows.map(({ rating, comment }) => [rating, comment]),
      [[4, 'Très <i>bien</i>']],
    );
    assert.equal((await send(api, path, [['rating', '1']])).status, 200);
    assert.equal((await open(api, path)).status, 410);
    assert.equal((await api.knex('session_review').first()).rating, 4);
  });
});

describe('the links of messages, too often', () => {
  const api = useFreshApi({ rateLimit: true });

  it('are told to wait, on a page: 429', async () => {
    const statuses = new Set<number>();
    for (let round = 0; round < 13; round++)
      for (const { status } of await Promise.all(Array.from({ length: 100 }, () => open(api, '/m/x'))))
        statuses.add(status);
    assert.deepEqual([...statuses], [404, 429]);
    const { headers } = await open(api, '/m/x');
    assert.ok(Number(headers.get('retry-after')) > 0);
  });
});
