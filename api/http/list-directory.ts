import type { Knex } from 'knex';
import type { Directory, DirectoryMentor, DirectoryQuery } from '../contract/directory.ts';
import { presentSlots } from '../domain/present-slots.ts';
import { addDays, startOfDay, todayIn } from '../domain/wall-time.ts';
import { Mentor } from '../models/mentor.ts';
import { heldCertifications, ratingOf } from '../models/present-mentor.ts';
import { type Candidate, findCandidates, findChoices, findModes } from '../queries/directory-candidates.ts';
import type { DirectoryPartner } from '../queries/directory-stamp.ts';
import type { NextStart, NextStarts } from './next-starts.ts';
import { decodeCursor, encodeCursor } from './page.ts';
import { type Ranked, rankMentors } from './rank-mentors.ts';

export interface DirectoryRequest {
  readonly partner: DirectoryPartner;
  readonly query: DirectoryQuery;
  readonly now: number;
}

/** Characters of what a mentor says of herself. */
const bioLength = 160;

/**
 * One screen of a partner's directory, and until when time alone leaves it as it is (epoch ms).
 *
 * @throws Problem `invalid_request` for a cursor of another list.
 */
export async function listDirectory(
  { knex, nextStarts }: { readonly knex: Knex; readonly nextStarts: NextStarts },
  { partner, query, now }: DirectoryRequest,
): Promise<{ readonly directory: Directory; readonly validUntil: number }> {
  const { limit = 20, locale = 'fr' } = query;
  const timeZone = query.timezone ?? partner.timeZone;
  const candidates = await findCandidates(knex, partner.id, query, now);
  const starts = await nextStarts.of(candidates, now);
  const order = await inOrder(knex, candidates, starts, { partner, query, now });
  const place = placeAfter(order, query.cursor);
  const page = order.slice(place, place + limit);
  const isMore = order.length > place + limit;
  const last = page.at(-1);
  const directory: Directory = {
    mentors: await presentPage(knex, page, starts, { timeZone, locale, now }),
    next_cursor: isMore && last ? encodeCursor([last.candidate.id, place + limit]) : null,
    total: order.length,
    timezone: timeZone,
    ...(!query.cursor && { choices: await findChoices(knex, partner.id, now) }),
  };
  return { directory, validUntil: validUntil(candidates, starts, timeZone, now) };
}

type Place = Pick<Ranked, 'candidate' | 'words'>;

async function inOrder(
  knex: Knex,
  candidates: readonly Candidate[],
  starts: ReadonlyMap<number, NextStart>,
  { partner, query, now }: DirectoryRequest,
): Promise<readonly Place[]> {
  const { q, subject, free_within_days, sort = 'recommended', timezone, locale = 'fr' } = query;
  const startOf = ({ id }: Candidate): number => starts.get(id)?.startsAt ?? Infinity;
  const zone = timezone ?? partner.timeZone;
  const end = free_within_days
    ? startOfDay(zone, addDays(todayIn(zone, now), free_within_days))
    : Number.POSITIVE_INFINITY;
  const left = free_within_days ? candidates.filter((each) => startOf(each) < end) : candidates;
  if (sort === 'recommended') {
    const wish = { subject, goal: q, locale };
    return rankMentors(knex, left, starts, { partner, wish, timeZone: timezone ?? null, now });
  }
  // They come in the order of their names, which a stable sort keeps among those who are free at the same time.
  const sorted = sort === 'name' ? left : left.toSorted((a, b) => compare(startOf(a), startOf(b)));
  return sorted.map((candidate) => ({ candidate, words: () => [] }));
}

const compare = (one: number, other: number): number => (one === other ? 0 : one < other ? -1 : 1);

/** Where the next page begins: after the mentor who was the last, wherever she stands now; else where she stood. */
function placeAfter(order: readonly Place[], cursor: string | undefined): number {
  const values = decodeCursor(cursor, 2);
  if (!values) return 0;
  const [id, place = 0] = values;
  const at = order.findIndex(({ candidate }) => candidate.id === id);
  return at === -1 ? place : at + 1;
}

async function presentPage(
  knex: Knex,
  page: readonly Place[],
  starts: ReadonlyMap<number, NextStart>,
  { timeZone, locale, now }: { readonly timeZone: string; readonly locale: string; readonly now: number },
): Promise<DirectoryMentor[]> {
  const ids = page.map(({ candidate }) => candidate.id);
  const rows = await Mentor.query(knex).findByIds(ids);
  const byId = new Map(rows.map((mentor) => [mentor.id, mentor]));
  const modes = await findModes(knex, ids);
  return page.flatMap(({ candidate: { id }, words }) => {
    const mentor = byId.get(id);
    if (!mentor) return [];
    const startsAt = starts.get(id)?.startsAt ?? null;
    return {
      id,
      name: mentor.name,
      bio: mentor.bio && beginning(mentor.bio),
      subjects: mentor.subjects,
      languages: mentor.languages,
      timezone: mentor.timezone,
      avatar_url: mentor.avatarUrl,
      is_available: mentor.isAvailable,
      rating_average: ratingOf(mentor),
      rating_count: mentor.ratingCount,
      certifications: heldCertifications(mentor, now),
      modes: modes.get(id) ?? [],
      next_available: startsAt === null ? null : presentStart(startsAt, { timeZone, locale }),
      reasons: words(),
    };
  });
}

function presentStart(
  startsAt: number,
  viewer: { readonly timeZone: string; readonly locale: string },
): NonNullable<DirectoryMentor['next_available']> {
  const [slot] = presentSlots([{ startsAt, maxDurationMinutes: 0 }], viewer);
  const { datetime, date, time, day_name } = slot as NonNullable<typeof slot>;
  return { datetime, date, time, day_name };
}

/** The first words of a text, with an ellipsis where there are more. */
function beginning(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat.length <= bioLength) return flat;
  const cut = flat.slice(0, bioLength);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), bioLength / 2)).replace(/[\s,;:.]+$/, '')}…`;
}

/** When time alone changes what is listed: a start falls inside its notice, a certification ends, a day does. */
function validUntil(
  candidates: readonly Candidate[],
  starts: ReadonlyMap<number, NextStart>,
  timeZone: string,
  now: number,
): number {
  let until = startOfDay(timeZone, addDays(todayIn(timeZone, now), 1));
  for (const { id, certifications } of candidates) {
    until = Math.min(until, starts.get(id)?.validUntil ?? until);
    for (const { granted_at, expires_at } of certifications) {
      for (const moment of [granted_at, expires_at ?? 0]) if (moment > now && moment < until) until = moment;
    }
  }
  return until;
}
