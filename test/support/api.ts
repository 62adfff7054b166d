import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { SignJWT } from 'jose';
import type { Knex } from 'knex';
import { pino } from 'pino';
import { makeApp } from '../../api/app.ts';
import type { Operation, OperationTypes } from '../../api/contract/operations.ts';
import { type ProblemBody, type ProblemCode, problemSchema } from '../../api/contract/problem.ts';
import { connectDatabase } from '../../api/database/connect.ts';
import { listenForNotifications } from '../../api/database/listen.ts';
import { isTimeZone } from '../../api/domain/wall-time.ts';
import { makeFetchProvider } from '../../api/feeds/fetch-provider.ts';
import { makeMeetingDoor } from '../../api/feeds/meeting-door.ts';
import { makeCalendarReader } from '../../api/feeds/read-calendar.ts';
import { makeWebhookDoor } from '../../api/feeds/webhook-door.ts';
import { isLanguage } from '../../api/middleware/validate.ts';
import { SecretBox } from '../../api/secrets/secret-box.ts';
import { monday } from './clock.ts';
import { giveBackDatabase, takeDatabase } from './database.ts';

export const secret = 'a-shared-secret-of-the-test-partner-32';
export const tokenSecret = 'own-token-secret-of-the-test-server-32';

export { monday };

export interface TestApi {
  readonly url: string;
  readonly databaseUrl: string;
  readonly knex: Knex;
  /** The time that the API believes it is, epoch ms. */
  now: number;
  readonly partnerId: number;
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Another process on the same database. */
  readonly databaseUrl?: string;
  /** Where to listen; a free port unless told. */
  readonly port?: number;
  readonly rateLimit?: boolean;
  readonly trustProxy?: boolean;
  readonly demo?: boolean;
  readonly now?: number;
  /** Origins that calendars are read from though they are not public. */
  readonly ownOrigins?: readonly string[];
  /** Whether keys, OpenID providers and webhooks may be on this machine; they are unless told otherwise. */
  readonly mayBeLocal?: boolean;
  /** How long a server where people meet may take. */
  readonly meetingTimeoutMs?: number;
  /** Whether webhooks by http are refused. */
  readonly httpsOnly?: boolean;
}

/** A running API over HTTP on a database of its own, with one partner, `demo`. */
export async function startApi(options: StartOptions = {}): Promise<TestApi> {
  const own = options.databaseUrl === undefined ? await takeDatabase() : undefined;
  const databaseUrl = own?.url ?? (options.databaseUrl as string);
  const knex = own?.knex ?? connectDatabase({ url: databaseUrl, poolSize: 10 });
  const partnerId = await addPartner(knex, 'demo');
  const log = pino({ level: process.env.TEST_LOG ?? 'fatal' });
  const listener = listenForNotifications(databaseUrl, log);
  const { mayBeLocal = true } = options;
  const state = { now: options.now ?? monday, url: '' };
  const { koa, endStreams } = makeApp({
    knex,
    clock: () => state.now,
    listener,
    log,
    tokenSecret,
    secretBox: new SecretBox([tokenSecret]),
    publicUrl: () => state.url,
    readCalendar: makeCalendarReader({ ownOrigins: () => options.ownOrigins ?? [] }),
    fetchProvider: makeFetchProvider({ mayBeLocal }),
    webhookDoor: makeWebhookDoor({ mayBeLocal, httpsOnly: options.httpsOnly ?? false, version: '0.0.0' }),
    meetingDoor: makeMeetingDoor({
      mayBeLocal,
      ...(options.meetingTimeoutMs && { timeoutMs: options.meetingTimeoutMs }),
    }),
    rateLimit: options.rateLimit ?? false,
    trustProxy: options.trustProxy ?? false,
    demo: options.demo ?? true,
    widget: { folder: fileURLToPath(new URL('../../widget/dist', import.meta.url)), version: '0.0.0' },
  });
  const server = createServer(koa.callback()).listen(options.port ?? 0, '127.0.0.1');
  // As api/main.ts has it: a test that works for seconds in one go must not find its connections closed.
  server.keepAliveTimeout = 65_000;
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  state.url = `http://127.0.0.1:${port}`;
  return Object.assign(state, {
    databaseUrl,
    knex,
    partnerId,
    async stop() {
      endStreams();
      server.close();
      server.closeAllConnections();
      await listener.stop();
      await (own ? giveBackDatabase(own) : knex.destroy());
    },
  });
}

/** For a `describe` block: an API that is started before its tests and stopped after them. */
export function useApi(options: StartOptions = {}): TestApi {
  let started: TestApi | undefined;
  before(async () => {
    started = await startApi(options);
  });
  after(() => started?.stop());
  return delegateTo(() => started);
}

/** For a `describe` block: an API with a database of its own for every test. */
export function useFreshApi(options: StartOptions = {}): TestApi {
  let started: TestApi | undefined;
  beforeEach(async () => {
    started = await startApi(options);
  });
  afterEach(() => started?.stop());
  return delegateTo(() => started);
}

/** Stands for an API that hooks start later. */
export function delegateTo(started: () => TestApi | undefined): TestApi {
  const running = (): TestApi => started() ?? assert.fail('the API runs within tests and hooks alone');
  return new Proxy({} as TestApi, {
    get: (_, name) => Reflect.get(running(), name),
    set: (_, name, value) => Reflect.set(running(), name, value),
  });
}

/** Adds an HS256 partner, or finds it. @returns its id. */
export async function addPartner(knex: Knex, slug: string, origins: string[] = []): Promise<number> {
  const [row] = await knex('partner')
    .insert({ slug, name: slug, algorithm: 'HS256', shared_secrets: [secret], origins })
    .onConflict('slug')
    .merge(['name'])
    .returning('id');
  return row.id;
}

export interface TokenClaims {
  readonly sub?: string;
  readonly role?: string;
  readonly name?: string;
  readonly email?: string;
  readonly partner?: string;
  readonly [claim: string]: unknown;
}

/** A token of the test partner; `iat` is `monday` and `exp` twenty hours later unless given. */
export async function token(
  { partner = 'demo', ...claims }: TokenClaims = {},
  key = secret,
): Promise<string> {
  const seconds = monday / 1000;
  const sub = claims.sub ?? 's1';
  return new SignJWT({ name: `Name of ${sub}`, email: `${sub}@example.edu`, ...claims, sub })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(partner)
    .setAudience('mentor-booking')
    .setIssuedAt((claims.iat as number | undefined) ?? seconds)
    .setExpirationTime((claims.exp as number | undefined) ?? seconds + 20 * 3600)
    .sign(new TextEncoder().encode(key));
}

export interface CallOptions {
  readonly token?: string | undefined;
  readonly id?: number | string;
  readonly date?: string;
  readonly certification?: number;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Reply<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** Calls an operation over HTTP and checks its answer, good or bad, against the contract's schema. */
export async function call<T extends OperationTypes>(
  api: Pick<TestApi, 'url'>,
  operation: Operation<T>,
  options: CallOptions = {},
): Promise<Reply<T extends { result: infer R } ? R : undefined>> {
  const path = operation.path
    .replace(/:(?:id|secret)/, encodeURIComponent(String(options.id ?? '')))
    .replace(':certification', String(options.certification ?? ''))
    .replace(':date', encodeURIComponent(options.date ?? ''));
  const query = new URLSearchParams(
    Object.entries(options.query ?? {}).map(([name, value]) => [name, String(value)]),
  );
  const hasBody = options.body !== undefined;
  const response = await fetch(`${api.url}${path}${query.size > 0 ? `?${query}` : ''}`, {
    method: operation.method.toUpperCase(),
    headers: {
      ...(hasBody && { 'Content-Type': 'application/json' }),
      ...(options.token && { Authorization: `Bearer ${options.token}` }),
      ...options.headers,
    },
    ...(hasBody && { body: typeof options.body === 'string' ? options.body : JSON.stringify(options.body) }),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  const body = isJson && text !== '' ? JSON.parse(text) : text;
  if (response.status >= 400) {
    assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
    assertMatches(problemSchema, body);
    assert.equal(body.status, response.status);
  } else if (operation.response && response.status === operation.status) {
    assertMatches(operation.response, body);
  } else if (operation.otherwise && response.status === operation.otherwise.status) {
    assertMatches(operation.otherwise.response, body);
  }
  return { status: response.status, headers: response.headers, body };
}

/** Calls an operation that must be refused with this code. @returns the problem. */
export async function refused<T extends OperationTypes>(
  api: Pick<TestApi, 'url'>,
  operation: Operation<T>,
  options: CallOptions,
  status: number,
  code: ProblemCode,
): Promise<ProblemBody> {
  const reply = await call(api, operation, options);
  const body = reply.body as unknown as ProblemBody;
  assert.deepEqual({ status: reply.status, code: body.code }, { status, code }, JSON.stringify(body));
  return body;
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv, ['email', 'uri', 'uri-reference', 'date', 'date-time']);
ajv.addFormat('language', isLanguage);
ajv.addFormat('time-zone', isTimeZone);
ajv.addFormat('rrule', true);

/** Fails unless `value` is as the schema says. */
export function assertMatches(schema: object, value: unknown): void {
  const validate = ajv.compile(schema);
  assert.ok(validate(value), `${ajv.errorsText(validate.errors)}\n${JSON.stringify(value, null, 1)}`);
}
