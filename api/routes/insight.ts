import type Router from '@koa/router';
import type { Knex } from 'knex';
import type { Context } from 'koa';
import type { WidgetEvent } from '../contract/event.ts';
import type { Metrics, MetricsQuery } from '../contract/metrics.ts';
import { operations } from '../contract/operations.ts';
import { endpoint, type Services } from '../http/endpoint.ts';
import { metricsTable } from '../http/metrics-table.ts';
import { Partner } from '../models/partner.ts';
import { notFound, Problem } from '../problems.ts';
import { readMetrics } from '../queries/metrics.ts';

export function insightRoutes(router: Router, services: Services): void {
  const { knex } = services;

  endpoint(router, services, operations.recordEvent, async ({ ctx, body, now }) => {
    const { events = [body] } = body;
    await requireRegisteredOrigin(knex, ctx, events);
    // One statement, which keeps only the events of mentors who are the partner's.
    const { rowCount } = await knex.raw(
      `INSERT INTO widget_event (partner_id, mentor_id, type, created_at)
        SELECT m.partner_id, m.id, e.type, ?
        FROM jsonb_to_recordset(?::jsonb) AS e (partner text, mentor_id bigint, type text)
        JOIN partner p ON p.slug = e.partner
        JOIN mentor m ON m.id = e.mentor_id AND m.partner_id = p.id`,
      [new Date(now), JSON.stringify(events)],
    );
    if (rowCount === 0) throw notFound('mentor at that partner');
    return undefined;
  });

  const metricsOf = async (partnerId: number, query: MetricsQuery, now: number): Promise<Metrics> => {
    const partner = await Partner.query(knex).findById(partnerId).select('timezone').throwIfNotFound();
    return readMetrics(knex, { partnerId, timeZone: partner.timezone, query, now });
  };

  endpoint(router, services, operations.getMetrics, async ({ command: { actor }, query, now }) =>
    metricsOf(actor.partnerId, query, now),
  );

  endpoint(router, services, operations.exportMetrics, async ({ command: { actor }, ctx, query, now }) => {
    const metrics = await metricsOf(actor.partnerId, query, now);
    ctx.attachment(`metrics-${metrics.from}-${metrics.to}.csv`);
    return metricsTable(metrics, query.separator);
  });
}

/** A page needs no preflight to send events, so CORS does not stop one that the partner knows nothing of. */
async function requireRegisteredOrigin(
  knex: Knex,
  ctx: Context,
  events: readonly WidgetEvent[],
): Promise<void> {
  const origin = ctx.get('origin');
  // Programs name none; the frame's page is served from here, behind whatever host a proxy shows.
  if (!origin || ctx.get('sec-fetch-site') === 'same-origin' || URL.parse(origin)?.host === ctx.host) return;
  const slugs = events.map(({ partner }) => partner);
  const stranger = await Partner.query(knex)
    .whereIn('slug', slugs)
    .whereRaw('? <> ALL (origins)', [origin])
    .first()
    .select('id');
  if (stranger) throw new Problem('forbidden', "The page's origin is not registered with the partner.");
}
