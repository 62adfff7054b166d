import type { Knex } from 'knex';
import { presentSlots } from '../../domain/present-slots.ts';
import { type NotBookable, nearestFree } from '../../domain/why-not-bookable.ts';
import { notFound, Problem, type ProblemExtras } from '../../problems.ts';
import { loadCalendars } from '../../queries/calendar.ts';
import { countChosen, type MentorChoice } from '../../queries/fitting-mentors.ts';
import type { CommandContext } from '../commit.ts';
import type { WantedStart } from './require-bookable.ts';

/** Why one of several mentors was not booked; `lost`: she was free until somebody else came first. */
export type WhyNot = NotBookable | 'lost' | 'mentor_full_for_new';

/** All that could not be booked, with everybody's reasons. */
export interface Refused {
  /** Ids of all mentors who will do. */
  readonly ranked: readonly number[];
  readonly start: WantedStart;
  readonly reasons: ReadonlySet<WhyNot>;
  /** What the mentors offer, minutes. */
  readonly durations: ReadonlySet<number>;
  /** The partner's. */
  readonly timeZone: string;
}

/** The longest booking window, ms. */
export const furthestMs = 732 * 86_400_000;

/** How many calendars are read in one go. */
const chunk = 200;

/**
 * 404 `not_found` where there is no mentor who would do, 409 `mentor_unavailable` where none takes bookings, 403
 * `own_session` where she who books is the only one.
 */
export async function nobodyFits(
  trx: Knex,
  { actor }: CommandContext,
  choice: MentorChoice,
): Promise<Problem> {
  const { partnerId, userId } = actor;
  const { herself, others } = await countChosen(trx, { choice, partnerId, personId: userId });
  if (others === 0 && herself > 0) {
    return new Problem('own_session', 'A mentor cannot book a session with herself.');
  }
  if (others === 0) return notFound('mentor');
  return new Problem('mentor_unavailable', 'None of the mentors takes bookings at present.');
}

/** Why none of the mentors could be booked: of all their reasons the one that is nearest to a yes. */
export async function noneLeft(trx: Knex, { now }: CommandContext, refused: Refused): Promise<Problem> {
  const { reasons, durations } = refused;
  const taken = takenBy.find(([reason]) => reasons.has(reason));
  if (taken) {
    const [, code, detail] = taken;
    return new Problem(code, detail, await alternativesOfAny(trx, refused, now));
  }
  const nearest = nearness.find(([reason]) => reasons.has(reason));
  if (nearest) return new Problem(nearest[0], nearest[1]);
  const offered = [...durations].sort((a, b) => a - b).join(', ');
  return new Problem('invalid_duration', `The mentors offer sessions of ${offered} minutes.`);
}

const noneIsFree = 'None of the mentors is free at that time.';

/** What leaves them open at other times. */
const takenBy = [
  ['lost', 'slot_taken', noneIsFree],
  ['busy', 'slot_taken', noneIsFree],
  ['mentor_full', 'mentor_full', 'None of the mentors takes more sessions in that day or week.'],
  [
    'mentor_full_for_new',
    'mentor_full_for_new',
    'None of the mentors meets more new students in that month.',
  ],
  ['mentor_paused', 'mentor_paused', 'None of the mentors is there at that time.'],
] as const;

const nearness = [
  ['in_past', 'The start is in the past.'],
  ['too_soon', 'The mentors ask for more notice.'],
  ['too_far', 'None of the mentors can be booked so far ahead.'],
  ['blackout_date', 'Nothing is booked on that date.'],
  ['outside_term', 'The date is outside the terms of the programme.'],
  ['outside_availability', 'None of the mentors offers a session of that length at that time.'],
] as const;

/** The three free starts of any of the mentors that are nearest to the wanted one. */
async function alternativesOfAny(
  trx: Knex,
  { ranked, start, timeZone: partnersZone }: Refused,
  now: number,
): Promise<ProblemExtras> {
  const { startsAt, durationMinutes, studentId, timeZone = partnersZone, locale = 'fr' } = start;
  const longest = new Map<number, number>();
  const window = { start: now, end: now + furthestMs };
  for (let at = 0; at < ranked.length; at += chunk) {
    const ids = ranked.slice(at, at + chunk);
    for (const { calendar, studentSessions, fullForStudent } of await loadCalendars(trx, ids, {
      window,
      now,
      studentId,
    })) {
      if (!calendar.settings.durations.includes(durationMinutes)) continue;
      const avoid = [...studentSessions, ...fullForStudent];
      for (const slot of nearestFree(calendar, start, now, { count: 3, avoid })) {
        longest.set(slot.startsAt, Math.max(slot.maxDurationMinutes, longest.get(slot.startsAt) ?? 0));
      }
    }
  }
  const distance = (at: number): number => Math.abs(at - startsAt);
  const slots = [...longest]
    .map(([at, maxDurationMinutes]) => ({ startsAt: at, maxDurationMinutes }))
    .sort((a, b) => distance(a.startsAt) - distance(b.startsAt) || a.startsAt - b.startsAt)
    .slice(0, 3)
    .sort((a, b) => a.startsAt - b.startsAt);
  const alternatives = presentSlots(slots, { timeZone, locale });
  return { alternatives, timezone: timeZone };
}
