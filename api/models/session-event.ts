import type { SessionEvent } from '../domain/ics/session-calendar.ts';
import type { SessionWithPeople } from './mentor-session.ts';

/** What a calendar shows of a session. `meetingLink`: of the person whose calendar it is. */
export function sessionEventOf(
  found: SessionWithPeople,
  partnerSlug: string,
  meetingLink: string | null,
): SessionEvent {
  const { session, mentor, student } = found;
  return {
    sessionId: session.id,
    partnerSlug,
    startsAt: session.startsAt,
    endsAt: session.endsAt,
    cancelled: session.status === 'cancelled',
    subject: session.subject,
    description: session.description,
    mentorName: mentor.name,
    studentName: student.name,
    meetingLink,
    sequence: session.sequence,
    createdAt: session.createdAt,
    updatedAt: session.updatedAt,
  };
}
