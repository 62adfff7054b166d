import assert from 'node:assert/strict';
import type { Notification } from '../../../api/contract/notification.ts';
import { notificationSchema } from '../../../api/contract/notification.ts';
import { operations } from '../../../api/contract/operations.ts';
import { assertMatches, call, refused, startApi, token, useApi } from '../../support/api.ts';
import { addMentor, type TestMentor } from '../../support/people.ts';
import { book } from './scene.ts';

const { streamNotifications } = operations;

interface SentEvent {
  readonly id: string;
  readonly event: string;
  readonly data: Notification;
}

describe('the notification stream', () => {
  const api = useApi();
  let mentor: TestMentor;
  const open: AbortController[] = [];

  /** Opens a stream. @returns its answer, and a function that waits for the next event. */
  const connect = async (as: string, headers: Record<string, string> = {}, to = api) => {
    const controller = new AbortController();
    open.push(controller);
    const response = await fetch(`${to.url}${streamNotifications.path}`, {
      headers: { Authorization: `Bearer ${as}`, ...headers },
      signal: controller.signal,
    });
    const events = eventsOf(response);
    const next = async (): Promise<SentEvent> => {
      const { value } = await events.next();
      assert.ok(value, 'the stream has ended');
      return value;
    };
    return { response, events, next, close: () => controller.abort() };
  };

  before(async () => {
    mentor = await addMentor(api);
  });
  afterEach(() => {
    for (const controller of open.splice(0)) controller.abort();
  });

  it('ends when its token does', async () => {
    const short = await token({ sub: 'm1', role: 'mentor', exp: api.now / 1000 + 2 });
    const { events } = await connect(short);
    const began = performance.now();
    assert.equal((await events.next()).done, true);
    assert.ok(performance.now() - began >= 1_500, 'not before');
  });

  it('sends an event within a second of the booking', async () => {
    const { response, next } = await connect(mentor.token);
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/);
    assert.match(response.headers.get('cache-control') ?? '', /no-store|no-cache/);
    const began = performance.now();
    const session = await book(api, mentor, await token(), '09:00');
    const booked = performance.now();
    const { id, event, data } = await next();
    // Where the machine is so slow that a booking takes long, everything does.
    assert.ok(performance.now() - booked < Math.max(1_000, 5 * (booked - began)));
    assertMatches(notificationSchema, data);
    assert.deepEqual(
      [event, id, data.type, data.link],
      ['notification', String(data.id), 'session_booking', `/mentorship/sessions/${session.id}`],
    );
  });

  it('reaches a mentor who is connected to another process', async () => {
    const second = await startApi({ databaseUrl: api.databaseUrl });
    try {
      const { next } = await connect(mentor.token, {}, second);
      await book(api, mentor, await token({ sub: 's2' }), '09:30');
      assert.equal((await next()).data.type, 'session_booking');
    } finally {
      await second.stop();
    }
  });

  it('replays what was missed after Last-Event-ID, in order, and goes on live', async () => {
    const student = await token({ sub: 's3' });
    const first = await connect(mentor.token);
    await book(api, mentor, student, '10:00');
    const last = await first.next();
    first.close();
    await book(api, mentor, student, '10:30');
    await book(api, mentor, student, '11:00');
    const second = await connect(mentor.token, { 'Last-Event-ID': last.id });
    const missed = [await second.next(), await second.next()];
    assert.deepEqual(
      missed.map(({ id }) => Number(id)).sort((a, b) => a - b),
      missed.map(({ id }) => Number(id)),
    );
    assert.ok(missed.every(({ id }) => Number(id) > Number(last.id)));
    await book(api, mentor, student, '11:30');
    assert.ok(Number((await second.next()).id) > Number(missed[1]?.id));
  });

  it('starts with what comes, not with what was, without a Last-Event-ID or with one that is none', async () => {
    for (const [index, headers] of [{}, { 'Last-Event-ID': 'x' }].entries()) {
      const { next } = await connect(mentor.token, headers as Record<string, string>);
      const session = await book(api, mentor, await token({ sub: 's4' }), `1${3 + index}:00`);
      assert.equal((await next()).data.link, `/mentorship/sessions/${session.id}`);
    }
  });

  it('sends nobody the events of another', async () => {
    const other = await addMentor(api, { external_id: 'm2' });
    const { next } = await connect(other.token);
    await book(api, mentor, await token({ sub: 's5' }), '15:00');
    const hers = await book(api, other, await token({ sub: 's5' }), '16:00');
    assert.equal((await next()).data.link, `/mentorship/sessions/${hers.id}`);
  });

  it('is open ten times for one person at most: the oldest ends', async () => {
    const hers = await addMentor(api, { external_id: 'm-many' });
    const other = await connect(mentor.token);
    const streams = [];
    for (let count = 0; count < 11; count++) streams.push(await connect(hers.token));
    const [oldest, ...rest] = streams;
    assert.equal((await oldest?.events.next())?.done, true);
    await book(api, hers, await token({ sub: 's7' }), '09:00');
    await Promise.all(rest.map(({ next }) => next()));
    await book(api, mentor, await token({ sub: 's7' }), '16:00');
    await other.next();
  });

  it('ends, and sends no more, once the person has signed out everywhere', async () => {
    const other = await addMentor(api, { external_id: 'm-out' });
    const { events } = await connect(other.token);
    const next = events.next();
    api.now += 1_000;
    await call(api, operations.signOutEverywhere, { token: other.token });
    await book(api, other, await token({ sub: 's6' }), '09:00');
    assert.equal((await next).done, true);
  });

  it('needs a token', async () => {
    await refused(api, streamNotifications, {}, 401, 'unauthenticated');
    await refused(api, streamNotifications, { token: 'a.b.c' }, 401, 'unauthenticated');
  });

  it('ends cleanly when the server stops', async () => {
    const second = await startApi({ databaseUrl: api.databaseUrl });
    const { events } = await connect(mentor.token, {}, second);
    const ended = events.next().catch(() => ({ done: true }));
    await second.stop();
    assert.equal((await ended).done, true);
  });
});

/** The events of a stream, without comments and settings. Source: HTML §9.2.6. */
async function* eventsOf(response: Response): AsyncGenerator<SentEvent> {
  let text = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const fields = new Map(
        text
          .slice(0, end)
          .split('\n')
          .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
      );
      text = text.slice(end + 2);
      const data = fields.get('data');
      if (data)
        yield { id: fields.get('id') ?? '', event: fields.get('event') ?? '', data: JSON.parse(data) };
    }
  }
}
