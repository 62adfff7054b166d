import type { Calendar, Period } from './calendar.ts';
import { merge, type OpenPeriod, openPeriods } from './open-periods.ts';

/** What is booked, and how many places of its group stand before its own; none of a session alone. */
export type Booked = Period & { readonly placesBefore?: number };

/**
 * Those of `booked` that no open hours of the calendar, of whatever kind, hold whole, and those for which the hours
 * have too few places. What is busy does not matter.
 */
export function uncovered<B extends Booked>(calendar: Calendar, booked: readonly B[]): B[] {
  return booked.filter((session) => {
    const open = openPeriods(calendar, session);
    const { placesBefore = 0 } = session;
    return !isHeld(open, session) || (placesBefore > 0 && placesBefore >= placesIn(open, session));
  });
}

/** Hours that touch hold a session together, also where they are of several kinds. */
function isHeld(open: readonly OpenPeriod[], session: Period): boolean {
  return merge(open.map(({ start, end }) => ({ start, end }))).some((period) => holds(period, session));
}

function placesIn(open: readonly OpenPeriod[], session: Period): number {
  return Math.max(
    1,
    ...open.filter((period) => holds(period, session)).map(({ kind }) => kind?.capacity ?? 1),
  );
}

const holds = (period: Period, { start, end }: Period): boolean => period.start <= start && end <= period.end;
