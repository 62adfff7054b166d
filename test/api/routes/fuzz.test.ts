import assert from 'node:assert/strict';
import { openapiDocument } from '../../../api/contract/openapi.ts';
import { type Operation, operations } from '../../../api/contract/operations.ts';
import { problemSchema } from '../../../api/contract/problem.ts';
import { assertMatches, token, useApi } from '../../support/api.ts';
import { cpuOf } from '../../support/cpu.ts';
import { addMentor, bookingAt } from '../../support/people.ts';
import { adminToken, book } from './scene.ts';

/** Values in the text of JSON, because not all of them can be written out by JSON.stringify. */
const weird: readonly string[] = [
  'null',
  'true',
  '0',
  '-1',
  '1.5',
  '1e400',
  '-9223372036854775809',
  '9007199254740993',
  '""',
  '" "',
  '"\\u0000"',
  '"\\ud800"',
  '"\\udc00\\ud800"',
  '"\u202e\ufeff\u0301🎓"',
  '"__proto__"',
  '{"__proto__":{"x":1}}',
  '{"constructor":{"prototype":1},"\\u0000":1}',
  '{}',
  '[]',
  '[null]',
  '[[[[]]]]',
  `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
  `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
  `"${'x'.repeat(100_000)}"`,
  `[${Array(5000).fill('"2026-11-23"').join(',')}]`,
  '"0000-00-00"',
  '"9999-12-31"',
  '"2026-02-30"',
  '"9999-12-31T23:59:59-12:00"',
  '"-000001-01-01T00:00:00Z"',
  '"+275760-09-13T00:00:00Z"',
  '"24:00"',
  '"99:99"',
  '"FREQ=DAILY"',
  '"FREQ=YEARLY;BYDAY=53MO;BYSETPOS=-366;COUNT=1000"',
  `"'; DROP TABLE mentor; --"`,
  '"javascript:alert(1)"',
  '"../../etc/passwd"',
  '"%s %n {{7*7}} <%= 7*7 %>"',
];

const ids = [
  '0',
  '-1',
  '1.5',
  '1e3',
  '%00',
  '%F0%9F%8E%93',
  '..%2f..',
  '9223372036854775808',
  'null',
  'x'.repeat(3000),
];

/** A request that is taken as it is, in which one member at a time is made weird. */
const good: Readonly<Record<string, object>> = {
  createMentor: { external_id: 'f', name: 'F', email: 'f@example.edu', timezone: 'UTC', durations: [30] },
  updateMentor: { bio: 'x' },
  createAvailability: { day_of_week: 0, start_time: '09:00', end_time: '10:00' },
  updateAvailability: { start_time: '09:00' },
  putOverride: { ranges: [{ start_time: '09:00', end_time: '10:00' }] },
  createHold: { session_date: '2026-11-24T09:00:00+03:00', duration_minutes: 30 },
  bookSession: bookingAt('10:00'),
  rescheduleSession: { session_date: '2026-11-24T11:00:00+03:00' },
  reviewSession: { rating: 5 },
  recordEvent: { partner: 'demo', mentor_id: 1, type: 'view' },
};

interface Attempt {
  readonly path: string;
  readonly body?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

describe('whatever is sent', () => {
  const api = useApi();
  let tokens: string[];
  let idOf: (operation: Operation) => number;
  const { paths } = openapiDocument('0.0.0') as {
    paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
  };

  before(async () => {
    const mentor = await addMentor(api);
    const student = await token();
    const session = await book(api, mentor, student, '09:00');
    const { id: rule } = await api.knex('mentor_availability').where({ mentor_id: mentor.id }).first('id');
    const { id: told } = await api.knex('notification').first('id');
    tokens = [student, mentor.token, await adminToken()];
    idOf = ({ path }) => {
      if (path.includes('/sessions/')) return session.id;
      if (path.includes('/availabilities/')) return rule;
      return path.includes('/notifications/') ? told : mentor.id;
    };
  });

  /** Sends one attempt. The answer must be no 5xx, a problem when it is 4xx, and one that is documented. */
  async function send(operation: Operation, as: string | undefined, { path, body, headers }: Attempt) {
    const response = await fetch(`${api.url}${path}`, {
      method: operation.method.toUpperCase(),
      headers: {
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(as && { Authorization: `Bearer ${as}` }),
        ...headers,
      },
      ...(body !== undefined && { body }),
    });
    const { status } = response;
    const what = `${operation.id} ${status} ${path.slice(0, 200)} ${body?.slice(0, 200) ?? ''}`;
    assert.ok(status < 500, what);
    if (response.headers.get('content-type')?.startsWith('text/event-stream')) await response.body?.cancel();
    else if (status >= 400) assertMatchesProblem(await response.text(), what);
    else await response.arrayBuffer();
    const { responses } = paths[operation.path.replaceAll(/:([a-z]+)/g, '{$1}')]?.[operation.method] ?? {};
    assert.ok(responses?.[status], `not documented: ${what}`);
  }

  for (const operation of Object.values(operations) as Operation[]) {
    it(`${operation.id} answers 4xx at worst`, async () => {
      const attempts = [...attemptsAt(operation, idOf(operation))];
      assert.ok(attempts.length >= ids.length);
      for (let at = 0; at < attempts.length; at += 4) {
        const batch = attempts.slice(at, at + 4);
        const cpu = await cpuOf(() =>
          Promise.all(batch.map((attempt, i) => send(operation, tokens[(at + i) % tokens.length], attempt))),
        );
        assert.ok(
          cpu < 3_000,
          `slow: ${batch.map(({ path, body }) => `${path} ${body}`.slice(0, 200)).join('\n')}`,
        );
      }
    });
  }
});

function* attemptsAt(operation: Operation, id: number): Generator<Attempt> {
  const path = operation.path.replace(':id', String(id)).replace(':date', '2026-11-25');
  const headers = { 'Idempotency-Key': 'fuzz', 'Last-Event-ID': '99999999999999999999' };
  yield { path, headers };
  for (const bad of ids) {
    yield {
      path: operation.path.replace(':id', bad).replace(':date', bad),
      headers: { 'If-None-Match': bad },
    };
  }
  const query = Object.keys((operation.query as { properties?: object } | undefined)?.properties ?? {});
  for (const [index, text] of weird.entries()) {
    const value = encodeURIComponent(text.replace(/^"|"$/g, '').slice(0, 400));
    if (query.length > 0) {
      yield { path: `${path}?${query.map((name) => `${name}=${value}`).join('&')}` };
      yield { path: `${path}?${query[index % query.length]}=${value}` };
    }
  }
  if (operation.body) for (const body of bodiesOf(operation)) yield { path, body };
}

/** Each weird value as the body itself, in every member at once, and in one member of a good body. */
function* bodiesOf({ id, body }: Operation): Generator<string> {
  const names = Object.keys((body as { properties: object }).properties);
  for (const [index, value] of weird.entries()) {
    yield value;
    yield write(names.map((name) => [name, value]));
    const whole = Object.entries(good[id] ?? {}).map(
      ([name, member]) => [name, JSON.stringify(member)] as const,
    );
    for (const shift of [0, 1, 2]) {
      yield write([...new Map([...whole, [names[(index + shift) % names.length] as string, value]])]);
    }
  }
}

const write = (members: readonly (readonly [string, string])[]): string =>
  `{${members.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`;

function assertMatchesProblem(text: string, what: string): void {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    assert.fail(`no JSON: ${what} ${text.slice(0, 200)}`);
  }
  assertMatches(problemSchema, body);
}
