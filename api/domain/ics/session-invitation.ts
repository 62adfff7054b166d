import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendarMethod,
} from 'ical-generator';
import { plainText } from '../plain-text.ts';
import { occursTwice } from '../wall-time.ts';
import { isCancelled, type SeriesEvent, seriesEvents } from './series-calendar.ts';
import { prodId, type SessionEvent, vevent } from './session-calendar.ts';
import { vtimezoneText } from './write-vtimezone.ts';

export interface Invited {
  readonly name: string;
  /** Where the mail goes. */
  readonly email: string;
  /** IANA zone that her times are written in. */
  readonly timeZone: string;
}

export interface Organizer {
  /** The partner's name. */
  readonly name: string;
  /** The address that the mails come from. */
  readonly email: string;
}

export interface Invitation {
  /** What `Content-Type: text/calendar; method=` has to say too (RFC 6047 §2.4). */
  readonly method: 'REQUEST' | 'CANCEL';
  /** The iCalendar text. */
  readonly content: string;
}

/**
 * A session for the calendar of one of its two people, to go along with a mail: REQUEST as long as it stands, CANCEL
 * once it is cancelled. Programs take all of these for one event, by its UID, and the latest by its SEQUENCE. The same
 * session gives the same text, so that a mail that is sent again changes nothing. Source: RFC 5545, RFC 5546 §3.2.2 and
 * §3.2.5.
 *
 * A request is TENTATIVE (§3.8.1.11), so that both calendars keep its time; what is accepted comes as CONFIRMED under a
 * later SEQUENCE, what is not as CANCEL.
 *
 * She is the only ATTENDEE, by which programs know the event for hers, and takes part already: to have booked, or to
 * have opened the hour, was to accept, and nobody reads answers. The other person has no such line, but stands in the
 * summary. An attendee is an address (RFC 5545 §3.8.4.1), and neither person has agreed that the other gets hers; the
 * sender's address under the other's name would be the organizer's once more, and programs show one address as one
 * person. For the same reason the ORGANIZER is not the mentor, but the address that the mail comes from, in the
 * partner's name: only an organizer may change or cancel (RFC 5546 §2.1.4), so it stays the same for both people and
 * over the event's life.
 *
 * Times are on her own wall, with the zone beside them, so that a program shows the session where she was told even if
 * its zone data is older than ours. A session that touches an hour which her wall shows twice is written in UTC:
 * programs do not agree on which of the two is meant, though §3.3.5 says the first.
 */
export function sessionInvitation(event: SessionEvent, reader: Invited, organizer: Organizer): Invitation {
  const method = event.cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST;
  const calendar = ical({ prodId, method });
  const { startsAt, endsAt } = event;
  calendar.timezone({ name: null, generator: (timeZone) => vtimezoneText(timeZone, startsAt.getTime()) });
  const isDoubtful = [startsAt, endsAt].some((instant) => occursTwice(reader.timeZone, instant.getTime()));
  calendar.createEvent({
    ...vevent(event),
    start: Temporal.Instant.fromEpochMilliseconds(startsAt.getTime()),
    end: Temporal.Instant.fromEpochMilliseconds(endsAt.getTime()),
    timezone: isDoubtful || reader.timeZone === 'UTC' ? null : reader.timeZone,
    ...invited(reader, organizer, event.isRequest),
  });
  return { method, content: calendar.toString() };
}

/**
 * Does `sessionInvitation` for a series: as long as one of its sessions stands, a REQUEST with the whole of it, in
 * which a session that was cancelled is no more. Its times are on the wall of the series' zone, by which it comes back.
 */
export function seriesInvitation(series: SeriesEvent, reader: Invited, organizer: Organizer): Invitation {
  const method = isCancelled(series) ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST;
  const calendar = ical({ prodId, method });
  const first = Math.min(...series.sessions.map(({ startsAt }) => startsAt.getTime()));
  calendar.timezone({ name: null, generator: (timeZone) => vtimezoneText(timeZone, first) });
  for (const event of seriesEvents(series)) {
    calendar.createEvent({ ...event, ...invited(reader, organizer) });
  }
  return { method, content: calendar.toString() };
}

/** Who invites whom. */
const invited = (reader: Invited, organizer: Organizer, isRequest = false) => ({
  organizer: {
    name: commonName(organizer.name) || commonName(organizer.email),
    email: addressOf(organizer.email),
  },
  attendees: [
    {
      name: commonName(reader.name),
      email: addressOf(reader.email),
      type: ICalAttendeeType.INDIVIDUAL,
      role: ICalAttendeeRole.REQ,
      status: isRequest ? ICalAttendeeStatus.TENTATIVE : ICalAttendeeStatus.ACCEPTED,
      rsvp: false,
    },
  ],
});

/**
 * A name as a CN parameter: one line, without quotes, which cannot be written so that Outlook reads them, and without
 * backslashes, which mean nothing there (RFC 5545 §3.2) and by which some readers all the same escape what follows.
 */
const commonName = (name: string): string =>
  plainText(name).replace(/\s+/gu, ' ').replaceAll('"', "'").replaceAll('\\', '/').trim();

/** An address behind `mailto:` (RFC 6068 §2): nothing in it ends the line or the address. */
const addressOf = (email: string): string =>
  encodeURI(email.toWellFormed()).replace(/[?#&;,]/g, (each) => encodeURIComponent(each));
