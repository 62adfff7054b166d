import type { Knex } from 'knex';
import { isLive } from '../../database/live-sessions.ts';
import { prepared } from '../../database/prepared.ts';
import { joinTimes } from '../../domain/join/join-times.ts';
import { roomAddress } from '../../feeds/bigbluebutton.ts';
import { FetchRefused } from '../../feeds/fetch-public.ts';
import type { FoundMeeting } from '../../queries/find-meeting.ts';
import { meetingRoom } from '../../secrets/meeting-room.ts';
import { jitsiAddress } from './jitsi-address.ts';
import type { MeetingTools } from './meeting-after.ts';

export interface EnterOptions extends MeetingTools {
  readonly knex: Knex;
  readonly tokenSecret: string;
  /** Epoch ms. */
  readonly now: number;
}

/**
 * Lets one person into the meeting of her session as who she is, and notes that she came. The note is the whole of it,
 * so that it is no entry of the audit too.
 *
 * @returns the address of the room for her alone; null when there is no meeting
 * @throws FetchRefused when the room is not to be had: then she has not come.
 */
export async function enterMeeting(options: EnterOptions, found: FoundMeeting): Promise<string | null> {
  const address = await addressFor(options, found);
  if (address === null) return null;
  const { session, reader } = found;
  const opensAt = new Date(joinTimes(session).opensAt);
  const groupId = found.role === 'mentor' ? session.groupId : null;
  const values = [session.mentorId, session.id, reader.id, new Date(options.now), opensAt, groupId];
  await prepared(options.knex, 'note_attendance', upsert, values);
  return address;
}

async function addressFor(
  { tokenSecret, secretBox, meetingDoor }: EnterOptions,
  { session, meeting, secret, reader, role, name, mentorName }: FoundMeeting,
): Promise<string | null> {
  if (session.meetingLink !== null) return goodAddress(session.meetingLink);
  const person = { id: String(reader.id), name, isModerator: role === 'mentor' };
  const room = meetingRoom(tokenSecret, session);
  const opened = secret.sealed === null ? null : secretBox.open(secret.sealed, secret.place);
  switch (meeting.kind) {
    case 'none':
      return null;
    case 'fixed':
      return goodAddress(meeting.url ?? '');
    case 'jitsi': {
      const { opensAt, closesAt } = joinTimes(session);
      return jitsiAddress(meeting, opened, { room: room.name, person, from: opensAt, until: closesAt });
    }
    case 'bigbluebutton': {
      const { url = '', checksum = 'sha256' } = meeting;
      const server = { url, checksum, secret: opened ?? '' };
      // What one student of a group wrote is nothing to the others.
      const title = session.groupId === null ? session.subject : mentorName;
      return roomAddress(meetingDoor, server, { ...room, title }, person);
    }
  }
}

/** As browsers write it. */
function goodAddress(address: string): string {
  const url = URL.parse(address);
  if (!url) throw new FetchRefused('address', 'The address of the room is none.');
  return url.href;
}

// Who was there before the session was moved comes to it for the first time. A mentor comes to all of a group at once.
const upsert = `
  INSERT INTO session_attendance (mentor_id, session_id, person_id, first_joined_at, last_joined_at)
  SELECT s.mentor_id, s.id, u.id, $4::timestamptz, $4::timestamptz FROM app_user u JOIN mentor_session s
    ON s.mentor_id = $1 AND (s.id = $2 OR s.group_id = $6::bigint AND ${isLive('s.status')})
  WHERE u.id = $3 AND u.erased_at IS NULL FOR KEY SHARE OF u
  ON CONFLICT ON CONSTRAINT session_attendance_pkey DO UPDATE SET last_joined_at = excluded.last_joined_at,
    first_joined_at = CASE WHEN session_attendance.last_joined_at < $5::timestamptz
      THEN excluded.first_joined_at ELSE session_attendance.first_joined_at END`;
