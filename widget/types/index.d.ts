/** A bookable start, as the API gives it. */
export interface Slot {
  /** The instant, RFC 3339. */
  datetime: string;
  /** Date of the zone shown, YYYY-MM-DD. */
  date: string;
  /** Wall time of the zone shown, HH:MM. */
  time: string;
  day_name: string;
  available: boolean;
  max_duration_minutes: number;
}

/** A session, as the API gives it. */
export interface Session {
  id: number;
  mentor_id: number;
  student_id: number;
  mentor: { id: number; name: string };
  student: { id: number; name: string };
  session_date: string;
  ends_at: string;
  /** Date, start and end as wall times of `timezone`, YYYY-MM-DD and HH:MM. */
  date: string;
  time: string;
  end_time: string;
  timezone: string;
  duration_minutes: number;
  subject: string;
  description: string | null;
  status: 'requested' | 'scheduled' | 'completed' | 'cancelled' | 'no_show';
  meeting_link: string | null;
  cancel_reason: string | null;
  metadata: Record<string, unknown>;
  /** The student's review; null while there is none. */
  review: { rating: number; comment: string | null; created_at: string } | null;
  created_at: string;
  updated_at: string;
}

/** What is about to be booked. */
export interface Booking {
  session_date: string;
  duration_minutes: number;
  subject: string;
  description?: string | null;
  /** Of a series: every so many weeks, so often, all dates or those that are free. */
  every_weeks?: 1 | 2;
  count?: number;
  mode?: 'all' | 'free';
}

/** Why the API refused (RFC 9457); match on `code`. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
}

/** What each event carries in `detail`, by the part of its name after `mentor-booking-`. */
export interface EventDetails {
  open: null;
  'slot-selected': { readonly slot: Slot };
  'before-book': { readonly booking: Booking };
  /** Of a series the first session; `sessions`: all that were booked, ascending. */
  booked: { readonly session: Session; readonly sessions: readonly Session[] };
  error: { readonly problem: Problem };
  close: null;
}

export class MentorBookingEvent<Name extends keyof EventDetails = keyof EventDetails> extends CustomEvent<
  EventDetails[Name]
> {
  constructor(name: Name, detail: EventDetails[Name]);
}

/** A button that opens the booking dialog of one mentor. */
export class MentorBookingElement extends HTMLElement {
  /** Slug of the partner. */
  partner: string | undefined;
  /** Id of the mentor. */
  get mentorId(): string | number | undefined;
  set mentorId(mentorId: string | number | undefined);
  /** Language of the dialog: fr (default), en, pt, ar or sw; a region may follow. */
  get locale(): string | undefined;
  set locale(locale: string | undefined);
  /** IANA time zone of the times shown; default the browser's. */
  timezone: string | undefined;
  /** Origin of the API. From npm it must be set: the default is the origin that the script came from. */
  apiUrl: string | undefined;
  /** A signed token of the student; never written to the attribute. */
  token: string | undefined;
  /** Gives a fresh token; called when one is needed or was refused. */
  getToken: (() => Promise<string>) | undefined;
  /** Opens the dialog; resolves once it is shown, or once the line has failed. */
  open(): Promise<void>;
  /** Closes the dialog; what was typed is kept. */
  close(): void;
}

/** The attributes and properties of `<mentor-booking>` in templates. */
export interface MentorBookingProps {
  partner?: string;
  'mentor-id'?: string | number;
  mentorId?: string | number;
  locale?: string;
  timezone?: string;
  'api-url'?: string;
  apiUrl?: string;
  token?: string;
  getToken?: () => Promise<string>;
}

/** Event handlers in JSX, by React 19's rule: `on` and the whole name of the event. */
export type MentorBookingHandlers = {
  [Name in keyof EventDetails as `onmentor-booking-${Name}`]?: (event: MentorBookingEvent<Name>) => void;
};

declare global {
  interface HTMLElementTagNameMap {
    'mentor-booking': MentorBookingElement;
  }
  interface HTMLElementEventMap {
    'mentor-booking-open': MentorBookingEvent<'open'>;
    'mentor-booking-slot-selected': MentorBookingEvent<'slot-selected'>;
    'mentor-booking-before-book': MentorBookingEvent<'before-book'>;
    'mentor-booking-booked': MentorBookingEvent<'booked'>;
    'mentor-booking-error': MentorBookingEvent<'error'>;
    'mentor-booking-close': MentorBookingEvent<'close'>;
  }
}
