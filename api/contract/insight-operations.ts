import { eventSchema, type WidgetEvent } from './event.ts';
import { type Metrics, type MetricsQuery, metricsQuerySchema, metricsSchema } from './metrics.ts';
import { define } from './operation.ts';

export const insightOperations = {
  recordEvent: define<{ body: WidgetEvent }>({
    id: 'recordEvent',
    method: 'post',
    path: '/api/events',
    tag: 'Insight',
    who: 'anyone',
    summary: 'Count a step of the widget’s funnel',
    body: eventSchema,
    status: 202,
    problems: ['not_found'],
  }),
  getMetrics: define<{ query: MetricsQuery; result: Metrics }>({
    id: 'getMetrics',
    method: 'get',
    path: '/api/metrics',
    tag: 'Insight',
    who: 'partner_admin',
    summary: 'Read conversion, use and quality',
    query: metricsQuerySchema,
    status: 200,
    response: metricsSchema,
    problems: [],
  }),
} as const;
