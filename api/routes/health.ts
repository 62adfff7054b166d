import { setTimeout as sleep } from 'node:timers/promises';
import type Router from '@koa/router';
import type { Knex } from 'knex';
import type { Registry } from 'prom-client';
import { isDatabaseAway, sqlState } from '../database/sql-errors.ts';
import { probeWriting } from '../database/write-probe.ts';
import { Problem } from '../problems.ts';

/** How long the database may take to answer, ms: less than whoever asks waits. */
const patienceMs = 4_000;

/** /livez, /readyz and /metrics: for those who run the server. */
export function healthRoutes(router: Router, { knex, registry }: { knex: Knex; registry: Registry }): void {
  router.get('/livez', (ctx) => {
    ctx.body = { status: 'ok' };
  });

  // One look for all who ask at the same time, so that a database that hangs gets no more than one connection of
  // ours; and what was well is well for a second, so that nobody can make us write without end.
  let look: Promise<void> | undefined;
  const forget = (): void => {
    look = undefined;
  };
  router.get('/readyz', async (ctx) => {
    ctx.set('Cache-Control', 'no-store');
    look ??= requireReady(knex).then(
      () => void setTimeout(forget, 1_000).unref(),
      (error) => {
        forget();
        throw error;
      },
    );
    const late = new AbortController();
    try {
      await Promise.race([look, sleep(patienceMs, undefined, late).then(() => Promise.reject(hanging()))]);
    } finally {
      late.abort();
    }
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

/** @throws Problem `unavailable` unless the schema is this version's and can be written to. */
async function requireReady(knex: Knex): Promise<void> {
  try {
    const pending = await pendingMigrations(knex);
    if (pending > 0) throw new Problem('unavailable', `${pending} migrations have not been run.`);
    await probeWriting(knex);
  } catch (error) {
    throw error instanceof Problem ? error : new Problem('unavailable', reasonOf(error));
  }
}

const hanging = (): Problem => new Problem('unavailable', 'The database takes too long to answer.');

function reasonOf(error: unknown): string {
  const state = sqlState(error);
  if (state === '25006') return 'The database can be read and not written to.';
  if (state === '53100') return "The database's disk is full.";
  if (isDatabaseAway(error)) return 'The database does not answer.';
  return `The database cannot be written to${state ? ` (${state})` : ''}.`;
}

async function pendingMigrations(knex: Knex): Promise<number> {
  const [, pending] = (await knex.migrate.list()) as [unknown[], unknown[]];
  return pending.length;
}
