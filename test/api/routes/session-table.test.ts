import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { operations } from '../../../api/contract/operations.ts';
import { call, refused, token, useApi } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { adminToken, book, pointers, type Query } from './scene.ts';

const { tableSessions, updateSession } = operations;

describe('the table of sessions', () => {
  const api = useApi();
  let mentor: TestMentor;
  let student: string;

  const table = async (as: string, query: Query = {}): Promise<{ text: string; headers: Headers }> => {
    const { status, body, headers } = await call(api, tableSessions, { token: as, query });
    assert.equal(status, 200, body);
    return { text: body, headers };
  };

  const rows = (text: string, delimiter = ','): Record<string, string>[] =>
    parse(text, { columns: true, bom: true, delimiter });

  before(async () => {
    mentor = await addMentor(api);
    student = await token({ sub: 'anna', name: '=HYPERLINK("http://evil.example")' });
  });

  it('tells every session with its wall times and their zone', async () => {
    const description = 'Deux lignes,\nune "citation" ; des accents é';
    const { id } = await book(api, mentor, student, '09:00', { subject: 'Mémoire', description });
    const { text, headers } = await table(mentor.token, { timezone: 'Africa/Dakar' });
    assert.match(headers.get('content-type') ?? '', /^text\/csv; charset=utf-8$/);
    assert.match(headers.get('content-disposition') ?? '', /attachment; filename="sessions\.csv"/);
    assert.equal(headers.get('cache-control'), 'private, no-store');
    const [row] = rows(text);
    assert.deepEqual(
      [row?.id, row?.date, row?.time, row?.end_time, row?.timezone],
      [String(id), '2026-11-23', '06:00', '06:30', 'Africa/Dakar'],
    );
    assert.deepEqual(
      [row?.subject, row?.description, row?.status, row?.duration_minutes],
      ['Mémoire', description, 'scheduled', '30'],
    );
  });

  it('begins with a byte order mark and ends its lines as RFC 4180 says', async () => {
    const response = await fetch(`${api.url}${tableSessions.path}`, {
      headers: { Authorization: `Bearer ${mentor.token}` },
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    assert.match(bytes.toString(), /^\ufeffid,date,.*\r\n/);
  });

  it('makes plain text of what a spreadsheet would run', async () => {
    for (const [time, subject] of [
      ['10:00', '=1+1'],
      ['10:30', '+1'],
      ['11:00', '-1'],
      ['11:30', '@SUM(A1)'],
    ] as const) {
      await book(api, mentor, student, time, { subject, description: '\t=1' });
    }
    const all = rows((await table(mentor.token, { from: '2026-11-23T10:00:00+03:00', order: 'asc' })).text);
    assert.deepEqual(
      all.map(({ subject }) => subject),
      ["'=1+1", "'+1", "'-1", "'@SUM(A1)"],
    );
    assert.ok(all.every((row) => row.description === "'\t=1"));
    assert.ok(all.every((row) => row.student === `'=HYPERLINK("http://evil.example")`));
  });

  it('has the private notes in the mentor’s own table alone', async () => {
    const { id } = await book(api, mentor, student, '13:00');
    await call(api, updateSession, { id, token: mentor.token, body: { notes: 'Très timide' } });
    const own = rows((await table(mentor.token, { from: '2026-11-23T13:00:00+03:00' })).text);
    assert.equal(own[0]?.notes, 'Très timide');
    for (const [as, query] of [
      [student, {}],
      [await adminToken(), { as: 'partner' }],
      // An admin who is the mentor too: her table of the partner is still not her own.
      [await token({ sub: 'm1', role: 'partner_admin' }), { as: 'partner' }],
    ] as const) {
      const { text } = await table(as, query as Query);
      assert.doesNotMatch(text, /notes|timide/);
      assert.ok(rows(text).length > 0);
    }
  });

  it('takes the filters of the list, and a semicolon where the spreadsheet wants one', async () => {
    const { text } = await table(mentor.token, { q: 'memoire', separator: 'semicolon' });
    const found = rows(text, ';');
    assert.deepEqual(
      found.map(({ subject }) => subject),
      ['Mémoire'],
    );
    const none = await table(mentor.token, { status: 'no_show' });
    assert.deepEqual(none.text.trim().split('\r\n').length, 1);
  });

  it('holds all pages, however many there are', async () => {
    const [{ mentor_id, student_id }] = await api.knex('mentor_session').limit(1);
    const start = Date.UTC(2024, 0, 1);
    await api.knex.batchInsert(
      'mentor_session',
      Array.from({ length: 1203 }, (_, i) => ({
        mentor_id,
        student_id,
        // Three at each time, so that pages end between sessions that start together.
        starts_at: new Date(start + Math.floor(i / 3) * 3_600_000),
        ends_at: new Date(start + Math.floor(i / 3) * 3_600_000 + 1_800_000),
        guarded_until: new Date(start + Math.floor(i / 3) * 3_600_000 + 1_800_000),
        subject: `Ancien ${i}`,
        status: 'cancelled',
      })),
    );
    const ids = rows((await table(mentor.token, { q: 'ancien' })).text).map(({ id }) => id);
    assert.deepEqual([ids.length, new Set(ids).size], [1203, 1203]);
  });

  it('answers 401, 403 and 422 as JSON', async () => {
    await refused(api, tableSessions, {}, 401, 'unauthenticated');
    const query = { as: 'partner' };
    await refused(api, tableSessions, { token: mentor.token, query }, 403, 'forbidden');
    const bad = { separator: 'tab', status: 'x', from: 'y' };
    const problem = await refused(api, tableSessions, { token: student, query: bad }, 422, 'invalid_request');
    assert.deepEqual(pointers(problem), ['/from', '/separator', '/status']);
  });
});
