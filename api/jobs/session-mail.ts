import type { PreferenceType } from '../contract/notification.ts';
import { seriesInvitation, sessionInvitation } from '../domain/ics/session-invitation.ts';
import { type SessionMailFacts, sessionMail } from '../domain/mail/session-mail.ts';
import type { MailEvent } from '../domain/mail/words.ts';
import { meetingLinkOf } from '../models/meeting-link.ts';
import type { MentorSession, SessionWithPeople } from '../models/mentor-session.ts';
import type { MessageEvent } from '../models/message.ts';
import { seriesEventOf, sessionEventOf } from '../models/session-event.ts';
import type { WholeMessage } from '../queries/find-messages.ts';
import { withPeople } from '../queries/find-session.ts';
import { mailLinks, offerLinks } from '../secrets/mail-links.ts';
import type { LinkMaker } from '../secrets/person-link.ts';
import type { Mail } from './post.ts';

/** By event, the type of message that a person turns off; null for what she cannot. */
export const preferenceOf: Readonly<Record<MessageEvent, PreferenceType | null>> = {
  session_booked: 'session_booking',
  session_cancelled: 'session_cancelled',
  session_rescheduled: 'session_rescheduled',
  session_reminder: 'session_reminder',
  review_requested: 'review_requested',
  request_received: null,
  waiting_list_offer: 'waiting_list_offer',
  zone_data_changed: null,
};

const invites: readonly MessageEvent[] = [
  'session_booked',
  'session_rescheduled',
  'session_cancelled',
  'request_received',
  'zone_data_changed',
];

/** What mails are made with. */
export interface MailMaker extends LinkMaker {
  /** What is free instead of a request that ended, epoch ms. */
  readonly freeStarts?: readonly number[];
  /** The address that they come from. */
  readonly sender: string;
}

/**
 * The mail that a message is, in its reader's language and zone; with an invitation to the session as it stands, where
 * something about it is new.
 */
export function sessionMailOf(whole: WholeMessage, { sender, ...maker }: MailMaker): Mail {
  const { message, reader, partner, session } = whole;
  const { unsubscribe, ...facts } = sessionFacts(whole, maker);
  const mail = sessionMail(facts);
  const to = reader.email ?? '';
  if (message.event === 'session_reminder' || message.event === 'review_requested') {
    return { to, ...mail, unsubscribe: unsubscribe[message.event] };
  }
  if (!invites.includes(message.event)) return { to, ...mail };
  const invited = { name: facts.reader.name, email: to, timeZone: facts.reader.timeZone };
  const organizer = { name: partner.name, email: sender };
  if (whole.series) {
    const linkOf = (found: SessionWithPeople) => meetingLinkOf(found, reader.id, maker);
    const series = seriesEventOf(whole.series, partner.slug, linkOf);
    return { to, ...mail, calendar: seriesInvitation(series, invited, organizer) };
  }
  const event = sessionEventOf(withPeople(session, partner), partner.slug, facts.links.join ?? null);
  return { to, ...mail, calendar: sessionInvitation(event, invited, organizer) };
}

/** All that a message tells, whatever it goes by. */
export function sessionFacts(
  whole: WholeMessage,
  { freeStarts = [], ...maker }: Omit<MailMaker, 'sender'>,
): SessionMailFacts & Pick<ReturnType<typeof mailLinks>, 'unsubscribe'> {
  const { message, reader, partner, session, offer } = whole;
  const found = withPeople(session, partner);
  const mentor = { name: found.mentor.name, timeZone: found.mentor.timezone };
  const student = { name: found.student.name, timeZone: session.student?.timezone ?? mentor.timeZone };
  const isStudent = reader.id === session.studentId;
  const [self, other] = isStudent ? [student, mentor] : [mentor, student];
  const otherId = isStudent ? session.mentor?.userId : session.studentId;
  const told = toldSessions(whole);
  const first = told[0] ?? session;
  const startsAt = told[0]?.startsAt ?? message.startsAt;
  const endsAt = new Date(startsAt.getTime() + first.durationMinutes * 60_000);
  const linked = {
    personId: reader.id,
    mentorId: session.mentorId,
    sessionId: first.id,
    startsAt: startsAt.getTime(),
    endsAt: endsAt.getTime(),
    decideBy: session.decideBy?.getTime() ?? null,
  };
  const { unsubscribe, ...links } = mailLinks(maker, linked);
  return {
    event: message.event as MailEvent,
    reader: { ...self, role: isStudent ? 'student' : 'mentor', locale: reader.locale },
    other,
    actor: message.actorId === reader.id ? 'reader' : message.actorId === otherId ? 'other' : 'somebody',
    session: {
      startsAt,
      endsAt,
      ...(told.length > 1 && { dates: told.map((each) => each.startsAt) }),
      formerStart: message.formerStartsAt,
      subject: session.subject,
      description: session.description,
      cancelReason: session.cancelReason,
      mode: session.mode,
      place: session.place,
      decideBy: session.decideBy,
      // Nobody but its student books a session: who else makes it stand has accepted it.
      isAccepted: message.event === 'session_booked' && message.actorId !== session.studentId,
      freeStarts,
    },
    partner: { name: partner.name, color: partner.theme.primary ?? null },
    answerBy: offer?.expiresAt ?? null,
    links: offer
      ? offerLinks(maker, { ...linked, offerId: offer.id })
      : { ...links, join: meetingLinkOf({ ...found, session: first }, reader.id, maker) },
    unsubscribe,
  };
}

/** Where a message tells of several sessions of a series: those of which it is still true, ascending. */
function toldSessions({ message, session, series }: WholeMessage): MentorSession[] {
  const ids = message.seriesSessions && [session.id, ...message.seriesSessions];
  if (!ids || !series) return [];
  const isCancellation = message.event === 'session_cancelled';
  return series.sessions
    .map((each) => each.session)
    .filter(({ id, status }) => ids.includes(id) && (status === 'cancelled') === isCancellation);
}

/** IANA zone that times are told in to whoever a message is for. */
export function readerZone({ reader, session }: WholeMessage): string {
  const mentorZone = session.mentor?.timezone ?? 'UTC';
  return (reader.id === session.studentId ? session.student?.timezone : null) ?? mentorZone;
}
