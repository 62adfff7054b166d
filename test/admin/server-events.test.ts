import assert from 'node:assert/strict';
import { eventsOf } from '../../widget/admin/notifications/server-events.ts';
import { ago } from '../../widget/admin/relative-time.ts';

/** A stream that comes in these pieces. */
const streamOf = (...pieces: readonly (string | Uint8Array)[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const piece of pieces)
        controller.enqueue(typeof piece === 'string' ? new TextEncoder().encode(piece) : piece);
      controller.close();
    },
  });

describe('eventsOf', () => {
  for (const [what, pieces, expected] of [
    ['events, whole', ['id: 1\nevent: notification\ndata: {"a":1}\n\n'], [['notification', '{"a":1}']]],
    ['events that are cut anywhere', ['id: 1\neve', 'nt: n\ndata: o', 'ne\n', '\ndata: two\n\n'], [['n', 'one'], ['message', 'two']]],
    ['all line ends', ['event: a\r\ndata: 1\r\n\r\nevent: b\rdata: 2\r\rdata: 3\n\n'], [['a', '1'], ['b', '2'], ['message', '3']]],
    ['data of several lines', ['data: 1\ndata:2\ndata\n\n'], [['message', '1\n2\n']]],
    ['no comments, settings or unfinished events', [': still here\n\nretry: 2000\n\ndata: never'], []],
  ] as const) // biome-ignore format: a table
    it(`reads ${what}`, async () => {
      const found: string[][] = [];
      for await (const { event, data } of eventsOf(streamOf(...pieces))) found.push([event, data]);
      assert.deepEqual(found, expected);
    });

  it('reads letters whose bytes come apart, and tells of everything that comes', async () => {
    const bytes = new TextEncoder().encode('data: é\n\n');
    const found: string[] = [];
    let heard = 0;
    for await (const { data } of eventsOf(
      streamOf(': hello\n\n', bytes.slice(0, 7), bytes.slice(7)),
      () => heard++,
    ))
      found.push(data);
    assert.deepEqual([found, heard], [['é'], 3]);
  });
});

describe('ago', () => {
  const now = Date.UTC(2026, 10, 23, 12);
  for (const [instant, tag, expected] of [
    ['2026-11-23T12:00:00+00:00', 'en', 'this minute'],
    ['2026-11-23T12:00:30+00:00', 'en', 'this minute'],
    ['2026-11-23T11:58:30+00:00', 'en', '1 minute ago'],
    ['2026-11-23T14:00:00+05:00', 'en', '3 hours ago'],
    ['2026-11-22T11:00:00+00:00', 'en', 'yesterday'],
    ['2026-11-03T11:00:00+00:00', 'fr', 'il y a 20 jours'],
    ['2025-06-23T11:00:00+00:00', 'pt', 'ano passado'],
  ] as const)
    it(`tells ${instant} in ${tag} as ${expected}`, () => assert.equal(ago(instant, tag, now), expected));
});
