import { randomBytes } from 'node:crypto';
import type { Context, Middleware, Next } from 'koa';
import type { Logger } from 'pino';
import { problemKinds } from '../contract/problem.ts';
import { brokenConstraint, isDatabaseAway, isDatabaseBusy, sqlState } from '../database/sql-errors.ts';
import { Problem, tryAgain } from '../problems.ts';
import type { Observe } from './measure.ts';

/**
 * Turns whatever was thrown below into an RFC 9457 answer, and logs and measures each request: method, route, status
 * and time, but no address, no query and no body, because those hold personal data.
 */
export function problems(log: Logger, observe: Observe): Middleware {
  return async (ctx: Context, next: Next) => {
    // As good as a UUID, and a booking over a metered line pays for a dozen of them.
    const requestId = randomBytes(12).toString('base64url');
    const began = performance.now();
    ctx.set('X-Request-Id', requestId);
    try {
      await next();
      if (ctx.status === 404 && ctx.body === undefined)
        throw new Problem('not_found', 'There is no such address.');
      // 501 is what the router says to a method that no route has, such as TRACE: the caller's fault all the same.
      if (ctx.status === 405 || ctx.status === 501)
        throw new Problem('method_not_allowed', `${ctx.method} is not offered here.`);
    } catch (error) {
      const problem = toProblem(error);
      if (problem.status >= 500) log.error({ err: bare(error), requestId }, 'request failed');
      for (const [name, value] of Object.entries(problem.extras.headers ?? {})) ctx.set(name, value);
      ctx.status = problem.status;
      ctx.body = JSON.stringify({ ...problem.toBody(), request_id: requestId });
      ctx.type = 'application/problem+json';
      ctx.set('Cache-Control', 'no-store');
    }
    const route = (ctx as { _matchedRoute?: string })._matchedRoute ?? null;
    const { method, status } = ctx;
    const ms = Math.round((performance.now() - began) * 10) / 10;
    observe({ method, route: route ?? 'none', status, ms });
    log.info({ requestId, method, route, status, ms }, 'request');
  };
}

/** What a log may hold of an error: PostgreSQL's `detail` and `where` quote rows, and so personal data. */
function bare(error: unknown): object {
  const { name, message, stack, cause } = (error ?? {}) as Error;
  return {
    name,
    message,
    stack,
    code: sqlState(error),
    constraint: brokenConstraint(error),
    ...(cause ? { cause: bare(cause) } : {}),
  };
}

/** A Problem as it is; a fault of the request by its status; anything else is our own fault. */
function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const status = (error as { status?: number } | null)?.status;
  if (status === 404) return new Problem('not_found', 'There is no such address.');
  return whileAway(error) ?? new Problem('internal_error', problemKinds.internal_error.title);
}

/** What is answered while the database is away or has too much to do; null for every other error. */
export function whileAway(error: unknown): Problem | null {
  if (isDatabaseAway(error)) return tryAgain('The database does not answer at the moment.');
  if (isDatabaseBusy(error)) return tryAgain('The database has too much to do at the moment.');
  return null;
}
