import assert from 'node:assert/strict';
import { operations } from '../../../api/contract/operations.ts';
import { call, refused, token, useApi } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { book, pointers, type Query } from './scene.ts';

const { cancelSession, listNotifications, readAllNotifications, readNotification } = operations;

describe('notifications', () => {
  const api = useApi();
  let mentor: TestMentor;
  let student: string;

  const list = async (as: string, query: Query = {}) => {
    const { status, body } = await call(api, listNotifications, { token: as, query });
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };

  before(async () => {
    mentor = await addMentor(api);
    student = await token({ name: 'Awa $& Diop' });
    for (const time of ['09:00', '10:00', '11:00']) await book(api, mentor, student, time);
  });

  it('tell the mentor of each booking, the newest first, and the student nothing of her own doing', async () => {
    const { notifications, next_cursor } = await list(mentor.token);
    assert.equal(next_cursor, null);
    assert.equal(notifications.length, 3);
    assert.ok(notifications.every(({ type, is_read }) => type === 'session_booking' && !is_read));
    assert.match(notifications[0]?.link ?? '', /^\/mentorship\/sessions\/\d+$/);
    const ids = notifications.map(({ id }) => id);
    assert.deepEqual(
      ids,
      [...ids].sort((a, b) => b - a),
    );
    assert.deepEqual((await list(student)).notifications, []);
  });

  it('name the person and the wall time of the reader, in French by default', async () => {
    const { notifications } = await list(mentor.token);
    const { title, message } = notifications.at(-1) ?? {};
    assert.equal(title, 'Nouvelle réservation de session');
    assert.match(message ?? '', /Awa \$& Diop/);
    assert.match(message ?? '', /lundi 23 novembre 2026.*09:00/);
  });

  for (const [locale, timezone, expected] of [
    ['en', 'America/New_York', /Monday,? 23? ?November.*2026.*3:00.AM|Monday, November 23, 2026.*3:00.AM/],
    ['pt', 'Africa/Luanda', /segunda-feira, 23 de novembro de 2026.*09:00/],
    ['sw', 'Africa/Nairobi', /Jumatatu.*2026.*11:00/],
    ['ar', 'Africa/Cairo', /2026.*10:00/],
    ['xx', 'Europe/Paris', /lundi 23 novembre 2026.*09:00/],
  ] as const) {
    it(`speak ${locale} and the zone ${timezone} of a student's token`, async () => {
      const other = await addMentor(api, { external_id: `m-${locale}` });
      const reader = await token({ sub: `s-${locale}`, locale, timezone });
      const { id } = await book(api, other, reader, '11:00');
      await call(api, cancelSession, { id, token: other.token });
      const { notifications } = await list(reader);
      assert.match(notifications[0]?.message ?? '', expected);
    });
  }

  it('can be read one by one, and listed unread only', async () => {
    const { notifications } = await list(mentor.token);
    const id = notifications[1]?.id as number;
    for (let times = 0; times < 2; times++) {
      const { status, body } = await call(api, readNotification, { id, token: mentor.token });
      assert.deepEqual([status, body.id, body.is_read], [200, id, true]);
    }
    const unread = (await list(mentor.token, { unread: true })).notifications;
    assert.deepEqual(
      unread.map((each) => each.id),
      [notifications[0]?.id, notifications[2]?.id],
    );
    for (const unread of ['1', 'true'])
      assert.equal((await list(mentor.token, { unread })).notifications.length, 2);
    for (const unread of ['0', 'false'])
      assert.equal((await list(mentor.token, { unread })).notifications.length, 3);
  });

  it('are counted while unread, and read all at once, or up to the newest that was seen', async () => {
    const reader = await addMentor(api, { external_id: 'm-count' });
    for (const time of ['13:00', '14:00', '15:00']) await book(api, reader, student, time);
    const before = await list(reader.token, { limit: 1 });
    assert.deepEqual([before.unread_count, before.notifications.length], [3, 1]);
    const [, seen] = (await list(reader.token)).notifications;
    const readAll = async (body?: object) =>
      (await call(api, readAllNotifications, { token: reader.token, ...(body && { body }) })).body;
    assert.deepEqual(await readAll({ up_to: seen?.id }), { unread_count: 1 });
    assert.deepEqual(await readAll(), { unread_count: 0 });
    assert.deepEqual(await readAll(), { unread_count: 0 });
    const after = await list(reader.token);
    assert.ok(after.unread_count === 0 && after.notifications.every(({ is_read }) => is_read));
    assert.equal((await list(mentor.token)).unread_count, 2, 'nobody else’s');
    await refused(api, readAllNotifications, {}, 401, 'unauthenticated');
    const bad = { token: reader.token, body: { up_to: 'all' } };
    await refused(api, readAllNotifications, bad, 422, 'invalid_request');
  });

  it('are paged to the end', async () => {
    const seen: number[] = [];
    for (let cursor = '', pages = 0; pages < 5; pages++) {
      const page = await list(mentor.token, { limit: 2, cursor });
      seen.push(...page.notifications.map(({ id }) => id));
      if (!page.next_cursor) break;
      cursor = page.next_cursor;
    }
    const all = (await list(mentor.token)).notifications.map(({ id }) => id);
    assert.deepEqual(seen, all);
  });

  it('are nobody else’s: 401 and 404', async () => {
    const id = (await list(mentor.token)).notifications[0]?.id as number;
    await refused(api, listNotifications, {}, 401, 'unauthenticated');
    await refused(api, readNotification, { id }, 401, 'unauthenticated');
    await refused(api, readNotification, { id, token: student }, 404, 'not_found');
    for (const absent of ['stream', 0, '99999999999999999999']) {
      await refused(api, readNotification, { id: absent, token: mentor.token }, 404, 'not_found');
    }
  });

  it('refuse a bad filter with pointers', async () => {
    const query = { unread: 'maybe', limit: 1000, cursor: '?' };
    const problem = await refused(api, listNotifications, { token: student, query }, 422, 'invalid_request');
    assert.deepEqual(pointers(problem), ['/cursor', '/limit', '/unread']);
  });
});
