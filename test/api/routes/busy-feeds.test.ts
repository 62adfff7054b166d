import assert from 'node:assert/strict';
import { deflateSync, gzipSync } from 'node:zlib';
import type { BusyFeed } from '../../../api/contract/busy-feed.ts';
import { operations } from '../../../api/contract/operations.ts';
import { call, refused, startApi, type TestApi, token } from '../../support/api.ts';
import { addMentor, bookingAt, type TestMentor } from '../../support/people.ts';
import { startWebServer, type WebServer } from '../../support/web-server.ts';
import { calendar, event } from '../domain/ics/calendar-files.ts';
import { tokenNow } from './scene.ts';

const { createBusyFeed, deleteBusyFeed, listBusyFeeds, readBusyFeed } = operations;

/** A meeting from 09:00 to 10:00 in Nairobi on Monday 2026-11-23. */
const meeting = calendar(...event('DTSTART:20261123T060000Z', 'DURATION:PT1H', 'SUMMARY:Secret plans'));

describe('busy feeds', () => {
  let api: TestApi;
  let others: WebServer;
  let mentor: TestMentor;
  let student: string;
  let count = 0;

  before(async () => {
    others = await startWebServer();
    api = await startApi({ ownOrigins: [others.origin] });
    student = await token();
  });
  after(async () => {
    await api.stop();
    others.stop();
  });
  beforeEach(async () => {
    mentor = await addMentor(api, { external_id: `busy-${++count}` });
    others.give(meeting);
  });

  const add = async (body: object = {}): Promise<BusyFeed> => {
    const url = `${others.origin}/private-${++count}/basic.ics`;
    const reply = await call(api, createBusyFeed, {
      id: mentor.id,
      token: mentor.token,
      body: { url, ...body },
    });
    assert.equal(reply.status, 201, JSON.stringify(reply.body));
    return reply.body;
  };

  const readNow = async ({ id }: BusyFeed): Promise<BusyFeed> => {
    const { status, body } = await call(api, readBusyFeed, { id, token: mentor.token });
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };

  /** The first starts that are listed for Monday, in Nairobi. */
  const firstSlot = async (): Promise<string | undefined> => {
    const query = { from: '2026-11-23', days: 1 };
    const { body } = await call(api, operations.listSlots, { id: mentor.id, query });
    return body.slots[0]?.time;
  };

  it('close the times that another calendar fills, in the list and for a booking', async () => {
    assert.equal(await firstSlot(), '09:00');
    const feed = await add({ name: ' Google ' });
    const { id: _, created_at, read_at, succeeded_at, ...rest } = feed;
    assert.deepEqual(rest, {
      mentor_id: mentor.id,
      name: 'Google',
      host: new URL(others.origin).host,
      failure: null,
      skipped_events: 0,
      skipped_reasons: [],
    });
    assert.ok(created_at && read_at && succeeded_at);
    assert.equal(await firstSlot(), '10:00');

    const options = { id: mentor.id, token: student, body: bookingAt('09:30') };
    const problem = await refused(api, operations.bookSession, options, 409, 'slot_taken');
    assert.match(problem.detail, /busy/);
    assert.deepEqual(
      problem.alternatives?.map(({ time }) => time),
      ['10:00', '10:30', '11:00'],
    );
    const booked = await call(api, operations.bookSession, { ...options, body: bookingAt('10:00') });
    assert.equal(booked.status, 201);
  });

  it('tell their address to nobody, not in answers, not in the audit', async () => {
    const feed = await add();
    const { body } = await call(api, listBusyFeeds, { id: mentor.id, token: mentor.token });
    assert.deepEqual(body.busy_feeds, [feed]);
    assert.doesNotMatch(JSON.stringify(body), /private|basic\.ics/);
    const entries = await api.knex('audit_entry').where({ subject: 'busy_feed', subject_id: feed.id });
    assert.deepEqual(
      entries.map(({ action }) => action),
      ['createBusyFeed'],
    );
    assert.doesNotMatch(JSON.stringify(entries), /private|basic\.ics|Secret/);
    const periods = await api.knex('busy_period').where({ feed_id: feed.id });
    assert.deepEqual(Object.keys(periods[0]), ['mentor_id', 'feed_id', 'starts_at', 'ends_at']);
  });

  it('follow the other calendar when it is read again', async () => {
    const feed = await add();
    others.give(calendar(...event('DTSTART:20261123T100000Z', 'DURATION:PT1H')));
    await readNow(feed);
    assert.equal(await firstSlot(), '09:00');
  });

  it('keep their last busy times, and say why, while the other calendar fails', async () => {
    const feed = await add();
    others.answer = (_, response) => response.writeHead(404).end('<h1>Gone</h1>');
    const failed = await readNow(feed);
    assert.deepEqual([failed.failure, failed.succeeded_at], ['refused', feed.succeeded_at]);
    assert.equal(await firstSlot(), '10:00');
    others.answer = (_, response) => response.end('<!doctype html><title>Sign in</title>');
    assert.equal((await readNow(feed)).failure, 'not_calendar');
    others.give(meeting);
    assert.equal((await readNow(feed)).failure, null);
  });

  it('ask for what is new only, until time or zone makes that too little', async () => {
    const statuses: number[] = [];
    const feed = await add();
    const { answer } = others;
    others.answer = (request, response) => {
      response.on('finish', () => statuses.push(response.statusCode));
      answer(request, response);
    };
    const version = async () => (await api.knex('mentor').where({ id: mentor.id }).first()).calendar_version;
    const before = await version();
    await readNow(feed);
    assert.deepEqual(statuses, [304]);
    const zone = async (timezone: string) =>
      call(api, operations.updateMentor, { id: mentor.id, token: mentor.token, body: { timezone } });
    assert.equal(await version(), before, 'nothing changed, so nobody computes anew');
    await zone('Europe/Paris');
    await readNow(feed);
    await zone('Africa/Nairobi');
    await readNow(feed);
    await readNow(feed);
    api.now += 40 * 86_400_000;
    const as = { sub: `busy-${count - 1}`, role: 'mentor' };
    mentor = { ...mentor, token: await tokenNow(api, as) };
    await readNow(feed);
    api.now -= 40 * 86_400_000;
    assert.deepEqual(statuses, [304, 200, 200, 304, 200]);
  });

  it('do not count the sessions that we mailed into the other calendar ourselves', async () => {
    const reply = await call(api, operations.bookSession, {
      id: mentor.id,
      token: student,
      body: bookingAt('14:00'),
    });
    const session = reply.body.id;
    const mine = ['BEGIN:VEVENT', `UID:session-${session}@demo.mentor-booking`, 'DTSTART:20261123T060000Z'];
    const mentorElsewhere = [
      'BEGIN:VEVENT',
      'UID:session-1@another.mentor-booking',
      'DTSTART:20261123T070000Z',
    ];
    others.give(
      calendar(...mine, 'DURATION:PT1H', 'END:VEVENT', ...mentorElsewhere, 'DURATION:PT1H', 'END:VEVENT'),
    );
    await add();
    const query = { from: '2026-11-23', days: 1 };
    const { body } = await call(api, operations.listSlots, { id: mentor.id, query });
    assert.deepEqual(
      body.slots.slice(0, 3).map(({ time }) => time),
      ['09:00', '09:30', '11:00'],
    );
    await call(api, operations.cancelSession, { id: session, token: student });
  });

  it('read what comes compressed although nobody asked, and in UTF-16', async () => {
    const feed = await add();
    for (const [body, headers] of [
      [gzipSync(meeting), { 'Content-Encoding': 'gzip' }],
      [gzipSync(meeting), {}],
      [deflateSync(meeting), { 'Content-Encoding': 'deflate' }],
      [Buffer.from(`\uFEFF${meeting}`, 'utf16le'), { 'Content-Type': 'text/calendar; charset=utf-8' }],
      [Buffer.from(`\uFEFF${meeting}`, 'utf16le').swap16(), {}],
    ] as const) {
      others.give(calendar());
      await readNow(feed);
      assert.equal(await firstSlot(), '09:00');
      others.answer = (_, response) => response.writeHead(200, headers).end(body);
      assert.equal((await readNow(feed)).failure, null);
      assert.equal(await firstSlot(), '10:00');
    }
    others.answer = (_, response) => response.end(gzipSync(Buffer.alloc(6_000_000, meeting)));
    assert.equal((await readNow(feed)).failure, 'too_large');
  });

  it('tell what was skipped, and why, until it is whole again', async () => {
    const broken = calendar(
      ...event('DTSTART:secret', 'SUMMARY:secret'),
      ...event('DTSTART:20261123T060000Z', 'DURATION:PT1H', 'RDATE:20261124T060000Z,secret'),
    );
    others.answer = (_, response) => response.end(broken);
    const feed = await add();
    assert.equal(feed.skipped_events, 2);
    assert.deepEqual(feed.skipped_reasons, [
      { reason: 'no_start', count: 1 },
      { reason: 'bad_date', count: 1 },
    ]);
    assert.equal(await firstSlot(), '10:00');
    assert.doesNotMatch(JSON.stringify(await api.knex('busy_feed').where({ id: feed.id })), /secret/);
    others.give(meeting);
    const { skipped_events, skipped_reasons } = await readNow(feed);
    assert.deepEqual([skipped_events, skipped_reasons], [0, []]);
  });

  it('leave her free of what she declined, where the address names her', async () => {
    const declined = calendar(
      ...event(
        'DTSTART:20261123T060000Z',
        'DURATION:PT1H',
        'ATTENDEE;PARTSTAT=DECLINED:mailto:awa@example.edu',
      ),
    );
    others.give(declined);
    await add({ url: `${others.origin}/calendar/ical/awa%40example.edu/private-1/basic.ics` });
    assert.equal(await firstSlot(), '09:00');
    await add({ url: `${others.origin}/calendar/ical/%E0%A4%A/private-1/basic.ics` });
    assert.equal(await firstSlot(), '10:00');
  });

  it('leave her free of what she declined by the address that she has here', async () => {
    const { email } = await api
      .knex('app_user')
      .join('mentor', 'mentor.user_id', 'app_user.id')
      .where('mentor.id', mentor.id)
      .first('email');
    const invited = (address: string) =>
      event('DTSTART:20261123T060000Z', 'DURATION:PT1H', `ATTENDEE;PARTSTAT=DECLINED:mailto:${address}`);
    others.give(calendar(...invited('somebody@example.edu')));
    const feed = await add();
    assert.equal(await firstSlot(), '10:00');
    others.give(calendar(...invited(email)));
    await readNow(feed);
    assert.equal(await firstSlot(), '09:00');
  });

  it('open the times again when they are removed', async () => {
    const feed = await add();
    const { status } = await call(api, deleteBusyFeed, { id: feed.id, token: mentor.token });
    assert.equal(status, 204);
    assert.equal(await firstSlot(), '09:00');
    await refused(api, readBusyFeed, { id: feed.id, token: mentor.token }, 404, 'not_found');
    assert.deepEqual(await api.knex('busy_period').where({ feed_id: feed.id }), []);
  });

  it('are ten at most, each once', async () => {
    const url = `${others.origin}/same.ics`;
    await add({ url });
    const again = { id: mentor.id, token: mentor.token, body: { url } };
    await refused(api, createBusyFeed, again, 409, 'busy_feed_exists');
    for (let feeds = 1; feeds < 10; feeds++) await add();
    const more = { ...again, body: { url: `${others.origin}/more.ics` } };
    await refused(api, createBusyFeed, more, 409, 'too_many_busy_feeds');
  });

  for (const [what, url, reason] of [
    ['this machine', 'http://127.0.0.1:1/a.ics', 'private'],
    ['this machine by name', 'http://localhost/a.ics', 'private'],
    ['the metadata of a cloud', 'http://169.254.169.254/latest/meta-data', 'private'],
    ['a private network by webcal', 'webcal://10.0.0.1/a.ics', 'private'],
    ['a file', 'file:///etc/passwd', 'address'],
    ['an address with a password', 'https://me:secret@example.org/a.ics', 'address'],
    ['no address', 'my calendar', 'address'],
  ] as const)
    it(`refuse ${what}`, async () => {
      const options = { id: mentor.id, token: mentor.token, body: { url } };
      const problem = await refused(api, createBusyFeed, options, 422, 'unreadable_calendar');
      assert.deepEqual([problem.reason, problem.errors?.[0]?.pointer], [reason, '/url']);
      assert.doesNotMatch(JSON.stringify(problem), /secret|meta-data|passwd/);
    });

  it('refuse what is no calendar, redirects into this network, or has too much in it', async () => {
    const refusal = async (): Promise<string | undefined> => {
      const options = { id: mentor.id, token: mentor.token, body: { url: `${others.origin}/x.ics` } };
      return (await refused(api, createBusyFeed, options, 422, 'unreadable_calendar')).reason;
    };
    others.answer = (_, response) => response.end('<!doctype html>');
    assert.equal(await refusal(), 'not_calendar');
    others.answer = (_, response) => response.writeHead(302, { Location: 'http://127.0.0.1:2/' }).end();
    assert.equal(await refusal(), 'private');
    others.answer = (_, response) => response.writeHead(401).end();
    assert.equal(await refusal(), 'refused');
    others.answer = (_, response) => response.end('x'.repeat(5 * 1024 * 1024 + 1));
    assert.equal(await refusal(), 'too_large');
    assert.deepEqual(
      (await call(api, listBusyFeeds, { id: mentor.id, token: mentor.token })).body.busy_feeds,
      [],
    );
  });

  it('give up more than anybody has to do, and answer others meanwhile', async () => {
    const lessons = event(
      'DTSTART:00010101T090000Z',
      'DURATION:PT1H',
      'RRULE:FREQ=YEARLY;BYDAY=20MO;COUNT=9999',
    );
    others.give(calendar(...Array.from({ length: 60 }, () => lessons).flat()));
    const options = { id: mentor.id, token: mentor.token, body: { url: `${others.origin}/never.ics` } };
    let isGivenUp = false;
    const refusal = refused(api, createBusyFeed, options, 422, 'unreadable_calendar').finally(() => {
      isGivenUp = true;
    });
    assert.equal(await firstSlot(), '09:00');
    assert.ok(!isGivenUp, 'the others need not wait for it');
    assert.equal((await refusal).reason, 'too_complex');
  });

  it('take a rule that can never be met for one that is not', async () => {
    const day = ['DTSTART:20260131T090000Z', 'DURATION:PT1H'];
    others.give(calendar(...event(...day, 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30')));
    const feed = await add();
    assert.deepEqual([feed.failure, feed.skipped_events, await firstSlot()], [null, 0, '09:00']);
  });

  it('are the mentor’s and her admins’: 401, 403, 404 and 422', async () => {
    const feed = await add();
    const other = await addMentor(api, { external_id: `other-${count}` });
    const admin = await token({ sub: 'a1', role: 'partner_admin' });
    const body = { url: `${others.origin}/b.ics` };
    await refused(api, listBusyFeeds, { id: mentor.id }, 401, 'unauthenticated');
    await refused(api, createBusyFeed, { id: mentor.id, token: student, body }, 403, 'forbidden');
    await refused(api, createBusyFeed, { id: mentor.id, token: other.token, body }, 403, 'forbidden');
    await refused(api, listBusyFeeds, { id: 999_999, token: admin }, 404, 'not_found');
    for (const operation of [readBusyFeed, deleteBusyFeed]) {
      await refused(api, operation, { id: feed.id }, 401, 'unauthenticated');
      await refused(api, operation, { id: feed.id, token: other.token }, 404, 'not_found');
      await refused(api, operation, { id: 999_999, token: admin }, 404, 'not_found');
    }
    const bad = { id: mentor.id, token: mentor.token, body: { url: '', name: 'x'.repeat(101), more: 1 } };
    const problem = await refused(api, createBusyFeed, bad, 422, 'invalid_request');
    assert.deepEqual(problem.errors?.map(({ pointer }) => pointer).sort(), ['', '/name', '/url']);
    assert.equal((await call(api, readBusyFeed, { id: feed.id, token: admin })).status, 200);
  });
});
