/** The occurrences of one event within a window, and which of them an exception means. */

import type { Period } from '../calendar.ts';
import { DAY_MS } from '../calendar-date.ts';
import type { Budget } from './budget.ts';
import { ruleWalls } from './event-rule.ts';
import { daysMeant } from './event-times.ts';
import type { ForeignEvent } from './foreign-event.ts';
import { dayOfWall, instantOf, type Length, type Moment, type Zones } from './moments.ts';

/** The occurrences of an event by their wall times, each with how long it lasts. */
export type Occurrences = ReadonlyMap<number, Length>;

/** Tells the wall times of the occurrences that a moment means: none, one, or all of a date. */
export type Finder = (moment: Moment) => readonly number[];

/** Days more than an event lasts: what clocks and exceptions told in other zones can differ by, and more. */
const spareDays = 2;

/**
 * All occurrences that can touch the window, those among them that exceptions take away.
 *
 * @param reach by how much an occurrence may be moved from its place, ms
 * @throws CalendarFault `too_often`
 */
export function occurrencesOf(
  event: ForeignEvent,
  { window, reach, zones }: { readonly window: Period; readonly reach: number; readonly zones: Zones },
  budget: Budget,
): Occurrences {
  const { start, length, rules, exRules, added } = event;
  const spare = spareDays * DAY_MS + reach;
  const range = {
    start: start.wall,
    from: start.clock.wallAt(window.start) - length.days * DAY_MS - length.ms - spare,
    to: start.clock.wallAt(window.end) + spare,
  };
  const found = new Map<number, Length>([[start.wall, length]]);
  for (const rule of rules) for (const wall of ruleWalls(rule, range, budget)) found.set(wall, length);
  for (const rule of exRules) for (const wall of ruleWalls(rule, range, budget)) found.delete(wall);
  for (const [moment, own] of added) found.set(onWallOf(event, moment, zones), own ?? length);
  return found;
}

/**
 * A moment on the wall where an event's own times are told: a date beside times stands for the event's time on it.
 */
export function onWallOf({ start }: ForeignEvent, moment: Moment, zones: Zones): number {
  if (start.form === 'date') return (daysMeant(moment, zones)[0] ?? 0) * DAY_MS;
  if (moment.form === 'date') return moment.wall + (start.wall - dayOfWall(start.wall) * DAY_MS);
  return moment.form === 'floating' || moment.clock === start.clock
    ? moment.wall
    : start.clock.wallAt(instantOf(moment));
}

/**
 * Finds what exceptions mean, in whatever form they are told: by the instant; by the wall where either names no zone;
 * by the date where either is one, or is written as midnight. What fits best is tried first, and what hits nothing
 * means nothing.
 */
export function finderOf({ start }: ForeignEvent, occurrences: Occurrences, zones: Zones): Finder {
  const walls = [...occurrences.keys()];
  const byDay = Map.groupBy(walls, dayOfWall);
  const onDay = (day: number): readonly number[] => byDay.get(day) ?? [];
  if (start.form === 'date') return (moment) => firstHit(daysMeant(moment, zones), onDay);

  const byInstant = Map.groupBy(walls, (wall) => start.clock.instantOf(wall));
  const at = (instant: number): readonly number[] => byInstant.get(instant) ?? [];
  const onWall = (wall: number): readonly number[] => (occurrences.has(wall) ? [wall] : []);
  const onHomeDay = (day: number): readonly number[] =>
    walls.filter((wall) => dayOfWall(zones.home.wallAt(start.clock.instantOf(wall))) === day);
  return (moment) => {
    const { wall, form } = moment;
    const tries = [() => at(instantOf(moment)), ...(start.form === 'floating' ? [() => onWall(wall)] : [])];
    if (form === 'floating') tries.unshift(() => onWall(wall));
    const dated = wall % DAY_MS === 0 ? [() => onDay(dayOfWall(wall)), () => onHomeDay(dayOfWall(wall))] : [];
    return firstHit([...(form === 'date' ? [] : tries), ...dated], (attempt) => attempt());
  };
}

function firstHit<T>(candidates: readonly T[], find: (candidate: T) => readonly number[]): readonly number[] {
  for (const candidate of candidates) {
    const found = find(candidate);
    if (found.length > 0) return found;
  }
  return [];
}
