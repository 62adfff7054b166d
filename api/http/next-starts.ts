import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import { DAY_MS } from '../domain/calendar-date.ts';
import { addDays, startOfDay, todayIn } from '../domain/wall-time.ts';
import { nextAvailable } from '../domain/why-not-bookable.ts';
import { loadCalendars, type MentorCalendar } from '../queries/calendar.ts';

/** The first free start of a mentor, and for how long it is known. */
export interface NextStart {
  /** Of the calendar that it was found in. */
  readonly version: number;
  /** Epoch ms; null: none in her booking window. */
  readonly startsAt: number | null;
  /** Epoch ms: until then only another version of her calendar changes it. */
  readonly validUntil: number;
}

/** Whose first free start is wanted, and the version of her calendar now. */
export interface DatedCalendar {
  readonly id: number;
  readonly version: number;
}

/** Mentors whose first start one process keeps: some 10 MB. */
const most = 100_000;

/** How far ahead calendars are read at first: nearly everybody is free within it. */
const nearMs = 10 * DAY_MS;

/** Mentors who are computed before others have a turn: some 5 ms. */
const batch = 50;

/** The first free starts that one process has found; of a thousand mentors only those who changed are looked at. */
export class NextStarts {
  readonly #knex: Knex;
  readonly #kept = new LRUCache<number, NextStart>({ max: most });

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The first free start of each mentor for the shortest of her durations, as a list of her slots has it. */
  async of(mentors: readonly DatedCalendar[], now: number): Promise<ReadonlyMap<number, NextStart>> {
    const found = new Map<number, NextStart>();
    const changed: number[] = [];
    for (const { id, version } of mentors) {
      const kept = this.#kept.get(id);
      if (kept && kept.version >= version && now < kept.validUntil) found.set(id, kept);
      else changed.push(id);
    }
    const near = { start: now, end: now + nearMs };
    const full: number[] = [];
    await eachInTurn(await loadCalendars(this.#knex, changed, { window: near, now }), (mentor) => {
      const start = nextStartOf(mentor, near.end, now);
      if (start) this.#keep(found, mentor.mentorId, start);
      else full.push(mentor.mentorId);
    });
    // Of the few who are booked up or away, all is read up to the end of the longest booking window.
    const whole = { start: now, end: now + 732 * DAY_MS };
    await eachInTurn(await loadCalendars(this.#knex, full, { window: whole, now }), (mentor) => {
      const start = nextStartOf(mentor, Infinity, now) ?? noStart(mentor, now);
      this.#keep(found, mentor.mentorId, start);
    });
    return found;
  }

  #keep(found: Map<number, NextStart>, id: number, start: NextStart): void {
    found.set(id, start);
    this.#kept.set(id, start);
  }
}

async function eachInTurn(
  mentors: readonly MentorCalendar[],
  work: (mentor: MentorCalendar) => void,
): Promise<void> {
  for (const [index, mentor] of mentors.entries()) {
    if (index > 0 && index % batch === 0) await nextTurn();
    work(mentor);
  }
}

/** The first start before `until`; null where there is none, and more has to be read to know. */
function nextStartOf(mentor: MentorCalendar, until: number, now: number): NextStart | null {
  const { calendar, version, firstExpiry, isAvailable } = mentor;
  if (!isAvailable) return { version, startsAt: null, validUntil: Infinity };
  const shortest = Math.min(...calendar.settings.durations);
  const first = nextAvailable(calendar, shortest, now, now, { until });
  if (!first) return null;
  // A start is listed while it is no nearer than the notice; and what is held may become free before it.
  const noticeMs = calendar.settings.minNoticeMinutes * 60_000;
  return {
    version,
    startsAt: first.startsAt,
    validUntil: Math.min(firstExpiry, first.startsAt - noticeMs + 1),
  };
}

/** Nothing is free until the booking window reaches another day, or a hold expires. */
function noStart({ calendar: { timeZone }, version, firstExpiry }: MentorCalendar, now: number): NextStart {
  const midnight = startOfDay(timeZone, addDays(todayIn(timeZone, now), 1));
  return { version, startsAt: null, validUntil: Math.min(firstExpiry, midnight) };
}
