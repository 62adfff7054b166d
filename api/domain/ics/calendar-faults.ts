/** A text that busy periods cannot be read from. */
export class UnreadableCalendar extends Error {
  readonly reason: 'not_calendar' | 'too_complex';

  constructor(reason: UnreadableCalendar['reason']) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * Why something in a calendar was left out, or read otherwise than it stands.
 *
 * - `no_start`: an event without a start that can be read
 * - `no_end`: an event whose end cannot be read, or lies before its start
 * - `bad_rule`: a rule of recurrence that cannot be read; the event's own date counts all the same
 * - `bad_date`: one date of a series (EXDATE, RDATE, RECURRENCE-ID) or one published period; the rest of it counts
 * - `too_often`: a series of more dates than we count
 * - `unknown_zone`: an event in a zone that nobody knows; it was read in the mentor's
 */
export type SkipReason = 'no_start' | 'no_end' | 'bad_rule' | 'bad_date' | 'too_often' | 'unknown_zone';

/** Something in a calendar that cannot be read, while the rest can. */
export class CalendarFault extends Error {
  readonly reason: SkipReason;

  constructor(reason: SkipReason) {
    super(reason);
    this.reason = reason;
  }
}
