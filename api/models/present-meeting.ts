import type { Meeting, StoredMeeting } from '../contract/meeting.ts';

/** The wire form of where somebody's sessions take place: of its secret only whether there is one. */
export function presentMeeting(meeting: StoredMeeting, secret: string | null): Meeting {
  const takesSecret = meeting.kind === 'jitsi' || meeting.kind === 'bigbluebutton';
  return { ...meeting, ...(takesSecret && { has_secret: secret !== null }) };
}
