import type { ForeignEvent } from './foreign-event.ts';

/**
 * Of several versions of one event those that hold: the highest SEQUENCE, then the latest DTSTAMP, then the latest
 * LAST-MODIFIED (RFC 5546 §2.1.5). Events that tell nothing of the kind, as timetables write them under one UID, all
 * hold; but what is cancelled takes those at the same start with it.
 */
export function latestOf(events: readonly ForeignEvent[]): readonly ForeignEvent[] {
  if (events.length < 2) return events;
  const newest = events
    .map(({ version }) => version)
    .reduce((best, each) => (compare(each, best) > 0 ? each : best));
  const latest = events.filter(({ version }) => compare(version, newest) === 0);
  const cancelled = new Set(latest.filter(({ isCancelled }) => isCancelled).map(({ start }) => start.wall));
  return latest.filter(({ isCancelled, start }) => isCancelled || !cancelled.has(start.wall));
}

/** Those that hold of each occurrence that is replaced; `keyOf` tells which one. */
export function latestOfEach(
  events: readonly ForeignEvent[],
  keyOf: (event: ForeignEvent) => string,
): readonly ForeignEvent[] {
  return [...Map.groupBy(events, keyOf).values()].flatMap(latestOf);
}

function compare(version: readonly number[], other: readonly number[]): number {
  for (const [at, each] of version.entries()) {
    const against = other[at] ?? Number.NEGATIVE_INFINITY;
    if (each !== against) return each > against ? 1 : -1;
  }
  return 0;
}
