import type { SkipReason } from '../../contract/busy-feed.ts';

/** A text that busy periods cannot be read from. */
export class UnreadableCalendar extends Error {
  readonly reason: 'not_calendar' | 'too_complex';

  constructor(reason: UnreadableCalendar['reason']) {
    super(reason);
    this.reason = reason;
  }
}

/** Something in a calendar that cannot be read, while the rest can. */
export class CalendarFault extends Error {
  readonly reason: SkipReason;

  constructor(reason: SkipReason) {
    super(reason);
    this.reason = reason;
  }
}
