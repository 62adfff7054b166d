import assert from 'node:assert/strict';
import ICAL from 'ical.js';
import { operations } from '../../../api/contract/operations.ts';
import { call, refused, token, useApi } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { book } from './scene.ts';

const { getCalendarFeed, renewCalendarFeed } = operations;

describe('the calendar to subscribe to', () => {
  const api = useApi();
  let mentor: TestMentor;
  let student: string;

  const address = async (): Promise<string> =>
    (await call(api, getCalendarFeed, { id: mentor.id, token: mentor.token })).body.url;

  const events = async (url: string) => {
    const reply = await fetch(url);
    assert.equal(reply.status, 200);
    return new ICAL.Component(ICAL.parse(await reply.text())).getAllSubcomponents('vevent');
  };

  before(async () => {
    mentor = await addMentor(api);
    student = await token({ name: 'Awa Diop', email: 'awa.diop@example.edu' });
  });

  it('has an address that is the same every time, and opens by a click as webcal', async () => {
    const { status, body } = await call(api, getCalendarFeed, { id: mentor.id, token: mentor.token });
    assert.equal(status, 200);
    assert.ok(body.url.startsWith(`${api.url}/api/calendars/`) && body.url.endsWith('.ics'));
    assert.equal(body.webcal_url, body.url.replace('http:', 'webcal:'));
    const admin = await token({ sub: 'a1', role: 'partner_admin' });
    assert.deepEqual((await call(api, getCalendarFeed, { id: mentor.id, token: admin })).body, body);
  });

  it('holds her sessions with the UIDs of their own files, the cancelled ones as such, and no address', async () => {
    const kept = await book(api, mentor, student, '09:00');
    const dropped = await book(api, mentor, student, '10:00');
    await call(api, operations.cancelSession, { id: dropped.id, token: student });
    const reply = await fetch(await address());
    assert.match(reply.headers.get('content-type') ?? '', /^text\/calendar/);
    const text = await reply.text();
    assert.match(text, /^REFRESH-INTERVAL;VALUE=DURATION:PT15M\r?$/m);
    assert.match(text, /^X-PUBLISHED-TTL:PT15M\r?$/m);
    assert.match(text, /Awa Diop/);
    assert.doesNotMatch(text.replaceAll(/\r\n[ \t]/g, ''), /@example\.edu|ATTENDEE|ORGANIZER/);

    const file = await call(api, operations.getSessionCalendar, { id: kept.id, token: mentor.token });
    const uid = /^UID:(.*)\r?$/m.exec(file.body as unknown as string)?.[1]?.trim();
    const found = (await events(await address())).map((event) => [
      event.getFirstPropertyValue('uid'),
      event.getFirstPropertyValue('status'),
    ]);
    assert.deepEqual(
      found.toSorted(),
      [
        [uid, 'CONFIRMED'],
        [uid?.replace(String(kept.id), String(dropped.id)), 'CANCELLED'],
      ].toSorted(),
    );
  });

  it('takes nothing in a name for a line of its own', async () => {
    const name = 'Awa\r\nBEGIN:VEVENT\nSUMMARY:x\r\nEND:VEVENT\rX:y';
    const other = await addMentor(api, { external_id: 'm-lines', name });
    const { body } = await call(api, getCalendarFeed, { id: other.id, token: other.token });
    assert.deepEqual(await events(body.url), []);
    assert.match(
      await (await fetch(body.url)).text(),
      /^X-WR-CALNAME:Awa BEGIN:VEVENT SUMMARY:x END:VEVENT X:y\r?$/m,
    );
  });

  it('goes back 90 days', async () => {
    const [old, older] = await Promise.all(
      ['11:00', '12:00'].map((time) => book(api, mentor, student, time)),
    );
    const shift = (id: number | undefined, days: number) =>
      api.knex.raw(
        `UPDATE mentor_session SET starts_at = starts_at - make_interval(days => :days),
          ends_at = ends_at - make_interval(days => :days), guarded_until = guarded_until - make_interval(days => :days)
          WHERE id = :id`,
        { id: id as number, days },
      );
    await shift(old?.id, 89);
    await shift(older?.id, 92);
    const uids = (await events(await address())).map((event) => String(event.getFirstPropertyValue('uid')));
    assert.ok(uids.some((uid) => uid.startsWith(`session-${old?.id}@`)));
    assert.ok(!uids.some((uid) => uid.startsWith(`session-${older?.id}@`)));
  });

  it('is kept by the reader alone, and sent again only when it changed', async () => {
    const url = await address();
    const first = await fetch(url);
    const etag = first.headers.get('etag') ?? '';
    assert.match(first.headers.get('cache-control') ?? '', /^private/);
    assert.equal((await fetch(url, { headers: { 'If-None-Match': etag } })).status, 304);
    await book(api, mentor, student, '15:00');
    assert.equal((await fetch(url, { headers: { 'If-None-Match': etag } })).status, 200);
  });

  it('moves to another address when she asks for it; the old one is known no more', async () => {
    const before = await address();
    const { status, body } = await call(api, renewCalendarFeed, { id: mentor.id, token: mentor.token });
    assert.equal(status, 200);
    assert.notEqual(body.url, before);
    assert.equal(await address(), body.url);
    assert.equal((await fetch(before)).status, 404);
    assert.equal((await fetch(body.url)).status, 200);
  });

  it('closes when the mentor is erased', async () => {
    const other = await addMentor(api, { external_id: 'm-erased' });
    const { url } = (await call(api, getCalendarFeed, { id: other.id, token: other.token })).body;
    assert.equal((await fetch(url)).status, 200);
    const erased = await call(api, operations.eraseAccount, {
      token: other.token,
      body: { confirm: 'erase' },
    });
    assert.equal(erased.status, 204);
    assert.equal((await fetch(url)).status, 404);
  });

  it('cannot be guessed or forged', async () => {
    const other = await addMentor(api, { external_id: 'm2' });
    const secret = (await address()).split('/').at(-1)?.replace('.ics', '') ?? '';
    const mac = secret.slice(secret.indexOf('-') + 1);
    const forged = [
      `${other.id}-${mac}`,
      `${mentor.id}-${'A'.repeat(43)}`,
      `${mentor.id}-`,
      `9${'9'.repeat(30)}-${mac}`,
      mac,
      '%00',
      'x',
    ];
    for (const each of forged) {
      assert.equal((await fetch(`${api.url}/api/calendars/${each}.ics`)).status, 404, each);
    }
  });

  it('is for the mentor and her admins: 401, 403, 404', async () => {
    const other = await addMentor(api, { external_id: 'm3' });
    for (const operation of [getCalendarFeed, renewCalendarFeed]) {
      await refused(api, operation, { id: mentor.id }, 401, 'unauthenticated');
      await refused(api, operation, { id: mentor.id, token: student }, 403, 'forbidden');
      await refused(api, operation, { id: mentor.id, token: other.token }, 403, 'forbidden');
      await refused(api, operation, { id: 'x', token: mentor.token }, 404, 'not_found');
    }
  });
});
