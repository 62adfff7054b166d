import cors from '@koa/cors';
import type { Knex } from 'knex';
import type { Middleware } from 'koa';

/** How long a process may go on with the origins it knows, ms. */
const freshMs = 2_000;

/**
 * Lets pages of registered origins call the API; the browser keeps all others from reading the answers.
 * Widget files are public and say so themselves.
 */
export function crossOrigin(knex: Knex): Middleware {
  const registered = registeredOrigins(knex);
  const shared = cors({
    origin: async (ctx) => {
      const origin = ctx.get('origin');
      return (await registered()).has(origin) ? origin : '';
    },
    allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'If-None-Match', 'Last-Event-ID'],
    exposeHeaders: ['Date', 'ETag', 'Idempotency-Replayed', 'Retry-After', 'X-Request-Id'],
    maxAge: 7_200,
  });
  // A call that names no origin asks for nothing, and /livez must answer while the database does not.
  return (ctx, next) => (ctx.get('origin') && !ctx.path.startsWith('/widget/') ? shared(ctx, next) : next());
}

function registeredOrigins(knex: Knex): () => Promise<ReadonlySet<string>> {
  let origins: Promise<ReadonlySet<string>> | undefined;
  let readAt = 0;
  return () => {
    if (!origins || performance.now() - readAt > freshMs) {
      readAt = performance.now();
      origins = knex('partner')
        .select('origins')
        .then((rows) => new Set(rows.flatMap((row) => row.origins as string[])));
      origins.catch(() => {
        origins = undefined;
      });
    }
    return origins;
  };
}
