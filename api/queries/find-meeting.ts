import type { Knex } from 'knex';
import type { StoredMeeting } from '../contract/meeting.ts';
import { MentorSession } from '../models/mentor-session.ts';
import type { Partner } from '../models/partner.ts';
import type { User } from '../models/user.ts';
import type { PersonLink } from '../secrets/person-link.ts';
import { placeOf } from '../secrets/secret-box.ts';

/** The meeting of a session, for one of its two people. */
export interface FoundMeeting {
  readonly session: MentorSession;
  readonly partner: Partner;
  readonly reader: User;
  readonly role: 'student' | 'mentor';
  /** Her public name, where she is the mentor. */
  readonly name: string;
  /** The mentor's, whoever reads. */
  readonly mentorName: string;
  /** Name of the other person. */
  readonly other: string;
  /** IANA zone that she is told times in. */
  readonly timeZone: string;
  readonly meeting: StoredMeeting;
  /** Sealed, and what for. */
  readonly secret: { readonly sealed: string | null; readonly place: string };
}

/** The meeting that a link leads to; null when its session is not there, or its person is not there or not hers. */
export async function findMeeting(knex: Knex, link: PersonLink): Promise<FoundMeeting | null> {
  const session = await MentorSession.query(knex)
    .findById([link.mentorId, link.sessionId])
    .withGraphFetched('[mentor.[user, partner], student]');
  const { mentor, student } = session ?? {};
  if (!session || !student || !mentor?.user || !mentor.partner) return null;
  const isMentor = link.personId === mentor.userId;
  const reader = isMentor ? mentor.user : student;
  if (reader.id !== link.personId || reader.erasedAt) return null;
  const { partner } = mentor;
  return {
    session,
    partner,
    reader,
    role: isMentor ? 'mentor' : 'student',
    name: isMentor ? mentor.name : student.name,
    mentorName: mentor.name,
    other: isMentor ? student.name : mentor.name,
    timeZone: (isMentor ? null : student.timezone) ?? mentor.timezone,
    meeting: mentor.meeting ?? partner.meeting,
    secret: mentor.meeting
      ? { sealed: mentor.meetingSecret, place: placeOf.mentorsMeetingSecret(mentor.id) }
      : { sealed: partner.meetingSecret, place: placeOf.meetingSecret(partner.id) },
  };
}
