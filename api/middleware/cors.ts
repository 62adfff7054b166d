import cors from '@koa/cors';
import type { Knex } from 'knex';
import type { Middleware } from 'koa';
import type { NotificationListener } from '../database/listen.ts';
import { Partner } from '../models/partner.ts';

/** How long a process may go on with the origins it knows when it does not hear of changes, ms. */
const freshMs = 2_000;

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** What a page may read beside the body, where it is there. */
const readable = ['ETag', 'Idempotency-Replayed', 'Retry-After'];

/**
 * Lets pages of registered origins call the API; the browser keeps all others from reading the answers.
 * Widget files are public and say so themselves.
 *
 * A preflight is answered for what it asks, and an answer exposes what it has: on a metered line every booking pays for
 * these headers several times.
 */
export function crossOrigin(knex: Knex, listener: NotificationListener): Middleware {
  const registered = registeredOrigins(knex, listener);
  const shared = cors({
    origin: async (ctx) => {
      const origin = ctx.get('origin');
      return (await registered()).has(origin) ? origin : '';
    },
    allowMethods: methods,
    // Of a refusal, whose headers are set further out.
    exposeHeaders: ['Date', ...readable, 'X-Request-Id'],
    maxAge: 86_400,
  });
  return async (ctx, next) => {
    // A call that names no origin asks for nothing, and /livez must answer while the database does not.
    if (!ctx.get('origin') || ctx.path.startsWith('/widget/')) return next();
    await shared(ctx, next);
    const has = (name: string) => Boolean(ctx.response.get(name));
    if (has('access-control-allow-methods')) {
      const wanted = ctx.get('access-control-request-method');
      if (methods.includes(wanted)) ctx.set('Access-Control-Allow-Methods', wanted);
      // Nobody asks after an answer that the browser keeps to itself.
      ctx.remove('X-Request-Id');
    }
    if (ctx.status >= 400 || !has('access-control-expose-headers')) return;
    // Times in a body are compared with this server's clock. A 304 leaves as it was what its answer exposes.
    const there = [...(ctx.length ? ['Date'] : []), ...readable.filter(has)];
    if (there.length && ctx.status !== 304) ctx.set('Access-Control-Expose-Headers', there.join(','));
    else ctx.remove('Access-Control-Expose-Headers');
  };
}

function registeredOrigins(knex: Knex, listener: NotificationListener): () => Promise<ReadonlySet<string>> {
  let origins: Promise<ReadonlySet<string>> | undefined;
  listener.onOrigins(() => {
    origins = undefined;
  });
  let readAt = 0;
  return () => {
    if (!origins || performance.now() - readAt > freshMs) {
      readAt = performance.now();
      origins = Partner.query(knex)
        .select('origins')
        .then((partners) => new Set(partners.flatMap((partner) => partner.origins)));
      origins.catch(() => {
        origins = undefined;
      });
    }
    return origins;
  };
}
