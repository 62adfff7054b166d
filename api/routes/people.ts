import type Router from '@koa/router';
import type { Knex } from 'knex';
import { useMailAgain } from '../commands/messages/use-mail-again.ts';
import { erasePerson } from '../commands/people/erase-person.ts';
import { exportForAdmin } from '../commands/people/export-for-admin.ts';
import { operations } from '../contract/operations.ts';
import type { Person } from '../contract/person.ts';
import type { Actor } from '../domain/permissions.ts';
import { endpoint, type Services } from '../http/endpoint.ts';
import { decodeCursor, pageOf } from '../http/page.ts';
import { presentSession } from '../models/mentor-session.ts';
import { notFound } from '../problems.ts';
import { findPeople, findPerson, latestSessionsOf } from '../queries/find-people.ts';

/** How many sessions come with a person. */
const latest = 20;

export function personRoutes(router: Router, services: Services): void {
  const { knex } = services;

  endpoint(router, services, operations.listPeople, async ({ command: { actor }, query }) => {
    const { limit = 20, cursor } = query;
    const before = decodeCursor(cursor, 1)?.[0];
    const { partnerId } = actor;
    const found = await findPeople(knex, { partnerId, query, limit: limit + 1, before });
    const { rows, next_cursor } = pageOf(found, limit, ({ id }) => [id]);
    return { people: [...rows], next_cursor };
  });

  endpoint(router, services, operations.getPerson, async ({ command, id, query }) => {
    const { actor } = command;
    const person = await personOf(knex, actor, id);
    const reader = { ...actor, timezone: query.timezone ?? actor.timezone };
    const sessions = await latestSessionsOf(knex, person, latest);
    return { ...person, sessions: sessions.map((session) => presentSession(session, reader, command)) };
  });

  endpoint(router, services, operations.useMailAgain, async ({ command, id }) => {
    await useMailAgain(command, id);
    return personOf(knex, command.actor, id);
  });

  endpoint(router, services, operations.exportPerson, async ({ command, ctx, id }) => {
    await personOf(knex, command.actor, id);
    ctx.attachment(`person-${id}.json`);
    return exportForAdmin(command, id);
  });

  endpoint(router, services, operations.erasePerson, async ({ command, id }) => {
    await erasePerson(command, id);
    return personOf(knex, command.actor, id);
  });
}

/** @throws Problem `not_found` for who is none of the partner's people. */
async function personOf(knex: Knex, actor: Actor, id: number): Promise<Person> {
  const person = await findPerson(knex, actor.partnerId, id);
  if (!person) throw notFound('person');
  return person;
}
