import ical, { ICalCalendarMethod, type ICalEventData, ICalEventStatus } from 'ical-generator';
import { plainText } from '../plain-text.ts';
import { sessionUid } from './session-uid.ts';

/** A session as far as a calendar shows it. */
export interface SessionEvent {
  readonly sessionId: number;
  readonly partnerSlug: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly cancelled: boolean;
  /** Whether its mentor has still to accept it. */
  readonly isRequest?: boolean;
  readonly subject: string;
  readonly description: string | null;
  readonly mentorName: string;
  readonly studentName: string;
  readonly meetingLink: string | null;
  /** Where it takes place, in the mentor's words; null where its meeting is all there is. */
  readonly place: string | null;
  /** Grows with every change (RFC 5545 §3.8.7.4). */
  readonly sequence: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** One VEVENT in UTC with a stable UID. Source: RFC 5545 §3.6.1, RFC 5546 §3.2 for the method. */
export function sessionCalendar(event: SessionEvent): string {
  const method = event.cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH;
  const calendar = ical({ prodId, method });
  calendar.createEvent(vevent(event));
  return calendar.toString();
}

/** Who wrote the calendar: the product. */
export const prodId = { company: 'Mentor Booking', product: 'Sessions', language: 'EN' };

function statusOf({ cancelled, isRequest }: SessionEvent): ICalEventStatus {
  if (cancelled) return ICalEventStatus.CANCELLED;
  return isRequest ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED;
}

/** A session as an event of a calendar, whoever gets it. Times are in UTC. */
export function vevent(event: SessionEvent): ICalEventData {
  const link = event.meetingLink && plainText(event.meetingLink);
  return {
    id: sessionUid(event.sessionId, event.partnerSlug),
    sequence: event.sequence,
    stamp: event.updatedAt,
    created: event.createdAt,
    lastModified: event.updatedAt,
    start: event.startsAt,
    end: event.endsAt,
    summary: plainText(`${event.subject} (${event.mentorName} / ${event.studentName})`),
    description: event.description && plainText(event.description),
    location: event.place ? plainText(event.place) : link,
    url: link,
    status: statusOf(event),
  };
}
