import assert from 'node:assert/strict';
import { request } from 'node:http';
import { operations } from '../../../api/contract/operations.ts';
import type { ProblemBody } from '../../../api/contract/problem.ts';
import { call, refused, token, useApi } from '../../support/api.ts';
import { addMentor, bookingAt, type TestMentor } from '../../support/people.ts';
import { book, pointers } from './scene.ts';

const { bookSession } = operations;

describe('what a booking takes as input', () => {
  const api = useApi();
  let mentor: TestMentor;
  let student: string;

  before(async () => {
    mentor = await addMentor(api);
    student = await token();
  });

  it('takes texts up to their limits, counted in characters', async () => {
    const subject = '🎓'.repeat(200);
    const description = 'é'.repeat(5000);
    const session = await book(api, mentor, student, '09:00', { subject, description });
    assert.deepEqual([session.subject, session.description], [subject, description]);
  });

  it('keeps texts as they are: markup, quotes, other scripts', async () => {
    const subject = `<b>"O'Brien" & سارة</b> \\ %s {{x}}`;
    const session = await book(api, mentor, student, '10:00', { subject, description: null, metadata: null });
    assert.deepEqual([session.subject, session.description, session.metadata], [subject, null, {}]);
  });

  for (const [why, rest, expected] of [
    ['no subject', { subject: undefined }, ['/subject']],
    ['a blank subject', { subject: ' \t\n\u00a0' }, ['/subject']],
    ['an empty subject', { subject: '' }, ['/subject']],
    ['a subject of 201 characters', { subject: 'x'.repeat(201) }, ['/subject']],
    ['a description of 5001 characters', { description: 'x'.repeat(5001) }, ['/description']],
    [
      'wrong types',
      { subject: 5, description: ['x'], duration_minutes: '30' },
      ['/description', '/duration_minutes', '/subject'],
    ],
    ['a metadata that is no object', { metadata: 'x' }, ['/metadata']],
    [
      'a metadata of 51 members',
      { metadata: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, i])) },
      ['/metadata'],
    ],
    ['NUL characters', { subject: 'a\0b', metadata: { x: ['\0'] } }, ['/metadata/x/0', '/subject']],
    ['NUL in a name', { metadata: { 'a\0': 1 } }, ['/metadata']],
    ['half a surrogate pair', { subject: 'a\ud800', metadata: { x: '\udc00' } }, ['/metadata/x', '/subject']],
    ['a hold beyond int8', { hold_id: 1e19 }, ['/hold_id']],
    ['a hold that is no id', { hold_id: 'h1' }, ['/hold_id']],
    ['a negative hold', { hold_id: -1 }, ['/hold_id']],
    ['a duration with a fraction', { duration_minutes: 30.5 }, ['/duration_minutes']],
    ['no date', { session_date: undefined }, ['/session_date']],
    ['a date without offset', { session_date: '2026-11-23T09:00:00' }, ['/session_date']],
    ['a date that does not exist', { session_date: '2026-02-30T09:00:00Z' }, ['/session_date']],
    ['an hour that does not exist', { session_date: '2026-11-23T25:00:00Z' }, ['/session_date']],
    ['a date as a number', { session_date: 1795413600000 }, ['/session_date']],
    ['an unknown zone and language', { timezone: 'Mars/Base', locale: 'en-US-US' }, ['/locale', '/timezone']],
  ] as const) {
    it(`refuses ${why}`, async () => {
      const options = { id: mentor.id, token: student, body: bookingAt('14:00', rest) };
      const problem = await refused(api, bookSession, options, 422, 'invalid_request');
      assert.deepEqual(pointers(problem), expected);
    });
  }

  it('names every missing field at once, for an empty body too', async () => {
    const expected = ['/duration_minutes', '/session_date', '/subject'];
    for (const body of ['{}', undefined]) {
      const options = { id: mentor.id, token: student, body };
      assert.deepEqual(pointers(await refused(api, bookSession, options, 422, 'invalid_request')), expected);
    }
  });

  it('refuses a body that is no object', async () => {
    const options = { id: mentor.id, token: student };
    await refused(api, bookSession, { ...options, body: [] }, 422, 'invalid_request');
    await refused(api, bookSession, { ...options, body: [bookingAt('14:00')] }, 422, 'invalid_request');
  });

  for (const text of ['{', '{"a":1}}', 'null', '"text"', '5', '{"a":}', "{'a':1}", '\u0000']) {
    it(`answers 400 for the broken JSON ${JSON.stringify(text)}`, async () => {
      await refused(api, bookSession, { id: mentor.id, token: student, body: text }, 400, 'malformed_json');
    });
  }

  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/foo+json',
    'x',
  ]) {
    it(`answers 415 for a body of type ${type}`, async () => {
      const headers = { 'Content-Type': type };
      const options = { id: mentor.id, token: student, body: bookingAt('14:00'), headers };
      await refused(api, bookSession, options, 415, 'unsupported_media_type');
    });
  }

  it('answers 413 for a body beyond 256 KiB, and takes one below', async () => {
    const padded = (length: number) => bookingAt('14:00', { metadata: { x: 'x'.repeat(length) } });
    const options = { id: mentor.id, token: student };
    await refused(api, bookSession, { ...options, body: padded(300_000) }, 413, 'payload_too_large');
    const fits = await call(api, bookSession, { ...options, body: padded(200_000) });
    assert.equal(fits.status, 201);
  });

  it('answers 413 for 10 MB, however it is sent', async () => {
    for (const [name, value] of [
      ['Content-Length', '10000000'],
      ['Transfer-Encoding', 'chunked'],
    ]) {
      const { status, body } = await sendLarge(`${api.url}/api/mentors/${mentor.id}/book`, {
        [name as string]: value as string,
      });
      assert.deepEqual([status, body.code], [413, 'payload_too_large']);
    }
  });

  it('refuses metadata nested 10,000 levels deep', async () => {
    const deep = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
    const body = JSON.stringify(bookingAt('15:00', { metadata: 0 })).replace(
      '"metadata":0',
      `"metadata":${deep}`,
    );
    const headers = { 'Idempotency-Key': 'deep' };
    const options = { id: mentor.id, token: student, body, headers };
    await refused(api, bookSession, options, 422, 'invalid_request');
  });
});

/** Sends 10 MB of JSON and reads the answer, though the server may not take all of it. */
function sendLarge(
  url: string,
  headers: Record<string, string>,
): Promise<{ status: number; body: ProblemBody }> {
  return new Promise((resolve, reject) => {
    const sending = request(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
    });
    let answered = false;
    sending.on('response', async (response) => {
      answered = true;
      const text = (await response.toArray()).join('');
      sending.destroy();
      resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) });
    });
    sending.on('error', (error) => answered || reject(error));
    sending.end(Buffer.alloc(10_000_000, 'x'));
  });
}
