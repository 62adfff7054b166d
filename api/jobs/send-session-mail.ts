import type { Knex } from 'knex';
import type { SessionMailKind, SessionMailPayload } from '../commands/sessions/queue-session-mail.ts';
import { sessionCalendar } from '../domain/ics/session-calendar.ts';
import { type SessionMailFacts, sessionMail } from '../domain/mail/session-mail.ts';
import type { Happening } from '../domain/messages.ts';
import { MentorSession } from '../models/mentor-session.ts';
import { Partner } from '../models/partner.ts';
import { sessionEventOf } from '../models/session-event.ts';
import { User } from '../models/user.ts';
import { withPeople } from '../queries/find-session.ts';
import type { Post } from './post.ts';

const kinds = {
  booked: 'session_booking',
  cancelled: 'session_cancelled',
  rescheduled: 'session_rescheduled',
  reminder: 'session_reminder',
} as const satisfies Record<SessionMailKind, Happening['kind']>;

const events = {
  booked: 'session_booked',
  cancelled: 'session_cancelled',
  rescheduled: 'session_rescheduled',
  reminder: 'session_reminder',
} as const satisfies Record<SessionMailKind, SessionMailFacts['event']>;

/**
 * Mails both people of a session what happened to it, each in her language and zone, with the session as a calendar
 * file. Runs at least once: a second run after a crash sends the same calendar entry again, which replaces the first.
 */
export async function sendSessionMail(knex: Knex, post: Post, payload: SessionMailPayload): Promise<void> {
  const row = await MentorSession.query(knex)
    .findById([payload.mentor_id, payload.session_id])
    .withGraphFetched('[mentor, student]');
  if (!row) return;
  // By its time and not by its sequence, which grows when only the meeting link is set.
  const isStale = row.startsAt.toISOString() !== payload.starts_at || row.status !== 'scheduled';
  if (payload.kind === 'reminder' && isStale) return;

  const found = withPeople(row);
  const mentorUser = await User.query(knex).findById(row.mentor?.userId ?? 0);
  const partner = await Partner.query(knex).findById(found.mentor.partnerId);
  const calendar = sessionCalendar(sessionEventOf(found, partner?.slug ?? ''));
  const mentorZone = row.mentor?.timezone ?? 'UTC';
  const kind = kinds[payload.kind];
  const student = { name: found.student.name, timeZone: row.student?.timezone ?? mentorZone };
  const mentor = { name: found.mentor.name, timeZone: mentorZone };
  const readers = [
    { user: row.student, reader: { ...student, role: 'student' }, other: mentor },
    { user: mentorUser, reader: { ...mentor, role: 'mentor' }, other: student },
  ] as const;
  for (const { user, reader, other } of readers) {
    if (!user?.email || user.notificationPreferences[kind]?.mail === false) continue;
    // Only students book. Who cancelled or moved a session is not kept with the job.
    const booker = reader.role === 'student' ? 'reader' : 'other';
    const mail = sessionMail({
      event: events[payload.kind],
      reader: { ...reader, locale: user.locale },
      other,
      actor: payload.kind === 'booked' ? booker : 'somebody',
      session: {
        startsAt: row.startsAt,
        endsAt: row.endsAt,
        formerStart: null,
        subject: row.subject,
        description: row.description,
        cancelReason: row.cancelReason,
      },
      partner: { name: partner?.name ?? '', color: partner?.theme?.primary ?? null },
      links: { join: row.meetingLink },
    });
    await post({ to: user.email, ...mail, calendar });
  }
}
