import type { SkipReason } from '../../contract/busy-feed.ts';
import type { Period } from '../calendar.ts';
import { DAY_MS } from '../calendar-date.ts';
import type { Budget } from './budget.ts';
import { CalendarFault } from './calendar-faults.ts';
import { latestOf, latestOfEach } from './event-versions.ts';
import type { ForeignEvent } from './foreign-event.ts';
import { instantOf, periodOf, type Zones } from './moments.ts';
import { type Finder, finderOf, type Occurrences, occurrencesOf, onWallOf } from './occurrences.ts';

/** The events of one UID: those that stand for themselves, and those that replace an occurrence of one. */
export interface RelatedEvents {
  readonly masters: ForeignEvent[];
  readonly replacing: ForeignEvent[];
  readonly zones: Zones;
}

/** An event with its occurrences, and what finds the one among them that an exception means. */
interface Series {
  readonly event: ForeignEvent;
  readonly occurrences: Occurrences;
  readonly find: Finder;
}

/** All occurrences from a wall time on, as another event tells them. */
interface Change {
  readonly cut: number;
  readonly event: ForeignEvent;
}

/** Furthest that an event may move the occurrences after it, ms. */
const mostReach = 366 * DAY_MS;

/**
 * When the events of one UID take place: of their versions the latest, without the dates that are taken out, and with
 * those that others replace as they tell them.
 *
 * @returns the periods that can touch the window, in no order, and what could not be counted
 */
export function seriesPeriods(
  { masters, replacing, zones }: RelatedEvents,
  window: Period,
  budgetOf: () => Budget,
): { readonly periods: readonly Period[]; readonly faults: readonly SkipReason[] } {
  const held = latestOf(masters);
  const periods: Period[] = [];
  const faults: SkipReason[] = [];
  const expand = (event: ForeignEvent): Series[] => {
    const changes = replacing.filter(({ replaces }) => replaces?.andFuture);
    if (event.isCancelled || (!event.isBusy && changes.length === 0)) return [];
    const reach = Math.min(mostReach, Math.max(0, ...changes.map((change) => reachOf(change, event, zones))));
    try {
      const occurrences = occurrencesOf(event, { window, reach, zones }, budgetOf());
      const find =
        replacing.length + event.removed.length > 0 ? finderOf(event, occurrences, zones) : () => [];
      return [{ event, occurrences, find }];
    } catch (error) {
      if (!(error instanceof CalendarFault)) throw error;
      faults.push(error.reason);
      return [];
    }
  };

  const series = held.flatMap(expand);
  const live = latestOfEach(uncancelled(replacing, held), (event) => keyOf(event, series));
  const single = live.filter(({ replaces }) => !replaces?.andFuture);
  const changed = live.filter(({ replaces }) => replaces?.andFuture);
  for (const each of series) {
    const changes = changed.map((event) => ({ event, cut: cutOf(each, event, zones) }));
    periods.push(...periodsOf(each, single, changes));
  }
  for (const event of changed.filter(({ rules }) => rules.length > 0))
    for (const each of expand({ ...event, replaces: null })) {
      const changes = changed.map((later) => ({ event: later, cut: cutOf(each, later, zones) }));
      periods.push(
        ...periodsOf(
          each,
          single,
          changes.filter(({ cut }) => cut > event.start.wall),
        ),
      );
    }
  // What replaces an occurrence takes place whether or not the file has the series that it belongs to.
  for (const event of held.length > 0 ? single : live)
    if (event.isBusy) periods.push(periodOf(event.start, event.length));
  return { periods, faults };
}

function periodsOf(
  { event, occurrences, find }: Series,
  single: readonly ForeignEvent[],
  changes: readonly Change[],
): Period[] {
  const replaced = single.flatMap(({ replaces }) => (replaces ? [replaces.moment] : []));
  const gone = new Set([...event.removed, ...replaced].flatMap(find));
  const latestFirst = changes.toSorted((a, b) => b.cut - a.cut);
  const periods: Period[] = [];
  for (const [wall, length] of occurrences) {
    if (gone.has(wall)) continue;
    const change = latestFirst.find(({ cut }) => wall >= cut);
    if (!change) {
      if (event.isBusy) periods.push(periodOf({ wall, clock: event.start.clock }, length));
      continue;
    }
    const { start, length: own, isBusy, rules } = change.event;
    // One with rules of its own is a series from there on.
    if (isBusy && rules.length === 0)
      periods.push(periodOf({ wall: start.wall + wall - change.cut, clock: start.clock }, own));
  }
  return periods;
}

/** A series that was cancelled is so with what replaced its occurrences, unless that came later. */
function uncancelled(
  replacing: readonly ForeignEvent[],
  held: readonly ForeignEvent[],
): readonly ForeignEvent[] {
  if (held.length === 0 || !held.every(({ isCancelled }) => isCancelled)) return replacing;
  const sequence = Math.max(...held.map(({ version }) => version[0]));
  return replacing.filter(({ version }) => version[0] > sequence);
}

/** The same for all that replace the same occurrence, in whatever form they tell it. */
function keyOf({ replaces }: ForeignEvent, series: readonly Series[]): string {
  if (!replaces) return '';
  const { moment, andFuture } = replaces;
  const hit = series.map(({ find }) => find(moment)[0]).find((wall) => wall !== undefined);
  return `${andFuture} ${hit === undefined ? `${moment.form === 'date'} ${instantOf(moment)}` : hit}`;
}

function cutOf({ event, find }: Series, { replaces }: ForeignEvent, zones: Zones): number {
  return replaces
    ? (find(replaces.moment)[0] ?? onWallOf(event, replaces.moment, zones))
    : Number.POSITIVE_INFINITY;
}

function reachOf({ replaces, start, length }: ForeignEvent, event: ForeignEvent, zones: Zones): number {
  if (!replaces) return 0;
  return Math.abs(start.wall - onWallOf(event, replaces.moment, zones)) + length.days * DAY_MS + length.ms;
}
