import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import type { Session } from '../../../api/contract/session.ts';
import { call, token, useFreshApi } from '../../support/api.ts';
import { linkFor, onceIn, open, type Page, press, saidBy, send } from '../../support/links.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { book, timesOn } from './scene.ts';
import { setProgramme } from './set-programme.ts';

/** The instants that a page lets one choose, in order. */
const startsOn = ({ html }: Page): string[] =>
  [...html.matchAll(/name="start" value="([^"]+)"/g)].map(([, start = '']) => start);

/** The days that a page has, as it names them. */
const daysOn = ({ html }: Page): string[] =>
  [...html.matchAll(/<legend>(.*?)<\/legend>/g)].map(([, day = '']) => day);

describe('the link that moves a session', () => {
  const api = useFreshApi();
  let mentor: TestMentor;
  let student: string;
  let session: Session;
  let path: string;

  beforeEach(async () => {
    mentor = await addMentor(api, { hours: [['09:00', '12:00']], durations: [30, 60] });
    student = await token({ timezone: 'Pacific/Auckland' });
    session = await book(api, mentor, student, '10:00');
    path = await linkFor(api, 'move', { person: 's1', mentorId: mentor.id, sessionId: session.id });
  });

  const startOf = async (): Promise<string> =>
    (await api.knex('mentor_session').where({ id: session.id }).first()).starts_at.toISOString();

  it('lists what the API lists for that mentor and duration, by day in the reader’s zone, without its own', async () => {
    const page = await open(api, path);
    const starts = startsOn(page);
    const monday = await timesOn(api, mentor, '2026-11-23', { query: { timezone: 'UTC', duration: 30 } });
    assert.deepEqual(
      starts.slice(0, 5).map((start) => start.slice(11, 16)),
      ['06:00', '06:30', '07:30', '08:00', '08:30'],
    );
    assert.equal(monday.length, 5, 'the session itself is in the way of others alone');
    assert.deepEqual(daysOn(page).slice(0, 2), ['lundi 23 novembre', 'mardi 24 novembre']);
    assert.match(page.html, /aria-label="lundi 23 novembre, 19:00"/, 'Nairobi 09:00 is 19:00 in Auckland');
    await api.knex('app_user').where({ external_id: 's1' }).update({ timezone: 'Africa/Nairobi' });
    assert.match((await open(api, path)).html, /aria-label="lundi 23 novembre, 09:00"/);
  });

  it('goes on to later dates, and back', async () => {
    const first = await open(api, path);
    const from = /href="(\?from=[\d-]+)"/.exec(first.html)?.[1] ?? '';
    assert.ok(from);
    const later = await open(api, path + from);
    assert.ok((startsOn(later)[0] ?? '') > (startsOn(first).at(-1) ?? ''));
    assert.match(later.html, /href="\?"/);
    const all = [...startsOn(first)];
    for (let page = later; ; ) {
      all.push(...startsOn(page));
      const next = /href="(\?from=[\d-]+)"/.exec(page.html)?.[1];
      if (!next) break;
      page = await open(api, path + next);
    }
    assert.equal(new Set(all).size, all.length);
    const { body } = await call(api, operations.listSlots, {
      id: mentor.id,
      query: { from: '2026-11-23', days: 62, duration: 30, timezone: 'UTC' },
    });
    assert.equal(all.length, body.slots.length);
    for (const wrong of [
      '?from=x',
      '?from=2026-02-30',
      '?from=1999-01-01',
      '?from=9999-01-01',
      '?from=a&from=b',
    ])
      assert.deepEqual(startsOn(await open(api, path + wrong)), startsOn(first), wrong);
  });

  it('moves to the chosen start once, and tells what stands then', async () => {
    const { html } = await open(api, path);
    const fields = [
      ['once', onceIn(html)],
      ['start', '2026-11-24T06:30:00Z'],
    ] as const;
    const pages = await Promise.all([send(api, path, fields), send(api, path, fields)]);
    assert.deepEqual(
      pages.map(({ status }) => status),
      [200, 200],
    );
    assert.deepEqual(pages.map(saidBy).sort(), [
      'La session a déjà lieu à cet horaire.',
      'La session est déplacée.',
    ]);
    assert.match(pages[0]?.html ?? '', /mardi 24 novembre 2026 à 19:30/);
    assert.equal(await startOf(), '2026-11-24T06:30:00.000Z');
    assert.equal((await api.knex('notification').where({ type: 'session_rescheduled' })).length, 1);
    const again = await send(api, path, [['start', '2026-11-24T06:30:00+00:00']]);
    assert.equal(saidBy(again), 'La session a déjà lieu à cet horaire.');
    const entry = await api.knex('audit_entry').orderBy('id', 'desc').first();
    assert.equal(entry.action, 'rescheduleSession');
  });

  it('moves for its mentor too, beyond what a student may', async () => {
    await setProgramme(api, { cancellation_cutoff_minutes: 10_080 });
    const own = await linkFor(api, 'move', { person: 'm1', mentorId: mentor.id, sessionId: session.id });
    assert.equal((await press(api, own, { start: '2026-11-24T06:30:00Z' })).status, 200);
    assert.equal(await startOf(), '2026-11-24T06:30:00.000Z');
  });

  it('answers a race with the nearest free starts: one moves there, the other is told', async () => {
    const other = await token({ sub: 's2' });
    const theirs = await book(api, mentor, other, '11:00');
    const second = await linkFor(api, 'move', { person: 's2', mentorId: mentor.id, sessionId: theirs.id });
    const start = '2026-11-24T07:00:00Z';
    const pages = await Promise.all([press(api, path, { start }), press(api, second, { start })]);
    assert.deepEqual(pages.map(({ status }) => status).sort(), [200, 409]);
    const lost = pages.find(({ status }) => status === 409) as Page;
    assert.equal(saidBy(lost), 'Cet horaire vient d’être pris. Choisissez-en un autre.');
    assert.equal(daysOn(lost)[0], 'Horaires libres les plus proches');
    assert.deepEqual(startsOn(lost).slice(0, 3), [
      '2026-11-24T06:00:00+00:00',
      '2026-11-24T06:30:00+00:00',
      '2026-11-24T07:30:00+00:00',
    ]);
    const chosen = startsOn(lost)[0] as string;
    const retry = await send(api, pages[0] === lost ? path : second, [
      ['once', onceIn(lost.html)],
      ['start', chosen],
    ]);
    assert.equal(retry.status, 200);
  });

  it('offers nothing that overlaps another session of the student, and refuses it', async () => {
    const elsewhere = await addMentor(api, { external_id: 'm2', hours: [['09:00', '12:00']] });
    await book(api, elsewhere, student, '11:00');
    assert.ok(!startsOn(await open(api, path)).includes('2026-11-23T08:00:00+00:00'));
    const page = await press(api, path, { start: '2026-11-23T08:00:00Z' });
    assert.deepEqual([page.status, /Une autre session de l’étudiant·e/.test(saidBy(page))], [409, true]);
  });

  it('refuses starts that are none, past or not offered, and shows what is: 422', async () => {
    for (const [start, expected] of [
      ['', 'Choisissez d’abord un horaire.'],
      ['soon', 'Choisissez d’abord un horaire.'],
      ['2026-11-22T06:30:00Z', 'Cet horaire n’est plus proposé. Choisissez-en un autre.'],
      ['2026-11-24T06:31:00Z', 'Cet horaire n’est plus proposé. Choisissez-en un autre.'],
      ['2029-11-24T06:30:00Z', 'Cet horaire n’est plus proposé. Choisissez-en un autre.'],
    ] as const) {
      const page = await press(api, path, { start });
      assert.deepEqual([page.status, saidBy(page)], [422, expected], start);
      assert.ok(startsOn(page).length > 5);
    }
    assert.equal(await startOf(), '2026-11-23T07:00:00.000Z');
  });

  it('says so where nothing else is free', async () => {
    await api.knex('mentor_availability').update({ is_active: false });
    const { status, html } = await open(api, path);
    assert.equal(status, 200);
    assert.match(html, /Aucun autre horaire n’est libre/);
    assert.doesNotMatch(html, /<form/);
  });
});
