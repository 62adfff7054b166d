import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

/** A session as far as a calendar shows it. */
export interface CalendarEvent {
  readonly sessionId: number;
  readonly partnerSlug: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly cancelled: boolean;
  readonly subject: string;
  readonly description: string | null;
  readonly mentorName: string;
  readonly studentName: string;
  readonly meetingLink: string | null;
  /** Grows with every change (RFC 5545 §3.8.7.4). */
  readonly sequence: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** One VEVENT in UTC with a stable UID. Source: RFC 5545 §3.6.1, RFC 5546 §3.2 for the method. */
export function sessionCalendar(event: CalendarEvent): string {
  const calendar = ical({
    prodId: { company: 'Mentor Booking', product: 'Sessions', language: 'EN' },
    method: event.cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: `session-${event.sessionId}@${event.partnerSlug}.mentor-booking`,
    sequence: event.sequence,
    stamp: event.updatedAt,
    created: event.createdAt,
    lastModified: event.updatedAt,
    start: event.startsAt,
    end: event.endsAt,
    summary: `${event.subject} (${event.mentorName} / ${event.studentName})`,
    description: event.description,
    location: event.meetingLink,
    url: event.meetingLink,
    status: event.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  return calendar.toString();
}
