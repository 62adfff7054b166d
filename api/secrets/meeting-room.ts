import { createHmac } from 'node:crypto';

/** What the room of a session is called, and what its servers tell its two kinds of people by. */
export interface MeetingRoom {
  /** 32 digits of base 16 (128 bits): Jitsi knows no capitals. */
  readonly name: string;
  readonly moderatorPassword: string;
  readonly viewerPassword: string;
}

/** The room of a session. It is derived, so that it stands in no table, and nobody guesses it. */
export function meetingRoom(tokenSecret: string, session: { mentorId: number; id: number }): MeetingRoom {
  const derived = (what: string): string =>
    createHmac('sha256', tokenSecret)
      .update(`meeting ${what} ${session.mentorId} ${session.id}`)
      .digest('hex')
      .slice(0, 32);
  return {
    name: derived('room'),
    moderatorPassword: derived('moderator'),
    viewerPassword: derived('viewer'),
  };
}
