import { DAY_MS } from '../api/domain/calendar-date.ts';
import { messageFor } from '../api/domain/messages.ts';
import type { Notification } from '../api/models/notification.ts';
import type { DemoSession } from './seed-sessions.ts';

/** A notification and the external id of the mentor who reads it. */
export interface DemoNotification {
  readonly mentor: string;
  readonly row: Pick<Notification, 'type' | 'title' | 'message' | 'link' | 'isRead' | 'createdAt'>;
}

/**
 * What the mentors were told of the sessions, the oldest first. Nearly all of more than four days ago has been read.
 *
 * @param now epoch ms
 */
export function planNotifications(
  sessions: readonly { readonly id: number; readonly session: DemoSession }[],
  now: number,
): DemoNotification[] {
  return sessions
    .flatMap(({ id, session }) => happenings(session).map((happening) => ({ id, session, ...happening })))
    .sort((a, b) => a.at - b.at)
    .map(({ id, session, type, at }, index) => ({
      mentor: session.mentor.externalId,
      row: {
        type,
        ...messageFor(
          { kind: type, who: session.student.name, startsAt: session.start },
          { locale: session.mentor.locale, timeZone: session.mentor.timezone },
        ),
        link: `/mentorship/sessions/${id}`,
        isRead: at < now - 4 * DAY_MS ? index % 13 !== 0 : index % 3 === 0,
        createdAt: new Date(at),
      },
    }));
}

function happenings({ status, createdAt, updatedAt, review }: DemoSession) {
  const found: { readonly type: Notification['type']; readonly at: number }[] = [
    { type: 'session_booking', at: createdAt },
  ];
  if (status === 'cancelled') found.push({ type: 'session_cancelled', at: updatedAt });
  if (review) found.push({ type: 'session_review', at: review.at });
  return found;
}
