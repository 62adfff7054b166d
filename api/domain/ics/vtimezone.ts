import { DAY_MS } from '../calendar-date.ts';
import type { OffsetReader } from '../wall-time.ts';
import { fileBudget } from './budget.ts';
import { CalendarFault } from './calendar-faults.ts';
import type { Property } from './calendar-lines.ts';
import type { CalendarPart } from './calendar-parts.ts';
import { type EventRule, readEventRule, ruleWalls } from './event-rule.ts';
import { momentOf, valuesOf, type Zones } from './moments.ts';

/** STANDARD or DAYLIGHT: when it sets in, on the wall before it, and the offsets before and after, ms. */
interface Observance {
  readonly start: number;
  readonly added: readonly number[];
  readonly rules: readonly EventRule[];
  readonly from: number;
  readonly to: number;
}

/**
 * The offsets of a zone that a calendar defines itself (RFC 5545 §3.6.5), for `makeClock`. Before the first change
 * that it tells, the offset is the one which that change ends.
 *
 * @returns null when nothing in it can be read
 */
export function vtimezoneClock({ observances }: CalendarPart): OffsetReader | null {
  const read = observances.flatMap((each) => observanceOf(each) ?? []);
  return read.length === 0 ? null : (start, end) => offsetsBetween(read, start, end);
}

function offsetsBetween(
  observances: readonly Observance[],
  start: number,
  end: number,
): ReturnType<OffsetReader> {
  const budgetOf = fileBudget();
  const changes = observances
    .flatMap((each) =>
      [...onsets(each, start, end, budgetOf)].map((wall) => ({ at: wall - each.from, ...each })),
    )
    .sort((a, b) => a.at - b.at);
  const since = [Number.NEGATIVE_INFINITY];
  const offsets = [changes[0]?.from ?? observances[0]?.to ?? 0];
  for (const { at, to } of changes) {
    if (at > end) break;
    if (to === offsets.at(-1)) continue;
    if (at <= start) offsets[0] = to;
    else {
      since.push(at);
      offsets.push(to);
    }
  }
  return { since, offsets };
}

/** The wall times at which an observance sets in: those up to `end`, and of those before `start` the last. */
function* onsets(
  { start: first, added, rules, from }: Observance,
  start: number,
  end: number,
  budgetOf: ReturnType<typeof fileBudget>,
): Iterable<number> {
  yield first;
  yield* added;
  for (const rule of rules) {
    const period = (rule.freq === 'YEARLY' ? 366 * rule.interval : 366) + 7;
    const near = Math.min(start + from, rule.until) - period * DAY_MS;
    try {
      yield* ruleWalls(rule, { start: first, from: near, to: end + from }, budgetOf());
    } catch (error) {
      if (!(error instanceof CalendarFault)) throw error;
    }
  }
}

function observanceOf(properties: readonly Property[]): Observance | null {
  const all = (name: string): Property[] => properties.filter((property) => property.name === name);
  const [start, from, to] = ['DTSTART', 'TZOFFSETFROM', 'TZOFFSETTO'].map((name) => all(name)[0]);
  const [before, after] = [offsetOf(from?.value), offsetOf(to?.value)];
  if (!start || after === null) return null;
  try {
    const offset = before ?? after;
    const wallOf = (text: string, property: Property): number => {
      const { wall, form } = momentOf(text, property, nowhere);
      return form === 'utc' ? wall + offset : wall;
    };
    const first = wallOf(start.value, start);
    return {
      start: first,
      added: all('RDATE').flatMap((each) => valuesOf(each).map((value) => wallOf(value, each))),
      rules: all('RRULE').map(({ value }) => readEventRule(value, first, (until) => wallOf(until, start))),
      from: offset,
      to: after,
    };
  } catch {
    return null;
  }
}

/** Times on the wall, of which no clock is asked. */
const noClock = {
  wallAt: (instant: number): number => instant,
  instantOf: (wall: number): number => wall,
  nextChange: (): number => Number.POSITIVE_INFINITY,
};
const nowhere: Zones = { home: noClock, floating: noClock, named: () => noClock };

function offsetOf(text: string | undefined): number | null {
  const [, sign, hours, minutes = '0', seconds = '0'] =
    /^([+-]?)(\d{1,2}?):?(\d\d)?:?(\d\d)?$/.exec(text?.trim() ?? '') ?? [];
  if (hours === undefined) return null;
  const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  return Math.abs(ms) >= DAY_MS ? null : sign === '-' ? -ms : ms;
}
