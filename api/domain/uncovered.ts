import type { Calendar, Period } from './calendar.ts';
import { openPeriods } from './open-periods.ts';

/** Those of `periods` that no open period of the calendar holds whole. What is busy does not matter. */
export function uncovered<P extends Period>(calendar: Calendar, periods: readonly P[]): P[] {
  return periods.filter(
    (period) =>
      !openPeriods(calendar, period).some((open) => open.start <= period.start && period.end <= open.end),
  );
}
