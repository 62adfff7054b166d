import type { Session, SessionStatus } from '../contract/session.ts';
import { type Actor, may, type SessionThing } from '../domain/permissions.ts';
import { toldTime, zoneDataVersion } from '../domain/told-times.ts';
import { formatInstant, instantToWallTime, occursTwice } from '../domain/wall-time.ts';
import type { LinkMaker } from '../secrets/person-link.ts';
import { BaseModel } from './base-model.ts';
import { etagOf } from './etag.ts';
import { meetingLinkOf } from './meeting-link.ts';
import { Mentor } from './mentor.ts';
import type { SessionReview } from './session-review.ts';
import { User } from './user.ts';

/** What was booked. */
export class MentorSession extends BaseModel {
  static override tableName = 'mentor_session';
  static override idColumn = ['mentor_id', 'id'];
  static override jsonAttributes = ['metadata', 'answers', 'report'];

  declare id: number;
  declare mentorId: number;
  declare studentId: number;
  declare startsAt: Date;
  declare endsAt: Date;
  /** endsAt and the buffer after it: the mentor's next session starts no earlier. */
  declare guardedUntil: Date;
  declare subject: string;
  declare description: string | null;
  declare status: SessionStatus;
  declare meetingLink: string | null;
  declare notes: string | null;
  declare cancelReason: string | null;
  declare metadata: Record<string, unknown>;
  /** Until when a request is answered; kept when it ends unaccepted, null for all that stands. */
  declare decideBy: Date | null;
  /** The sessions of one mentor and time that share it, and which of its seats this is; null for one alone. */
  declare groupId: number | null;
  declare seat: number | null;
  /** How many seats the hours had when it was booked. */
  declare capacity: number | null;
  /** The series that it was booked with, and which of its dates it is, from 0 on. */
  declare seriesId: number | null;
  declare occurrence: number | null;
  declare mode: 'online' | 'in_person' | 'phone' | null;
  declare place: string | null;
  /** What the student answered to her partner's questions. */
  declare answers: Record<string, unknown>;
  /** What the mentor filled in after the session; null until then. */
  declare report: Record<string, unknown> | null;
  declare sequence: number;
  /** The zone data by which both people were told the start, and what each was told (`YYYY-MM-DDTHH:MM`). */
  declare toldZoneData: string | null;
  declare mentorToldZone: string | null;
  declare mentorToldTime: string | null;
  declare studentToldZone: string | null;
  declare studentToldTime: string | null;
  /** When the mentor said how it ended. */
  declare closedAt: Date | null;
  declare createdAt: Date;
  declare updatedAt: Date;
  declare mentor?: Mentor;
  declare student?: User;

  static override get relationMappings() {
    return {
      mentor: {
        relation: BaseModel.BelongsToOneRelation,
        modelClass: Mentor,
        join: { from: 'mentor_session.mentor_id', to: 'mentor.id' },
      },
      student: {
        relation: BaseModel.BelongsToOneRelation,
        modelClass: User,
        join: { from: 'mentor_session.student_id', to: 'app_user.id' },
      },
    };
  }

  /** Length, minutes. */
  get durationMinutes(): number {
    return (this.endsAt.getTime() - this.startsAt.getTime()) / 60_000;
  }
}

/** What its two people are told of a start (epoch ms), as a session keeps it. */
export function toldTimes(startsAt: number, mentorZone: string, studentZone: string) {
  const [mentor, student] = [toldTime(mentorZone, startsAt), toldTime(studentZone, startsAt)];
  return {
    toldZoneData: zoneDataVersion,
    mentorToldZone: mentor.timeZone,
    mentorToldTime: mentor.wallTime,
    studentToldZone: student.timeZone,
    studentToldTime: student.wallTime,
  };
}

/** A session with the names of its two people. */
export interface SessionWithPeople {
  readonly session: MentorSession;
  readonly mentor: {
    readonly id: number;
    readonly name: string;
    readonly partnerId: number;
    readonly timezone: string;
  };
  readonly student: { readonly id: number; readonly name: string };
  /** Whether a meeting is made for it. */
  readonly hasMeeting: boolean;
}

/** A session as every read and write of the API answers it. */
export interface WholeSession extends SessionWithPeople {
  readonly review: Pick<SessionReview, 'rating' | 'comment' | 'createdAt'> | null;
  /** When each of the two first went into its meeting, as far as that is known. */
  readonly attendance: { readonly mentorJoinedAt: Date | null; readonly studentJoinedAt: Date | null };
}

/** What the answer to one of its two people is made with. */
export interface Reading extends LinkMaker {
  /** Epoch ms. */
  readonly now: number;
}

/** What permissions ask about a session. */
export function sessionThing({ session, mentor }: SessionWithPeople): SessionThing {
  return { partnerId: mentor.partnerId, mentorId: session.mentorId, studentId: session.studentId };
}

/**
 * The wire form for one reader: the notes for the mentor only, wall times in the reader's zone, or in the mentor's when
 * hers is not known. It stands beside the model, because a command keeps
 * its answer with the idempotency key.
 *
 * @param reading null for a reader who is neither of its two people, and joins nothing
 */
export function presentSession(found: WholeSession, reader: Actor, reading: Reading | null): Session {
  const { session, mentor, student, review } = found;
  const timeZone = reader.timezone ?? mentor.timezone;
  const startsAt = session.startsAt.getTime();
  const { date, time, offset } = instantToWallTime(timeZone, startsAt);
  const reopens = reopensUntil(found);
  const isJoining = reading && may(reader, 'change_session', sessionThing(found));
  return {
    id: session.id,
    mentor_id: session.mentorId,
    student_id: session.studentId,
    mentor: { id: mentor.id, name: mentor.name },
    student: { id: student.id, name: student.name },
    session_date: utc(session.startsAt),
    ends_at: utc(session.endsAt),
    date,
    time,
    end_time: instantToWallTime(timeZone, session.endsAt.getTime()).time,
    timezone: timeZone,
    ...(occursTwice(timeZone, startsAt) && { timezone_offset: offset }),
    duration_minutes: session.durationMinutes,
    subject: session.subject,
    description: session.description,
    status: session.status,
    ...(session.decideBy && { decide_by: utc(session.decideBy) }),
    meeting_link: isJoining ? meetingLinkOf(found, reader.userId, reading) : session.meetingLink,
    ...(may(reader, 'conduct_session', sessionThing(found)) && {
      notes: session.notes,
      reopen_until: reopens && utc(reopens),
      own_meeting_link: session.meetingLink,
      attendance: reading && presentAttendance(found, timeZone, reading.now),
    }),
    mode: session.mode,
    place: session.place,
    group_id: session.groupId,
    capacity: session.capacity,
    cancel_reason: session.cancelReason,
    review: review && {
      rating: review.rating,
      comment: review.comment,
      created_at: utc(review.createdAt),
    },
    metadata: session.metadata,
    series_id: session.seriesId,
    created_at: utc(session.createdAt),
    updated_at: utc(session.updatedAt),
  };
}

/** The ETag of a session as `GET` answers it to the same reader. */
export const sessionEtag = (session: Session): string => etagOf(JSON.stringify(session));

const reopeningMs = 24 * 60 * 60_000;

/** Until when the mentor may take back how the session ended; null where there is nothing that she could take back. */
export function reopensUntil({ session, review }: WholeSession): Date | null {
  const { status, closedAt } = session;
  if (!closedAt || review || (status !== 'completed' && status !== 'no_show')) return null;
  return new Date(closedAt.getTime() + reopeningMs);
}

/** Who came, and what that proposes once the session is over; null where nobody could be seen to come. */
function presentAttendance({ session, hasMeeting, attendance }: WholeSession, timeZone: string, now: number) {
  const { mentorJoinedAt, studentJoinedAt } = attendance;
  if (!hasMeeting && !mentorJoinedAt && !studentJoinedAt) return null;
  const isOpen = session.status === 'scheduled' && session.endsAt.getTime() <= now;
  // Where she was not there herself, nobody knows whether the student was.
  const proposal = studentJoinedAt ? ('completed' as const) : ('no_show' as const);
  return {
    mentor_joined_at: mentorJoinedAt && formatInstant(mentorJoinedAt.getTime(), timeZone),
    student_joined_at: studentJoinedAt && formatInstant(studentJoinedAt.getTime(), timeZone),
    proposal: isOpen && mentorJoinedAt ? proposal : null,
  };
}

const utc = (instant: Date): string => formatInstant(instant.getTime(), 'UTC');
