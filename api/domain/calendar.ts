/**
 * What the engine is asked with and what it answers: the types of `freeSlots`.
 *
 * Instants are epoch milliseconds, periods are half-open `[start, end)`, dates `YYYY-MM-DD` and times `HH:MM` are
 * wall time in the mentor's zone.
 */
import type { Mode } from '../contract/primitives.ts';
import type { NamedDates } from '../contract/programme.ts';

/** Half-open `[start, end)`, epoch milliseconds. */
export type Period = { readonly start: number; readonly end: number };

/** A part of a day, `HH:MM`; the end may be `24:00`. Empty unless it starts before it ends. */
export type TimeRange = { readonly startTime: string; readonly endTime: string };

/** Where a session takes place; what is missing or null: wherever the mentor's take place otherwise. */
export type Whereabouts = { readonly mode?: Mode | null; readonly place?: string | null };

/** What the sessions of some hours are like. Without any of it they are plain: one student, and no word of where. */
export type Kind = Whereabouts & {
  /** how many students may share a session; 1 where it is missing */
  readonly capacity?: number;
};

/** Recurring hours in the mentor's wall time; recurrence.ts says which dates they fall on. */
export type Rule = TimeRange &
  Kind & {
    readonly rrule: string;
    readonly dtstart: string;
    readonly exdate?: readonly string[] | null;
    readonly rdate?: readonly string[] | null;
  };

/**
 * The hours of one date instead of the rules'; an empty list closes it. They are of the kind that the rules of that
 * date share, where none falls on it that all rules share, and plain where these differ.
 */
export type Override = { readonly date: string; readonly ranges: readonly TimeRange[] };

/**
 * Dates, both included, on which nothing is open, whatever rules and overrides say: a blackout with its name, what lies
 * outside the partner's terms, with the next of them, or the time that the mentor is away.
 */
export type ClosedDates = { readonly from: string; readonly to: string } & (
  | { readonly reason: 'blackout_date'; readonly name: string }
  | { readonly reason: 'outside_term'; readonly next?: NamedDates }
  | { readonly reason: 'mentor_paused' }
);

export type Settings = {
  /** minutes of wall time between starts, at least 1 */
  readonly slotStepMinutes: number;
  /** a start is listed while start >= now + notice; with 0, a start at `now` itself is */
  readonly minNoticeMinutes: number;
  /** starts up to and including the date today + N in the mentor's zone */
  readonly bookingWindowDays: number;
  /** the gap kept before and after each busy period; it may reach outside the open hours */
  readonly bufferMinutes: number;
  /** the lengths on offer, in minutes */
  readonly durations: readonly number[];
};

/** How many sessions a mentor takes in a day and in a week, Monday to Sunday in her zone; null: as many as fit. */
export type SessionLimits = {
  readonly perDay: number | null;
  readonly perWeek: number | null;
  /** Starts of all that counts: live sessions and holds, those of one start once. Whole weeks around the query. */
  readonly counted: readonly number[];
};

/** A place that is taken in a session which others may join: booked, with where it is, or held. */
export type Seat = Period & Whereabouts;

/**
 * All that decides when a mentor is free. `busy` are sessions and live holds, without their buffers, in any order;
 * those that take one of several places are in `seats` instead, one entry each.
 */
export type Calendar = {
  readonly timeZone: string;
  readonly rules: readonly Rule[];
  readonly overrides: readonly Override[];
  readonly closed?: readonly ClosedDates[];
  readonly busy: readonly Period[];
  readonly seats?: readonly Seat[];
  readonly limits?: SessionLimits;
  readonly settings: Settings;
};

/** Starts in `[start, end)` at which a session of `durationMinutes` fits. */
export type SlotQuery = Period & { readonly durationMinutes: number };

/**
 * A start, and the longest of the offered durations that fits there, in minutes. What is not plain about it is said:
 * `capacity` and `placesLeft` where it is more than 1, `mode` and `place` where there is one.
 */
export type Slot = {
  readonly startsAt: number;
  readonly maxDurationMinutes: number;
  readonly capacity?: number;
  readonly placesLeft?: number;
  readonly mode?: Mode;
  readonly place?: string;
};
