import type Router from '@koa/router';
import { acceptOffer } from '../commands/waiting-list/accept-offer.ts';
import { declineOffer } from '../commands/waiting-list/decline-offer.ts';
import { joinWaitingList } from '../commands/waiting-list/join-waiting-list.ts';
import { leaveWaitingList } from '../commands/waiting-list/leave-waiting-list.ts';
import { operations } from '../contract/operations.ts';
import type { Actor } from '../domain/permissions.ts';
import { endpoint, type Services } from '../http/endpoint.ts';
import { decodeCursor, pageOf } from '../http/page.ts';
import { presentEntry, presentStudentOnList } from '../models/waiting-list-entry.ts';
import { findManagedMentor } from '../queries/find-mentor.ts';
import { entriesOf, readLine } from '../queries/waiting-list.ts';

export function waitingListRoutes(router: Router, services: Services): void {
  const { knex } = services;

  endpoint(router, services, operations.joinWaitingList, async ({ body, command }) =>
    joinWaitingList(command, body),
  );

  endpoint(router, services, operations.getWaitingList, async ({ command: { actor }, now }) => ({
    entries: (await entriesOf(knex, actor.userId, now)).map(presentEntry),
  }));

  endpoint(router, services, operations.leaveWaitingList, async ({ command, id }) => {
    await leaveWaitingList(command, id);
    return undefined;
  });

  endpoint(router, services, operations.acceptOffer, async ({ command, id }) => acceptOffer(command, id));

  endpoint(router, services, operations.declineOffer, async ({ command, id }) => declineOffer(command, id));

  endpoint(router, services, operations.listPartnersWaitingList, async ({ command: { actor }, query }) => {
    const { limit = 20, cursor } = query;
    const mentorId = query.mentor_id ?? ownLine(actor);
    if (mentorId !== undefined) await findManagedMentor(knex, actor, mentorId);
    const [after = 0] = decodeCursor(cursor, 1) ?? [];
    const { entries, count } = await readLine(knex, actor, { mentorId, limit: limit + 1, after });
    const { rows, next_cursor } = pageOf(entries, limit, ({ entry }) => [entry.id]);
    return { entries: rows.map(presentStudentOnList), count, next_cursor };
  });
}

/** A mentor who is no admin sees who waits for her. */
const ownLine = ({ role, mentorId }: Actor): number | undefined =>
  role === 'partner_admin' ? undefined : (mentorId ?? undefined);
