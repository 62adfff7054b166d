import type Router from '@koa/router';
import type { Knex } from 'knex';
import type { Registry } from 'prom-client';
import { Problem } from '../problems.ts';

/** /livez, /readyz and /metrics: for those who run the server. */
export function healthRoutes(router: Router, { knex, registry }: { knex: Knex; registry: Registry }): void {
  router.get('/livez', (ctx) => {
    ctx.body = { status: 'ok' };
  });

  router.get('/readyz', async (ctx) => {
    const pending = await pendingMigrations(knex);
    if (pending > 0) throw new Problem('unavailable', `${pending} migrations have not been run.`);
    ctx.set('Cache-Control', 'no-store');
    ctx.body = {
      status: 'ok',
      database: 'ok',
      migrations: 'up to date',
      // Wall times are computed with this; Morocco, for one, changed its rules in 2026c.
      tz: process.versions.tz,
      node: process.versions.node,
    };
  });

  router.get('/metrics', async (ctx) => {
    ctx.type = registry.contentType;
    ctx.set('Cache-Control', 'no-store');
    ctx.body = await registry.metrics();
  });
}

async function pendingMigrations(knex: Knex): Promise<number> {
  const [, pending] = (await knex.migrate.list()) as [unknown[], unknown[]];
  return pending.length;
}
