import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { makeApp } from '../../../api/app.ts';
import { operations } from '../../../api/contract/operations.ts';
import { listenForNotifications } from '../../../api/database/listen.ts';
import { makeFetchProvider } from '../../../api/feeds/fetch-provider.ts';
import { makeMeetingDoor } from '../../../api/feeds/meeting-door.ts';
import { makeCalendarReader } from '../../../api/feeds/read-calendar.ts';
import { makeWebhookDoor } from '../../../api/feeds/webhook-door.ts';
import { SecretBox } from '../../../api/secrets/secret-box.ts';
import { call, token, tokenSecret, useApi } from '../../support/api.ts';
import { addMentor, bookingAt, type TestMentor } from '../../support/people.ts';

describe('the log', () => {
  const api = useApi();
  let mentor: TestMentor;
  let logged: { url: string; stop(): Promise<void> };
  let text = '';

  before(async () => {
    mentor = await addMentor(api);
    const sink = new Writable({
      write(chunk, _encoding, done) {
        text += chunk;
        done();
      },
    });
    const log = pino({ level: 'trace' }, sink);
    const listener = listenForNotifications(api.databaseUrl, log);
    const { koa, endStreams } = makeApp({
      knex: api.knex,
      clock: () => api.now,
      listener,
      log,
      tokenSecret,
      secretBox: new SecretBox([tokenSecret]),
      publicUrl: () => logged.url,
      readCalendar: makeCalendarReader({ ownOrigins: () => [] }),
      fetchProvider: makeFetchProvider({ mayBeLocal: false }),
      webhookDoor: makeWebhookDoor({ mayBeLocal: false, httpsOnly: true, version: '0.0.0' }),
      meetingDoor: makeMeetingDoor({ mayBeLocal: false }),
      rateLimit: false,
      trustProxy: false,
      demo: false,
      widget: { folder: '/nowhere', version: '0.0.0' },
    });
    const server = createServer(koa.callback()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    logged = {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      async stop() {
        endStreams();
        server.close();
        server.closeAllConnections();
        await listener.stop();
      },
    };
  });
  after(async () => {
    await logged.stop();
  });
  beforeEach(() => {
    text = '';
  });

  const student = () => token({ sub: 'private-sub', name: 'Private Name', email: 'private@example.edu' });
  const personal = /private|Private|example\.edu|eyJ/;

  it('has one line a request, with its id, route, status and time, and no personal data', async () => {
    const body = bookingAt('09:00', {
      subject: 'Private subject',
      description: 'Private',
      metadata: { private: 1 },
    });
    const reply = await call(logged, operations.bookSession, { id: mentor.id, token: await student(), body });
    assert.equal(reply.status, 201);
    await call(logged, operations.listMentors, { query: { q: 'private' } });
    await call(logged, operations.bookSession, { id: mentor.id, token: await student(), body: '{"private' });
    await call(logged, operations.bookSession, { id: mentor.id, token: 'eyJprivate.x.y', body });
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      lines.map(({ method, route, status }) => [method, route, status]),
      [
        ['POST', '/api/mentors/:id/book', 201],
        ['GET', '/api/mentors', 200],
        ['POST', '/api/mentors/:id/book', 400],
        ['POST', '/api/mentors/:id/book', 401],
      ],
    );
    assert.equal(lines[0].requestId, reply.headers.get('x-request-id'));
    assert.ok(typeof lines[0].ms === 'number');
    assert.doesNotMatch(text, personal);
  });

  it('holds no secret address of a calendar', async () => {
    const { body } = await call(logged, operations.getCalendarFeed, { id: mentor.id, token: mentor.token });
    const { pathname } = new URL(body.url, logged.url);
    assert.equal((await fetch(`${logged.url}${pathname}`)).status, 200);
    assert.equal((await fetch(`${logged.url}${pathname}x`)).status, 404);
    const busy = { url: 'http://127.0.0.1:1/private-address.ics' };
    await call(logged, operations.createBusyFeed, { id: mentor.id, token: mentor.token, body: busy });
    assert.match(text, /"route":"\/api\/calendars\/:secret\.ics"/);
    assert.ok(!text.includes(pathname.split('/').at(-1)?.slice(0, 20) ?? ''), 'the secret');
    assert.doesNotMatch(text, personal);
  });

  it('holds nothing of who signs in, or of what her provider sent back', async () => {
    const email = 'private@example.edu';
    await call(logged, operations.requestSignInCode, { body: { email } });
    await call(logged, operations.signIn, { body: { email, code: '123456' } });
    await fetch(`${logged.url}/api/sign-in/oidc/demo/callback?code=private&state=private`, {
      redirect: 'manual',
    });
    assert.match(text, /"route":"\/api\/sign-in\/code"/);
    assert.match(text, /"route":"\/api\/sign-in\/oidc\/:partner\/callback"/);
    assert.doesNotMatch(text, personal);
  });

  it('holds the stack of a failure, and still no personal data', async () => {
    await api.knex.raw('ALTER TABLE mentor_session ADD CONSTRAINT broken CHECK (false) NOT VALID');
    const body = bookingAt('14:00', { subject: 'Private subject' });
    const reply = await call(logged, operations.bookSession, { id: mentor.id, token: await student(), body });
    await api.knex.raw('ALTER TABLE mentor_session DROP CONSTRAINT broken');
    assert.equal(reply.status, 500);
    const { code, detail } = reply.body as unknown as { code: string; detail: string };
    assert.equal(code, 'internal_error');
    assert.doesNotMatch(detail, /broken|mentor_session/, 'the caller is told nothing of the inside');
    assert.match(text, /"constraint":"broken"/);
    assert.match(text, /"stack":"/);
    assert.doesNotMatch(text, personal);
  });
});
