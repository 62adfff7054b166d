import type Router from '@koa/router';
import type { Knex } from 'knex';
import type { CommandContext } from '../commands/commit.ts';
import { createMentor } from '../commands/mentors/create-mentor.ts';
import { activateMentor, deactivateMentor } from '../commands/mentors/deactivate-mentor.ts';
import { importMentors } from '../commands/mentors/import-mentors.ts';
import { inviteMentor } from '../commands/mentors/invite-mentor.ts';
import { updateMentor } from '../commands/mentors/update-mentor.ts';
import type { MentorQuery, Mentor as WireMentor } from '../contract/mentor.ts';
import { operations } from '../contract/operations.ts';
import { type Actor, may } from '../domain/permissions.ts';
import { endpoint, type Services } from '../http/endpoint.ts';
import { decodeCursor, pageOf } from '../http/page.ts';
import { readMentorCsv } from '../http/read-mentor-csv.ts';
import { Mentor } from '../models/mentor.ts';
import { Partner } from '../models/partner.ts';
import { type MentorViewName, presentMentor } from '../models/present-mentor.ts';
import { notFound, Problem } from '../problems.ts';
import { hasSubject } from '../queries/has-subject.ts';
import { likeWords } from '../queries/like-words.ts';

export function mentorRoutes(router: Router, services: Services): void {
  const { knex } = services;

  const presentWhole = async (
    mentor: Mentor,
    { actor, now }: CommandContext,
    view?: MentorViewName,
  ): Promise<WireMentor> =>
    presentMentor(await mentor.$fetchGraph('user', { transaction: knex } as never), actor, now, view);

  endpoint(router, services, operations.listMentors, async ({ actor, query, now }) => {
    const { ids, cursor, view } = query;
    const status = query.status ?? (ids ? 'all' : 'active');
    const limit = ids ? 100 : (query.limit ?? 20);
    const isAdmin = actor !== null && administers(actor);
    if ((query.status ?? 'active') !== 'active' || view === 'admin') requireAdmin(actor);
    const after = decodeCursor(cursor, 1);
    const matching = findMentors(knex, query, actor);
    const found = matching
      .clone()
      .orderBy('mentor.id')
      .limit(limit + 1);
    if (after) found.where('mentor.id', '>', after[0] as number);
    if (status === 'active') found.whereNull('mentor.deactivated_at');
    if (status === 'inactive') found.whereNotNull('mentor.deactivated_at');
    if (isAdmin) found.withGraphFetched('user');
    const counts = view === 'admin' && !after ? await countByStatus(matching) : undefined;
    const { rows, next_cursor } = pageOf(await found, limit, ({ id }) => [id]);
    return {
      mentors: rows.map((mentor) => presentMentor(mentor, actor, now, view)),
      next_cursor,
      ...(counts && { counts }),
    };
  });

  endpoint(router, services, operations.createMentor, async ({ body, command }) =>
    presentWhole(await createMentor(command, body, services), command),
  );

  endpoint(router, services, operations.importMentors, async ({ body, query, command }) =>
    importMentors(command, readMentorCsv(body.csv), query),
  );

  endpoint(router, services, operations.getMentor, async ({ actor, id, query, now }) => {
    if (query.view === 'admin') requireAdmin(actor);
    const mentor = await Mentor.query(knex).findById(id).withGraphFetched('user');
    if (!mentor || (actor && !may(actor, 'reach_mentor', { partnerId: mentor.partnerId, mentorId: id }))) {
      throw notFound('mentor');
    }
    return presentMentor(mentor, actor, now, query.view);
  });

  endpoint(router, services, operations.updateMentor, async ({ body, command, id }) =>
    presentWhole(await updateMentor(command, id, body, services), command),
  );

  endpoint(router, services, operations.inviteMentor, async ({ command, id }) =>
    presentWhole(await inviteMentor(command, id), command, 'admin'),
  );

  endpoint(router, services, operations.deactivateMentor, async ({ command, id }) => {
    const { mentor, ...rest } = await deactivateMentor(command, id);
    return { mentor: await presentWhole(mentor, command, 'admin'), ...rest };
  });

  endpoint(router, services, operations.activateMentor, async ({ command, id }) =>
    presentWhole(await activateMentor(command, id), command, 'admin'),
  );
}

/** The mentors that a query is about, of every status and on all pages. */
function findMentors(knex: Knex, { q, subject, partner, ids, view }: MentorQuery, actor: Actor | null) {
  const found = Mentor.query(knex);
  if (ids) found.whereIn('mentor.id', ids.split(','));
  if (actor) found.where('mentor.partner_id', actor.partnerId);
  if (partner) found.whereIn('mentor.partner_id', Partner.query(knex).where({ slug: partner }).select('id'));
  if (subject) found.whereRaw(hasSubject('mentor', '?'), [subject]);
  // Admins look for addresses and ids too, which are shown to them here.
  if (view === 'admin') found.joinRelated('user');
  likeWords(found, q, ['mentor.search_text', ...(view === 'admin' ? ['"user".search_text'] : [])]);
  return found;
}

async function countByStatus(
  matching: ReturnType<typeof findMentors>,
): Promise<{ active: number; inactive: number }> {
  const all = await matching.clone().resultSize();
  const active = await matching.clone().whereNull('mentor.deactivated_at').resultSize();
  return { active, inactive: all - active };
}

/** @throws Problem `forbidden`. */
function requireAdmin(actor: Actor | null): void {
  if (actor && administers(actor)) return;
  throw new Problem('forbidden', 'Only an admin of the partner sees this.');
}

const administers = (actor: Actor): boolean =>
  may(actor, 'administer_mentor', { partnerId: actor.partnerId, mentorId: 0 });
