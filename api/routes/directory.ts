import type Router from '@koa/router';
import { replaceRecommendation } from '../commands/partner/replace-recommendation.ts';
import { operations } from '../contract/operations.ts';
import type { Actor } from '../domain/permissions.ts';
import { endpoint, type Services } from '../http/endpoint.ts';
import { listDirectory } from '../http/list-directory.ts';
import { NextStarts } from '../http/next-starts.ts';
import { rankMentors, weightsOf } from '../http/rank-mentors.ts';
import { Serialized } from '../http/serialized.ts';
import { SlotAnswers } from '../http/slot-answers.ts';
import { Mentor } from '../models/mentor.ts';
import { presentMentor } from '../models/present-mentor.ts';
import { notFound } from '../problems.ts';
import { findCandidates } from '../queries/directory-candidates.ts';
import { type DirectoryPartner, findDirectoryPartner } from '../queries/directory-stamp.ts';
import { findPartner } from '../queries/find-partner.ts';

export function directoryRoutes(router: Router, services: Services): void {
  const { knex } = services;
  const answers = new SlotAnswers<string>();
  const nextStarts = new NextStarts(knex);

  /** @throws Problem `not_found`, also for a partner that is not the caller's. */
  const partnerOf = async (actor: Actor | null, slug: string | undefined): Promise<DirectoryPartner> => {
    if (actor && slug !== undefined && slug !== actor.partnerSlug) throw notFound('partner');
    const which = actor ? { id: actor.partnerId } : slug === undefined ? null : { slug };
    const partner = isNamed(which) ? await findDirectoryPartner(knex, which) : undefined;
    if (!partner) throw notFound('partner');
    return partner;
  };

  // The same for everybody: what a caller's token tells is whose mentors are meant.
  endpoint(router, services, operations.listDirectory, async ({ actor, query, now }) => {
    const partner = await partnerOf(actor, query.partner);
    const { partner: _, ...asked } = query;
    const question = JSON.stringify([partner.id, asked]);
    const kept = answers.get(question, now);
    if (kept?.version === partner.stamp) return kept.answer;
    const { directory, validUntil } = await listDirectory({ knex, nextStarts }, { partner, query, now });
    const answer = await Serialized.from(directory);
    answers.keep(question, { answer, version: partner.stamp, validUntil });
    return answer;
  });

  endpoint(router, services, operations.recommendMentors, async ({ actor, query, now }) => {
    const { subject, goal, locale = 'fr', timezone: timeZone = null, limit = 5 } = query;
    const partner = await partnerOf(actor, query.partner);
    const candidates = (await findCandidates(knex, partner.id, {}, now)).filter((each) => each.isAvailable);
    const starts = await nextStarts.of(candidates, now);
    const wish = { subject, goal, locale };
    const ranked = await rankMentors(knex, candidates, starts, { partner, wish, timeZone, now });
    const best = ranked.slice(0, limit);
    const rows = await Mentor.query(knex).findByIds(best.map(({ candidate }) => candidate.id));
    const byId = new Map(rows.map((mentor) => [mentor.id, mentor]));
    return {
      mentors: best.flatMap(({ candidate, score, words }) => {
        const mentor = byId.get(candidate.id);
        return mentor ? { mentor: presentMentor(mentor, null, now), score, reasons: words() } : [];
      }),
    };
  });

  endpoint(router, services, operations.getRecommendation, async ({ command: { actor } }) =>
    weightsOf((await findPartner(knex, actor.partnerId)).recommendation),
  );

  endpoint(router, services, operations.replaceRecommendation, async ({ body, command }) => {
    await replaceRecommendation(command, body);
    return weightsOf(body);
  });
}

/** Some texts PostgreSQL would refuse to look for. */
const isNamed = (which: { readonly slug?: string } | null): boolean =>
  which?.slug === undefined || /^[a-z0-9-]{1,63}$/.test(which.slug);
