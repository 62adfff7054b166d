import assert from 'node:assert/strict';
import { pino } from 'pino';
import { makeCalendarReader, type ReadCalendar } from '../../../api/feeds/read-calendar.ts';
import { readBusyFeeds } from '../../../api/jobs/read-busy-feeds.ts';
import { useApi } from '../../support/api.ts';
import { addMentor } from '../../support/people.ts';
import { startWebServer, type WebServer } from '../../support/web-server.ts';
import { calendar, event } from '../domain/ics/calendar-files.ts';

const minute = 60_000;
const log = pino({ level: 'silent' });

describe('the job that reads busy feeds', () => {
  const api = useApi();
  let others: WebServer;
  let mentorId: number;
  let readCalendar: ReadCalendar;

  before(async () => {
    others = await startWebServer();
    mentorId = (await addMentor(api)).id;
    readCalendar = makeCalendarReader({ ownOrigins: () => [others.origin], timeoutMs: 3_000 });
  });
  after(async () => {
    others.stop();
  });
  beforeEach(async () => {
    await api.knex('busy_feed').delete();
    others.give(calendar(...event('DTSTART:20261123T060000Z', 'DURATION:PT1H')));
    others.asked = 0;
  });

  const addFeed = async (
    name: string,
    readMinutesAgo: number | null,
    url = `${others.origin}/${name}.ics`,
  ) => {
    const read_at = readMinutesAgo === null ? null : new Date(api.now - readMinutesAgo * minute);
    await api.knex('busy_feed').insert({ mentor_id: mentorId, name, url, read_at });
  };
  const run = (reader = readCalendar) =>
    readBusyFeeds({ knex: api.knex, readCalendar: reader, clock: () => api.now, log });
  const feeds = (): Promise<{ name: string; failure: string | null; read_at: Date | null }[]> =>
    api.knex('busy_feed').orderBy('name').select('name', 'failure', 'read_at');

  it('reads those that are due, once, and keeps what they say', async () => {
    await addFeed('never', null);
    await addFeed('long ago', 10);
    await addFeed('just now', 5);
    await run();
    assert.equal(others.asked, 2);
    const read = (await feeds()).map(({ name, read_at }) => [name, read_at?.getTime() === api.now]);
    assert.deepEqual(read, [
      ['just now', false],
      ['long ago', true],
      ['never', true],
    ]);
    assert.equal((await api.knex('busy_period')).length, 2);
    await run();
    assert.equal(others.asked, 2, 'nothing is due any more');
  });

  it('keeps apart what fails from what does not, in words, with the last busy times', async () => {
    await addFeed('a good one', null);
    await addFeed('z slow', null);
    await run();
    api.now += 10 * minute;
    const { answer } = others;
    others.answer = (request, response) => {
      if (!request.url?.includes('slow')) answer(request, response);
    };
    await addFeed('private', null, 'http://127.0.0.1:1/x.ics');
    await run();
    assert.deepEqual(
      (await feeds()).map(({ name, failure }) => [name, failure]),
      [
        ['a good one', null],
        ['private', 'private'],
        ['z slow', 'too_slow'],
      ],
    );
    assert.equal((await api.knex('busy_period')).length, 2);
  });

  it('goes on with the others when one cannot be kept', async () => {
    await addFeed('breaks', null);
    await addFeed('works', null);
    await run(async (address, query, signal) => {
      if (address.url.includes('breaks')) throw new TypeError('a bug');
      return readCalendar(address, query, signal);
    });
    assert.deepEqual(
      (await feeds()).map(({ name, failure }) => [name, failure]),
      [
        ['breaks', 'no_answer'],
        ['works', null],
      ],
    );
  });

  it('reads a few at a time, many in all', async () => {
    for (let n = 0; n < 120; n++) await addFeed(`feed ${n}`, null);
    let open = 0;
    let most = 0;
    const four = Promise.withResolvers<void>();
    await run(async () => {
      most = Math.max(most, ++open);
      // The first wait for the fourth, however slow the machine is; a fifth beside them would be counted.
      if (open === 4) four.resolve();
      await four.promise;
      await new Promise(setImmediate);
      open--;
      return { busy: { periods: [], skipped: 0, reasons: [] }, etag: null };
    });
    assert.ok((await feeds()).every(({ read_at }) => read_at));
    assert.equal(most, 4);
  });

  it('stops when the process ends', async () => {
    for (let n = 0; n < 20; n++) await addFeed(`feed ${n}`, null);
    const stop = new AbortController();
    let read = 0;
    await readBusyFeeds({
      knex: api.knex,
      clock: () => api.now,
      log,
      signal: stop.signal,
      readCalendar: async () => {
        if (++read === 4) stop.abort();
        return { failure: 'no_answer' };
      },
    });
    assert.ok(read <= 8, `${read} were begun`);
  });

  it('leaves nothing of a mentor who is gone', async () => {
    const { id } = await addMentor(api, { external_id: 'm-gone' });
    await api.knex('busy_feed').insert({ mentor_id: id, name: 'gone', url: `${others.origin}/gone.ics` });
    await run(async (address, query, signal) => {
      const reading = await readCalendar(address, query, signal);
      await api.knex('mentor_availability').where({ mentor_id: id }).delete();
      await api.knex('mentor').where({ id }).delete();
      return reading;
    });
    assert.deepEqual(await api.knex('busy_feed').where({ mentor_id: id }), []);
    assert.deepEqual(await api.knex('busy_period').where({ mentor_id: id }), []);
  });
});
