import { CalendarFault, UnreadableCalendar } from './calendar-faults.ts';

/** Counts what the rules of one event cost. */
export interface Budget {
  /** One wall time more. */
  step(): void;
  /** So many days more that are asked about. */
  days(count: number): void;
}

/** Far more than people have, in one event and in a whole file. */
const most = { eventSteps: 20_000, fileSteps: 300_000, eventDays: 200_000, fileDays: 10_000_000 };

/**
 * A budget for a file, of which each event gets a part. Beyond its own an event is given up with a CalendarFault
 * `too_often`, beyond the file's the file with an UnreadableCalendar `too_complex`.
 */
export function fileBudget(): () => Budget {
  const left = { steps: most.fileSteps, days: most.fileDays };
  return () => {
    const own = { steps: most.eventSteps, days: most.eventDays };
    const spend = (what: 'steps' | 'days', count: number): void => {
      left[what] -= count;
      own[what] -= count;
      if (left[what] < 0) throw new UnreadableCalendar('too_complex');
      if (own[what] < 0) throw new CalendarFault('too_often');
    };
    return { step: () => spend('steps', 1), days: (count) => spend('days', count) };
  };
}
