import type Router from '@koa/router';
import { bookAny } from '../commands/sessions/book-any.ts';
import { holdAny } from '../commands/sessions/hold-any.ts';
import type { AnySlotQuery } from '../contract/any-mentor.ts';
import { operations } from '../contract/operations.ts';
import type { Actor } from '../domain/permissions.ts';
import { answeringIn } from '../http/answering-in.ts';
import { endpoint, type Services } from '../http/endpoint.ts';
import { KeptStarts } from '../http/kept-starts.ts';
import { listAnySlots } from '../http/list-any-slots.ts';
import { Serialized } from '../http/serialized.ts';
import { SlotAnswers } from '../http/slot-answers.ts';
import { invalidRequest, notFound } from '../problems.ts';
import { type ChoicePartner, findFitting, type MentorChoice } from '../queries/fitting-mentors.ts';

export function anyMentorRoutes(router: Router, services: Services): void {
  const { knex } = services;
  const answers = new SlotAnswers<string>();
  const kept = new KeptStarts();

  endpoint(router, services, operations.listAnySlots, async ({ actor, query, now }) => {
    const choice = choiceOf(query.mentor_subject, query.mentor_ids?.split(',').map(Number));
    const partner = partnerOf(query, actor);
    const personId = actor?.userId;
    const setName = JSON.stringify([choice, partner]);
    const { from, days, timezone, duration, locale } = query;
    const question = `${setName} ${from} ${days} ${timezone} ${duration} ${locale}`;
    const answer = actor ? undefined : answers.get(question, now);
    const fitting = await findFitting(knex, { choice, partner, personId, now, mark: answer?.version });
    if (!fitting) throw unknownPartner(query, partner);
    if (!fitting.mentors) return (answer as NonNullable<typeof answer>).answer;

    const request = { query, fitting: { ...fitting, mentors: fitting.mentors }, now, personId, setName };
    const { list, validUntil } = await listAnySlots({ knex, kept }, request);
    const serialized = await Serialized.from(list);
    if (!actor) answers.keep(question, { answer: serialized, version: fitting.mark, validUntil });
    return serialized;
  });

  endpoint(router, services, operations.holdAny, async ({ body, command }) =>
    holdAny(command, choiceOf(body.mentor_subject, body.mentor_ids), body),
  );

  endpoint(router, services, operations.bookAny, async ({ body, command }) =>
    bookAny(answeringIn(body.timezone, command), choiceOf(body.mentor_subject, body.mentor_ids), body),
  );
}

/** @throws Problem `invalid_request` unless there is one of the two. */
function choiceOf(subject: string | undefined, ids: readonly number[] | undefined): MentorChoice {
  if (subject !== undefined && ids === undefined) return { subject: subject.trim() };
  if (ids !== undefined && subject === undefined) return { ids };
  const detail = ids
    ? 'must not be given together with mentor_ids'
    : 'must be given, or mentor_ids instead of it';
  throw invalidRequest([{ pointer: '/mentor_subject', detail }]);
}

/** @throws Problem `not_found` for the partner of others. */
function partnerOf({ partner }: AnySlotQuery, actor: Actor | null): ChoicePartner {
  if (!actor) return partner === undefined ? null : { slug: partner };
  if (partner !== undefined && partner !== actor.partnerSlug) throw notFound('partner');
  return { id: actor.partnerId };
}

function unknownPartner(query: AnySlotQuery, partner: ChoicePartner): Error {
  if (partner !== null) return notFound('partner');
  if (query.mentor_ids) return notFound('mentor');
  const detail = 'must be given: there are several partners, and no token says which is meant';
  return invalidRequest([{ pointer: '/partner', detail }]);
}
