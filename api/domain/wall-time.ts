/**
 * Wall time in an IANA zone <-> instant: the rule about clock changes is stated here and nowhere else.
 *
 * - A wall time that a clock change skips moves forward by the gap: 02:30 becomes 03:30 on the night of 28 March 2027
 *   in Paris.
 * - A wall time that occurs twice means the first occurrence.
 * - `24:00` is 00:00 of the next date, whatever that date's midnight is.
 *
 * That is RFC 5545 §3.3.5 and what Temporal calls `compatible`. Instants are epoch milliseconds. Zone data is Node's
 * own (`Temporal`), read once a zone and some 17 years and kept as a short table: a conversion then costs about 30 ns
 * where Temporal takes 1,300 ns.
 *
 * Inside the engine a wall time is one number, its `wall`: the milliseconds a clock in UTC would show for it.
 */
import { LRUCache } from 'lru-cache';
import {
  DAY_MS,
  dateOfDay,
  dayOfDate,
  MINUTE_MS,
  minuteOfTime,
  timeOfMinute,
  weekdayOfDay,
} from './calendar-date.ts';

export { addDays, dayOfWeek, isDate, isTimeOfDay } from './calendar-date.ts';

/** What a clock and a calendar on the wall show at an instant. */
export type WallTime = {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** `HH:MM`, seconds cut off */
  readonly time: string;
  /** from UTC, `+02:00` */
  readonly offset: string;
  /** 0 = Monday */
  readonly dayOfWeek: number;
};

/** One zone's clock: both directions between an instant and a `wall`, in milliseconds. */
export type ZoneClock = {
  wallAt(instant: number): number;
  instantOf(wall: number): number;
  /** The first instant after this one at which the offset changes; Infinity when there is none for 17 years. */
  nextChange(instant: number): number;
};

/**
 * The instant of a wall time, `date` `YYYY-MM-DD` and `time` `HH:MM` up to `24:00`. Throws a RangeError on anything
 * else.
 */
export function wallTimeToInstant(timeZone: string, date: string, time: string): number {
  return zoneClock(timeZone).instantOf(dayOfDate(date) * DAY_MS + minuteOfTime(time) * MINUTE_MS);
}

/** What the wall shows in `timeZone` at an instant in epoch milliseconds. */
export function instantToWallTime(timeZone: string, instant: number): WallTime {
  const wall = zoneClock(timeZone).wallAt(instant);
  const day = Math.floor(wall / DAY_MS);
  return {
    date: dateOfDay(day),
    time: timeOfMinute(Math.floor((wall - day * DAY_MS) / MINUTE_MS)),
    offset: offsetText(wall - instant),
    dayOfWeek: weekdayOfDay(day),
  };
}

/**
 * Whether the wall shows the same date and time at another instant too: all of an hour that a clock change repeats,
 * both times.
 */
export function occursTwice(timeZone: string, instant: number): boolean {
  const clock = zoneClock(timeZone);
  const wall = clock.wallAt(instant);
  if (clock.instantOf(wall) !== instant) return true;
  const change = clock.nextChange(instant);
  return change !== Number.POSITIVE_INFINITY && clock.wallAt(change) <= wall;
}

/** The first instant of a date in a zone: 01:00 where midnight is skipped (Cairo, the last Friday of April). */
export function startOfDay(timeZone: string, date: string): number {
  const clock = zoneClock(timeZone);
  const midnight = dayOfDate(date) * DAY_MS;
  const instant = clock.instantOf(midnight);
  // A gap that begins before midnight (23:30 to 00:30) moves 00:00 past the first instant of the date.
  const overshoot = clock.wallAt(instant) - midnight;
  return overshoot === 0 ? instant : firstInstantOf(clock, midnight, instant, overshoot);
}

/** The instants after `start` and before `end` at which a zone's offset from UTC changes, ascending. */
export function clockChanges(timeZone: string, start: number, end: number): number[] {
  const { nextChange } = zoneClock(timeZone);
  const changes: number[] = [];
  for (let instant = nextChange(start); instant < end; instant = nextChange(instant)) changes.push(instant);
  return changes;
}

/** The date it is in a zone at the instant `now`, `YYYY-MM-DD`. */
export function todayIn(timeZone: string, now: number): string {
  return dateOfDay(Math.floor(zoneClock(timeZone).wallAt(now) / DAY_MS));
}

/** An instant as RFC 3339 with the zone's offset and whole seconds: `2026-11-23T06:00:00+00:00`. */
export function formatInstant(instant: number, timeZone: string): string {
  const wall = zoneClock(timeZone).wallAt(instant);
  const day = Math.floor(wall / DAY_MS);
  const seconds = Math.floor((wall - day * DAY_MS) / 1000);
  const time = timeOfMinute(Math.floor(seconds / 60));
  const second = seconds % 60;
  return `${dateOfDay(day)}T${time}:${second < 10 ? '0' : ''}${second}${offsetText(wall - instant)}`;
}

/**
 * Whether `name` is an IANA time zone that this Node knows, in any case, links and legacy names (`US/Pacific`)
 * included.
 *
 * An offset such as `+02:00` is refused: it is no zone, and hours given in it would be wrong after the next clock
 * change.
 */
export function isTimeZone(name: unknown): name is string {
  if (typeof name !== 'string' || name.length > 64 || !/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** The clock of a zone; throws a RangeError when Node knows no zone of that name. Ask once for many conversions. */
export function zoneClock(timeZone: string): ZoneClock {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    clock = makeClock((start, end) => offsetsOf(timeZone, start, end));
    clocks.set(timeZone, clock);
  }
  return clock;
}

// All of the world's zones fit (about 450, 600 with links); a table holds 35 to 70 changes.
const clocks = new LRUCache<string, ZoneClock>({ max: 600 });

const SPAN_MS = 2 ** 39;

/**
 * The offsets of a zone from UTC, ms: `offsets[i]` holds from the instant `since[i]` up to `since[i + 1]`, the first
 * since ever.
 */
type Offsets = {
  readonly since: readonly number[];
  readonly offsets: readonly number[];
};

/** Tells a zone's offsets from one instant to another: those that hold there, and the changes between. */
export type OffsetReader = (start: number, end: number) => Offsets;

/** The offsets around one span of 17 years. */
type OffsetTable = Offsets & { readonly span: number };

/** A clock of the offsets that `read` tells; it is asked once for each span of some 17 years. */
export function makeClock(read: OffsetReader): ZoneClock {
  // Two days around it, so that one table answers for any wall time within.
  const readTable = (span: number): OffsetTable => ({
    span,
    ...read(span * SPAN_MS - 2 * DAY_MS, (span + 1) * SPAN_MS + 2 * DAY_MS),
  });
  const tables = new LRUCache<number, OffsetTable>({ max: 8 });
  let current = readTable(3);
  tables.set(current.span, current);

  const tableAt = (ms: number): OffsetTable => {
    const span = Math.floor(ms / SPAN_MS);
    if (current.span === span) return current;
    const table = tables.get(span) ?? readTable(span);
    tables.set(span, table);
    current = table;
    return table;
  };

  return {
    wallAt(instant) {
      const table = tableAt(instant);
      return instant + offsetOf(table, indexAt(table, instant));
    },
    instantOf(wall) {
      const table = tableAt(wall);
      const { since } = table;
      // No offset reaches a day, so the change that decides lies after this one.
      let i = indexAt(table, wall - DAY_MS);
      while (i + 1 < since.length && wall >= (since[i + 1] as number) + offsetOf(table, i)) i++;
      const skipped = i > 0 && wall < (since[i] as number) + offsetOf(table, i);
      return wall - offsetOf(table, skipped ? i - 1 : i);
    },
    nextChange(instant) {
      const { span } = tableAt(instant);
      for (const table of [tableAt(instant), tableAt((span + 1) * SPAN_MS)]) {
        const next = table.since[indexAt(table, instant) + 1];
        if (next !== undefined) return next;
      }
      return Number.POSITIVE_INFINITY;
    },
  };
}

function offsetsOf(timeZone: string, start: number, end: number): Offsets {
  let time = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(timeZone);
  const since = [Number.NEGATIVE_INFINITY];
  const offsets = [time.offsetNanoseconds / 1e6];
  for (;;) {
    const next = time.getTimeZoneTransition('next');
    if (next === null || next.epochMilliseconds > end) return { since, offsets };
    time = next;
    since.push(time.epochMilliseconds);
    offsets.push(time.offsetNanoseconds / 1e6);
  }
}

function indexAt({ since }: OffsetTable, instant: number): number {
  let low = 0;
  let high = since.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((since[middle] as number) <= instant) low = middle;
    else high = middle;
  }
  return low;
}

function offsetOf(table: OffsetTable, index: number): number {
  return table.offsets[index] as number;
}

/** The first instant of a date whose midnight moved by `overshoot`: the clock change itself lies in that stretch. */
function firstInstantOf(clock: ZoneClock, midnight: number, moved: number, overshoot: number): number {
  let low = moved - overshoot;
  let high = moved;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (clock.wallAt(middle) < midnight) low = middle;
    else high = middle;
  }
  return clock.wallAt(low) >= midnight ? low : high;
}

/** An offset as RFC 3339 writes it; the seconds of old local mean times are cut off. */
function offsetText(offsetMs: number): string {
  const minutes = Math.floor(Math.abs(offsetMs) / MINUTE_MS);
  return `${offsetMs < 0 ? '-' : '+'}${timeOfMinute(minutes)}`;
}
