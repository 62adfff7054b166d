import type { Knex } from 'knex';
import { DAY_MS, MINUTE_MS } from '../api/domain/calendar-date.ts';
import type { DemoMentor } from './seed-mentors.ts';
import type { Random } from './seed-random.ts';
import type { DemoSession } from './seed-sessions.ts';

/** One step of one visitor. */
export interface DemoEvent {
  /** The mentor's external id. */
  readonly mentor: string;
  readonly type: 'view' | 'open' | 'slot_selected' | 'booked';
  /** Epoch ms. */
  readonly at: number;
}

const DAYS = 60;
const VISITS_WITHOUT_BOOKING = 480;

export interface EventPlan {
  readonly mentors: readonly DemoMentor[];
  readonly sessions: readonly DemoSession[];
  readonly random: Random;
  /** Epoch ms. */
  readonly now: number;
}

/**
 * What the widget reported in the last 60 days, the oldest first: one visit that led to each session, and many that led
 * nowhere. More of them lie near `now`, as the programme grows.
 */
export function planEvents({ mentors, sessions, random, now }: EventPlan): DemoEvent[] {
  const events: DemoEvent[] = [];
  const visit = (mentor: DemoMentor, start: number, steps: readonly DemoEvent['type'][]): void => {
    let at = start;
    for (const type of steps) {
      events.push({ mentor: mentor.externalId, type, at });
      at += random.whole(5, 60) * 1000;
    }
  };

  for (const { mentor, createdAt } of sessions) {
    events.push({ mentor: mentor.externalId, type: 'booked', at: createdAt });
    visit(mentor, createdAt - 4 * MINUTE_MS, ['view', 'open', 'slot_selected']);
  }
  for (let i = 0; i < VISITS_WITHOUT_BOOKING; i++) {
    const daysAgo = Math.min(random.whole(0, DAYS - 1), random.whole(0, DAYS - 1));
    const start = now - daysAgo * DAY_MS - random.whole(10, 14 * 60) * MINUTE_MS;
    const mentor = random.chance(0.8) ? random.pick(sessions).mentor : random.pick(mentors);
    // A mentor without hours has nothing that could be selected.
    const furthest = mentor.rules.length === 0 ? 2 : 3;
    const reached = random.chance(0.42) ? random.pick([2, 2, 3]) : 1;
    visit(mentor, start, (['view', 'open', 'slot_selected'] as const).slice(0, Math.min(reached, furthest)));
  }
  return events.filter(({ at }) => at > now - DAYS * DAY_MS).sort((a, b) => a.at - b.at);
}

/** Stores events in one statement. */
export async function insertEvents(
  trx: Knex.Transaction,
  partnerId: number,
  events: readonly { readonly mentorId: number; readonly type: string; readonly at: number }[],
): Promise<void> {
  await trx.raw(
    `INSERT INTO widget_event (partner_id, mentor_id, type, created_at)
      SELECT ?, mentor_id, type, at FROM unnest(?::bigint[], ?::text[], ?::timestamptz[]) AS e (mentor_id, type, at)`,
    [
      partnerId,
      events.map(({ mentorId }) => mentorId),
      events.map(({ type }) => type),
      events.map(({ at }) => new Date(at).toISOString()),
    ],
  );
}
