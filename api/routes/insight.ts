import type Router from '@koa/router';
import { operations } from '../contract/operations.ts';
import { readMetrics } from '../models/metrics.ts';
import { notFound } from '../problems.ts';
import { endpoint, type Services } from './endpoint.ts';

export function insightRoutes(router: Router, services: Services): void {
  const { knex } = services;

  endpoint(router, services, operations.recordEvent, async ({ body: { partner, mentor_id, type }, now }) => {
    const { rowCount } = await knex.raw(
      `INSERT INTO widget_event (partner_id, mentor_id, type, created_at)
        SELECT m.partner_id, m.id, ?, ? FROM mentor m JOIN partner p ON p.id = m.partner_id
        WHERE m.id = ? AND p.slug = ?`,
      [type, new Date(now), mentor_id, partner],
    );
    if (rowCount === 0) throw notFound('mentor at that partner');
    return undefined;
  });

  endpoint(router, services, operations.getMetrics, async ({ command: { actor }, query, now }) =>
    readMetrics(knex, { partnerId: actor.partnerId, query, now }),
  );
}
