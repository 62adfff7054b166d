import type Router from '@koa/router';
import { replaceProgramme } from '../commands/partner/replace-programme.ts';
import { operations } from '../contract/operations.ts';
import { csv } from '../http/csv.ts';
import { endpoint, type Services } from '../http/endpoint.ts';
import { ifMatch } from '../http/if-match.ts';
import { decodeCursor, pageOf } from '../http/page.ts';
import { presentProgramme } from '../models/programme.ts';
import { findPartner } from '../queries/find-partner.ts';
import { listZoneChanges } from '../queries/list-zone-changes.ts';
import { readAuditEntries } from '../queries/read-audit-entries.ts';

/** Most entries of a CSV file: more than anybody reads in a spreadsheet, and few enough to build in one piece. */
const maxExported = 10_000;

export function programmeRoutes(router: Router, services: Services): void {
  const { knex } = services;

  endpoint(router, services, operations.getProgramme, async ({ command: { actor } }) =>
    presentProgramme(await findPartner(knex, actor.partnerId)),
  );

  endpoint(router, services, operations.replaceProgramme, async ({ body, command, ctx }) => {
    const { saved, etag } = await replaceProgramme(command, body, ifMatch(ctx));
    ctx.etag = etag;
    return saved;
  });

  endpoint(router, services, operations.listZoneChanges, async ({ command: { actor, now }, query }) => {
    const { limit = 20, cursor, upcoming } = query;
    const { partnerId } = actor;
    const before = decodeCursor(cursor, 1)?.[0];
    const found = await listZoneChanges(knex, { partnerId, upcoming, now, limit: limit + 1, before });
    const { rows, next_cursor } = pageOf(found, limit, ({ id }) => [id]);
    return { zone_changes: [...rows], next_cursor };
  });

  endpoint(router, services, operations.listAudit, async ({ command: { actor }, query }) => {
    const { limit = 20, cursor, ...filters } = query;
    const { timezone: timeZone } = await findPartner(knex, actor.partnerId);
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
    const { separator, ...filters } = query;
    const { partnerId } = actor;
    const { timezone: timeZone } = await findPartner(knex, partnerId);
    const entries = await readAuditEntries(knex, { partnerId, timeZone, query: filters, limit: maxExported });
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
      separator,
    );
  });
}
