/**
 * How well mentors fit what a student wants: parts between 0 and 1, which a partner weighs. Pure.
 */
import type { ReasonCode, RecommendationWeights } from '../contract/directory.ts';

/** What is known of one mentor and one question; null where the question says nothing that it could answer. */
export interface MentorFacts {
  /** How near the subject is to one of hers, 0 to 1. */
  readonly subject: number | null;
  /** How much of the goal her words say, 0 to 1. */
  readonly goal: number | null;
  readonly ratingSum: number;
  readonly ratingCount: number;
  /** In how many dates of the reader she is first free; null: not in her booking window. */
  readonly freeInDays: number | null;
  readonly languages: readonly string[];
  /** Between her wall clock and the reader's, hours, from -12 to 12. */
  readonly hoursApart: number | null;
  readonly isCertified: boolean;
}

export interface Asked {
  readonly weights: RecommendationWeights;
  /** Language of the reader, BCP 47. */
  readonly locale: string;
  /** Mean of all ratings at the partner, 1 to 5; null before the first. */
  readonly meanRating: number | null;
}

export interface Recommendation {
  /** 0 to 1. */
  readonly score: number;
  /** What speaks for her, what counts most first. */
  readonly reasons: readonly ReasonCode[];
}

/** The mean of few ratings is drawn to the mean of all as by so many that are like it. */
const priorRatings = 5;

/** A mentor who is free today counts in full, one who is so in this many days not at all. */
const soonDays = 14;

/** How well a mentor fits: the mean of the parts that the question asks about, by their weights. */
export function recommend(facts: MentorFacts, { weights, locale, meanRating }: Asked): Recommendation {
  const rating = bayesianMean(facts, meanRating ?? 3);
  const parts: readonly Part[] = [
    { weight: weights.subject, value: facts.subject, code: 'subject', from: 0.6 },
    { weight: weights.goal, value: facts.goal, code: 'goal', from: 0.25 },
    { weight: weights.rating, value: (rating - 1) / 4, code: 'rating', from: facts.ratingCount ? 0.8 : 2 },
    { weight: weights.availability, value: soonness(facts.freeInDays), code: 'free_soon', from: 0.75 },
    { weight: weights.language, value: speaks(facts.languages, locale), code: 'language', from: 1 },
    { weight: weights.zone, value: nearness(facts.hoursApart), code: 'near_zone', from: 5 / 6 },
    { weight: weights.certifications, value: facts.isCertified ? 1 : 0, code: 'certified', from: 1 },
  ];
  const asked = parts.filter((part): part is Part & { value: number } => part.value !== null);
  const whole = asked.reduce((sum, { weight }) => sum + weight, 0);
  const sum = asked.reduce((total, { weight, value }) => total + weight * value, 0);
  const reasons = asked
    .filter(({ weight, value, from }) => weight > 0 && value >= from)
    .sort((a, b) => b.weight * b.value - a.weight * a.value);
  return {
    score: whole === 0 ? 0 : Math.round((sum / whole) * 10_000) / 10_000,
    reasons: reasons.map(({ code }) => code),
  };
}

interface Part {
  readonly weight: number;
  readonly value: number | null;
  readonly code: ReasonCode;
  /** From which value on it is a reason to be told. */
  readonly from: number;
}

const bayesianMean = (
  { ratingSum, ratingCount }: Pick<MentorFacts, 'ratingSum' | 'ratingCount'>,
  prior: number,
): number => (prior * priorRatings + ratingSum) / (priorRatings + ratingCount);

const soonness = (days: number | null): number => (days === null ? 0 : Math.max(0, 1 - days / soonDays));

const nearness = (hours: number | null): number | null => (hours === null ? null : 1 - Math.abs(hours) / 12);

/** One whose languages nobody has told is taken for one who may speak it. */
function speaks(languages: readonly string[], locale: string): number {
  if (languages.length === 0) return 0.5;
  return languages.some((language) => speaksLanguage(language, locale)) ? 1 : 0;
}

/** Whether a language is the wanted one, whatever its country. Source: RFC 4647 §3.3.1, on the first subtag. */
export const speaksLanguage = (language: string, wanted: string): boolean =>
  first(language) === first(wanted);

const first = (tag: string): string => (tag.split('-', 1)[0] as string).toLowerCase();
