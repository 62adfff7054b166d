import type { Middleware } from 'koa';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** A registry with the process's own figures and a histogram of requests by method, route and status. */
export function measure(): { registry: Registry; middleware: Middleware } {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from request to answer, seconds.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const middleware: Middleware = async (ctx, next) => {
    const began = performance.now();
    await next();
    // The route's pattern and never the path: ids would make a series each.
    const route = String((ctx as { _matchedRoute?: unknown })._matchedRoute ?? 'none');
    requests.observe({ method: ctx.method, route, status: ctx.status }, (performance.now() - began) / 1000);
  };
  return { registry, middleware };
}
