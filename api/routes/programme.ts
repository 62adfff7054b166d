import type Router from '@koa/router';
import type { Knex } from 'knex';
import { operations } from '../contract/operations.ts';
import { readAuditEntries } from '../models/audit-entries.ts';
import { Partner } from '../models/partner.ts';
import { csv } from './csv.ts';
import { endpoint, type Services } from './endpoint.ts';
import { decodeCursor, pageOf } from './page.ts';

/** Entries in a CSV file: more than a spreadsheet is read by, and few enough to be made in one piece. */
const maxExported = 10_000;

export function programmeRoutes(router: Router, services: Services): void {
  const { knex } = services;

  endpoint(router, services, operations.listAudit, async ({ command: { actor }, query }) => {
    const { limit = 20, cursor, ...filters } = query;
    const timeZone = await zoneOf(knex, actor.partnerId);
    const found = await readAuditEntries(knex, {
      partnerId: actor.partnerId,
      timeZone,
      query: filters,
      limit: limit + 1,
      before: decodeCursor(cursor, 1)?.[0],
    });
    const { rows, next_cursor } = pageOf(found, limit, ({ id }) => [id]);
    return { entries: [...rows], timezone: timeZone, next_cursor };
  });

  endpoint(router, services, operations.exportAudit, async ({ command: { actor }, ctx, query }) => {
    const { partnerId } = actor;
    const timeZone = await zoneOf(knex, partnerId);
    const entries = await readAuditEntries(knex, { partnerId, timeZone, query, limit: maxExported });
    ctx.attachment('audit.csv');
    return csv(
      ['at', 'actor_id', 'actor', 'role', 'action', 'subject', 'subject_id', 'changes'],
      entries.map(({ actor: { id, name, role }, changes, ...entry }) => ({
        ...entry,
        actor_id: id,
        actor: name,
        role,
        changes: JSON.stringify(changes),
      })),
    );
  });
}

/** The zone that a partner's dates are counted in. */
async function zoneOf(knex: Knex, partnerId: number): Promise<string> {
  const partner = await Partner.query(knex).findById(partnerId).select('timezone').throwIfNotFound();
  return partner.timezone;
}
