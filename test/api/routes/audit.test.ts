import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import type { AuditEntry } from '../../../api/contract/audit.ts';
import { type Operation, operations } from '../../../api/contract/operations.ts';
import { forgetOldRows } from '../../../api/jobs/forget-old-rows.ts';
import { addPartner, call, monday, refused, token, useApi } from '../../support/api.ts';
import { addMentor, bookingAt, type TestMentor } from '../../support/people.ts';
import { adminToken, book, day, type Query, tokenNow } from './scene.ts';

describe('the audit', () => {
  const api = useApi();
  let mentor: TestMentor;
  let admin: string;
  let student: string;

  before(async () => {
    admin = await adminToken();
    student = await token({ sub: 's1', name: '=Sum(1)' });
    mentor = await addMentor(api);
  });

  const list = async (query: Record<string, string | number> = {}): Promise<readonly AuditEntry[]> => {
    const { status, body } = await call(api, operations.listAudit, { token: admin, query });
    assert.equal(status, 200, JSON.stringify(body));
    return body.entries;
  };

  it('tells who changed what and when, with the values before and after', async () => {
    const body = { buffer_minutes: 10, bio: 'Secret garden' };
    await call(api, operations.updateMentor, { token: mentor.token, id: mentor.id, body });
    const [entry] = await list({ action: 'updateMentor' });
    assert.deepEqual(
      { ...entry, id: 0, actor: { ...entry?.actor, id: 0 } },
      {
        id: 0,
        at: '2026-11-23T05:00:00+00:00',
        date: '2026-11-23',
        time: '05:00',
        actor: { id: 0, name: 'Name of m1', role: 'mentor' },
        action: 'updateMentor',
        subject: 'mentor',
        subject_id: mentor.id,
        changes: { buffer_minutes: [0, 10], bio: null },
      },
    );
  });

  it('tells of a booking, a move and a cancellation, and of no reason in words', async () => {
    const { id } = await book(api, mentor, student, '09:00');
    const moved = { session_date: '2026-11-23T11:00:00+03:00' };
    await call(api, operations.rescheduleSession, { token: student, id, body: moved });
    await call(api, operations.cancelSession, { token: mentor.token, id, body: { reason: 'I am ill' } });
    const entries = await list({ subject: 'session', subject_id: id });
    assert.deepEqual(
      entries.map(({ action, actor, changes }) => [action, actor.role, changes]),
      [
        ['cancelSession', 'mentor', { status: ['scheduled', 'cancelled'], cancel_reason: null }],
        [
          'rescheduleSession',
          'student',
          { session_date: ['2026-11-23T06:00:00+00:00', '2026-11-23T08:00:00+00:00'] },
        ],
        [
          'bookSession',
          'student',
          {
            mentor_id: [null, mentor.id],
            session_date: [null, '2026-11-23T06:00:00+00:00'],
            duration_minutes: [null, 30],
          },
        ],
      ],
    );
    assert.doesNotMatch(JSON.stringify(await list({ limit: 100 })), /I am ill|Secret garden|example\.edu/);
  });

  it('tells of no change that was refused or rolled back', async () => {
    const before = await list({ limit: 100 });
    const late = { token: student, id: mentor.id, body: bookingAt('19:00') };
    await refused(api, operations.bookSession, late, 422, 'outside_availability');
    assert.deepEqual(await list({ limit: 100 }), before);
  });

  it('tells of a repeated request once', async () => {
    const options = {
      token: student,
      id: mentor.id,
      body: bookingAt('12:00'),
      headers: { 'Idempotency-Key': 'audit' },
    };
    const first = await call(api, operations.bookSession, options);
    assert.equal((await call(api, operations.bookSession, options)).body.id, first.body.id);
    assert.equal((await list({ subject: 'session', subject_id: first.body.id })).length, 1);
  });

  it('names the hold that was placed', async () => {
    const hold = await call(api, operations.createHold, {
      token: student,
      id: mentor.id,
      body: bookingAt('16:00'),
    });
    const [entry] = await list({ subject: 'hold' });
    assert.equal(entry?.subject_id, hold.body.id);
  });

  it('is narrowed by person, action and dates of the partner', async () => {
    const [booking] = await list({ action: 'bookSession' });
    const own = await list({ actor_id: booking?.actor.id as number, limit: 100 });
    assert.ok(own.length > 2 && own.every(({ actor }) => actor.id === booking?.actor.id));
    await api.knex('partner').where({ id: api.partnerId }).update({ timezone: 'America/Los_Angeles' });
    try {
      const [entry] = await list({ to: '2026-11-22' });
      assert.deepEqual([entry?.date, entry?.time], ['2026-11-22', '21:00']);
      assert.deepEqual(await list({ from: '2026-11-23' }), []);
      assert.deepEqual(await list({ to: '2026-11-21' }), []);
    } finally {
      await api.knex('partner').where({ id: api.partnerId }).update({ timezone: 'UTC' });
    }
  });

  it('pages, the latest first, without gap or repetition', async () => {
    const whole = await list({ limit: 100 });
    const paged: AuditEntry[] = [];
    let cursor = '';
    do {
      const { body } = await call(api, operations.listAudit, { token: admin, query: { limit: 3, cursor } });
      paged.push(...body.entries);
      cursor = body.next_cursor ?? '';
    } while (cursor);
    assert.deepEqual(paged, whole);
    assert.ok(whole.length > 6);
  });

  it('is exported as CSV that no spreadsheet runs', async () => {
    const reply = await call(api, operations.exportAudit, { token: admin, query: { action: 'bookSession' } });
    assert.match(reply.headers.get('content-type') ?? '', /^text\/csv/);
    assert.match(reply.headers.get('content-disposition') ?? '', /audit\.csv/);
    const rows = parse(reply.body, { bom: true, columns: true }) as Record<string, string>[];
    const [entry] = await list({ action: 'bookSession' });
    assert.equal(rows[0]?.at, entry?.at);
    assert.deepEqual(JSON.parse(rows[0]?.changes ?? ''), entry?.changes);
    assert.equal(rows[0]?.actor, "'=Sum(1)");
    const query = { action: 'bookSession', separator: 'semicolon' };
    const other = await call(api, operations.exportAudit, { token: admin, query });
    assert.match(other.body, /^\ufeff?at;actor_id;actor;/);
  });

  it('is for admins of the partner, and of theirs alone', async () => {
    for (const operation of [operations.listAudit, operations.exportAudit] as Operation[]) {
      await refused(api, operation, {}, 401, 'unauthenticated');
      await refused(api, operation, { token: mentor.token }, 403, 'forbidden');
    }
    await addPartner(api.knex, 'other');
    const other = await call(api, operations.listAudit, { token: await adminToken('other') });
    assert.deepEqual(other.body.entries, []);
  });

  it('refuses a query that it cannot read', async () => {
    const queries: Query[] = [
      { subject: 'planet' },
      { from: '2026-02-30' },
      { subject_id: 'x' },
      { cursor: 'eA' },
    ];
    for (const query of queries) {
      await refused(api, operations.listAudit, { token: admin, query }, 422, 'invalid_request');
    }
  });

  it('is kept for 400 days', async () => {
    const count = (await list({ limit: 100 })).length;
    api.now = monday + 399 * day;
    await forgetOldRows(api.knex, api.now);
    admin = await tokenNow(api, { sub: 'a1', role: 'partner_admin' });
    assert.equal((await list({ limit: 100 })).length, count);
    await forgetOldRows(api.knex, monday + 401 * day);
    assert.deepEqual(await list(), []);
  });
});
