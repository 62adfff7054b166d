import type Router from '@koa/router';
import { createMentor } from '../commands/create-mentor.ts';
import { updateMentor } from '../commands/update-mentor.ts';
import type { Mentor as WireMentor } from '../contract/mentor.ts';
import { operations } from '../contract/operations.ts';
import { type Actor, may } from '../domain/permissions.ts';
import { Mentor, searchable } from '../models/mentor.ts';
import { Partner } from '../models/partner.ts';
import { notFound } from '../problems.ts';
import { endpoint, type Services } from './endpoint.ts';
import { decodeCursor, pageOf } from './page.ts';

export function mentorRoutes(router: Router, services: Services): void {
  const { knex } = services;

  endpoint(router, services, operations.listMentors, async ({ actor, query }) => {
    const { q, subject, partner, ids, cursor } = query;
    const limit = ids ? 100 : (query.limit ?? 20);
    const after = decodeCursor(cursor, 1);
    const found = Mentor.query(knex)
      .orderBy('mentor.id')
      .limit(limit + 1);
    if (after) found.where('mentor.id', '>', after[0] as number);
    if (ids) found.whereIn('mentor.id', ids.split(','));
    if (actor) found.where('mentor.partner_id', actor.partnerId);
    if (partner)
      found.whereIn('mentor.partner_id', Partner.query(knex).where({ slug: partner }).select('id'));
    if (subject) {
      found.whereRaw('EXISTS (SELECT FROM unnest(mentor.subjects) s WHERE lower(s) = lower(?))', [subject]);
    }
    for (const word of searchable(q ?? '')
      .split(/\s+/)
      .filter(Boolean)) {
      found.where('mentor.search_text', 'like', `%${word.replace(/[\\%_]/g, '\\$&')}%`);
    }
    if (actor?.role === 'partner_admin') found.withGraphFetched('user');
    const { rows, next_cursor } = pageOf(await found, limit, ({ id }) => [id]);
    return { mentors: rows.map((mentor) => presentMentor(mentor, actor)), next_cursor };
  });

  endpoint(router, services, operations.createMentor, async ({ body, command }) => {
    const mentor = await createMentor(command, body);
    return presentMentor(await mentor.$fetchGraph('user', { transaction: knex } as never), command.actor);
  });

  endpoint(router, services, operations.getMentor, async ({ actor, id }) => {
    const mentor = await Mentor.query(knex).findById(id).withGraphFetched('user');
    if (!mentor || (actor && !may(actor, 'reach_mentor', { partnerId: mentor.partnerId, mentorId: id }))) {
      throw notFound('mentor');
    }
    return presentMentor(mentor, actor);
  });

  endpoint(router, services, operations.updateMentor, async ({ body, command, id }) => {
    const mentor = await updateMentor(command, id, body);
    return presentMentor(await mentor.$fetchGraph('user', { transaction: knex } as never), command.actor);
  });
}

/** A mentor as everyone sees her; her id at the partner for the partner's admins only. */
export function presentMentor(mentor: Mentor, reader: Actor | null): WireMentor {
  const isAdmin = reader?.role === 'partner_admin' && reader.partnerId === mentor.partnerId;
  return {
    id: mentor.id,
    ...(isAdmin && mentor.user && { external_id: mentor.user.externalId }),
    name: mentor.name,
    bio: mentor.bio,
    subjects: mentor.subjects,
    timezone: mentor.timezone,
    avatar_url: mentor.avatarUrl,
    is_available: mentor.isAvailable,
    total_sessions: mentor.totalSessions,
    rating_average:
      mentor.ratingCount === 0 ? null : Math.round((mentor.ratingSum / mentor.ratingCount) * 10) / 10,
    rating_count: mentor.ratingCount,
    slot_step_minutes: mentor.slotStepMinutes,
    min_notice_minutes: mentor.minNoticeMinutes,
    booking_window_days: mentor.bookingWindowDays,
    buffer_minutes: mentor.bufferMinutes,
    durations: [...mentor.durations].sort((a, b) => a - b),
  };
}
