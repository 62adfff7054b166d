import type { SeriesEvent } from '../domain/ics/series-calendar.ts';
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
    isRequest: session.status === 'requested',
    subject: session.subject,
    description: session.description,
    mentorName: mentor.name,
    studentName: student.name,
    meetingLink,
    place: session.place,
    sequence: session.sequence,
    createdAt: session.createdAt,
    updatedAt: session.updatedAt,
  };
}

interface Series {
  readonly id: number;
  readonly timeZone: string;
  readonly everyWeeks: number;
  readonly sessions: readonly SessionWithPeople[];
}

/** What a calendar shows of a series. `linkOf`: the meeting link of a session, of the person whose calendar it is. */
export function seriesEventOf(
  { id, timeZone, everyWeeks, sessions }: Series,
  partnerSlug: string,
  linkOf: (found: SessionWithPeople) => string | null,
): SeriesEvent {
  const events = sessions.map((found) => ({
    ...sessionEventOf(found, partnerSlug, linkOf(found)),
    occurrence: found.session.occurrence ?? 0,
  }));
  return { seriesId: id, partnerSlug, timeZone, everyWeeks, sessions: events };
}
