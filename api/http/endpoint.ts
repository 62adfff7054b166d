import { Readable } from 'node:stream';
import type Router from '@koa/router';
import type { Knex } from 'knex';
import type { Context } from 'koa';
import type { CommandContext } from '../commands/commit.ts';
import { reportTypes } from '../contract/operation.ts';
import type { Operation, OperationTypes } from '../contract/operations.ts';
import { acrossFailover } from '../database/in-transaction.ts';
import type { Actor } from '../domain/permissions.ts';
import type { FetchProvider } from '../feeds/fetch-provider.ts';
import type { MeetingDoor } from '../feeds/meeting-door.ts';
import type { ReadCalendar } from '../feeds/read-calendar.ts';
import type { WebhookDoor } from '../feeds/webhook-door.ts';
import { authenticate } from '../middleware/authenticate.ts';
import { idempotencyKey } from '../middleware/idempotency.ts';
import { networkOf, type RateLimit } from '../middleware/rate-limit.ts';
import { pathDate, pathId, validateBody, validateQuery } from '../middleware/validate.ts';
import { Problem, unauthenticated } from '../problems.ts';
import { hashOf } from '../secrets/hash.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import { hasBody, parseJson, readBody } from './read-body.ts';
import { readCsv } from './read-csv.ts';
import { readMailReport } from './read-mail-report.ts';
import { Serialized, sendOnce } from './serialized.ts';

/** What routes are given by app.ts. */
export interface Services {
  readonly knex: Knex;
  /** The time, epoch ms. */
  readonly clock: () => number;
  readonly tokenSecret: string;
  /** Opens and seals partners' secrets. */
  readonly secretBox: SecretBox;
  readonly rateLimit: RateLimit;
  /** The address others see, without a slash at the end. */
  readonly publicUrl: () => string;
  readonly readCalendar: ReadCalendar;
  readonly fetchProvider: FetchProvider;
  readonly webhookDoor: WebhookDoor;
  readonly meetingDoor: MeetingDoor;
  /** Whether the demo's people may be tried. */
  readonly demo: boolean;
}

/** One request after its token, path, query and body were checked against its operation. */
export interface Request<T extends OperationTypes> {
  readonly ctx: Context;
  /** Null only where anyone may call. */
  readonly actor: Actor | null;
  readonly id: number;
  readonly date: string;
  readonly query: T['query'];
  readonly body: T['body'];
  readonly now: number;
  /** What commands take; throws `unauthenticated` where anyone may call and nobody signed in. */
  readonly command: CommandContext;
}

type Handler<T extends OperationTypes> = (
  request: Request<T>,
) => Promise<(T extends { result: infer R } ? R : undefined) | Serialized | Readable>;

/**
 * Mounts an operation of the contract: its method, path, who may call, query, body, status and media type come from
 * there, so a route cannot say one thing and the OpenAPI document another.
 */
export function endpoint<T extends OperationTypes>(
  router: Router,
  services: Services,
  operation: Operation<T>,
  handle: Handler<T>,
): void {
  const { method, path, who, query, body } = operation;
  const takesPartner = method === 'get' ? 'read' : 'event';
  router[method](operation.id, path, async (ctx: Context) => {
    // Before the token: what is wrong with the bytes is told to whoever sends them, and reading them costs little.
    const json = body ? await readJson(ctx, operation) : undefined;
    const now = services.clock();
    const actor = await signedIn(ctx, services, now);
    if (!actor) {
      if (who !== 'anyone') throw unauthenticated('Send a token: Authorization: Bearer <JWT>.');
      // The registered origin of the page, which the CORS middleware let in, stands for its partner. What a caller
      // could make up, such as a parameter, would give her as many allowances as she likes.
      const origin = ctx.response.get('access-control-allow-origin');
      await services.rateLimit(takesPartner, `${origin} ${networkOf(ctx.ip)}`);
    } else {
      await services.rateLimit(method === 'get' ? 'personal_read' : 'personal_write', String(actor.userId));
      requireRole(actor, operation);
    }

    const params = ctx.params as Record<string, string | undefined>;
    const id = params.id === undefined ? 0 : pathId(params.id);
    const date = params.date === undefined ? '' : pathDate(params.date);
    const values = query ? validateQuery(query, ctx) : undefined;
    const sent = body ? await readInput(ctx, operation, json) : undefined;
    const request: Request<T> = {
      ctx,
      actor,
      id,
      date,
      query: values as T['query'],
      body: sent as T['body'],
      now,
      get command() {
        if (!actor) throw unauthenticated('Send a token: Authorization: Bearer <JWT>.');
        const idempotency = operation.idempotent ? idempotencyKey(ctx, sent) : undefined;
        const { knex, tokenSecret } = services;
        const publicUrl = services.publicUrl();
        return { knex, actor, operation: operation.id, now, tokenSecret, publicUrl, idempotency };
      },
    };
    // Commands are run again by `commit`, which knows what was written.
    const result = method === 'get' ? await acrossFailover(() => handle(request)) : await handle(request);
    await answer(ctx, operation, actor, result);
  });
}

async function signedIn(ctx: Context, services: Services, now: number): Promise<Actor | null> {
  try {
    return await acrossFailover(() => authenticate(ctx, services, now));
  } catch (error) {
    // By the token itself, so that one bad token on a campus says nothing of another.
    const token = hashOf(ctx.get('authorization')).toString('base64url');
    if (error instanceof Problem) await services.rateLimit('refused_token', `${networkOf(ctx.ip)} ${token}`);
    throw error;
  }
}

function requireRole(actor: Actor, { who, scope }: Operation): void {
  if (actor.scopes && who !== 'anyone' && !(scope && actor.scopes.includes(scope))) {
    const needed = scope ? `the scope ${scope}` : 'a person: no API key may do this';
    throw new Problem('missing_scope', `This needs ${needed}.`);
  }
  if (who === 'partner_admin' && actor.role !== 'partner_admin') {
    throw new Problem('forbidden', 'Only an admin of the partner may do this.');
  }
  if (who === 'mentor_or_admin' && actor.role !== 'partner_admin' && actor.mentorId === null) {
    throw new Problem('forbidden', 'Only a mentor or an admin of the partner may do this.');
  }
}

/** Bytes that a body of JSON may have. */
const maxJsonBytes = 262_144;

/** The body where it is JSON; undefined for every other, and for none. */
async function readJson(ctx: Context, { plainBody }: Operation): Promise<unknown> {
  const isJson = ctx.is('application/json') || (plainBody && ctx.is('text/plain'));
  return isJson ? parseJson(await readBody(ctx, maxJsonBytes)) : undefined;
}

async function readInput(ctx: Context, operation: Operation, json: unknown): Promise<unknown> {
  const sent = json ?? (await readOther(ctx, operation));
  validateBody(operation.body as object, sent);
  return sent;
}

async function readOther(ctx: Context, { csvBody, reportBody }: Operation): Promise<unknown> {
  if (!hasBody(ctx)) return {};
  if (csvBody && ctx.is('text/csv')) return { csv: await readCsv(ctx) };
  if (reportBody && ctx.is(...reportTypes)) return { report: await readMailReport(ctx) };
  throw new Problem('unsupported_media_type', 'Send the body as application/json.');
}

async function answer(
  ctx: Context,
  operation: Operation,
  actor: Actor | null,
  result: unknown,
): Promise<void> {
  if (operation.mediaType === 'text/event-stream') return;
  if (result === undefined) {
    ctx.body = null;
    ctx.status = operation.status;
    return;
  }
  // Where a request can ask for another answer, its handler tells that it is one.
  if (ctx.status !== operation.otherwise?.status) ctx.status = operation.status;
  ctx.set('Content-Type', `${operation.mediaType ?? 'application/json'}; charset=utf-8`);
  if (operation.method !== 'get') {
    ctx.set('Cache-Control', 'no-store');
    await sendOnce(ctx, result);
    return;
  }
  if (result instanceof Readable) {
    // Its end is not known yet, so that it has no ETag to be asked for again by.
    ctx.set('Cache-Control', 'private, no-store');
    ctx.body = result;
    return;
  }
  // Kept by browsers and shared caches, but asked for again each time: a slot may be gone the next second.
  ctx.set('Cache-Control', actor || operation.personal ? 'private, no-cache' : 'public, no-cache');
  ctx.set('Vary', 'Accept-Encoding, Authorization, Origin');
  await (result instanceof Serialized ? result : await Serialized.from(result)).send(ctx);
}
