import { createHmac } from 'node:crypto';

/** What the room of a session is called, and what its servers tell its two kinds of people by. */
export interface MeetingRoom {
  /** 32 digits of base 16 (128 bits): Jitsi knows no capitals. */
  readonly name: string;
  readonly moderatorPassword: string;
  readonly viewerPassword: string;
}

/**
 * The room of a session, the same for all of a group. It is derived, so that it stands in no table, and nobody guesses
 * it.
 */
export function meetingRoom(
  tokenSecret: string,
  { mentorId, id, groupId }: { mentorId: number; id: number; groupId: number | null },
): MeetingRoom {
  const which = groupId === null ? `${id}` : `group ${groupId}`;
  const derived = (what: string): string =>
    createHmac('sha256', tokenSecret)
      .update(`meeting ${what} ${mentorId} ${which}`)
      .digest('hex')
      .slice(0, 32);
  return {
    name: derived('room'),
    moderatorPassword: derived('moderator'),
    viewerPassword: derived('viewer'),
  };
}
