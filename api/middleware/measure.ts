import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** Called for every request that was answered. */
export type Observe = (request: {
  readonly method: string;
  /** The route's pattern, never the path: every id would make a series of its own. */
  readonly route: string;
  readonly status: number;
  readonly ms: number;
}) => void;

/** A registry with the process's own figures and a histogram of requests by method, route and status. */
export function measure(): { registry: Registry; observe: Observe } {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from request to answer, seconds.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  return {
    registry,
    observe: ({ method, route, status, ms }) => requests.observe({ method, route, status }, ms / 1000),
  };
}
