import type { ProblemBody } from '../api/contract/problem.ts';
import type { Session } from '../api/contract/session.ts';
import type { Slot } from '../api/contract/slot.ts';
import type { BookingBody } from './draft.ts';

/** What each event carries in `detail`, by the part of its name after `mentor-booking-`. */
export interface EventDetails {
  open: null;
  'slot-selected': { readonly slot: Slot };
  /** Cancelable: `preventDefault()` keeps the request from being sent. */
  'before-book': { readonly booking: BookingBody };
  /** Of a series the first session; `sessions`: all that were booked, ascending. */
  booked: { readonly session: Session; readonly sessions: readonly Session[] };
  error: { readonly problem: ProblemBody };
  close: null;
}

export type EventName = keyof EventDetails;

/**
 * An event of `<mentor-booking>`, type `mentor-booking-<name>`. It bubbles and leaves shadow roots;
 * only `before-book` can be cancelled.
 */
export class MentorBookingEvent<Name extends EventName = EventName> extends CustomEvent<EventDetails[Name]> {
  constructor(name: Name, detail: EventDetails[Name]) {
    super(`mentor-booking-${name}`, {
      bubbles: true,
      composed: true,
      cancelable: name === 'before-book',
      detail,
    });
  }
}

declare global {
  interface HTMLElementEventMap {
    'mentor-booking-open': MentorBookingEvent<'open'>;
    'mentor-booking-slot-selected': MentorBookingEvent<'slot-selected'>;
    'mentor-booking-before-book': MentorBookingEvent<'before-book'>;
    'mentor-booking-booked': MentorBookingEvent<'booked'>;
    'mentor-booking-error': MentorBookingEvent<'error'>;
    'mentor-booking-close': MentorBookingEvent<'close'>;
  }
}
