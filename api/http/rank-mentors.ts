import type { Knex } from 'knex';
import type { Reason, RecommendationWeights } from '../contract/directory.ts';
import { recommendationWeightsSchema } from '../contract/directory.ts';
import { dayOfDate, MINUTE_MS } from '../domain/calendar-date.ts';
import { wordReasons } from '../domain/reason-words.ts';
import {
  type MentorFacts,
  type Recommendation,
  recommend,
  speaksLanguage,
} from '../domain/recommendation.ts';
import { todayIn, zoneClock } from '../domain/wall-time.ts';
import type { Candidate } from '../queries/directory-candidates.ts';
import type { DirectoryPartner } from '../queries/directory-stamp.ts';
import { findLikeness, type Likeness, type Wish } from '../queries/likeness.ts';
import type { NextStart } from './next-starts.ts';

/** A candidate with her place. */
export interface Ranked extends Recommendation {
  readonly candidate: Candidate;
  /** Why, in words. */
  readonly words: () => Reason[];
}

export interface RankOptions {
  readonly partner: DirectoryPartner;
  readonly wish: Wish;
  /** Zone of the reader; null: not known, and no part of the ranking. */
  readonly timeZone: string | null;
  readonly now: number;
}

/** What each part counts at a partner that has set these weights. */
export const weightsOf = (set: Partial<RecommendationWeights>): RecommendationWeights => ({
  ...(Object.fromEntries(
    Object.entries(recommendationWeightsSchema.properties).map(([name, { default: weight }]) => [
      name,
      weight,
    ]),
  ) as RecommendationWeights),
  ...set,
});

/** Mentors by how well they fit a wish, the best first; those who fit alike stay in their order. */
export async function rankMentors(
  knex: Knex,
  candidates: readonly Candidate[],
  starts: ReadonlyMap<number, NextStart>,
  { partner, wish, timeZone, now }: RankOptions,
): Promise<Ranked[]> {
  const { subject, goal, locale } = wish;
  const found = subject || goal ? await findLikeness(knex, partner.id, wish) : [];
  const likeness = new Map(found.map((each) => [each.mentorId, each]));
  const asked = { weights: weightsOf(partner.weights), locale, meanRating: partner.meanRating };
  const ranked = candidates.map((candidate) => {
    const near = likeness.get(candidate.id);
    const start = starts.get(candidate.id)?.startsAt ?? null;
    const day = (instant: number): number => dayOfDate(todayIn(timeZone ?? partner.timeZone, instant));
    const facts = {
      ratingSum: candidate.ratingSum,
      ratingCount: candidate.ratingCount,
      languages: candidate.languages,
      freeInDays: start === null ? null : day(start) - day(now),
      hoursApart: timeZone === null ? null : hoursBetween(candidate.timezone, timeZone, now),
      isCertified: candidate.certifications.some((each) => holdsAt(each, now)),
      subject: subject ? (near?.subject ?? 0) : null,
      goal: goal ? (near?.goal ?? 0) : null,
    };
    const { score, reasons } = recommend(facts, asked);
    const words = (): Reason[] => wordReasons(reasons, sayOf(candidate, facts, { near, wish, now }), locale);
    return { candidate, score, reasons, words };
  });
  return ranked.sort((a, b) => b.score - a.score);
}

/** How far the clock of `zone` is ahead of the other's, hours. The clock is round: 23 hours apart are one. */
function hoursBetween(zone: string, other: string, now: number): number {
  const minutes = (zoneClock(zone).wallAt(now) - zoneClock(other).wallAt(now)) / MINUTE_MS;
  return (((minutes + 36 * 60) % (24 * 60)) - 12 * 60) / 60;
}

const holdsAt = ({ granted_at, expires_at }: Candidate['certifications'][number], now: number): boolean =>
  granted_at <= now && (expires_at === null || now < expires_at);

function sayOf(
  { languages, certifications, ratingSum, ratingCount }: Candidate,
  { freeInDays, hoursApart }: MentorFacts,
  { near, wish, now }: { readonly near: Likeness | undefined; readonly wish: Wish; readonly now: number },
) {
  return {
    subject: near?.nearest ?? '',
    ratingAverage: ratingSum / ratingCount,
    ratingCount,
    freeInDays: freeInDays ?? 0,
    language: languages.find((language) => speaksLanguage(language, wish.locale)) ?? '',
    hoursApart: hoursApart ?? 0,
    certification: certifications.find((each) => holdsAt(each, now))?.name ?? '',
  };
}
