import type { Knex } from 'knex';
import type { SessionFilters } from '../contract/session-query.ts';
import type { Actor } from '../domain/permissions.ts';
import { addDays, isDate, startOfDay } from '../domain/wall-time.ts';
import { Mentor } from '../models/mentor.ts';
import type { WholeSession } from '../models/mentor-session.ts';
import { Problem } from '../problems.ts';
import { findPartner } from './find-partner.ts';
import { joined, selectSessions } from './find-session.ts';
import { likeWords } from './like-words.ts';

/** Whose sessions: the caller's as a student, the caller's as a mentor, or all of her partner. */
export type SessionsOf = 'student' | 'mentor' | 'partner';

/** Where a page starts and how long it is. */
export interface SessionPage {
  readonly limit: number;
  /** Start (epoch ms) and id of the last session of the page before. */
  readonly after: readonly [startsAt: number, id: number] | null;
}

/** @throws Problem `forbidden` where a partner's sessions are asked for by somebody else than its admin. */
export function sessionsMeant(actor: Actor, as: SessionFilters['as']): SessionsOf {
  if (as === 'partner' && actor.role !== 'partner_admin') {
    throw new Problem('forbidden', 'Only an admin of the partner may see all of its sessions.');
  }
  return as ?? (actor.mentorId === null ? 'student' : 'mentor');
}

/** The sessions that `filters` mean, page by page. */
export async function listSessions(
  knex: Knex,
  actor: Actor,
  filters: SessionFilters,
  { limit, after }: SessionPage,
): Promise<WholeSession[]> {
  const { status, from, to, q, order, mentor_id, student_id, series_id } = filters;
  const as = sessionsMeant(actor, filters.as);
  const zone = [from, to].some((bound) => bound && isDate(bound))
    ? await zoneOfDates(knex, actor, filters)
    : '';
  const found = selectSessions(knex)
    .orderBy([
      { column: 's.starts_at', order },
      { column: 's.id', order },
    ])
    .limit(limit);
  if (as === 'student') found.where('s.student_id', actor.userId);
  else if (as === 'mentor') found.where('s.mentor_id', actor.mentorId ?? 0);
  else found.where('m.partner_id', actor.partnerId);
  if (mentor_id) found.where('s.mentor_id', mentor_id);
  if (student_id) found.where('s.student_id', student_id);
  if (series_id) found.where('s.series_id', series_id);
  if (status) found.whereIn('s.status', status.split(','));
  if (from)
    found.where('s.starts_at', '>=', isDate(from) ? new Date(startOfDay(zone, from)) : new Date(from));
  if (to)
    found.where('s.starts_at', '<', isDate(to) ? new Date(startOfDay(zone, addDays(to, 1))) : new Date(to));
  likeWords(found, q, searched[as]);
  if (after) {
    const [startsAt, id] = after;
    const isLater = order === 'asc' ? '>' : '<';
    found.whereRaw(`(s.starts_at, s.id) ${isLater} (?, ?)`, [new Date(startsAt).toISOString(), id]);
  }
  return (await found).map(joined);
}

const searched: Readonly<Record<SessionsOf, readonly string[]>> = {
  student: ['s.search_text', 'm.search_name'],
  mentor: ['s.search_text', 'u.search_name'],
  partner: ['s.search_text', 'u.search_name', 'm.search_name'],
};

/**
 * The zone that dates count in: that of the wall times, or where each session has its own, the mentor's or the
 * partner's.
 */
async function zoneOfDates(knex: Knex, actor: Actor, filters: SessionFilters): Promise<string> {
  const known = filters.timezone ?? actor.timezone;
  if (known) return known;
  const own = filters.as === 'student' ? null : actor.mentorId;
  const mentorId = filters.mentor_id ?? (filters.as === 'partner' ? null : own);
  const { partnerId } = actor;
  const mentor = mentorId && (await Mentor.query(knex).findOne({ id: mentorId, partner_id: partnerId }));
  return (mentor || (await findPartner(knex, partnerId))).timezone;
}
