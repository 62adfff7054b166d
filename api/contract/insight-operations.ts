import { type EventInput, eventInputSchema } from './event.ts';
import {
  type Metrics,
  type MetricsQuery,
  type MetricsTableQuery,
  metricsQuerySchema,
  metricsSchema,
  metricsTableQuerySchema,
} from './metrics.ts';
import { define } from './operation.ts';

export const insightOperations = {
  recordEvent: define<{ body: EventInput }>({
    id: 'recordEvent',
    method: 'post',
    path: '/api/events',
    tag: 'Insight',
    who: 'anyone',
    summary: 'Count steps of the widget’s funnel',
    description:
      'One step, or up to 20 as `events`; of those, the steps of unknown mentors are not counted. The JSON may come as text/plain, which a page sends without a preflight. A page whose origin the partner has not registered is refused.',
    body: eventInputSchema,
    plainBody: true,
    status: 202,
    problems: ['not_found', 'forbidden'],
  }),
  getMetrics: define<{ query: MetricsQuery; result: Metrics }>({
    id: 'getMetrics',
    method: 'get',
    path: '/api/metrics',
    tag: 'Insight',
    who: 'partner_admin',
    scope: 'metrics',
    summary: 'Read conversion, use and quality',
    query: metricsQuerySchema,
    status: 200,
    response: metricsSchema,
    problems: [],
  }),
  exportMetrics: define<{ query: MetricsTableQuery; result: string }>({
    id: 'exportMetrics',
    method: 'get',
    path: '/api/metrics.csv',
    tag: 'Insight',
    who: 'partner_admin',
    scope: 'metrics',
    summary: 'Export conversion, use and quality as CSV',
    description: 'One figure a line: its section, its name, its value, and its value in the period before.',
    query: metricsTableQuerySchema,
    status: 200,
    mediaType: 'text/csv',
    problems: [],
  }),
} as const;
